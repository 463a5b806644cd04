"""
title = { en = "Gradients cleared before the step", ko = "걸음을 내딛기 전에 기울기를 지움" }
fails = ["test_two_epochs_of_training"]
hint = { en = "The parameters never move. The gradients are computed and cleared again before the optimizer sees them. Order the three calls \
by what each of them reads and writes in .grad.", ko = "파라미터가 전혀 움직이지 않아요. 기울기를 계산해 놓고 옵티마이저가 보기 전에 다시 \
지우고 있어요. 세 호출이 각각 .grad에서 무엇을 읽고 무엇을 쓰는지 생각해서 순서를 정해 보세요." }
"""


class _ClearsFirst:
    def __init__(self, optimizer):
        self.optimizer = optimizer

    def zero_grad(self):
        pass

    def step(self):
        self.optimizer.zero_grad()
        self.optimizer.step()


_train = train_one_epoch


def train_one_epoch(model, loader, optimizer, loss_fn, device):
    return _train(model, loader, _ClearsFirst(optimizer), loss_fn, device)
