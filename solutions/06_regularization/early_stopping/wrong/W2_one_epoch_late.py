"""
title = { en = "Stops one epoch late", ko = "한 에포크 늦게 멈춤" }
fails = ["test_stops_at_the_kth"]
hint = { en = "You stop one epoch too late. Patience is the number of epochs in a row without improvement that end \
the training, so the patience-th of them is already the last. Play it through on paper with patience = 1: which \
epoch should be the last?", ko = "한 에포크 늦게 멈춰요. 나아지지 않은 에포크가 연달아 patience번 나오면 학습이 끝나요. 그러니까 그 patience번째 에포크가 이미 \
마지막이에요. patience = 1일 때 어느 에포크가 마지막이어야 하는지 종이에 써 가며 따져 보세요." }
"""


class EarlyStopping(EarlyStopping):
    def __init__(self, patience, min_delta=0.0, mode="min", restore_best=True):
        super().__init__(patience, min_delta, mode, restore_best)
        self.patience = patience + 1
