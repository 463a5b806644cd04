"""
title = { en = "Compared with the previous loss", ko = "바로 앞의 손실과 비교" }
fails = ["test_plateau"]
hint = { en = "You compare each loss with the one before it. After a jump upwards, a slow way back counts as a row of improvements, although the best value is not reached again. Which loss should a new one be measured against?", ko = "손실을 바로 앞의 손실과 비교하고 있어요. 손실이 한 번 크게 오른 뒤 천천히 내려오면, 가장 좋았던 값에 이르지 못해도 계속 나아지는 것으로 세어져요. 새 손실은 어느 값과 비교해야 할까요?" }
"""


class PerformanceScheduler:
    def __init__(self, lr0, factor=0.1, patience=10, min_delta=0.0, min_lr=0.0):
        self.lr, self.factor, self.patience = lr0, factor, patience
        self.min_delta, self.min_lr = min_delta, min_lr
        self.best = math.inf
        self.bad = 0

    def step(self, val_loss):
        if val_loss < self.best - self.min_delta:
            self.bad = 0
        else:
            self.bad += 1
        self.best = val_loss
        if self.bad > self.patience:
            self.lr, self.bad = max(self.lr * self.factor, self.min_lr), 0
        return self.lr
