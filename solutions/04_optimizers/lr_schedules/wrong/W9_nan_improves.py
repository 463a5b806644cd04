"""
title = { en = "NaN counts as an improvement", ko = "NaN을 나아진 것으로 셈" }
fails = ["test_plateau_with_nan"]
hint = { en = "A loss of NaN is taken for an improvement. Every comparison with NaN is false, so asking 'is it worse?' and asking 'is it better?' lead NaN to different branches. Which of the two do you ask, and where does NaN end up?", ko = "손실이 NaN일 때 나아진 것으로 세고 있어요. NaN과의 비교는 언제나 거짓이라서, '나빠졌는가'를 물을 때와 '나아졌는가'를 물을 때 NaN이 들어가는 분기가 달라요. 지금 코드는 어느 쪽을 묻고, NaN은 어느 분기로 가나요?" }
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
