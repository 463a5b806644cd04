"""
title = { en = "Gradients are never cleared", ko = "기울기를 지우지 않음" }
fails = ["test_two_epochs_of_training"]
hint = { en = "The first update is right, later ones are not: backward() ADDS to .grad, so every step uses the gradients of all batches so far. They have to be cleared once per batch. Where in the loop is it safe to do that?", ko = "첫 갱신은 맞는데 그다음부터 달라요. backward()는 .grad를 덮어쓰지 않고 거기에 더하기 때문에, 걸음마다 지금까지 나온 모든 배치의 기울기를 쓰고 있어요. 배치마다 한 번 지워야 해요. 반복문의 어디에서 지워야 안전할까요?" }
"""


class _KeepsGradients:
    def __init__(self, optimizer):
        self.optimizer = optimizer

    def zero_grad(self):
        pass

    def step(self):
        self.optimizer.step()


_train = train_one_epoch


def train_one_epoch(model, loader, optimizer, loss_fn, device):
    return _train(model, loader, _KeepsGradients(optimizer), loss_fn, device)
