"""Hidden suite of optim_momentum: sgd, sgd_momentum, sgd_nesterov, nesterov_lookahead.

Answers of one step are compared with the reference on pristine copies, because ``w`` and ``config`` may be
changed in place. Hyperparameters are drawn so that no two misconceptions coincide. What the rules mean over
several steps is judged on trajectories and in closed form.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import numpy as np
import pytest

from grader.judge import case, expect, inputs, say, show

SHAPES = [pytest.param((3, 5), id="matrix"), pytest.param((2, 3, 4), id="tensor")]


def draw(rng: Any, shape: tuple[int, ...]) -> tuple[Any, Any]:
    """Parameters and a gradient without small entries."""
    return rng.standard_normal(shape), inputs.away_from(rng, shape, margin=0.3)


def draw_config(rng: Any, shape: tuple[int, ...] | None = None) -> dict[str, Any]:
    config: dict[str, Any] = {"learning_rate": float(rng.uniform(0.15, 0.3)), "momentum": float(rng.uniform(0.6, 0.8))}
    if shape is not None:
        config["velocity"] = inputs.away_from(rng, shape, margin=0.3)
    return config


def bowl(rng: Any, size: int) -> Any:
    """A symmetric matrix with eigenvalues between 1/2 and 2: the Hessian of a convex quadratic."""
    q, _ = np.linalg.qr(rng.standard_normal((size, size)))
    return q @ np.diag(np.linspace(0.5, 2.0, size)) @ q.T


def walk(rule: Any, w: Any, config: dict[str, Any], hessian: Any, steps: int) -> Any:
    """Positions after each of ``steps`` steps down the quadratic of ``hessian``; the config travels along."""
    w, config, path = w.copy(), deepcopy(config), []
    for _ in range(steps):
        w, config = rule(w.copy(), hessian @ w, config)
        path.append(w)
    return np.stack(path)


def valley(x: Any, y: Any) -> Any:
    return (x**2 + 20 * y**2) / 2


def picture(student: Any, reference: Any, name: str, config: dict[str, Any]) -> None:
    """Show a walk down a published valley, which the student can repeat at home."""
    start, hessian = np.array([-2.0, 0.5]), np.diag([1.0, 20.0])
    seen, wanted = (
        np.vstack([start, walk(getattr(one, name), start, config, hessian, 14)]) for one in (student, reference)
    )
    said = ", ".join(f"{key} = {value}" for key, value in config.items())
    call = f"w = [-2, 0.5], dw = [w[0], 20 * w[1]], {name}(w, dw, config), config: {said}"
    show.path(seen, "w", valley, x=(-2.4, 1.6), y=(-0.7, 0.7), required=wanted, call=call)


def check_step(student: Any, reference: Any, name: str, w: Any, dw: Any, config: dict[str, Any]) -> None:
    got, after = getattr(student, name)(w.copy(), dw.copy(), deepcopy(config))
    want, kept = getattr(reference, name)(w, dw, deepcopy(config))
    expect.close(got, want, "next_w")
    expect.close(after, {"velocity": kept["velocity"]}, "config")


def check_path(student: Any, reference: Any, rng: Any, name: str, steps: int = 6) -> None:
    w, config, hessian = rng.standard_normal(5), draw_config(rng), bowl(rng, 5)
    got = walk(getattr(student, name), w, config, hessian, steps)
    expect.close(got, walk(getattr(reference, name), w, config, hessian, steps), "next_w")


def check_two_parameters(student: Any, reference: Any, rng: Any, name: str) -> None:
    (w1, dw1), (w2, dw2) = draw(rng, (4, 3)), draw(rng, (4, 3))
    rule = getattr(student, name)
    first, _ = rule(w1.copy(), dw1)
    second, _ = rule(w2.copy(), dw2)
    expect.close(first, getattr(reference, name)(w1, dw1)[0], "next_w")
    expect.close(second, getattr(reference, name)(w2, dw2)[0], "next_w")


def check_layouts(student: Any, reference: Any, rng: Any, name: str) -> None:
    w, dw = draw(rng, (3, 4))
    config = draw_config(rng, (3, 4))
    for _, view in inputs.layouts(dw):
        got, _ = getattr(student, name)(np.asfortranarray(w), view, deepcopy(config))
        expect.close(got, getattr(reference, name)(w, dw, deepcopy(config))[0], "next_w")
    got, _ = getattr(student, name)(w.copy(), inputs.read_only(dw), deepcopy(config))
    expect.close(got, getattr(reference, name)(w, dw, deepcopy(config))[0], "next_w")
    got, _ = getattr(student, name)(np.zeros((0, 4)), np.zeros((0, 4)), {"learning_rate": 0.1})
    expect.shape(got, (0, 4), "next_w")


def check_float32(student: Any, rng: Any, name: str, remembered: tuple[str, ...]) -> None:
    w, dw = (array.astype(np.float32) for array in draw(rng, (3, 4)))
    config: dict[str, Any] = {"learning_rate": 0.1}
    for _ in range(2):
        w, config = getattr(student, name)(w, dw, config)
        expect.dtype(w, "float32", "next_w")
        for key in remembered:
            expect.dtype(config[key], "float32", f"config[{key!r}]")


# --- sgd -------------------------------------------------------------------------------------


@case("sgd", "One step against the gradient", "기울기 반대 방향으로 한 걸음")
@pytest.mark.parametrize("shape", SHAPES)
def test_sgd_one_step(student, reference, rng, shape):
    if len(shape) == 2:
        picture(student, reference, "sgd", {"learning_rate": 0.08})
    w, dw = draw(rng, shape)
    config = draw_config(rng)
    got, after = student.sgd(w.copy(), dw.copy(), dict(config))
    expect.close(got, reference.sgd(w, dw, dict(config))[0], "next_w")
    expect.close(after, {"learning_rate": config["learning_rate"]}, "config")


@case("sgd", "Without a config the default rate is used", "config가 없으면 기본 학습률을 써요")
def test_sgd_default_rate(student, reference, rng):
    w, dw = draw(rng, (4, 3))
    got, after = student.sgd(w.copy(), dw.copy(), None)
    expect.close(got, reference.sgd(w, dw)[0], "next_w")
    expect.close(after, {"learning_rate": 1e-2}, "config")


@case("sgd", "The gradient stays as it was", "기울기 배열을 바꾸지 않아요", group="hygiene")
def test_sgd_keeps_gradient(student, rng):
    w, dw = draw(rng, (3, 4))
    student.sgd(w, dw, {"learning_rate": 0.1})
    expect.unmodified(student, 1, what="dw")


@case(
    "sgd",
    "float32 stays float32; memory layouts; empty parameters",
    "float32 유지, 메모리 배치, 빈 파라미터",
    group="hygiene",
)
def test_sgd_float32_and_layouts(student, reference, rng):
    check_float32(student, rng, "sgd", ())
    check_layouts(student, reference, rng, "sgd")


# --- sgd_momentum ------------------------------------------------------------------------------


@case("sgd_momentum", "One step with a velocity from before", "이전 속도가 있을 때의 한 걸음")
@pytest.mark.parametrize("shape", SHAPES)
def test_momentum_one_step(student, reference, rng, shape):
    check_step(student, reference, "sgd_momentum", *draw(rng, shape), draw_config(rng, shape))


@case("sgd_momentum", "Several steps from rest", "멈춘 상태에서 여러 걸음")
def test_momentum_path_from_rest(student, reference, rng):
    picture(student, reference, "sgd_momentum", {"learning_rate": 0.04, "momentum": 0.8})
    check_path(student, reference, rng, "sgd_momentum")


@case("sgd_momentum", "Defaults, and two parameters that share nothing", "기본값, 그리고 서로 독립인 두 파라미터")
def test_momentum_two_parameters(student, reference, rng):
    check_two_parameters(student, reference, rng, "sgd_momentum")


@case("sgd_momentum", "Default momentum", "모멘텀의 기본값", group="robust")
def test_momentum_default_coefficient(student, reference, rng):
    w, dw = draw(rng, (4, 3))
    check_step(student, reference, "sgd_momentum", w, dw, {"velocity": inputs.away_from(rng, (4, 3))})


@case("sgd_momentum", "Speed under a constant gradient", "기울기가 일정할 때의 속도", group="robust")
def test_momentum_speed_under_constant_gradient(student, rng):
    w, dw = draw(rng, (4,))
    config, steps = draw_config(rng), 8
    lr, mu = config["learning_rate"], config["momentum"]
    for _ in range(steps):
        before = w
        w, config = student.sgd_momentum(w.copy(), dw, config)
    expect.close(w - before, -lr * dw * (1 - mu**steps) / (1 - mu), "next_w - w")


@case("sgd_momentum", "Zero momentum is gradient descent", "모멘텀이 0이면 경사하강법이에요", group="robust")
def test_momentum_zero_is_gradient_descent(student, rng):
    w, dw = draw(rng, (3, 4))
    config = {**draw_config(rng, (3, 4)), "momentum": 0.0}
    got, _ = student.sgd_momentum(w.copy(), dw, deepcopy(config))
    expect.close(got, w - config["learning_rate"] * dw, "next_w")


@case(
    "sgd_momentum",
    "Faster than SGD in a narrow valley",
    "좁은 골짜기에서 SGD보다 빨라요",
    group="robust",
    needs=("sgd",),
)
def test_momentum_narrow_valley(student, rng):
    hessian = np.diag([1.0, 40.0])
    start = np.array([rng.uniform(1, 2), rng.uniform(0.1, 0.2)])
    config = {"learning_rate": 0.04, "momentum": 0.7}
    plain = walk(student.sgd, start, config, hessian, 30)[-1]
    fast = walk(student.sgd_momentum, start, config, hessian, 30)[-1]
    heights = [float(w @ hessian @ w) for w in (fast, plain)]
    expect.holds(heights[0] < 0.1 * heights[1], "loss(momentum) < loss(sgd)")


@case("sgd_momentum", "The gradient stays as it was", "기울기 배열을 바꾸지 않아요", group="hygiene")
def test_momentum_keeps_gradient(student, rng):
    w, dw = draw(rng, (3, 4))
    student.sgd_momentum(w, dw, draw_config(rng, (3, 4)))
    expect.unmodified(student, 1, what="dw")


@case("sgd_momentum", "float32 stays float32", "float32가 float32로 남아요", group="hygiene")
def test_momentum_float32(student, rng):
    check_float32(student, rng, "sgd_momentum", ("velocity",))


@case("sgd_momentum", "Memory layouts and empty parameters", "메모리 배치와 빈 파라미터", group="hygiene")
def test_momentum_layouts(student, reference, rng):
    check_layouts(student, reference, rng, "sgd_momentum")


# --- sgd_nesterov ------------------------------------------------------------------------------


@case("sgd_nesterov", "One step with a velocity from before", "이전 속도가 있을 때의 한 걸음")
@pytest.mark.parametrize("shape", SHAPES)
def test_nesterov_one_step(student, reference, rng, shape):
    check_step(student, reference, "sgd_nesterov", *draw(rng, shape), draw_config(rng, shape))


@case("sgd_nesterov", "Several steps from rest", "멈춘 상태에서 여러 걸음")
def test_nesterov_path_from_rest(student, reference, rng):
    picture(student, reference, "sgd_nesterov", {"learning_rate": 0.04, "momentum": 0.8})
    check_path(student, reference, rng, "sgd_nesterov")


@case("sgd_nesterov", "The same path as the look-ahead form", "미리 보기 꼴과 같은 길을 가요")
def test_nesterov_walks_ahead(student, rng):
    hessian, theta, config = bowl(rng, 4), rng.standard_normal(4), draw_config(rng)
    lr, mu = config["learning_rate"], config["momentum"]
    got = walk(student.sgd_nesterov, theta, config, hessian, 5)
    v, ahead = np.zeros(4), []
    for _ in range(5):
        v = mu * v - lr * hessian @ (theta + mu * v)
        theta = theta + v
        ahead.append(theta + mu * v)
    expect.close(got, np.stack(ahead), "next_w")


@case(
    "sgd_nesterov",
    "Defaults, and two parameters that share nothing",
    "기본값, 그리고 서로 독립인 두 파라미터",
    group="robust",
)
def test_nesterov_two_parameters(student, reference, rng):
    check_two_parameters(student, reference, rng, "sgd_nesterov")


@case("sgd_nesterov", "Zero momentum is gradient descent", "모멘텀이 0이면 경사하강법이에요", group="robust")
def test_nesterov_zero_is_gradient_descent(student, rng):
    w, dw = draw(rng, (3, 4))
    config = {**draw_config(rng, (3, 4)), "momentum": 0.0}
    got, _ = student.sgd_nesterov(w.copy(), dw, deepcopy(config))
    expect.close(got, w - config["learning_rate"] * dw, "next_w")


@case(
    "sgd_nesterov",
    "The gradient stays as it was; float32 stays float32",
    "기울기를 바꾸지 않고 float32를 유지해요",
    group="hygiene",
)
def test_nesterov_keeps_gradient(student, rng):
    w, dw = draw(rng, (3, 4))
    student.sgd_nesterov(w, dw, draw_config(rng, (3, 4)))
    expect.unmodified(student, 1, what="dw")
    check_float32(student, rng, "sgd_nesterov", ("velocity",))


@case("sgd_nesterov", "Memory layouts and empty parameters", "메모리 배치와 빈 파라미터", group="hygiene")
def test_nesterov_layouts(student, reference, rng):
    check_layouts(student, reference, rng, "sgd_nesterov")


# --- nesterov_lookahead --------------------------------------------------------------------------


def curved(rng: Any, shape: tuple[int, ...]) -> Any:
    """Gradient of a loss that is not quadratic."""
    scale = rng.uniform(0.5, 1.5, shape)
    return lambda x: scale * x + 0.3 * x**3


@case("nesterov_lookahead", "One step", "한 걸음")
@pytest.mark.parametrize("shape", SHAPES)
def test_lookahead_one_step(student, reference, rng, shape):
    theta, v = draw(rng, shape)
    gradient, lr, mu = curved(rng, shape), float(rng.uniform(0.15, 0.3)), float(rng.uniform(0.6, 0.8))
    got = student.nesterov_lookahead(theta.copy(), v.copy(), gradient, lr, mu)
    for answer, want, what in zip(
        got, reference.nesterov_lookahead(theta, v, gradient, lr, mu), ("theta", "v"), strict=True
    ):
        expect.close(answer, want, what)


@case("nesterov_lookahead", "Where the gradient is taken", "기울기를 구하는 지점")
def test_lookahead_point_of_gradient(student, rng):
    theta, v = draw(rng, (3, 2))
    mu, asked = float(rng.uniform(0.6, 0.8)), []
    slope = inputs.away_from(rng, (3, 2))

    def gradient(x: Any) -> Any:
        asked.append(np.array(x))
        return slope

    _, v_new = student.nesterov_lookahead(theta.copy(), v.copy(), gradient, 0.2, mu)
    expect.holds(len(asked) == 1, say("calls of grad_fn = 1", "grad_fn 호출 횟수 = 1"))
    expect.close(asked[0], theta + mu * v, "grad_fn(...)")
    expect.close(v_new, mu * v - 0.2 * slope, "v")


@case("nesterov_lookahead", "Several steps", "여러 걸음", group="robust")
def test_lookahead_path(student, reference, rng):
    theta, hessian, path = rng.standard_normal(4), bowl(rng, 4), []
    mine, v = theta, np.zeros(4)
    for _ in range(4):
        mine, v = student.nesterov_lookahead(mine.copy(), v.copy(), lambda x: hessian @ x, 0.25, 0.7)
        path.append(mine)
    v = np.zeros(4)
    for answer in path:
        theta, v = reference.nesterov_lookahead(theta, v, lambda x: hessian @ x, 0.25, 0.7)
        expect.close(answer, theta, "theta")


@case("nesterov_lookahead", "theta and v stay as they were", "theta와 v를 바꾸지 않아요", group="hygiene")
def test_lookahead_keeps_inputs(student, rng):
    theta, v = draw(rng, (3, 2))
    gradient = curved(rng, (3, 2))
    student.nesterov_lookahead(theta, v, gradient, 0.2, 0.7)
    expect.unmodified(student, 0, 1, what="theta, v")
    got, _ = student.nesterov_lookahead(inputs.read_only(theta), inputs.read_only(v), gradient, 0.2, 0.7)
    expect.shape(got, (3, 2), "theta")
