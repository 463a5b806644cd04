"""
title = { en = "NaN counts as an improvement", ko = "NaN을 나아진 것으로 셈" }
fails = ["test_plateau_with_nan"]
hint = { en = "A loss of NaN is taken for an improvement. Every comparison with NaN is false, so what happens depends on how you ask: not better is something else than worse. Put the question so that NaN falls on the bad side.", ko = "손실이 NaN일 때 나아진 것으로 세고 있어요. NaN과의 비교는 언제나 거짓이라서, 어떻게 묻느냐에 따라 결과가 달라져요. 좋아지지 않았다는 것과 나빠졌다는 것은 서로 다른 조건이에요. NaN이 나쁜 쪽에 들어가도록 물어보세요." }
"""


class PerformanceScheduler:
    def __init__(self, lr0, factor=0.1, patience=10, min_delta=0.0, min_lr=0.0):
        self.lr, self.factor, self.patience = lr0, factor, patience
        self.min_delta, self.min_lr = min_delta, min_lr
        self.best = math.inf
        self.bad = 0

    def step(self, val_loss):
        if val_loss >= self.best - self.min_delta:
            self.bad += 1
        else:
            self.best, self.bad = val_loss, 0
        if self.bad > self.patience:
            self.lr, self.bad = max(self.lr * self.factor, self.min_lr), 0
        return self.lr
