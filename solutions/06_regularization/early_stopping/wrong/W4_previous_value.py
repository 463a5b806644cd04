"""
title = { en = "Compares with the previous epoch", ko = "직전 에포크와 비교함" }
fails = ["test_compares_with_the_best"]
hint = { en = "You compare with the epoch before. A loss that jumps up and then creeps down a little every epoch 'improves' all the \
time without ever coming near its best value, so training does not end. Which number should an epoch have to beat?", ko = "직전 \
에포크와 비교하고 있어요. 손실이 한 번 크게 올랐다가 에포크마다 조금씩 내려오면, 최고 기록 근처에도 가지 못했는데 계속 '나아지는' 것으로 \
세어져서 학습이 끝나지 않아요. 에포크가 이겨야 하는 값은 어떤 값일까요?" }
"""


class EarlyStopping(EarlyStopping):
    def step(self, value, params):
        previous = getattr(self, "previous", None)
        if previous is not None:
            self.best = previous
        stop = super().step(value, params)
        if value == value:
            self.previous = value
        return stop
