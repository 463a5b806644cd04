"""
title = { en = "Patience one short", ko = "patience보다 한 번 일찍 줄임" }
fails = ["test_plateau"]
hint = { en = "You reduce the rate one bad loss too early. Patience is the number of bad losses in a row that are still tolerated; the reduction comes with the next one. Try patience = 0 on paper.", ko = "학습률을 나쁜 손실 한 번만큼 일찍 줄여요. patience는 연달아 나와도 참아 주는 나쁜 손실의 수이고, 그다음 나쁜 손실에서 줄여요. patience = 0일 때를 종이에 써 보세요." }
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
        if self.bad >= self.patience:
            self.lr, self.bad = max(self.lr * self.factor, self.min_lr), 0
        return self.lr
