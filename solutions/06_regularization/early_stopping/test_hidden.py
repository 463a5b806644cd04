"""Hidden suite of early_stopping: courses of losses that are made to tell the readings of one definition apart.

The last step of every core course says stop, and the ones before do not, so no constant answer passes.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pytest

from grader.judge import case, expect, say, show

STOP, CURVES, GAP, FIT, SWEEP = (
    "EarlyStopping",
    "early_stop",
    "generalization_gap",
    "diagnose_fit",
    "polynomial_sweep",
)
NAN = float("nan")


class Seen(NamedTuple):
    """What a stopper holds."""

    best: Any
    best_epoch: Any
    best_params: Any


def weights(rng, epochs):
    """Parameters of every epoch, all different."""
    return [{"W": rng.standard_normal((2, 3)), "b": rng.standard_normal(3)} for _ in range(epochs)]


def scaled(rng, course):
    """A course under another zero and another unit: what is better stays better."""
    low, unit = float(rng.uniform(1, 2)), float(rng.uniform(0.5, 2))
    return [low + unit * value for value in course], unit


def follow(student, values, states, *args, **options):
    """Answers to every step, what the stopper holds, and the parameters as the last step left them."""
    stopper = student.EarlyStopping(*args, **options)
    answers = []
    params = {}
    for value, state in zip(values, states, strict=True):
        params = {name: array.copy() for name, array in state.items()}
        answers.append(stopper.step(value, params))
    # Asked before anything is expected: misconceptions that stop alike differ in what they think was best.
    seen = Seen(stopper.best, stopper.best_epoch, stopper.best_params)
    return answers, seen, params


def stops_at_the_end(count):
    return [False] * (count - 1) + [True]


def expect_best(seen, value, epoch):
    expect.close(seen.best, value, "best")
    expect.equal(seen.best_epoch, epoch, "best_epoch")


@case(STOP, "Stops at the k-th epoch in a row without improvement", "나아지지 않은 에포크가 k번 이어지면 멈춰요")
@pytest.mark.parametrize("patience", [1, 2, 4])
def test_stops_at_the_kth(student, rng, patience):
    rises = [0.3 + 0.1 * i for i in range(patience)]
    values, _ = scaled(rng, [1.0, 0.7, 0.4, 0.1, *rises])
    answers, seen, _ = follow(student, values, weights(rng, len(values)), patience)
    expect.equal(answers, stops_at_the_end(len(values)), say("answers of step", "step의 반환값"))
    expect_best(seen, values[3], 3)


@case(STOP, "The count starts again after an improvement", "나아지면 횟수를 처음부터 다시 세요")
def test_counts_in_a_row(student, rng):
    values, _ = scaled(rng, [0.9, 1.0, 1.1, 0.6, 0.8, 0.7, 0.5, 0.51, 0.52, 0.53])
    answers, seen, _ = follow(student, values, weights(rng, len(values)), 3)
    expect.equal(answers, stops_at_the_end(len(values)), say("answers of step", "step의 반환값"))
    expect_best(seen, values[6], 6)


@case(
    STOP, "Better than the last value is not better than the best", "직전보다 나아도 최고 기록보다 나은 것은 아니에요"
)
def test_compares_with_the_best(student, rng):
    values, _ = scaled(rng, [1.0, 0.2, 0.9, 0.7, 0.5, 0.3])
    answers, seen, _ = follow(student, values, weights(rng, len(values)), 4)
    expect.equal(answers, stops_at_the_end(len(values)), say("answers of step", "step의 반환값"))
    expect_best(seen, values[1], 1)


@case(STOP, "mode='max': the higher the better", "mode='max'면 클수록 좋아요")
def test_accuracies(student, rng):
    values, _ = scaled(rng, [0.3, 0.5, 0.45, 0.8, 0.7, 0.75, 0.6])
    answers, seen, _ = follow(student, values, weights(rng, len(values)), 3, mode="max")
    expect.equal(answers, stops_at_the_end(len(values)), say("answers of step", "step의 반환값"))
    expect_best(seen, values[3], 3)


@case(
    STOP, "min_delta: small improvements do not count, but may add up", "min_delta: 작은 개선은 세지 않지만 쌓이면 세요"
)
@pytest.mark.parametrize("mode", ["min", "max"])
def test_small_improvements(student, rng, mode):
    course = [1.0, 0.95, 0.91, 0.87, 0.8, 0.78, 0.77, 0.76]  # measured from 1.0: only 0.87 and no later one
    values, unit = scaled(rng, course if mode == "min" else [-c for c in course])
    answers, seen, _ = follow(student, values, weights(rng, 8), 4, 0.12 * unit, mode)
    expect.equal(answers, stops_at_the_end(8), say("answers of step", "step의 반환값"))
    expect_best(seen, values[3], 3)


@case(STOP, "On stopping the best parameters come back", "멈출 때 가장 좋았던 파라미터로 돌아가요")
def test_best_parameters_come_back(student, rng):
    values, _ = scaled(rng, [0.9, 0.6, 0.5, 0.7, 0.8])
    states = weights(rng, 5)
    answers, seen, params = follow(student, values, states, 2)
    expect.equal(answers, stops_at_the_end(5), say("answers of step", "step의 반환값"))
    last = type(params.get("W")) is np.ndarray and np.array_equal(params["W"], states[4]["W"])
    expect.holds(
        not last,
        say(
            "after the stop params are not those of the last epoch", "멈춘 뒤의 params는 마지막 에포크의 것이 아니에요"
        ),
        means="W7",
    )
    expect.equal(seen.best_params, states[2], "best_params")
    expect.equal(params, states[2], say("params after the stop", "멈춘 뒤의 params"))


@case(STOP, "best_params does not change when training goes on", "학습이 계속돼도 best_params는 그대로예요")
def test_later_updates(student, rng):
    start, changes = weights(rng, 1)[0], weights(rng, 3)
    arrays = {name: student.construct("numpy.array", array) for name, array in start.items()}
    params = student.construct("builtins.dict", arrays)
    stopper = student.EarlyStopping(2)
    answers = []
    for value, change in zip((0.5, 0.6, 0.7), changes, strict=True):
        answers.append(stopper.step(value, params))
        if value < 0.7:
            for name, delta in change.items():
                student.library("operator.iadd", arrays[name], delta)  # as an optimizer updates in place
        if value == 0.6:
            expect.equal(stopper.best_params, start, "best_params")
    expect.equal(answers, [False, False, True], say("answers of step", "step의 반환값"))
    expect.equal(student.library("builtins.dict", params), start, say("params after the stop", "멈춘 뒤의 params"))
    for array in arrays.values():
        student.library("operator.iadd", array, 1.0)
    expect.equal(stopper.best_params, start, "best_params")


@case(STOP, "NaN is no improvement", "NaN은 개선이 아니에요", group="robust")
def test_nan_does_not_improve(student, rng):
    values, _ = scaled(rng, [0.9, NAN, 0.5, NAN, 0.6, NAN])
    states = weights(rng, 6)
    answers, seen, params = follow(student, values, states, 3)
    expect.equal(answers, stops_at_the_end(6), say("answers of step", "step의 반환값"))
    expect_best(seen, values[2], 2)
    expect.equal(params, states[2], say("params after the stop", "멈춘 뒤의 params"))


@case(STOP, "A training that begins with NaN", "NaN으로 시작하는 학습", group="robust")
@pytest.mark.parametrize("mode", ["min", "max"])
def test_nan_first(student, rng, mode):
    values, _ = scaled(rng, [NAN, NAN, 0.5, NAN, NAN, NAN])
    answers, seen, _ = follow(student, values, weights(rng, 6), 3, mode=mode)
    expect.equal(answers, stops_at_the_end(6), say("answers of step", "step의 반환값"))
    expect_best(seen, values[2], 2)


@case(STOP, "Nothing ever improved: nothing to restore", "한 번도 나아지지 않았으면 돌아갈 곳이 없어요", group="robust")
@pytest.mark.parametrize("mode", ["min", "max"])
def test_never_improved(student, rng, mode):
    states = weights(rng, 2)
    answers, seen, params = follow(student, [NAN, NAN], states, 2, mode=mode)
    expect.equal(answers, [False, True], say("answers of step", "step의 반환값"))
    expect.equal(
        [seen.best, seen.best_epoch],
        [np.inf if mode == "min" else -np.inf, -1],
        "(best, best_epoch)",
    )
    expect.equal(params, states[1], say("params after the stop", "멈춘 뒤의 params"))
    expect.holds(seen.best_params is None, say("best_params is None", "best_params는 None이에요"))


@case(
    STOP,
    "restore_best=False leaves the last parameters",
    "restore_best=False면 마지막 파라미터가 남아요",
    group="robust",
)
def test_without_restoring(student, rng):
    states = weights(rng, 3)
    answers, seen, params = follow(student, [0.5, 0.6, 0.7], states, 2, restore_best=False)
    expect.equal(answers, [False, False, True], say("answers of step", "step의 반환값"))
    expect.equal(params, states[2], say("params after the stop", "멈춘 뒤의 params"))
    expect.equal(seen.best_params, states[0], "best_params")


@case(STOP, "An equal value is no improvement", "같은 값은 개선이 아니에요", group="robust")
@pytest.mark.parametrize("mode", ["min", "max"])
def test_equal_values(student, rng, mode):
    answers, seen, _ = follow(student, [0.5, 0.5, 0.5], weights(rng, 3), 2, mode=mode)
    expect.equal(answers, [False, False, True], say("answers of step", "step의 반환값"))
    expect_best(seen, 0.5, 0)


@case(
    STOP, "ValueError for no patience and unknown modes", "patience가 0이거나 모르는 mode면 ValueError", group="robust"
)
@pytest.mark.parametrize(("patience", "mode"), [(0, "min"), (-1, "max"), (3, "maximum")])
def test_refused_settings(student, patience, mode):
    expect.raises(ValueError, lambda: student.EarlyStopping(patience, 0.0, mode), "EarlyStopping")


@case(STOP, "Two stoppers know nothing of each other", "두 객체는 서로 영향을 주지 않아요", group="robust")
def test_two_stoppers(student, rng):
    states = weights(rng, 3)
    one, two = student.EarlyStopping(2), student.EarlyStopping(2)
    two.step(0.1, dict(states[0]))
    expect.equal([one.step(v, dict(s)) for v, s in zip((0.9, 0.8, 0.7), states, strict=True)], [False] * 3, "step")
    expect.equal(one.best_epoch, 2, "best_epoch")


@case(
    STOP, "Parameters stay as they are until training stops", "멈추기 전까지 파라미터를 바꾸지 않아요", group="hygiene"
)
def test_parameters_until_the_stop(student, rng):
    stopper = student.EarlyStopping(3)
    for value, state in zip((0.5, 0.4, 0.6), weights(rng, 3), strict=True):
        expect.equal(stopper.step(value, state), False, say("answer of step", "step의 반환값"))
        expect.unmodified(student, 1, what="params")


# --- recorded curves -----------------------------------------------------------------------------


def recorded(rng, epochs, turn):
    """A training loss that keeps falling and a validation loss that turns at an epoch."""
    unit = float(rng.uniform(0.5, 2))
    train = [unit * (0.05 + 1 / (1 + e)) for e in range(epochs)]
    val = [unit * (0.4 + 0.05 * abs(e - turn)) for e in range(epochs)]
    return train, val


@case(CURVES, "The validation loss decides", "검증 손실이 결정해요")
def test_validation_decides(student, rng):
    turns = [int(t) for t in 3 + rng.permutation(6)[:3]]
    curves = [recorded(rng, 20, turn) for turn in turns]
    seen = student.each(CURVES, [(*pair, patience) for pair, patience in zip(curves, (1, 3, 5), strict=True)])
    goal = [(turn, turn + 1 + patience) for turn, patience in zip(turns, (1, 3, 5), strict=True)]
    expect.equal(seen, goal, say("(best epoch, epochs run)", "(가장 좋은 에포크, 돌린 에포크 수)"))


@case(CURVES, "A record that ends before the patience", "기다리는 중에 끝난 기록", group="robust")
def test_record_ends_first(student, rng):
    train, val = recorded(rng, 9, 6)
    seen = student.each(CURVES, [(train, val, 5), (val, train, 5), (train[:1], val[:1], 2)])
    expect.equal(seen, [(6, 9), (8, 9), (0, 1)], say("(best epoch, epochs run)", "(가장 좋은 에포크, 돌린 에포크 수)"))


@case(CURVES, "min_delta on recorded curves", "기록된 곡선과 min_delta", group="robust")
def test_recorded_min_delta(student, rng):
    unit = float(rng.uniform(0.5, 2))
    val = [unit * v for v in (1.0, 0.95, 0.9, 0.5, 0.45, 0.4, 0.44)]
    train = [unit * v for v in (1.0, 0.8, 0.6, 0.4, 0.2, 0.1, 0.05)]
    seen = student.early_stop(train, val, 3, 0.2 * unit)
    expect.equal(seen, (3, 7), say("(best epoch, epochs run)", "(가장 좋은 에포크, 돌린 에포크 수)"))


@case(GAP, "Validation minus training, epoch by epoch", "에포크마다 검증 손실에서 훈련 손실을 빼요")
def test_gap_of_every_epoch(student, rng):
    train, val = rng.uniform(0.1, 0.5, 7), rng.uniform(0.3, 1.2, 7)
    expect.close(student.generalization_gap(train.copy(), val.copy()), val - train, say("gap", "격차"))
    expect.close(
        student.generalization_gap(train.tolist(), val.tolist()),
        val - train,
        say("gap (lists)", "격차 (리스트로 넘길 때)"),
    )


@case(GAP, "ValueError for curves of different lengths", "길이가 다른 곡선이면 ValueError", group="robust")
@pytest.mark.parametrize(("n", "m"), [(4, 3), (1, 4), (4, 1)])
def test_gap_of_different_lengths(student, rng, n, m):
    curves = rng.uniform(1, 2, n), rng.uniform(1, 2, m)
    expect.raises(ValueError, lambda: student.generalization_gap(*curves), "generalization_gap")


def readings(rng):
    """Curves whose last values decide, and what they say; the first epochs would say something else."""
    t = float(rng.uniform(0.4, 0.6))
    return [
        (([t + 0.5, t + 0.2, t + 0.1], [t - 0.1, t + 0.3, t + 0.2], t), "underfit"),
        (([t + 0.5, t + 0.1, t - 0.3], [t + 0.6, t - 0.1, t + 0.2], t), "overfit"),
        (([t + 0.5, t + 0.1, t - 0.3], [t + 0.6, t + 0.2, t - 0.1], t), "ok"),
        (([t - 0.2, t - 0.1, t + 0.1], [t - 0.2, t - 0.1, t + 0.1], t), "underfit"),
        (([t + 0.4, t - 0.1, t - 0.2], [t + 0.5, t - 0.3, t - 0.35], t), "ok"),
    ]


@case(FIT, "The last training and validation losses against the target", "마지막 훈련·검증 손실을 목표와 비교해요")
def test_readings_of_curves(student, rng):
    table = readings(rng)
    expect.equal(student.each(FIT, [call for call, _ in table]), [word for _, word in table], "diagnose_fit")


@case(FIT, "Exactly on target, and NaN", "목표와 정확히 같을 때와 NaN", group="robust")
def test_on_target_and_nan(student):
    calls = [([0.5], [0.5], 0.5), ([0.5], [0.75], 0.5), ([0.75], [0.5], 0.5), ([NAN], [0.1], 0.5), ([0.1], [NAN], 0.5)]
    seen = student.each(FIT, calls)
    expect.equal(seen, ["ok", "overfit", "underfit", "underfit", "overfit"], "diagnose_fit")


def show_capacity(student, reference):
    """Both errors over the degree, of published data: the student can repeat it at home."""
    X, Xv = np.linspace(-1, 1, 12), np.linspace(-0.95, 0.95, 40)
    data = (X, np.sin(3 * X) + 0.3 * (-1.0) ** np.arange(12), Xv, np.sin(3 * Xv))
    seen, wanted = (one.polynomial_sweep(*data, list(range(11))) for one in (student, reference))
    pairs = [pair for pair in seen if type(pair) in (list, tuple) and len(pair) == 2] if type(seen) is list else []
    call = "X = np.linspace(-1, 1, 12), y = np.sin(3 * X) + 0.3 * (-1.0) ** np.arange(12), "
    call += "Xv = np.linspace(-0.95, 0.95, 40), yv = np.sin(3 * Xv)"
    for at, name in enumerate((say("training error", "훈련 오차"), say("validation error", "검증 오차"))):
        required = [pair[at] for pair in wanted]
        show.curve([pair[at] for pair in pairs], name, over="degree", required=required, log=True, call=call)


# --- capacity ------------------------------------------------------------------------------------


def noisy_sine(rng, n):
    x = rng.permutation(np.linspace(-1, 1, n)) + rng.uniform(-0.4, 0.4, n) / n
    return x, np.sin(3 * x) + 0.3 * rng.standard_normal(n)


@case(SWEEP, "Errors of every degree, by least squares", "차수마다 최소제곱으로 잰 오차")
def test_errors_of_degrees(student, reference, rng):
    show_capacity(student, reference)
    data = (*noisy_sine(rng, 24), *noisy_sine(rng, 17))
    degrees = [int(d) for d in rng.permutation([0, 1, 2, 3, 5, 7])]
    seen = student.polynomial_sweep(*data, degrees)
    expect.close(
        seen,
        [tuple(pair) for pair in reference.polynomial_sweep(*data, degrees)],
        say("(train, val)", "(훈련 오차, 검증 오차)"),
        rtol=1e-5,
    )


@case(SWEEP, "More capacity never fits the training data worse", "용량이 크면 훈련 데이터에 더 잘 맞아요")
def test_capacity(student, reference, rng):
    data = (*noisy_sine(rng, 12), *noisy_sine(rng, 40))
    seen = student.polynomial_sweep(*data, list(range(10)))
    expect.close(
        seen,
        [tuple(pair) for pair in reference.polynomial_sweep(*data, list(range(10)))],
        say("(train, val)", "(훈련 오차, 검증 오차)"),
        rtol=1e-4,
    )
    train = np.array([pair[0] for pair in seen])
    expect.holds(
        np.all(np.diff(train) <= 1e-9),
        say("the training error does not rise with the degree", "차수가 높아져도 훈련 오차는 커지지 않아요"),
    )


@case(
    SWEEP,
    "As many coefficients as samples: the training error is zero",
    "계수가 표본만큼 많으면 훈련 오차가 0",
    group="robust",
)
def test_interpolation(student, rng):
    data = (*noisy_sine(rng, 7), *noisy_sine(rng, 9))
    ((train, val),) = student.polynomial_sweep(*data, [6])
    expect.close(train, 0.0, say("training error", "훈련 오차"), atol=1e-9)
    expect.between(val, 1e-6, np.inf, say("validation error > 0", "검증 오차 > 0"))


@case(SWEEP, "Data stay as they are", "데이터를 바꾸지 않아요", group="hygiene")
def test_sweep_keeps_data(student, rng):
    student.polynomial_sweep(*noisy_sine(rng, 8), *noisy_sine(rng, 5), [1, 3])
    expect.unmodified(student, 0, 1, 2, 3, what=say("data", "데이터"))
