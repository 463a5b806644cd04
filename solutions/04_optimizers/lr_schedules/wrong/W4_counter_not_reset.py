"""
title = { en = "Counter not reset after a reduction", ko = "줄인 뒤에 카운터를 되돌리지 않음" }
fails = ["test_plateau"]
hint = { en = "After its first reduction the rate falls again at every bad loss, and within a few calls nothing is left of it. A smaller rate needs time to show what it can do; what has to happen to the count of bad losses?", ko = "처음 줄인 다음부터는 나쁜 손실이 올 때마다 학습률이 다시 줄어서 몇 번 만에 거의 0이 돼요. 작아진 학습률도 효과를 보일 시간이 필요해요. 나쁜 손실을 센 값은 어떻게 되어야 할까요?" }
"""


class PerformanceScheduler:
    def __init__(self, lr0, factor=0.1, patience=10, min_delta=0.0, min_lr=0.0):
        self.lr, self.factor, self.patience = lr0, factor, patience
        self.min_delta, self.min_lr = min_delta, min_lr
        self.best = math.inf
        self.bad = 0

    def step(self, val_loss):
        if val_loss < self.best - self.min_delta:
            self.best, self.bad = val_loss, 0
        else:
            self.bad += 1
        if self.bad > self.patience:
            self.lr = max(self.lr * self.factor, self.min_lr)
        return self.lr
