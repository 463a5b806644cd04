"""Hidden suite of softmax_cross_entropy.

Core cases use moderate logits (public course solutions must earn them); logits up to 1e4, where naive
formulas overflow or take log(0), are robust cases.
"""

from __future__ import annotations

import numpy as np
import pytest

from grader.judge import case, expect, inputs, say

PLACES = [
    pytest.param((3, 5), None, id="rows"),
    pytest.param((4, 3), 0, id="columns"),
    pytest.param((2, 3, 4), 1, id="middle"),
    pytest.param((2, 3, 4), None, id="last"),
]


def logits(rng, shape):
    return 2 * rng.standard_normal(shape)


def extreme(rng, rows):
    """Rows that hold 1e4, 0 and -1e4 in random order (and a little noise)."""
    ladder = np.tile([1e4, 0.0, -1e4], (rows, 1))
    return rng.permuted(ladder, axis=1) + rng.uniform(0, 1, (rows, 3))


def simplex(rng, rows, classes):
    """Rows of probabilities, none close to 0."""
    p = rng.uniform(0.2, 1, (rows, classes))
    return p / p.sum(axis=1, keepdims=True)


# --- softmax, log_softmax, logsumexp -------------------------------------------------------------


@case("softmax", "Probabilities along any axis", "여러 축을 따라 구한 확률")
@pytest.mark.parametrize(("shape", "axis"), PLACES)
def test_probabilities(student, reference, rng, shape, axis):
    x = logits(rng, shape)
    where = () if axis is None else (axis,)
    expect.close(student.softmax(x.copy(), *where), reference.softmax(x, *where), "softmax(x)")


@case("softmax", "A constant added to a row changes nothing", "한 행에 상수를 더해도 바뀌지 않아요", group="robust")
def test_probabilities_shift(student, reference, rng):
    x = logits(rng, (3, 4))
    got = student.softmax(x + np.array([[900.0], [-900.0], [1e4]]))
    expect.close(got, reference.softmax(x), "softmax(x + c)", rtol=1e-6)


@case("softmax", "Logits up to 1e4", "1e4에 이르는 로짓", group="robust")
def test_probabilities_extreme(student, reference, rng):
    x = extreme(rng, 4)
    expect.close(student.softmax(x.copy()), reference.softmax(x), "softmax(x)")


@case("softmax", "Two classes: the sigmoid of the difference", "두 클래스라면 차이의 시그모이드예요", group="robust")
def test_probabilities_two_classes(student, rng):
    x = logits(rng, (5, 2))
    expect.close(student.softmax(x.copy())[:, 0], 1 / (1 + np.exp(x[:, 1] - x[:, 0])), "softmax(x)[:, 0]")


@case(
    "softmax",
    "The logits can be used again; any memory layout",
    "로짓을 다시 쓸 수 있고, 메모리 배치와 상관없어요",
    group="robust",
)
def test_probabilities_keep_logits(student, reference, rng):
    x = logits(rng, (3, 4))
    for name, view in inputs.layouts(x):
        expect.close(student.softmax(view), reference.softmax(x), f"softmax(x) ({name})")
        expect.unmodified(student, 0, what="x")


@case(
    "softmax",
    "Read-only input, one vector, float32 kept",
    "읽기 전용 입력과 벡터 하나를 받고 float32를 유지해요",
    group="hygiene",
)
def test_probabilities_float32(student, reference, rng):
    x = logits(rng, (5,)).astype(np.float32)
    got = student.softmax(inputs.read_only(x))
    expect.close(got, reference.softmax(x), "softmax(x)")
    expect.dtype(got, "float32", "softmax(x)")


@case("log_softmax", "Log-probabilities along any axis", "여러 축을 따라 구한 로그 확률")
@pytest.mark.parametrize(("shape", "axis"), PLACES)
def test_log_probabilities(student, reference, rng, shape, axis):
    x = logits(rng, shape)
    where = () if axis is None else (axis,)
    expect.close(student.log_softmax(x.copy(), *where), reference.log_softmax(x, *where), "log_softmax(x)")


@case(
    "log_softmax",
    "Logits up to 1e4: finite, and x stays",
    "1e4에 이르는 로짓에도 유한하고, x는 그대로예요",
    group="robust",
)
def test_log_probabilities_extreme(student, reference, rng):
    x = extreme(rng, 4)
    expect.close(student.log_softmax(x), reference.log_softmax(x), "log_softmax(x)")
    expect.unmodified(student, 0, what="x")


@case("logsumexp", "Values, with and without keepdims", "keepdims가 있을 때와 없을 때의 값")
@pytest.mark.parametrize(
    ("shape", "arguments"),
    [((3, 5), ()), ((4, 1), (0,)), ((2, 3, 4), (1, True)), ((2, 3, 4), ())],
    ids=["rows", "columns", "kept", "last"],
)
def test_log_sum(student, reference, rng, shape, arguments):
    x = logits(rng, shape)
    expect.close(student.logsumexp(x.copy(), *arguments), reference.logsumexp(x, *arguments), "logsumexp(x)")


@case("logsumexp", "Logits up to 1e4, and x stays", "1e4에 이르는 로짓에도 맞고, x는 그대로예요", group="robust")
def test_log_sum_extreme(student, reference, rng):
    for x in (extreme(rng, 3), rng.uniform(-1, 1, (2, 4)) - 2e3):
        expect.close(student.logsumexp(x), reference.logsumexp(x), "logsumexp(x)")
        expect.unmodified(student, 0, what="x")


# --- softmax_loss --------------------------------------------------------------------------------


def agrees(answer, want):
    """Loss and gradient, compared one after another."""
    loss, dx = answer
    expect.close(loss, want[0], "loss", rtol=1e-5)
    expect.gradient(dx, want[1], "dx")


@case("softmax_loss", "Loss and gradient", "손실과 기울기")
@pytest.mark.parametrize("shape", [(4, 3), (3, 7), (1, 4), (6, 2)], ids=["batch", "classes", "single", "binary"])
def test_loss_and_gradient(student, reference, rng, shape):
    x, y = rng.standard_normal(shape), rng.integers(shape[1], size=shape[0])
    agrees(student.softmax_loss(x.copy(), y.copy()), reference.softmax_loss(x, y))


@case("softmax_loss", "Equal logits give log C", "로짓이 모두 같으면 손실은 log C예요")
def test_loss_uniform(student, reference, rng):
    x, y = np.full((3, 6), rng.uniform(-1, 1)), np.array([5, 0, 2])
    loss, dx = student.softmax_loss(x.copy(), y)
    expect.close(loss, np.log(6.0), "loss", rtol=1e-5)
    expect.gradient(dx, reference.softmax_loss(x, y)[1], "dx")


@case(
    "softmax_loss",
    "Renaming the classes renames the gradient",
    "클래스 순서를 바꾸면 기울기도 그대로 따라 바뀌어요",
    group="robust",
)
def test_loss_permutation(student, rng):
    x, y = logits(rng, (4, 5)), rng.integers(5, size=4)
    order = rng.permutation(5)
    loss, dx = student.softmax_loss(x.copy(), y)
    agrees(student.softmax_loss(x[:, order], np.argsort(order)[y]), (loss, dx[:, order]))
    expect.close(np.sum(dx, axis=1), np.zeros(4), say("sum of each row of dx", "dx에서 각 행의 합"), atol=1e-12)


@case("softmax_loss", "Logits up to 1e4", "1e4에 이르는 로짓", group="robust")
def test_loss_extreme(student, reference, rng):
    x = extreme(rng, 4)
    y = np.array([*np.argmin(x[:2], axis=1), *np.argmax(x[2:], axis=1)])
    agrees(student.softmax_loss(x.copy(), y), reference.softmax_loss(x, y))


@case(
    "softmax_loss", "A single class: loss and gradient 0", "클래스가 하나뿐이면 손실과 기울기는 0이에요", group="robust"
)
def test_loss_single_class(student, rng):
    loss, dx = student.softmax_loss(logits(rng, (3, 1)), np.zeros(3, np.int64))
    expect.close(loss, 0.0, "loss", atol=1e-6)
    expect.close(dx, np.zeros((3, 1)), "dx", atol=1e-12)


@case("softmax_loss", "The logits can be used again", "로짓을 다시 쓸 수 있어요", group="robust")
def test_loss_keeps_logits(student, reference, rng):
    x, y = logits(rng, (4, 3)), rng.integers(3, size=4)
    agrees(student.softmax_loss(x, y), reference.softmax_loss(x, y))
    expect.unmodified(student, 0, 1, what="x, y")


@case("softmax_loss", "Read-only float32 logits, int32 labels", "읽기 전용 float32 로짓과 int32 라벨", group="hygiene")
def test_loss_float32(student, reference, rng):
    x, y = logits(rng, (4, 3)).astype(np.float32), rng.integers(3, size=4, dtype=np.int32)
    loss, dx = student.softmax_loss(inputs.read_only(x), inputs.read_only(y))
    want = reference.softmax_loss(x, y)
    expect.close(loss, want[0], "loss", rtol=1e-4)
    expect.close(dx, want[1], "dx")
    expect.dtype(dx, "float32", "dx")


# --- cross_entropy -------------------------------------------------------------------------------


@case("cross_entropy", "One-hot targets", "원-핫 목표값")
@pytest.mark.parametrize(("rows", "classes"), [(4, 3), (1, 5)], ids=["batch", "single"])
def test_entropy_one_hot(student, reference, rng, rows, classes):
    p, t = simplex(rng, rows, classes), np.eye(classes)[rng.integers(classes, size=rows)]
    expect.close(student.cross_entropy(p.copy(), t.copy()), reference.cross_entropy(p, t), "cross_entropy(p, t)")


@case("cross_entropy", "Soft targets", "소프트 라벨")
def test_entropy_soft(student, reference, rng):
    p, t = simplex(rng, 3, 4), simplex(rng, 3, 4)
    expect.close(student.cross_entropy(p.copy(), t.copy()), reference.cross_entropy(p, t), "cross_entropy(p, t)")


@case("cross_entropy", "Probabilities of exactly 0", "확률이 정확히 0일 때", group="robust")
def test_entropy_of_zero(student, reference, rng):
    p, t = np.eye(4)[[2, 0, 1]], np.eye(4)[[2, 3, 1]]
    expect.close(student.cross_entropy(p.copy(), t.copy()), reference.cross_entropy(p, t), "cross_entropy(p, t)")
    eps = float(rng.uniform(1e-3, 1e-2))
    expect.close(student.cross_entropy(p, t, eps), -np.log(eps) / 3, "cross_entropy(p, t, eps)", rtol=2e-2)


@case(
    "cross_entropy",
    "Different shapes are refused with ValueError",
    "모양이 다르면 ValueError로 거절해요",
    group="robust",
)
def test_entropy_shapes(student, rng):
    p = simplex(rng, 3, 4)
    for t in (simplex(rng, 1, 4), np.ones((3, 1)), simplex(rng, 1, 4)[0]):
        expect.raises(ValueError, lambda t=t: student.cross_entropy(p, t), "cross_entropy(p, t)")


@case("cross_entropy", "p and t stay as they were", "p와 t를 바꾸지 않아요", group="hygiene")
def test_entropy_keeps_inputs(student, rng):
    student.cross_entropy(np.eye(3)[[0, 2]], simplex(rng, 2, 3))
    expect.unmodified(student, what="p, t")
