"""Hidden suite of weight_penalties: penalties, steps with a penalty or decay, soft threshold, ridge regression.

Parameters hold several weights of different shapes beside biases and normalisation parameters, so that what is
penalised, and how often, shows in the loss. What the rules mean is judged on closed forms.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import numpy as np
import pytest

from grader.judge import case, expect, gradients, inputs, say


def draw_params(rng: Any) -> dict[str, Any]:
    """Three weights (one of a convolution) between biases, scales and shifts; nothing near 0."""
    shapes = {"W1": (4, 3), "b1": (3,), "gamma1": (3,), "W2": (2, 3, 2, 2), "beta1": (3,), "b2": (2,), "W3": (5, 2)}
    return {name: inputs.away_from(rng, shape, margin=0.2) for name, shape in shapes.items()}


def check_penalty(got: Any, want: Any) -> None:
    """Loss and gradients agree; gradients of other parameters are absent or zero."""
    expect.holds(
        type(got) in (tuple, list) and len(got) == 2, say("(loss, grads) is returned", "(loss, grads)를 돌려줘요")
    )
    expect.close(got[0], want[0], "loss")
    expect.close(got[1], want[1], "grads")
    for name in got[1].keys() - want[1].keys():
        expect.close(
            got[1][name],
            np.zeros(np.shape(got[1][name])),
            say("grads of what is no weight", "가중치가 아닌 파라미터의 grads"),
        )


# --- penalties -------------------------------------------------------------------------------------------


@case("l2_penalty", "Loss and gradients of three weights", "가중치 세 개의 손실과 기울기")
def test_l2_loss_and_gradients(student, reference, rng):
    params, lam = draw_params(rng), float(rng.uniform(0.2, 0.7))
    got = student.l2_penalty(dict(params), lam)
    check_penalty(got, reference.l2_penalty(params, lam))


@case("l2_penalty", "The gradients are those of the loss", "기울기가 그 손실의 기울기예요", group="robust")
def test_l2_numerically(student, rng):
    params, lam = {"W": inputs.away_from(rng, (2, 3)), "b": rng.standard_normal(3)}, float(rng.uniform(0.2, 0.7))
    _, grads = student.l2_penalty(dict(params), lam)

    def losses(points: Any) -> Any:
        return [answer[0] for answer in student.each("l2_penalty", [({**params, "W": x}, lam) for x in points])]

    expect.close(grads, {"W": gradients.numeric_batched(losses, params["W"])}, "grads", rtol=1e-6)


@case("l2_penalty", "Strength 0, and no weights at all", "강도 0, 그리고 가중치가 없을 때", group="robust")
def test_l2_nothing(student, reference, rng):
    params = draw_params(rng)
    got = student.l2_penalty(dict(params), 0.0)
    check_penalty(got, reference.l2_penalty(params, 0.0))
    loss, _ = student.l2_penalty({"b": params["b1"]}, 0.5)
    expect.close(loss, 0.0, "loss")


@case(
    "l2_penalty",
    "Parameters stay as they were; layouts",
    "파라미터를 바꾸지 않고, 메모리 배치와 상관없어요",
    group="hygiene",
)
def test_l2_keeps_params(student, reference, rng):
    w = inputs.away_from(rng, (4, 3))
    student.l2_penalty({"W1": w, "b1": w[0]}, 0.5)
    expect.unmodified(student, 0, what="params")
    for _, view in inputs.layouts(w):
        got = student.l2_penalty({"W1": inputs.read_only(view)}, 0.5)
        check_penalty(got, reference.l2_penalty({"W1": w}, 0.5))


@case("l1_penalty", "Loss and gradients of three weights", "가중치 세 개의 손실과 기울기")
def test_l1_loss_and_gradients(student, reference, rng):
    params, lam = draw_params(rng), float(rng.uniform(0.2, 0.7))
    got = student.l1_penalty(dict(params), lam)
    check_penalty(got, reference.l1_penalty(params, lam))


@case("l1_penalty", "A weight of exactly 0; strength 0", "정확히 0인 가중치, 강도 0", group="robust")
def test_l1_at_zero(student, reference, rng):
    w = inputs.away_from(rng, (4, 5))
    w[rng.integers(4), rng.integers(5)] = 0.0
    got, none = student.l1_penalty({"W": w.copy()}, 0.3), student.l1_penalty({"W": w.copy()}, 0.0)
    check_penalty(got, reference.l1_penalty({"W": w}, 0.3))
    check_penalty(none, reference.l1_penalty({"W": w}, 0.0))
    student.l1_penalty({"W": w, "b": w[0]}, 0.3)
    expect.unmodified(student, 0, what="params")


@case("elastic_net", "Both penalties", "두 규제 항의 합")
def test_elastic(student, reference, rng):
    params, l1, l2 = draw_params(rng), float(rng.uniform(0.2, 0.4)), float(rng.uniform(0.5, 0.7))
    got = student.elastic_net(dict(params), l1, l2)
    check_penalty(got, reference.elastic_net(params, l1, l2))


@case("elastic_net", "One of the two alone", "둘 가운데 하나만", group="robust")
def test_elastic_halves(student, reference, rng):
    params, lam = draw_params(rng), float(rng.uniform(0.2, 0.7))
    only1, only2 = student.elastic_net(dict(params), lam, 0.0), student.elastic_net(dict(params), 0.0, lam)
    check_penalty(only1, reference.l1_penalty(params, lam))
    check_penalty(only2, reference.l2_penalty(params, lam))


# --- SGD ---------------------------------------------------------------------------------------------------


def draw_step(rng: Any, shape: tuple[int, ...]) -> tuple[Any, Any, float, float]:
    """Weights, gradient, learning rate and strength, all of similar size and different from 1."""
    lr, lam = float(rng.uniform(0.2, 0.4)), float(rng.uniform(0.5, 0.8))
    return inputs.away_from(rng, shape, margin=0.3), inputs.away_from(rng, shape, margin=0.3), lr, lam


def check_sgd(student: Any, reference: Any, rng: Any, name: str) -> None:
    calls = [draw_step(rng, shape) for shape in ((3, 4), (2, 3, 2))]
    got = student.each(name, calls)
    expect.close(got, [getattr(reference, name)(*call) for call in calls], "next_w")


def check_sgd_hygiene(student: Any, rng: Any, name: str) -> None:
    w, dw, lr, lam = draw_step(rng, (3, 4))
    got = getattr(student, name)(w.astype(np.float32), dw.astype(np.float32), lr, lam)
    expect.unmodified(student, 1, what="dw")
    expect.dtype(got, "float32", "next_w")
    got = getattr(student, name)(np.asfortranarray(w), inputs.read_only(dw), lr, lam)
    expect.close(got, w - lr * (dw + lam * w), "next_w")


@case("sgd_l2_step", "One step", "한 걸음")
def test_l2_step(student, reference, rng):
    check_sgd(student, reference, rng, "sgd_l2_step")


@case("sgd_l2_step", "dw stays as it was; float32 stays float32", "dw를 바꾸지 않고 float32를 지켜요", group="hygiene")
def test_l2_step_hygiene(student, rng):
    check_sgd_hygiene(student, rng, "sgd_l2_step")


@case("sgd_weight_decay_step", "One step", "한 걸음")
def test_decay_step(student, reference, rng):
    check_sgd(student, reference, rng, "sgd_weight_decay_step")


@case(
    "sgd_weight_decay_step",
    "For SGD, an L2 penalty and weight decay are the same",
    "SGD에서는 L2 규제 항과 가중치 감쇠가 같아요",
    group="robust",
    needs=("sgd_l2_step",),
)
def test_decay_is_l2_for_sgd(student, rng):
    w, dw, lr, lam = draw_step(rng, (4, 2))
    by_penalty = by_decay = w
    for _ in range(4):
        by_penalty = student.sgd_l2_step(by_penalty.copy(), dw, lr, lam)
        by_decay = student.sgd_weight_decay_step(by_decay.copy(), dw, lr, lam)
    alone = student.sgd_weight_decay_step(w.copy(), dw * 0, lr, lam)
    none = student.sgd_weight_decay_step(w.copy(), dw, lr, 0.0)
    expect.close(by_decay, by_penalty, "next_w")
    expect.close(alone, w * (1 - lr * lam), "next_w (dw = 0)")
    expect.close(none, w - lr * dw, "next_w (wd = 0)")


@case(
    "sgd_weight_decay_step",
    "dw stays as it was; float32 stays float32",
    "dw를 바꾸지 않고 float32를 지켜요",
    group="hygiene",
)
def test_decay_step_hygiene(student, rng):
    check_sgd_hygiene(student, rng, "sgd_weight_decay_step")


# --- Adam --------------------------------------------------------------------------------------------------


def draw_config(rng: Any, shape: tuple[int, ...] | None = None) -> dict[str, Any]:
    config: dict[str, Any] = {
        "learning_rate": float(rng.uniform(0.1, 0.2)), "weight_decay": float(rng.uniform(0.3, 0.6)),
        "beta1": float(rng.uniform(0.6, 0.8)), "beta2": float(rng.uniform(0.85, 0.95)), "epsilon": 1e-6,
    }  # fmt: skip
    if shape is not None:
        more = {"m": rng.standard_normal(shape), "v": rng.uniform(0.5, 2, shape), "t": int(rng.integers(2, 6))}
        config.update(more)
    return config


def check_adam_step(student: Any, reference: Any, name: str, w: Any, dw: Any, config: dict[str, Any] | None) -> None:
    got, after = getattr(student, name)(w.copy(), dw.copy(), deepcopy(config))
    want, kept = getattr(reference, name)(w, dw, deepcopy(config))
    expect.close(got, want, "next_w")
    expect.close(after, {key: kept[key] for key in ("m", "v", "t")}, "config")


def walk(rule: Any, w: Any, pull: Any, config: dict[str, Any]) -> Any:
    """Positions after each of five steps down ``pull * (w - 1)**2 / 2``."""
    w, config, path = w.copy(), deepcopy(config), []
    for _ in range(5):
        w, config = rule(w.copy(), pull * (w - 1), config)
        path.append(w)
    return np.stack(path)


def check_adam_path(student: Any, reference: Any, rng: Any, name: str) -> None:
    start, pull, config = inputs.away_from(rng, (3, 2)), rng.uniform(0.5, 2, (3, 2)), draw_config(rng)
    got = walk(getattr(student, name), start, pull, config)
    expect.close(got, walk(getattr(reference, name), start, pull, config), "next_w")


def check_adam_defaults(student: Any, reference: Any, rng: Any, name: str) -> None:
    w, dw, _, _ = draw_step(rng, (4,))
    for config in (None, {"learning_rate": 0.1, "weight_decay": 0.0}):
        check_adam_step(student, reference, name, w, dw * 1e-8, config)
    check_adam_step(student, reference, name, w, dw, {"m": dw, "v": dw**2 / 2, "t": 3})


def check_adam_hygiene(student: Any, rng: Any, name: str) -> None:
    w, dw, _, _ = draw_step(rng, (3, 4))
    w, dw, config = w.astype(np.float32), dw.astype(np.float32), {"learning_rate": 0.1}
    for _ in range(2):
        w, config = getattr(student, name)(w, dw, config)
        expect.unmodified(student, 1, what="dw")
        expect.dtype(w, "float32", "next_w")


@case("adam_l2_step", "One step with moments from before", "이전 모멘트가 있을 때의 한 걸음")
def test_adam_one_step(student, reference, rng):
    w, dw, _, _ = draw_step(rng, (3, 4))
    check_adam_step(student, reference, "adam_l2_step", w, dw, draw_config(rng, (3, 4)))


@case("adam_l2_step", "Several steps from rest", "멈춘 상태에서 여러 걸음")
def test_adam_path(student, reference, rng):
    check_adam_path(student, reference, rng, "adam_l2_step")


@case("adam_l2_step", "Defaults and tiny gradients", "기본값과 아주 작은 기울기", group="robust")
def test_adam_defaults(student, reference, rng):
    check_adam_defaults(student, reference, rng, "adam_l2_step")


@case("adam_l2_step", "dw stays as it was; float32 stays float32", "dw를 바꾸지 않고 float32를 지켜요", group="hygiene")
def test_adam_hygiene(student, rng):
    check_adam_hygiene(student, rng, "adam_l2_step")


@case("adamw_step", "One step with moments from before", "이전 모멘트가 있을 때의 한 걸음")
def test_adamw_one_step(student, reference, rng):
    w, dw, _, _ = draw_step(rng, (3, 4))
    check_adam_step(student, reference, "adamw_step", w, dw, draw_config(rng, (3, 4)))


@case("adamw_step", "Several steps from rest", "멈춘 상태에서 여러 걸음")
def test_adamw_path(student, reference, rng):
    check_adam_path(student, reference, rng, "adamw_step")


@case(
    "adamw_step",
    "The penalty forgets large gradients, decay does not",
    "규제 항은 기울기가 큰 가중치를 놓치고, 감쇠는 놓치지 않아요",
    group="robust",
    needs=("adam_l2_step",),
)
def test_adamw_two_scales(student, rng):
    lr, wd = float(rng.uniform(0.01, 0.02)), float(rng.uniform(0.3, 0.6))
    w, signs = np.full(4, 2.0), np.array([1.0, -1.0, 1.0, -1.0])
    scales = np.array([100.0, 100.0, 0.0, 0.0])
    both = []
    for rule in (student.adam_l2_step, student.adamw_step):
        v, config = w.copy(), {"learning_rate": lr, "weight_decay": wd}
        for step in range(6):
            v, config = rule(v.copy(), scales * signs * (-1) ** step, config)
        both.append(v)
    expect.shape(both[0], (4,), "next_w")
    expect.close(
        both[1][2:], w[2:] * (1 - lr * wd) ** 6, say("next_w (AdamW, no gradient)", "next_w (AdamW, 기울기가 0일 때)")
    )
    expect.close(
        both[0][2:],
        w[2:] - 6 * lr,
        say("next_w (Adam with L2, no gradient)", "next_w (L2 규제 항이 있는 Adam, 기울기가 0일 때)"),
        rtol=0.01,
    )
    shrunk = [float(2 - v[:2].mean()) for v in both]  # the alternating gradients cancel between the two weights
    expect.holds(
        shrunk[0] < 0.2 * shrunk[1],
        say(
            "Adam with L2 hardly shrinks weights with large gradients",
            "L2 규제 항이 있는 Adam은 기울기가 큰 가중치를 거의 줄이지 않아요",
        ),
    )


@case("adamw_step", "Defaults and tiny gradients", "기본값과 아주 작은 기울기", group="robust")
def test_adamw_defaults(student, reference, rng):
    check_adam_defaults(student, reference, rng, "adamw_step")


@case("adamw_step", "dw stays as it was; float32 stays float32", "dw를 바꾸지 않고 float32를 지켜요", group="hygiene")
def test_adamw_hygiene(student, rng):
    check_adam_hygiene(student, rng, "adamw_step")


# --- soft threshold ------------------------------------------------------------------------------------------


@case("soft_threshold", "Weights on both sides of the threshold", "문턱값 안팎의 가중치")
def test_threshold(student, reference, rng):
    w = inputs.distinct(rng, (5, 6))
    got = student.soft_threshold(w.copy(), 0.73)
    expect.close(got, reference.soft_threshold(w, 0.73), "w")
    expect.holds(
        bool((got[np.abs(w) < 0.73] == 0).all()),
        say("weights within the threshold become exactly 0", "절댓값이 문턱값보다 작은 가중치는 정확히 0이 돼요"),
    )


@case(
    "soft_threshold",
    "Threshold 0; a weight on the threshold; the minimum it stands for",
    "문턱값 0, 문턱값 위의 가중치, 최솟값의 뜻",
    group="robust",
)
def test_threshold_edges(student, rng):
    w = inputs.away_from(rng, (7,))
    same, edge = student.soft_threshold(w.copy(), 0.0), student.soft_threshold(np.array([0.5, -0.5, 0.0]), 0.5)
    proximal = student.soft_threshold(w.copy(), 0.4)
    expect.close(same, w, "w (t = 0)")
    expect.close(edge, np.zeros(3), "w (|w| = t)")
    expect.shape(proximal, (7,), "w")
    grid = np.linspace(-4, 4, 8001)[:, None]
    costs = (grid - w) ** 2 / 2 + 0.4 * np.abs(grid)
    expect.close(proximal, grid[np.argmin(costs, axis=0), 0], "w", atol=2e-3)


@case(
    "soft_threshold",
    "Sparse regression: L1 gives exact zeros, L2 does not",
    "희소 회귀: L1은 정확히 0을 만들고 L2는 그렇지 않아요",
    group="robust",
    needs=("ridge_closed_form",),
)
def test_threshold_makes_zeros(student, rng):
    q, _ = np.linalg.qr(rng.standard_normal((12, 6)))
    true = np.array([2.0, -1.5, 0.0, 0.0, 1.0, 0.0])
    y = q @ (true + rng.uniform(0.05, 0.2, 6))
    w = np.zeros(6)
    for _ in range(3):
        w = student.soft_threshold(w - q.T @ (q @ w - y), 0.3)
        expect.shape(w, (6,), "w")
    ridge = student.ridge_closed_form(q, y, 0.3)
    expect.holds(
        bool(((w == 0) == (true == 0)).all()),
        say("L1: exactly the weights without effect are 0", "L1: 효과가 없는 가중치만 모두 0이에요"),
    )
    expect.holds(bool((ridge != 0).all()), say("L2: no weight is exactly 0", "L2: 정확히 0인 가중치는 없어요"))


@case("soft_threshold", "w stays as it was; float32 stays float32", "w를 바꾸지 않고 float32를 지켜요", group="hygiene")
def test_threshold_hygiene(student, rng):
    w = inputs.away_from(rng, (3, 4)).astype(np.float32)
    got = student.soft_threshold(w, 0.4)
    expect.unmodified(student, 0, what="w")
    expect.dtype(got, "float32", "w")


# --- ridge ---------------------------------------------------------------------------------------------------


@case("ridge_closed_form", "One target, several targets", "목표가 하나일 때와 여럿일 때")
@pytest.mark.parametrize("targets", [(), (3,)], ids=["vector", "matrix"])
def test_ridge(student, reference, rng, targets):
    X, y, lam = rng.standard_normal((9, 4)), rng.standard_normal((9, *targets)), float(rng.uniform(0.5, 2))
    got = student.ridge_closed_form(X, y, lam)
    expect.close(got, reference.ridge_closed_form(X, y, lam), "w", rtol=1e-6)


@case("ridge_closed_form", "More features than samples", "표본보다 특성이 많을 때", group="robust")
def test_ridge_wide(student, reference, rng):
    X, y = rng.standard_normal((4, 7)), rng.standard_normal(4)
    got = student.ridge_closed_form(X, y, 0.5)
    expect.close(got, reference.ridge_closed_form(X, y, 0.5), "w", rtol=1e-6)


@case(
    "ridge_closed_form",
    "SGD with an L2 penalty walks there",
    "L2 규제 항이 있는 SGD가 그곳으로 가요",
    group="robust",
    needs=("sgd_l2_step",),
)
def test_ridge_by_descent(student, rng):
    q, _ = np.linalg.qr(rng.standard_normal((8, 3)))
    X, y, lam, w = q * [1.0, 1.3, 1.6], rng.standard_normal(8), 0.7, np.zeros(3)
    for _ in range(45):
        w = student.sgd_l2_step(w.copy(), X.T @ (X @ w - y), 0.35, lam)
        expect.shape(w, (3,), "next_w")
    got = student.ridge_closed_form(X, y, lam)
    expect.close(got, w, "w", rtol=1e-5)


@case(
    "ridge_closed_form",
    "Flat directions shrink most; more strength, smaller weights, larger loss",
    "평평한 방향이 가장 많이 줄고, 강도가 셀수록 가중치는 작고 손실은 커요",
    group="robust",
)
def test_ridge_shrinks(student, rng):
    q, _ = np.linalg.qr(rng.standard_normal((10, 3)))
    sizes, w = np.array([3.0, 1.0, 0.3]), inputs.away_from(rng, (3,), margin=0.5)
    X, lams = q * sizes, [0.01, 0.1, 1.0, 10.0]
    y = X @ w + rng.standard_normal(10)
    fits = student.each("ridge_closed_form", [(X, y, lam) for lam in lams])
    exact = student.ridge_closed_form(X, X @ w, 1.0)
    expect.close(exact, w * sizes**2 / (sizes**2 + 1), "w", rtol=1e-6)
    for fit in fits:
        expect.shape(fit, (3,), "w")
    norms = [float((fit**2).sum()) for fit in fits]
    losses = [float(((X @ fit - y) ** 2).sum()) for fit in fits]
    expect.holds(
        norms == sorted(norms, reverse=True), say("sum(w**2) falls with lam", "lam이 커질수록 sum(w**2)는 작아져요")
    )
    expect.holds(losses == sorted(losses), say("the training loss grows with lam", "lam이 커질수록 훈련 손실은 커져요"))


@case("ridge_closed_form", "X and y stay as they were", "X와 y를 바꾸지 않아요", group="hygiene")
def test_ridge_keeps_data(student, rng):
    X, y = rng.standard_normal((6, 3)), rng.standard_normal(6)
    got = student.ridge_closed_form(X, y, 0.5)
    expect.unmodified(student, 0, 1, what="X, y")
    again = student.ridge_closed_form(np.asfortranarray(X), inputs.read_only(y), 0.5)
    expect.close(again, got, "w", rtol=1e-6)
