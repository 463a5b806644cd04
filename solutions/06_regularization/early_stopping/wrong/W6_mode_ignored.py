"""
title = { en = "mode ignored", ko = "mode를 무시함" }
fails = ["test_accuracies"]
hint = { en = "With mode='max' you still look for the smallest value: the worst accuracy becomes the best epoch, \
and a rising accuracy ends the training. Everything that depends on the direction has to turn round, also the value \
to start from and the side on which min_delta counts.", ko = "mode='max'인데도 가장 작은 값을 찾고 있어요. 그래서 정확도가 가장 낮은 에포크가 최고 \
기록이 되고, 정확도가 올라가는데 학습을 멈춰요. 방향에 따라 달라지는 것은 모두 바꿔야 해요. 시작값도, min_delta를 적용하는 쪽도 마찬가지예요." }
"""


class EarlyStopping(EarlyStopping):
    def __init__(self, patience, min_delta=0.0, mode="min", restore_best=True):
        if mode not in ("min", "max"):
            raise ValueError("unknown mode")
        super().__init__(patience, min_delta, "min", restore_best)
