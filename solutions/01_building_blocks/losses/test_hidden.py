"""Hidden suite of losses.

Loss and gradient are core cases of their own, so that a wrong derivative does not cost the loss. Unequal shapes,
probabilities of exactly 0 and 1 and logits up to 1e4 are robust.
"""

from __future__ import annotations

import numpy as np

from grader.judge import case, expect, inputs, say

SHAPES = ((7,), (4, 3), (1, 5))
EXTREME = np.array([1e4, 1e4, -1e4, -1e4, 1.5, -0.5])


def regression(rng, shape):
    """Predictions and targets that differ by at least 0.05 everywhere."""
    target = rng.standard_normal(shape)
    return target + inputs.away_from(rng, shape), target


def yes_no(rng, shape):
    """Labels 0 and 1, both of which occur."""
    size = int(np.prod(shape))
    return rng.permutation(np.arange(size) % 2).reshape(shape).astype(np.float64)


def loss_agrees(student, reference, name, *arguments):
    """The loss of ``name`` is the reference's."""
    loss, _ = getattr(student, name)(*[a.copy() if hasattr(a, "copy") else a for a in arguments])
    expect.close(loss, getattr(reference, name)(*arguments)[0], "loss")


def gradient_agrees(student, reference, name, *arguments):
    """The gradient of ``name`` is the reference's."""
    _, grad = getattr(student, name)(*[a.copy() if hasattr(a, "copy") else a for a in arguments])
    expect.gradient(grad, getattr(reference, name)(*arguments)[1], "grad")


def refuses(student, name, *options):
    """Shapes that numpy would broadcast raise ValueError."""
    column = np.linspace(0.2, 0.8, 3).reshape(3, 1)
    for first, second in ((column, column[:, 0]), (column[:, 0], column), (column, column[:1])):
        expect.raises(ValueError, lambda a=first, b=second: getattr(student, name)(a, b, *options), name)


def manners(student, reference, name, first, second):
    """float32 stays float32 in the gradient; read-only, strided and Fortran arrays work; nothing is modified."""
    a, b = first.astype(np.float32), second.astype(np.float32)
    _, grad = getattr(student, name)(inputs.read_only(a), inputs.read_only(b))
    expect.unmodified(student, 0, 1, what=say("arguments", "인자"))
    answers = [getattr(student, name)(x, np.asfortranarray(second)) for _, x in inputs.layouts(first)]
    expect.close(grad, getattr(reference, name)(a, b)[1], "grad")
    expect.dtype(grad, "float32", "grad")
    for loss, slopes in answers:
        want = getattr(reference, name)(first, second)
        expect.close(loss, want[0], "loss")
        expect.close(slopes, want[1], "grad")


# --- regression ----------------------------------------------------------------------------------


@case("mse_loss", "The loss, a mean over all elements", "모든 원소의 평균인 손실")
def test_mse_value(student, reference, rng):
    for shape in SHAPES:
        loss_agrees(student, reference, "mse_loss", *regression(rng, shape))


@case("mse_loss", "The gradient of the mean", "평균의 기울기")
def test_mse_slope(student, reference, rng):
    for shape in SHAPES:
        gradient_agrees(student, reference, "mse_loss", *regression(rng, shape))


@case("mse_loss", "Sum, and no reduction", "합으로 줄일 때와 줄이지 않을 때")
def test_mse_reductions(student, reference, rng):
    pred, target = regression(rng, (3, 5))
    for reduction in ("sum", "none"):
        got = student.mse_loss(pred.copy(), target.copy(), reduction)
        expect.close(got, reference.mse_loss(pred, target, reduction), f"mse_loss(..., {reduction!r})")


@case(
    "mse_loss", "The best constant is the mean of the targets", "가장 좋은 상수는 목표값의 평균이에요", group="robust"
)
def test_mse_best_constant(student, rng):
    target = rng.standard_normal(9) ** 3
    centre, step = np.full(9, np.mean(target)), rng.uniform(0.3, 0.6)
    answers = [student.mse_loss(centre + shift, target.copy()) for shift in (-step, 0.0, step)]
    (left, down), (best, flat), (right, up) = answers
    for loss in (left, best, right):
        expect.between(loss, 0.0, 1e6, "mse_loss >= 0")
    expect.close(left - best, step**2, "loss(mean - c) - loss(mean)", rtol=1e-6)
    expect.close(right - best, step**2, "loss(mean + c) - loss(mean)", rtol=1e-6)
    for grad, slope in ((down, -2 * step), (flat, 0.0), (up, 2 * step)):
        expect.shape(grad, (9,), "grad")
        expect.close(float(np.sum(grad)), slope, "sum(grad)", atol=1e-9)


@case(
    "mse_loss",
    "Unequal shapes and unknown reductions raise ValueError",
    "모양이 다르거나 모르는 reduction이면 ValueError",
    group="robust",
)
def test_mse_refusals(student, rng):
    refuses(student, "mse_loss", "none")
    x = rng.standard_normal(3)
    expect.raises(ValueError, lambda: student.mse_loss(x, x + 1, "average"), "mse_loss(..., 'average')")


@case("mse_loss", "float32, memory layouts, arguments kept", "float32, 메모리 배치, 인자 보존", group="hygiene")
def test_mse_manners(student, reference, rng):
    manners(student, reference, "mse_loss", *regression(rng, (3, 4)))


@case("mae_loss", "The loss, a mean over all elements", "모든 원소의 평균인 손실")
def test_mae_value(student, reference, rng):
    for shape in SHAPES:
        loss_agrees(student, reference, "mae_loss", *regression(rng, shape))


@case("mae_loss", "The gradient of the mean", "평균의 기울기")
def test_mae_slope(student, reference, rng):
    for shape in SHAPES:
        gradient_agrees(student, reference, "mae_loss", *regression(rng, shape))


@case("mae_loss", "Sum, and no reduction", "합으로 줄일 때와 줄이지 않을 때")
def test_mae_reductions(student, reference, rng):
    pred, target = regression(rng, (3, 5))
    for reduction in ("sum", "none"):
        got = student.mae_loss(pred.copy(), target.copy(), reduction)
        expect.close(got, reference.mae_loss(pred, target, reduction), f"mae_loss(..., {reduction!r})")


@case(
    "mae_loss",
    "The best constant is the median; gradient 0 where nothing is wrong",
    "가장 좋은 상수는 중앙값, 맞은 곳의 기울기는 0",
    group="robust",
)
def test_mae_best_constant(student, reference, rng):
    target = inputs.distinct(rng, (9,)) ** 3 + 5 * rng.uniform()
    middle = float(np.median(target))
    answers = [student.mae_loss(np.full(9, c), target.copy()) for c in (middle, float(np.mean(target)) + 1.0)]
    for (loss, grad), c in zip(answers, (middle, float(np.mean(target)) + 1.0), strict=True):
        want = reference.mae_loss(np.full(9, c), target)
        expect.close(loss, want[0], "loss")
        expect.close(grad, want[1], "grad")


@case(
    "mae_loss",
    "Unequal shapes and unknown reductions raise ValueError",
    "모양이 다르거나 모르는 reduction이면 ValueError",
    group="robust",
)
def test_mae_refusals(student, rng):
    refuses(student, "mae_loss", "none")
    x = rng.standard_normal(3)
    expect.raises(ValueError, lambda: student.mae_loss(x, x + 1, "average"), "mae_loss(..., 'average')")


@case("mae_loss", "float32, memory layouts, arguments kept", "float32, 메모리 배치, 인자 보존", group="hygiene")
def test_mae_manners(student, reference, rng):
    manners(student, reference, "mae_loss", *regression(rng, (3, 4)))


@case("sum_squared_error", "The loss", "손실")
def test_half_sum_value(student, reference, rng):
    for shape in SHAPES:
        loss_agrees(student, reference, "sum_squared_error", *regression(rng, shape))


@case("sum_squared_error", "The gradient", "기울기")
def test_half_sum_slope(student, reference, rng):
    gradient_agrees(student, reference, "sum_squared_error", *regression(rng, (3, 4)))


@case("sum_squared_error", "Unequal shapes raise ValueError", "모양이 다르면 ValueError", group="robust")
def test_half_sum_refusals(student):
    refuses(student, "sum_squared_error")


# --- yes and no ----------------------------------------------------------------------------------


@case("bce_loss", "The loss, for labels 0 and 1 and for soft targets", "라벨 0과 1, 그리고 소프트 라벨의 손실")
def test_bce_value(student, reference, rng):
    for y in (yes_no(rng, (3, 5)), rng.uniform(0.1, 0.9, (3, 5))):
        loss_agrees(student, reference, "bce_loss", rng.uniform(0.1, 0.9, (3, 5)), y)


@case("bce_loss", "The gradient with respect to p", "p에 대한 기울기")
def test_bce_slope(student, reference, rng):
    for y in (yes_no(rng, (7,)), rng.uniform(0.1, 0.9, 7)):
        gradient_agrees(student, reference, "bce_loss", rng.uniform(0.1, 0.9, 7), y)


@case("bce_loss", "Probabilities of exactly 0 and 1", "정확히 0과 1인 확률", group="robust")
def test_bce_certain(student, reference, rng):
    order = rng.permutation(5)
    p, y = np.array([0.0, 1.0, 0.0, 1.0, 0.3])[order], np.array([1.0, 0.0, 0.0, 1.0, 1.0])[order]
    (loss, grad), (wide, _) = student.bce_loss(p.copy(), y.copy()), student.bce_loss(p.copy(), y.copy(), 1e-3)
    expect.close(loss, reference.bce_loss(p, y)[0], "loss", rtol=1e-4)
    expect.finite(grad, "grad")
    expect.close(
        wide, reference.bce_loss(p, y, 1e-3)[0], say("loss with eps = 1e-3", "eps = 1e-3일 때의 loss"), rtol=1e-2
    )


@case("bce_loss", "Unequal shapes raise ValueError", "모양이 다르면 ValueError", group="robust")
def test_bce_refusals(student):
    refuses(student, "bce_loss")


@case("bce_loss", "float32, memory layouts, arguments kept", "float32, 메모리 배치, 인자 보존", group="hygiene")
def test_bce_manners(student, reference, rng):
    manners(student, reference, "bce_loss", rng.uniform(0.1, 0.9, (3, 4)), yes_no(rng, (3, 4)))


@case("bce_with_logits", "The loss, for labels 0 and 1 and for soft targets", "라벨 0과 1, 그리고 소프트 라벨의 손실")
def test_logits_value(student, reference, rng):
    for y in (yes_no(rng, (3, 5)), rng.uniform(0.1, 0.9, (3, 5))):
        loss_agrees(student, reference, "bce_with_logits", 2 * rng.standard_normal((3, 5)), y)


@case("bce_with_logits", "The gradient with respect to z", "z에 대한 기울기")
def test_logits_slope(student, reference, rng):
    for y in (yes_no(rng, (7,)), rng.uniform(0.1, 0.9, 7)):
        gradient_agrees(student, reference, "bce_with_logits", 2 * rng.standard_normal(7), y)


@case("bce_with_logits", "Logits up to 1e4", "1e4에 이르는 로짓", group="robust")
def test_logits_extreme(student, reference, rng):
    order = rng.permutation(6)
    z, y = EXTREME[order], np.array([1.0, 0.0, 1.0, 0.0, 0.0, 1.0])[order]
    loss, grad = student.bce_with_logits(z.copy(), y.copy())
    want = reference.bce_with_logits(z, y)
    expect.close(loss, want[0], "loss")
    expect.gradient(grad, want[1], "grad")


@case("bce_with_logits", "Unequal shapes raise ValueError", "모양이 다르면 ValueError", group="robust")
def test_logits_refusals(student):
    refuses(student, "bce_with_logits")


@case("bce_with_logits", "float32, memory layouts, arguments kept", "float32, 메모리 배치, 인자 보존", group="hygiene")
def test_logits_manners(student, reference, rng):
    manners(student, reference, "bce_with_logits", rng.standard_normal((3, 4)), yes_no(rng, (3, 4)))


@case(
    "logistic_loss",
    "The loss: that of the logits, with other names for the labels",
    "로짓의 손실과 같고, 라벨의 이름만 달라요",
)
def test_logistic_value(student, reference, rng):
    z, y = 2 * rng.standard_normal((3, 5)), yes_no(rng, (3, 5))
    loss, _ = student.logistic_loss(z.copy(), 2 * y - 1)
    expect.close(loss, reference.bce_with_logits(z, y)[0], "loss")


@case("logistic_loss", "The gradient with respect to z", "z에 대한 기울기")
def test_logistic_slope(student, reference, rng):
    z, y = 2 * rng.standard_normal((3, 4)), yes_no(rng, (3, 4))
    gradient_agrees(student, reference, "logistic_loss", z, 2 * y - 1)


@case("logistic_loss", "Logits up to 1e4", "1e4에 이르는 로짓", group="robust")
def test_logistic_extreme(student, reference, rng):
    order = rng.permutation(6)
    z, y = EXTREME[order], np.array([1.0, -1.0, 1.0, -1.0, -1.0, 1.0])[order]
    loss, grad = student.logistic_loss(z.copy(), y.copy())
    want = reference.logistic_loss(z, y)
    expect.close(loss, want[0], "loss")
    expect.gradient(grad, want[1], "grad")


@case("logistic_loss", "Unequal shapes raise ValueError", "모양이 다르면 ValueError", group="robust")
def test_logistic_refusals(student):
    refuses(student, "logistic_loss")
