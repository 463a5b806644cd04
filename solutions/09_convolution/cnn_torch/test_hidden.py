"""Hidden suite of cnn_torch. Students choose an architecture, so nothing compares its numbers with the reference's.

Properties of the network are asked for one by one, and a violated one names the misconception itself (``means``).
Where only the course of a call counts (it raises, or not), its answer stays in the sandbox, so that replay compares
no numbers. The loop and the comparison are judged on models of torch's own layers, which the judge builds as well.
"""

from __future__ import annotations

from typing import Any

import pytest
import torch
import torch._dynamo  # the first optimizer of a process imports it, which takes a second
from torch import nn

from grader.judge import case, data, expect, say, show

EPOCHS = 8
LEARNED = 0.8
LINEAR = (
    *(
        "Convolution",
        "NativeBatchNorm",
        "CudnnBatchNorm",
        "Mean",
        "Sum",
        "View",
        "UnsafeView",
        "Reshape",
        "ReshapeAlias",
    ),
    *("Permute", "Transpose", "T", "Squeeze", "Unsqueeze", "Expand", "Clone", "Alias", "Add", "Sub", "Addmm", "Mm"),
    *("ConstantPadNd", "NativeDropout", "AccumulateGrad", "Slice", "Select", "Cat"),
)
"""Nodes of a graph that are no activation. A product may be one (x * (x > 0)); pooling alone does not count as one."""


def images(rng: Any, n: int, channels: int = 1, height: int = 28, width: int = 28) -> Any:
    return torch.tensor(rng.standard_normal((n, channels, height, width)), dtype=torch.float32)


def network(student: Any, *arguments: int) -> Any:
    """A network in evaluation mode."""
    theirs = student.SmallCNN(*arguments)
    theirs.eval()
    return theirs


def kept(student: Any, model: Any, x: Any) -> Any:
    """The answer of a model as an object that stays in the sandbox."""
    return student.construct("operator.call", model, x)


def expect_scores(out: Any, n: int, classes: int, what: str) -> None:
    """Finite scores (n, classes), float32, which depend on the image."""
    rows = out.shape[0] if hasattr(out, "shape") and len(out.shape) == 2 else n
    expect.holds(rows == n, say(f"{what} has one row per image", f"{what}: 이미지마다 행이 하나예요"), means="W2")
    expect.shape(out, (n, classes), what)
    expect.dtype(out, "float32", what)
    expect.finite(out.detach(), what)
    expect.holds(
        bool((out.detach().std(0) > 0).all()),
        say(f"{what} differs from image to image", f"{what}: 이미지마다 값이 달라요"),
    )


def expect_function(theirs: Any, x: Any, out: Any, rng: Any) -> None:
    """``out`` follows from the images ``x``: again the same, and nearly the same for nearly the same images.

    Scores that are drawn, from a generator or from the bits of the images, have every shape and every graph that
    they should have; so each core case asks for this, too.
    """
    again, near = theirs(x), theirs(x + 1e-3 * images(rng, *x.shape))
    repeated = again.shape == out.shape and torch.equal(again.detach(), out)
    expect.holds(
        repeated,
        say("two passes in evaluation mode agree", "평가 모드에서 두 번 통과시키면 같은 값이 나와요"),
        means="W6",
    )
    expect.shape(near, tuple(out.shape), say("output for images that hardly differ", "거의 같은 이미지에 대한 출력"))
    apart = float((near.detach() - out).abs().max() / out.std(0).max())
    expect.holds(
        apart < 0.2,
        say("images that hardly differ have scores that hardly differ", "거의 같은 이미지는 점수도 거의 같아요"),
    )


# --- the network -----------------------------------------------------------------------------------


@case("SmallCNN", "One row of logits per image", "이미지마다 로짓 한 행")
def test_logits(student, rng):
    theirs = network(student)
    kept(student, theirs, images(rng, 5))
    x = 3 * images(rng, 5)
    out = theirs(x)
    expect_scores(out, 5, 10, "output")
    scores, out = out.detach(), out.detach().double()
    total = out.exp().sum(1) if (out <= 0).all() else out.sum(1)
    expect.holds(
        not torch.allclose(total, torch.ones(5).double(), atol=1e-3),
        say("output is logits", "출력은 로짓이에요"),
        means="W1",
    )
    expect_function(theirs, x, scores, rng)


@case("SmallCNN", "An image alone is scored as in a batch", "이미지 한 장의 점수는 배치에 넣었을 때와 같아요")
def test_images_do_not_mix(student, rng):
    theirs = network(student)
    x = images(rng, 4)
    kept(student, theirs, x)
    first, second, alone = theirs(x), theirs(x), theirs(x[2:3].clone())
    expect_scores(first, 4, 10, "output")
    repeated = first.shape == second.shape and torch.equal(first, second)
    expect.holds(
        repeated,
        say("two passes in evaluation mode agree", "평가 모드에서 두 번 통과시키면 같은 값이 나와요"),
        means="W6",
    )
    expect.shape(alone, (1, 10), say("output for one image", "이미지 한 장에 대한 출력"))
    same = torch.allclose(alone[0], first[2], rtol=1e-3, atol=1e-5)
    expect.holds(
        same,
        say(
            "output for one image is its row in a batch", "이미지 한 장에 대한 출력은 배치에서 그 이미지의 행과 같아요"
        ),
        means="W2",
    )


@case(
    "SmallCNN",
    "Channels come first; their number and that of the classes are yours",
    "채널 축이 앞에 오고, 채널 수와 클래스 수를 바꿀 수 있어요",
)
def test_channels_first(student, rng):
    theirs = network(student, 3, 7)
    last = images(rng, 4, 28, 28, 3)
    errors = (RuntimeError, ValueError, TypeError, AssertionError, IndexError)
    expect.raises(
        errors,
        lambda: kept(student, theirs, last),
        say("SmallCNN of images (N, H, W, C)", "(N, H, W, C) 이미지에 대한 SmallCNN"),
        means="W4",
    )
    x = images(rng, 4, 3)
    out = theirs(x)
    expect_scores(out, 4, 7, "output")
    expect_function(theirs, x, out.detach(), rng)


@case(
    "SmallCNN",
    "At most 60 000 parameters, two convolutions or more, and all of it learns",
    "파라미터 6만 개 이하, 합성곱 두 개 이상, 모두 학습돼요",
)
def test_budget_and_gradients(student, rng):
    theirs = network(student)
    x, upstream = images(rng, 6).requires_grad_(True), torch.tensor(rng.standard_normal((6, 10)), dtype=torch.float32)
    kept(student, theirs, x.detach())
    seen = student.vjp(theirs, x, upstream=upstream)
    expect_scores(seen.out, 6, 10, "output")
    sizes = {name: grad.numel() for name, grad in seen.params.items() if grad is not None}
    expect.holds(
        sum(sizes.values()) <= 60_000,
        say("SmallCNN has at most 60 000 parameters", "SmallCNN의 파라미터는 60 000개 이하예요"),
    )
    kernels = [grad for grad in seen.params.values() if grad is not None and grad.dim() == 4]
    expect.holds(
        len(kernels) >= 2, say("SmallCNN has two convolutions or more", "SmallCNN에는 합성곱 층이 두 개 이상 있어요")
    )
    reached = all(grad is not None and bool(grad.abs().max() > 0) for grad in (*kernels, seen.args[0]))
    expect.holds(reached, say("the gradient reaches every convolution", "기울기가 모든 합성곱 층에 닿아요"))
    expect_function(theirs, x.detach(), seen.out.detach(), rng)


@case(
    "SmallCNN",
    "Something non-linear between one convolution and the next",
    "합성곱과 합성곱 사이에 비선형 함수가 있어요",
)
def test_activations(student, rng):
    theirs = network(student)
    x = images(rng, 5)
    out = kept(student, theirs, x)
    scores = out.data
    expect_scores(scores, 5, 10, "output")
    paths = between_convolutions(out.grad_fn)
    expect.holds(
        len(paths) > 0, say("one convolution sees another one", "한 합성곱 층의 출력이 다른 합성곱 층으로 이어져요")
    )
    bent = all(any(bends(name) for name in path) for path in paths)
    expect.holds(
        bent, say("an activation between two convolutions", "두 합성곱 층 사이에 활성화 함수가 있어요"), means="W3"
    )
    expect_function(theirs, x, scores.detach(), rng)


def bends(node: str) -> bool:
    return node.partition("Backward")[0] not in LINEAR and "Pool" not in node


def between_convolutions(end: Any) -> list[list[str]]:
    """Names of the graph's nodes between each convolution and the next one that it is fed by."""
    paths: list[list[str]] = []
    stack: list[tuple[Any, list[str] | None]] = [(end, None)]
    seen = 0
    while stack and seen < 200:
        node, path = stack.pop()
        seen += 1
        name = node.name()
        if name.startswith("Convolution"):
            paths += [] if path is None else [path]
            path = []
        following = path if path is None or name.startswith("Convolution") else [*path, name]
        stack += [(previous, following) for previous, _ in node.next_functions if previous is not None]
    return paths


@case("SmallCNN", "Other sizes than 28 x 28 (bonus)", "28×28이 아닌 크기도 받아요 (보너스)", group="robust")
@pytest.mark.parametrize("size", [(16, 16), (33, 21)], ids=str)
def test_other_sizes(student, rng, size):
    theirs = network(student)
    kept(student, theirs, images(rng, 2))
    expect_scores(theirs(images(rng, 3, 1, *size)), 3, 10, "output")


@case(
    "SmallCNN",
    "The mode decides, and evaluation changes nothing",
    "모드가 동작을 정하고, 평가는 아무것도 바꾸지 않아요",
    group="robust",
)
def test_evaluation_leaves_no_trace(student, rng):
    theirs = network(student)
    x = images(rng, 4)
    before = student.library("builtins.dict", theirs.state_dict())
    expect_scores(theirs(x), 4, 10, "output")
    after = student.library("builtins.dict", theirs.state_dict())
    expect.equal(after, before, say("state_dict after evaluation", "평가 뒤의 state_dict"))
    modes = [theirs.training]
    theirs.train()
    expect.equal([*modes, theirs.training], [False, True], "model.training after eval() and train()")


@case("SmallCNN", "The images stay, and float64 works", "이미지를 바꾸지 않고 float64도 돼요", group="hygiene")
def test_double_images(student, rng):
    theirs = network(student)
    theirs.double()
    out = theirs(images(rng, 3).double())
    expect.unmodified(student, 0, what="x")
    expect.shape(out, (3, 10), "output")
    expect.dtype(out, "float64", "output")


# --- the loop --------------------------------------------------------------------------------------


def digits(rng: Any, n: int, shift: float) -> tuple[Any, Any]:
    drawn, labels = data.digits(rng, n, shift=shift)
    return torch.tensor(drawn[:, None] / 255, dtype=torch.float32), torch.tensor(labels)


def share(scores: Any, labels: Any) -> float:
    return float((scores.argmax(1) == labels).double().mean())


@case("train_cnn", "The network learns digits", "신경망이 숫자를 배워요", needs=("SmallCNN",))
def test_digits_are_learned(student, rng):
    train, val, new = digits(rng, 240, 1.5), digits(rng, 120, 1.5), digits(rng, 200, 1.5)
    theirs = student.SmallCNN()
    history = student.train_cnn(theirs, train, val, EPOCHS, "cpu", 3)
    theirs.eval()
    scores = theirs(new[0])
    if isinstance(history, dict):
        show.curve(history.get("loss"), "loss", over="epoch", first=1)
        show.curve(history.get("val_accuracy"), "val_accuracy", over="epoch", first=1)
    expect_history(history, EPOCHS)
    expect.shape(scores, (200, 10), say("output of the trained network", "학습한 신경망의 출력"))
    expect.between(
        share(scores, new[1]),
        LEARNED,
        1.0,
        say(f"accuracy on new digits >= {LEARNED}", f"새 숫자 이미지의 정확도 >= {LEARNED}"),
    )
    expect.holds(history["loss"][-1] < 0.7 * history["loss"][0], say("the loss falls", "손실이 줄어들어요"))


def expect_history(history: Any, epochs: int) -> None:
    expect.holds(isinstance(history, dict), say("history is a dict", "history는 dict예요"))
    for name in ("loss", "val_accuracy"):
        values = history.get(name)
        expect.holds(
            isinstance(values, list | tuple) and len(values) == epochs,
            say(f"history[{name!r}] has a value per epoch", f"history[{name!r}]: 에포크마다 값이 하나예요"),
        )
        for value in values:
            expect.finite(value, f"history[{name!r}]")
            expect.holds(
                not isinstance(value, int),
                say(
                    f"history[{name!r}] holds fractions, not whole numbers",
                    f"history[{name!r}]: 정수가 아니라 실수예요",
                ),
            )


STAND_IN = (("Flatten",), ("Linear", 784, 12), ("BatchNorm1d", 12), ("ReLU",), ("Dropout", 0.6), ("Linear", 12, 10))


def stand_ins(student: Any, rng: Any) -> tuple[Any, Any]:
    """A small classifier with batch norm and dropout, of equal weights in the judge and in the sandbox."""
    mine = nn.Sequential(*(getattr(nn, name)(*arguments) for name, *arguments in STAND_IN))
    parts = [student.library(f"torch.nn.{name}", *arguments) for name, *arguments in STAND_IN]
    theirs = student.library("torch.nn.Sequential", *parts)
    for name, value in mine.state_dict().items():
        if value.is_floating_point() and "running" not in name:
            value.copy_(torch.tensor(rng.standard_normal(value.shape)) * 0.05 + (1.0 if name == "2.weight" else 0.0))
    theirs.load_state_dict(dict(mine.state_dict()))
    return mine, theirs


@case("train_cnn", "The history tells the truth", "기록이 사실과 같아요")
def test_history_is_true(student, rng):
    mine, theirs = stand_ins(student, rng)
    theirs.eval()
    train, val = digits(rng, 90, 1.0), digits(rng, 70, 1.0)
    before = dict(mine.state_dict())
    before = {name: value.clone() for name, value in before.items()}
    history = student.train_cnn(theirs, train, val, 3, "cpu", 1)
    after = student.library("builtins.dict", theirs.state_dict())
    expect_history(history, 3)
    changed = all(not torch.equal(after[name], before[name]) for name in ("1.weight", "5.bias", "2.running_mean"))
    expect.holds(
        changed,
        say(
            "weights and running statistics move, also when the model came in evaluation mode",
            "모델을 평가 모드로 넘겨도 가중치와 이동 통계량이 갱신돼요",
        ),
    )
    mine.load_state_dict(after)
    with torch.no_grad():
        accuracy = share(mine.eval()(val[0]), val[1])
    expect.close(
        float(history["val_accuracy"][-1]),
        accuracy,
        say("the last val_accuracy", "마지막 val_accuracy"),
        rtol=1e-5,
        atol=0.5 / 70,
    )
    low, high = (0.8, 3.0)  # the loss of the first epoch is near log 10
    expect.between(history["loss"][0], low, high, say("loss of the first epoch", "첫 에포크의 손실"))


@case("train_cnn", "Same seed, same history", "시드가 같으면 기록도 같아요", group="robust")
def test_seed_decides(student, rng):
    train, val = digits(rng, 60, 1.0), digits(rng, 30, 1.0)
    mine, theirs = stand_ins(student, rng)
    first = student.train_cnn(theirs, train, val, 2, "cpu", 5)
    theirs.load_state_dict(dict(mine.state_dict()))
    student.library("torch.rand", 3)
    second = student.train_cnn(theirs, train, val, 2, "cpu", 5)
    expect_history(first, 2)
    expect.close(second, first, "history", rtol=1e-5)


@case(
    "train_cnn",
    "Epochs are as many as asked for, and data stays",
    "에포크 수를 지키고 데이터를 바꾸지 않아요",
    group="hygiene",
)
def test_one_epoch(student, rng):
    _, theirs = stand_ins(student, rng)
    train = digits(rng, 21, 1.0)
    before = train[0].clone()
    history = student.train_cnn(theirs, train, train, 1, "cpu", 0)
    expect_history(history, 1)
    expect.unmodified(student, 1, 2, what="train, val")
    expect.equal(train[0], before, "train")


# --- the comparison ----------------------------------------------------------------------------------


@case("compare", "Four accuracies, in evaluation mode", "평가 모드에서 구한 정확도 네 개")
def test_four_accuracies(student, rng):
    one, other = stand_ins(student, rng), stand_ins(student, rng)
    test, shifted = digits(rng, 83, 0.5), digits(rng, 61, 5.0)
    seen = student.compare(one[1], other[1], test, shifted)
    expect.holds(isinstance(seen, dict), say("compare gives a dict", "compare는 dict를 돌려줘요"))
    goal = {}
    for name, mine in (("mlp", one[0]), ("cnn", other[0])):
        with torch.no_grad():
            goal[name], goal[f"{name}_shifted"] = (share(mine.eval()(x), y) for x, y in (test, shifted))
    expect.close(seen, goal, "accuracies", rtol=1e-5)


@case(
    "compare",
    "On shifted digits the CNN beats an MLP of equal budget",
    "위치가 밀린 숫자에서는 CNN이 크기가 비슷한 MLP보다 나아요",
    group="robust",
    needs=("SmallCNN", "train_cnn"),
)
def test_shifted_digits(student, rng):
    train, val, test, shifted = digits(rng, 240, 1.5), digits(rng, 40, 1.5), digits(rng, 60, 1.5), digits(rng, 300, 4.0)
    layers = (("Flatten",), ("Linear", 784, 70), ("ReLU",), ("Linear", 70, 10))
    parts = [student.library(f"torch.nn.{name}", *arguments) for name, *arguments in layers]
    mlp, cnn = student.library("torch.nn.Sequential", *parts), student.SmallCNN()
    for model in (mlp, cnn):
        student.train_cnn(model, train, val, EPOCHS, "cpu", 2)
    seen = student.compare(mlp, cnn, test, shifted)
    expect.holds(
        isinstance(seen, dict) and {"mlp_shifted", "cnn_shifted"} <= set(seen),
        "mlp_shifted, cnn_shifted in compare(...)",
    )
    expect.between(
        seen["mlp_shifted"],
        0.15,
        1.0,
        say("accuracy of the MLP on shifted digits", "밀린 숫자 이미지에서 MLP의 정확도"),
    )
    expect.between(
        seen["cnn_shifted"] - seen["mlp_shifted"],
        0.02,
        1.0,
        say("the CNN's lead on shifted digits", "밀린 숫자 이미지에서 CNN이 앞서는 폭"),
    )
