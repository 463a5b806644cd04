"""Public checks of cnn_torch: small and visible. The hidden suite uses other data and asks more."""

import numpy as np
import torch

from grader.judge import case, data, expect, say


def digits(seed, n):
    drawn, labels = data.digits(np.random.default_rng(seed), n, shift=1.0)
    return torch.tensor(drawn[:, None] / 255, dtype=torch.float32), torch.tensor(labels)


@case("SmallCNN", "Six digits give six rows of ten scores", "숫자 여섯 개에서 점수 열 개짜리 행 여섯 개가 나와요")
def test_six_digits(student):
    model = student.SmallCNN()
    model.eval()
    out = model(digits(0, 6)[0])
    expect.shape(out, (6, 10), "output")
    expect.holds(
        not torch.allclose(out.sum(1), torch.ones(6)), say("scores, not probabilities", "출력은 확률이 아니라 점수예요")
    )


@case("SmallCNN", "Colour images, four classes", "컬러 이미지, 클래스 네 개")
def test_colour(student):
    model = student.SmallCNN(3, 4)
    model.eval()
    expect.shape(model(torch.ones(2, 3, 28, 28)), (2, 4), "output")


@case("train_cnn", "Two epochs on sixty digits", "숫자 60개로 에포크 두 번", needs=("SmallCNN",))
def test_two_epochs(student):
    history = student.train_cnn(student.SmallCNN(), digits(1, 60), digits(2, 30), 2, "cpu", 0)
    expect.equal(sorted(history), ["loss", "val_accuracy"], say("names in the history", "history에 담긴 이름"))
    expect.holds(
        len(history["loss"]) == 2 and len(history["val_accuracy"]) == 2,
        say("a value per epoch", "에포크마다 값이 하나예요"),
    )
    expect.between(
        history["loss"][0],
        0.5,
        6.0,
        say(
            "loss of the first epoch (a blind guess has log 10 = 2.3)", "첫 에포크의 손실(무작위로 찍으면 log 10 = 2.3)"
        ),
    )


@case("compare", "Models that always say 3 and always say 7", "언제나 3이라고 하는 모델과 7이라고 하는 모델")
def test_two_stubborn_models(student):
    models = []
    for favourite in (3, 7):
        model = student.library(
            "torch.nn.Sequential", student.library("torch.nn.Flatten"), student.library("torch.nn.Linear", 784, 10)
        )
        bias = torch.zeros(10)
        bias[favourite] = 1.0
        model.load_state_dict({"1.weight": torch.zeros(10, 784), "1.bias": bias})
        models.append(model)
    images = torch.zeros(4, 1, 28, 28)
    test, shifted = (images, torch.tensor([3, 3, 3, 7])), (images, torch.tensor([0, 7, 7, 1]))
    seen = student.compare(*models, test, shifted)
    expect.close(
        dict(seen), {"mlp": 0.75, "cnn": 0.25, "mlp_shifted": 0.0, "cnn_shifted": 0.5}, "accuracies", rtol=1e-5
    )
