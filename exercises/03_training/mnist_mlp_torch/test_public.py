"""Public checks of mnist_mlp_torch: visible data. The hidden suite uses other models and asks more."""

import numpy as np
import torch
import torch._dynamo

from grader.judge import case, data, expect, say, show

X = torch.tensor([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]])
Y = torch.tensor([0, 1, 0])


def linear(student):
    """A linear model whose weights are all 0."""
    model = student.construct("torch.nn.Linear", 2, 2)
    model.load_state_dict({"weight": torch.zeros(2, 2), "bias": torch.zeros(2)})
    return model


@case("MLP", "Shape of the logits, number of parameters", "로짓의 모양과 파라미터의 수")
def test_shape_and_parameters(student):
    model = student.MLP(784, 64, 10)
    expect.shape(model(torch.ones(2, 1, 28, 28)), (2, 10), say("logits", "로짓"))
    sizes = [value.numel() for value in student.library("builtins.list", model.parameters())]
    expect.equal(sum(sizes), 50890, say("number of parameters", "파라미터의 수"))


@case("train_one_epoch", "One step by hand", "한 걸음을 손으로")
def test_one_step_by_hand(student):
    # All logits are 0, so p = 1/2: the gradient of the logits is (1/2 - onehot) / 3 per sample; learning rate 3.
    model = linear(student)
    optimizer = student.construct("torch.optim.SGD", model.parameters(), lr=3.0)
    loss_fn = student.construct("torch.nn.CrossEntropyLoss")
    seen = student.train_one_epoch(model, [(X, Y)], optimizer, loss_fn, "cpu")
    expect.close(seen["loss"], float(np.log(2)), "loss", rtol=1e-5)
    expect.close(seen["acc"], 2 / 3, "acc", rtol=1e-5)
    expect.close(model.bias.detach(), torch.tensor([0.5, -0.5]), "bias")
    expect.close(model.weight.detach(), torch.tensor([[1.0, 0.0], [-1.0, 0.0]]), "weight", atol=1e-6)


@case("evaluate", "Two batches of different size", "크기가 다른 배치 두 개")
def test_two_batches(student):
    model = linear(student)
    model.load_state_dict({"weight": torch.zeros(2, 2), "bias": torch.tensor([np.log(3.0), 0.0]).float()})
    loss_fn = student.construct("torch.nn.CrossEntropyLoss")
    seen = student.evaluate(model, [(X[:2], Y[:2]), (X[2:], Y[2:])], loss_fn, "cpu")
    # p = (3/4, 1/4) for every sample, classes 0, 1, 0
    expect.close(seen["loss"], float(-(2 * np.log(0.75) + np.log(0.25)) / 3), "loss", rtol=1e-5)
    expect.close(seen["acc"], 2 / 3, "acc", rtol=1e-5)
    expect.equal(model.training, True, say("model.training afterwards", "호출 뒤의 model.training"))


@case("fit", "500 drawn digits", "그려 낸 숫자 500개")
def test_drawn_digits(student):
    images, labels = data.digits(np.random.default_rng(0), 700)
    x, y = torch.from_numpy(images).float() / 255, torch.from_numpy(labels)
    train, val = ([(x[i : i + 20], y[i : i + 20]) for i in range(*ends, 20)] for ends in ((0, 500), (500, 700)))
    student.seed(0)
    model = student.MLP(784, 32, 10)
    optimizer = student.construct("torch.optim.SGD", model.parameters(), lr=0.1, momentum=0.8)
    history = student.fit(model, train, val, optimizer, student.construct("torch.nn.CrossEntropyLoss"), 6, "cpu")
    show.curve([record["train_loss"] for record in history], "train_loss", over="epoch", first=1)
    expect.equal([record["epoch"] for record in history], [1, 2, 3, 4, 5, 6], "epoch")
    expect.between(
        history[-1]["val_acc"], 0.85, 1.0, say("val_acc of the last epoch >= 0.85", "마지막 에포크의 val_acc >= 0.85")
    )
