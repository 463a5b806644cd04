"""Hidden suite of optim_adaptive: ema, adagrad, adadelta, rmsprop, adam.

Core cases give every hyperparameter and every remembered array explicitly, use gradients away from zero and
a relative tolerance of 1e-6, so that the place of epsilon decides nothing there; tiny gradients are robust
cases. Answers are compared with the reference on pristine copies: ``w`` and ``config`` may change in place.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import numpy as np
import pytest

from grader.judge import case, expect, inputs, show

CORE = 1e-6
SHAPES = [pytest.param((3, 5), id="matrix"), pytest.param((2, 3, 4), id="tensor")]
REMEMBERED = {"adagrad": ("G",), "adadelta": ("Eg2", "Edx2"), "rmsprop": ("cache",), "adam": ("m", "v")}


def draw(rng: Any, shape: tuple[int, ...]) -> tuple[Any, Any]:
    """Parameters and a gradient without small entries."""
    return rng.standard_normal(shape), inputs.away_from(rng, shape, margin=0.3)


def settings(rng: Any, name: str) -> dict[str, Any]:
    """Hyperparameters that differ from the defaults and from each other."""
    rate = float(rng.uniform(0.05, 0.1))
    own: dict[str, dict[str, float]] = {
        "adagrad": {"epsilon": 1e-10},
        "adadelta": {
            "learning_rate": float(rng.uniform(0.6, 0.8)),
            "rho": float(rng.uniform(0.85, 0.93)),
            "epsilon": 1e-6,
        },
        "rmsprop": {"decay_rate": float(rng.uniform(0.8, 0.9)), "epsilon": 1e-8},
        "adam": {"beta1": float(rng.uniform(0.7, 0.8)), "beta2": float(rng.uniform(0.9, 0.95)), "epsilon": 1e-8},
    }
    return {"learning_rate": rate, **own[name]}


def memory(rng: Any, name: str, shape: tuple[int, ...]) -> dict[str, Any]:
    """What the rule remembers after five steps."""
    kept: dict[str, Any] = {key: rng.uniform(0.3, 1.5, shape) for key in REMEMBERED[name]}
    if name == "adam":
        kept |= {"m": inputs.away_from(rng, shape, margin=0.3), "t": 5}
    return kept


def rest(name: str, shape: tuple[int, ...]) -> dict[str, Any]:
    """What the rule remembers before the first step."""
    kept: dict[str, Any] = {key: np.zeros(shape) for key in REMEMBERED[name]}
    return {**kept, "t": 0} if name == "adam" else kept


def check_step(
    student: Any, reference: Any, name: str, w: Any, dw: Any, config: dict[str, Any], rtol: float = CORE
) -> None:
    got, after = getattr(student, name)(w.copy(), dw.copy(), deepcopy(config))
    want, kept = getattr(reference, name)(w, dw, deepcopy(config))
    expect.close(got, want, "next_w", rtol=rtol)
    expect.close(after, {key: kept[key] for key in config if key in (*REMEMBERED[name], "t")}, "config", rtol=rtol)


def walk(rule: Any, w: Any, config: dict[str, Any], gradients: Any) -> Any:
    """Positions after each step; the gradients are given, the config travels along."""
    w, config, path = w.copy(), deepcopy(config), []
    for dw in gradients:
        w, config = rule(w.copy(), dw.copy(), config)
        path.append(w)
    return np.stack(path)


def valley(x: Any, y: Any) -> Any:
    return (x**2 + 20 * y**2) / 2


def descend(rule: Any, config: dict[str, Any]) -> Any:
    """Thirteen places on the way down the valley."""
    w, config = np.array([-2.0, 0.5]), deepcopy(config)
    places = [w]
    for _ in range(12):
        w, config = rule(w.copy(), w * [1.0, 20.0], config)
        places.append(w)
    return np.stack(places)


def picture(student: Any, reference: Any, name: str, config: dict[str, Any]) -> None:
    """Show a walk down a published valley, which the student can repeat at home."""
    seen, wanted = (descend(getattr(one, name), config) for one in (student, reference))
    said = ", ".join(f"{key} = {value}" for key, value in config.items())
    call = f"w = [-2, 0.5], dw = [w[0], 20 * w[1]], {name}(w, dw, config), config: {said}"
    show.path(seen, "w", valley, x=(-2.4, 1.6), y=(-0.7, 0.7), required=wanted, call=call)


def check_path(student: Any, reference: Any, rng: Any, name: str, steps: int = 5) -> None:
    w, gradients = rng.standard_normal(6), inputs.away_from(rng, (steps, 6), margin=0.3)
    config = {**settings(rng, name), **rest(name, (6,))}
    got = walk(getattr(student, name), w, config, gradients)
    expect.close(got, walk(getattr(reference, name), w, config, gradients), "next_w", rtol=CORE)


def check_defaults(student: Any, reference: Any, rng: Any, name: str) -> None:
    """Three parameters without a config: defaults, nothing shared; the last gradient is as small as epsilon."""
    pairs = [draw(rng, (4, 3)) for _ in range(3)]
    pairs[-1][1][...] *= 1e-8
    answers = [getattr(student, name)(w.copy(), dw.copy())[0] for w, dw in pairs]
    for (w, dw), got in zip(pairs, answers, strict=True):
        expect.close(got - w, getattr(reference, name)(w, dw)[0] - w, "next_w - w", rtol=CORE)


def check_rest_is_made(student: Any, reference: Any, rng: Any, name: str) -> None:
    """Two steps from a config that holds hyperparameters only."""
    w, gradients = rng.standard_normal(4), inputs.away_from(rng, (2, 4), margin=0.3)
    config = settings(rng, name)
    got = walk(getattr(student, name), w, config, gradients)
    expect.close(got, walk(getattr(reference, name), w, config, gradients), "next_w", rtol=CORE)


def check_tiny_gradients(student: Any, reference: Any, rng: Any, name: str) -> None:
    """Gradients of the size of epsilon, where its place matters."""
    config = {**settings(rng, name), **rest(name, (6,)), "epsilon": 1e-4}
    dw = inputs.away_from(rng, (6,), margin=0.5) * 1e-4
    got = walk(getattr(student, name), np.zeros(6), config, [dw])
    expect.close(got, walk(getattr(reference, name), np.zeros(6), config, [dw]), "next_w", rtol=CORE)


def check_zero_gradient(student: Any, name: str) -> None:
    w = np.linspace(-1.0, 1.0, 5)
    got, _ = getattr(student, name)(w.copy(), np.zeros(5), rest(name, (5,)))
    expect.close(got, w, "next_w")


def check_hygiene(student: Any, reference: Any, rng: Any, name: str) -> None:
    """The gradient stays; layouts and emptiness do not matter."""
    w, dw = draw(rng, (3, 4))
    config = {**settings(rng, name), **memory(rng, name, (3, 4))}
    got, _ = getattr(student, name)(w.copy(), dw, deepcopy(config))
    expect.unmodified(student, 1, what="dw")
    want = getattr(reference, name)(w, dw, deepcopy(config))[0]
    expect.close(got, want, "next_w", rtol=CORE)
    for view in (np.asfortranarray(dw), inputs.read_only(dw)):
        got, _ = getattr(student, name)(np.asfortranarray(w), view, deepcopy(config))
        expect.close(got, want, "next_w", rtol=CORE)
    got, _ = getattr(student, name)(np.zeros((0, 4)), np.zeros((0, 4)), settings(rng, name))
    expect.shape(got, (0, 4), "next_w")


def check_float32(student: Any, rng: Any, name: str) -> None:
    w, dw = (array.astype(np.float32) for array in draw(rng, (3, 4)))
    config = settings(rng, name)
    for _ in range(2):
        w, config = getattr(student, name)(w, dw, config)
        expect.dtype(w, "float32", "next_w")
        for key in REMEMBERED[name]:
            expect.dtype(config[key], "float32", f"config[{key!r}]")


# --- ema -------------------------------------------------------------------------------------


@case("ema", "Numbers and arrays", "숫자와 배열")
def test_ema_values(student, reference, rng):
    prev, x, beta = rng.standard_normal((3, 4)), rng.standard_normal((3, 4)), float(rng.uniform(0.6, 0.9))
    expect.close(student.ema(prev.copy(), x.copy(), beta), reference.ema(prev, x, beta), "ema")
    expect.close(student.ema(2.5, -1.5, beta), reference.ema(2.5, -1.5, beta), "ema")


@case("ema", "What is left after several steps", "여러 걸음 뒤에 남는 값")
def test_ema_closed_form(student, rng):
    xs, beta = rng.standard_normal((6, 3)), float(rng.uniform(0.6, 0.9))
    average = np.zeros(3)
    for x in xs:
        average = student.ema(average, x.copy(), beta)
    weights = (1 - beta) * beta ** np.arange(5, -1, -1)
    expect.close(average, weights @ xs, "ema")


@case("ema", "Neither argument is modified", "인자를 바꾸지 않아요", group="hygiene")
def test_ema_keeps_inputs(student, rng):
    prev, x = rng.standard_normal((3, 4)), rng.standard_normal((3, 4))
    student.ema(prev, x, 0.9)
    expect.unmodified(student, 0, 1, what="prev, x")


# --- adagrad -----------------------------------------------------------------------------------


@case("adagrad", "One step with gradients from before", "이전 기울기가 있을 때의 한 걸음")
@pytest.mark.parametrize("shape", SHAPES)
def test_adagrad_one_step(student, reference, rng, shape):
    check_step(
        student, reference, "adagrad", *draw(rng, shape), {**settings(rng, "adagrad"), **memory(rng, "adagrad", shape)}
    )


@case("adagrad", "Several steps from rest", "처음부터 여러 걸음")
def test_adagrad_path(student, reference, rng):
    picture(student, reference, "adagrad", {"learning_rate": 0.4})
    check_path(student, reference, rng, "adagrad")


@case("adagrad", "Defaults", "기본값", group="robust")
def test_adagrad_defaults(student, reference, rng):
    check_defaults(student, reference, rng, "adagrad")
    check_rest_is_made(student, reference, rng, "adagrad")


@case("adagrad", "Rare features take the larger steps", "드물게 나타나는 특성이 더 크게 움직여요", group="robust")
def test_adagrad_rare_feature(student, rng):
    size = float(rng.uniform(0.5, 2.0))
    gradients = [np.array([size, size if step % 4 == 3 else 0.0]) for step in range(8)]
    path = walk(
        student.adagrad, np.zeros(2), {"learning_rate": 0.1, "epsilon": 1e-10, **rest("adagrad", (2,))}, gradients
    )
    expect.close(path[7] - path[6], -0.1 / np.sqrt([8.0, 2.0]), "next_w - w", rtol=CORE)


@case("adagrad", "Gradients as small as epsilon", "epsilon만큼 작은 기울기", group="robust")
def test_adagrad_tiny_gradients(student, reference, rng):
    check_tiny_gradients(student, reference, rng, "adagrad")


@case("adagrad", "A zero gradient from the start", "처음부터 0인 기울기", group="robust")
def test_adagrad_zero_gradient(student):
    check_zero_gradient(student, "adagrad")


@case(
    "adagrad", "The gradient stays; layouts; empty parameters", "기울기 유지, 메모리 배치, 빈 파라미터", group="hygiene"
)
def test_adagrad_hygiene(student, reference, rng):
    check_hygiene(student, reference, rng, "adagrad")


@case("adagrad", "float32 stays float32", "float32가 float32로 남아요", group="hygiene")
def test_adagrad_float32(student, rng):
    check_float32(student, rng, "adagrad")


# --- adadelta ----------------------------------------------------------------------------------


@case("adadelta", "One step with averages from before", "이전 평균이 있을 때의 한 걸음")
@pytest.mark.parametrize("shape", SHAPES)
def test_adadelta_one_step(student, reference, rng, shape):
    config = {**settings(rng, "adadelta"), **memory(rng, "adadelta", shape)}
    check_step(student, reference, "adadelta", *draw(rng, shape), config)


@case("adadelta", "Several steps from rest", "처음부터 여러 걸음")
def test_adadelta_path(student, reference, rng):
    picture(student, reference, "adadelta", {"learning_rate": 1.0, "rho": 0.5, "epsilon": 0.01})
    check_path(student, reference, rng, "adadelta")


@case("adadelta", "Defaults", "기본값", group="robust")
def test_adadelta_defaults(student, reference, rng):
    check_defaults(student, reference, rng, "adadelta")
    check_rest_is_made(student, reference, rng, "adadelta")


@case("adadelta", "The scale of the loss does not matter", "손실의 크기에 좌우되지 않아요", group="robust")
def test_adadelta_ignores_scale(student, rng):
    dw, kept = inputs.away_from(rng, (5,), margin=0.3), memory(rng, "adadelta", (5,))
    config = {"learning_rate": 1.0, "rho": 0.9, "epsilon": 1e-12}
    plain, _ = student.adadelta(np.zeros(5), dw.copy(), {**config, **deepcopy(kept)})
    large, _ = student.adadelta(
        np.zeros(5), 1000 * dw, {**config, "Edx2": kept["Edx2"].copy(), "Eg2": 1e6 * kept["Eg2"]}
    )
    expect.close(large, np.array(plain), "next_w - w", rtol=CORE)
    expect.holds(bool(np.all(np.sign(plain) == -np.sign(dw))), "sign(next_w - w) = -sign(dw)")


@case("adadelta", "Gradients as small as epsilon", "epsilon만큼 작은 기울기", group="robust")
def test_adadelta_tiny_gradients(student, reference, rng):
    check_tiny_gradients(student, reference, rng, "adadelta")


@case("adadelta", "A zero gradient from the start", "처음부터 0인 기울기", group="robust")
def test_adadelta_zero_gradient(student):
    check_zero_gradient(student, "adadelta")


@case(
    "adadelta",
    "The gradient stays; layouts; empty parameters",
    "기울기 유지, 메모리 배치, 빈 파라미터",
    group="hygiene",
)
def test_adadelta_hygiene(student, reference, rng):
    check_hygiene(student, reference, rng, "adadelta")


@case("adadelta", "float32 stays float32", "float32가 float32로 남아요", group="hygiene")
def test_adadelta_float32(student, rng):
    check_float32(student, rng, "adadelta")


# --- rmsprop -----------------------------------------------------------------------------------


@case("rmsprop", "One step with an average from before", "이전 평균이 있을 때의 한 걸음")
@pytest.mark.parametrize("shape", SHAPES)
def test_rmsprop_one_step(student, reference, rng, shape):
    check_step(
        student, reference, "rmsprop", *draw(rng, shape), {**settings(rng, "rmsprop"), **memory(rng, "rmsprop", shape)}
    )


@case("rmsprop", "Several steps from rest", "처음부터 여러 걸음")
def test_rmsprop_path(student, reference, rng):
    picture(student, reference, "rmsprop", {"learning_rate": 0.15, "decay_rate": 0.9})
    check_path(student, reference, rng, "rmsprop")


@case("rmsprop", "Defaults", "기본값", group="robust")
def test_rmsprop_defaults(student, reference, rng):
    check_defaults(student, reference, rng, "rmsprop")
    check_rest_is_made(student, reference, rng, "rmsprop")


@case(
    "rmsprop",
    "Steps recover once gradients have become small",
    "기울기가 작아진 뒤에 걸음이 되살아나요",
    group="robust",
)
def test_rmsprop_recovers(student, rng):
    big, small, beta = float(rng.uniform(8, 12)), float(rng.uniform(0.4, 0.6)), 0.5
    gradients = [np.array([g]) for g in [big] * 3 + [small] * 8]
    path = walk(
        student.rmsprop, np.zeros(1), {"learning_rate": 0.1, "decay_rate": beta, **rest("rmsprop", (1,))}, gradients
    )
    average = beta**8 * (1 - beta**3) * big**2 + (1 - beta**8) * small**2
    expect.close(path[10] - path[9], np.array([-0.1 * small / np.sqrt(average)]), "next_w - w", rtol=CORE)


@case("rmsprop", "Gradients as small as epsilon", "epsilon만큼 작은 기울기", group="robust")
def test_rmsprop_tiny_gradients(student, reference, rng):
    check_tiny_gradients(student, reference, rng, "rmsprop")


@case("rmsprop", "A zero gradient from the start", "처음부터 0인 기울기", group="robust")
def test_rmsprop_zero_gradient(student):
    check_zero_gradient(student, "rmsprop")


@case(
    "rmsprop", "The gradient stays; layouts; empty parameters", "기울기 유지, 메모리 배치, 빈 파라미터", group="hygiene"
)
def test_rmsprop_hygiene(student, reference, rng):
    check_hygiene(student, reference, rng, "rmsprop")


@case("rmsprop", "float32 stays float32", "float32가 float32로 남아요", group="hygiene")
def test_rmsprop_float32(student, rng):
    check_float32(student, rng, "rmsprop")


# --- adam --------------------------------------------------------------------------------------


@case("adam", "The sixth step: parameters, both moments and t", "여섯째 걸음: 파라미터, 두 모멘트, t")
@pytest.mark.parametrize("shape", SHAPES)
def test_adam_sixth_step(student, reference, rng, shape):
    check_step(student, reference, "adam", *draw(rng, shape), {**settings(rng, "adam"), **memory(rng, "adam", shape)})


@case("adam", "Several steps from rest", "처음부터 여러 걸음")
def test_adam_path(student, reference, rng):
    picture(student, reference, "adam", {"learning_rate": 0.3})
    check_path(student, reference, rng, "adam")


@case("adam", "The first step has the size of the learning rate", "첫걸음의 크기는 학습률과 같아요")
def test_adam_first_step(student, rng):
    dw = inputs.away_from(rng, (6,), margin=0.3) * 10.0 ** np.array([-2, -1, 0, 1, 2, 3])
    config = {"learning_rate": 0.05, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-12, **rest("adam", (6,))}
    got, _ = student.adam(np.zeros(6), dw, config)
    expect.close(got, -0.05 * np.sign(dw), "next_w - w", rtol=CORE)


@case("adam", "Default rates and moments", "학습률과 모멘트의 기본값", group="robust")
def test_adam_default_rates(student, reference, rng):
    w, dw = draw(rng, (3, 4))
    got, _ = student.adam(w.copy(), dw.copy(), {"t": 7})
    expect.close(got - w, reference.adam(w, dw, {"t": 7})[0] - w, "next_w - w", rtol=CORE)


@case(
    "adam",
    "Without a config the count of steps begins at 0",
    "config가 없으면 걸음 수는 0에서 시작해요",
    group="robust",
)
def test_adam_without_config(student, reference, rng):
    check_defaults(student, reference, rng, "adam")
    check_rest_is_made(student, reference, rng, "adam")


@case("adam", "Gradients as small as epsilon", "epsilon만큼 작은 기울기", group="robust")
def test_adam_tiny_gradients(student, reference, rng):
    check_tiny_gradients(student, reference, rng, "adam")


@case("adam", "A zero gradient from the start", "처음부터 0인 기울기", group="robust")
def test_adam_zero_gradient(student):
    check_zero_gradient(student, "adam")


@case("adam", "The gradient stays; layouts; empty parameters", "기울기 유지, 메모리 배치, 빈 파라미터", group="hygiene")
def test_adam_hygiene(student, reference, rng):
    check_hygiene(student, reference, rng, "adam")


@case("adam", "float32 stays float32", "float32가 float32로 남아요", group="hygiene")
def test_adam_float32(student, rng):
    check_float32(student, rng, "adam")
