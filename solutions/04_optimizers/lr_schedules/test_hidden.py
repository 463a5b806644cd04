"""Hidden suite of lr_schedules: closed forms at random steps, boundaries hit exactly, and whole courses of losses."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from grader.judge import case, expect, say, show


def answers(student: Any, reference: Any, name: str, calls: list[tuple[Any, ...]]) -> tuple[Any, Any]:
    """What student and reference answer to ``calls``; an array of rates counts as a list."""
    got = [rate.tolist() if isinstance(rate, np.ndarray) and rate.ndim else rate for rate in student.each(name, calls)]
    return got, [getattr(reference, name)(*call) for call in calls]


def check(student: Any, reference: Any, name: str, calls: list[tuple[Any, ...]], what: Any = "lr") -> None:
    """Without the number of the call: these calls are drawn, and a picture beside them has steps of its own."""
    for got, want in zip(*answers(student, reference, name, calls), strict=True):
        expect.close(got, want, what)


def picture(student: Any, reference: Any, name: str, calls: list[tuple[Any, ...]], call: str, what: Any = "lr") -> None:
    """Show the rates of published calls, which the student can repeat at home."""
    got, want = answers(student, reference, name, calls)
    show.curve(got, what, required=want, call=call)


def steps(rng: Any, count: int, low: int, high: int) -> list[int]:
    """Different steps, increasing."""
    return sorted(int(t) for t in rng.choice(np.arange(low, high), count, replace=False))


# --- closed forms ------------------------------------------------------------------------------------


@case("power_lr", "The formula at many steps", "여러 걸음에서의 공식")
def test_power_closed_form(student, reference, rng):
    picture(student, reference, "power_lr", [(1.0, t, 10) for t in range(41)], "power_lr(1.0, t, 10)")
    lr0, s, c = float(rng.uniform(0.1, 0.9)), 20 + int(rng.integers(7)), float(rng.uniform(1.3, 2.5))
    times = steps(rng, 6, 1, 3 * s)
    check(student, reference, "power_lr", [(lr0, t, s, c) for t in times] + [(lr0, t, s) for t in times])


@case("power_lr", "Step 0, fractions of steps, always falling", "0번째 걸음, 소수 걸음, 늘 감소", group="robust")
def test_power_start(student, reference, rng):
    lr0 = float(rng.uniform(0.1, 0.9))
    calls = [(lr0, 0, 7), (lr0, 0, 7, 2.0), (lr0, 3.5, 7, 0.5), (lr0, 7, 7), (lr0, 14, 7)]
    check(student, reference, "power_lr", calls)
    expect.close(student.power_lr(lr0, 0, 7), lr0, say("lr (step 0)", "lr (0번째 걸음)"))
    falling = student.each("power_lr", [(lr0, t, 9) for t in range(20)])
    expect.holds(
        all(bool(b < a) for a, b in pairwise(falling)), say("lr falls at every step", "lr은 걸음마다 작아져요")
    )


@case("exponential_lr", "The formula at many steps", "여러 걸음에서의 공식")
def test_exponential_closed_form(student, reference, rng):
    picture(student, reference, "exponential_lr", [(1.0, t, 20) for t in range(41)], "exponential_lr(1.0, t, 20)")
    lr0, s = float(rng.uniform(0.1, 0.9)), 20 + int(rng.integers(7))
    check(student, reference, "exponential_lr", [(lr0, t, s) for t in steps(rng, 7, 1, 3 * s)])


@case("exponential_lr", "Step 0, and a tenth every s steps", "0번째 걸음, s걸음마다 10분의 1", group="robust")
def test_exponential_tenths(student, rng):
    lr0, s = float(rng.uniform(0.1, 0.9)), int(rng.integers(11, 30))
    got = student.each("exponential_lr", [(lr0, k * s, s) for k in range(4)] + [(lr0, s / 2, s)])
    expect.close(got, [lr0, lr0 / 10, lr0 / 100, lr0 / 1000, lr0 / math.sqrt(10)], "lr")


# --- boundaries ----------------------------------------------------------------------------------------


@case("piecewise_lr", "Every step, boundaries included", "경계를 포함한 모든 걸음")
def test_piecewise_every_step(student, reference, rng):
    calls = [(t, [10, 20], [1.0, 0.5, 0.1]) for t in range(31)]
    picture(student, reference, "piecewise_lr", calls, "piecewise_lr(t, [10, 20], [1.0, 0.5, 0.1])")
    boundaries = steps(rng, 3, 2, 20)
    values = [float(v) for v in rng.uniform(0.1, 0.9, 4)]
    check(student, reference, "piecewise_lr", [(t, boundaries, values) for t in range(22)])


@case(
    "piecewise_lr",
    "No boundary, a boundary at 0, rates that rise",
    "경계 없음, 0에 있는 경계, 커지는 학습률",
    group="robust",
)
def test_piecewise_edges(student, rng):
    values = sorted(float(v) for v in rng.uniform(0.1, 0.9, 3))
    calls = [(5, [], values[:1]), (0, [0, 3], values), (2, [0, 3], values), (3, [0, 3], values), (99, [0, 3], values)]
    got = student.each("piecewise_lr", calls)
    expect.close(got, [values[0], values[1], values[1], values[2], values[2]], "lr")


@case("piecewise_lr", "ValueError when the lengths do not fit", "길이가 맞지 않으면 ValueError", group="robust")
@pytest.mark.parametrize("count", [2, 4], ids=["too_few", "too_many"])
def test_piecewise_lengths(student, count):
    values = [0.5, 0.4, 0.3, 0.2][:count]
    expect.raises(ValueError, lambda: student.piecewise_lr(1, [3, 6], values), "piecewise_lr")


@case("piecewise_lr", "Lists stay as they were", "리스트를 바꾸지 않아요", group="hygiene")
def test_piecewise_keeps_lists(student):
    got = student.piecewise_lr(4, [3, 6], [0.5, 0.4, 0.3])
    expect.unmodified(student, 1, 2, what="boundaries, values")
    expect.close(got, 0.4, "lr")


@case("batch_size_schedule", "Every step, boundaries included", "경계를 포함한 모든 걸음")
def test_batch_every_step(student, reference, rng):
    published = [(t, 32, [10, 20], 2) for t in range(31)]
    picture(
        student,
        reference,
        "batch_size_schedule",
        published,
        "batch_size_schedule(t, 32, [10, 20], 2)",
        say("batch size", "배치 크기"),
    )
    boundaries, b0, factor = steps(rng, 3, 2, 20), int(rng.integers(10, 90)), int(rng.integers(2, 6))
    calls = [(t, b0, boundaries, factor) for t in range(22)]
    check(student, reference, "batch_size_schedule", calls, say("batch size", "배치 크기"))


@case(
    "batch_size_schedule",
    "Doubles where the rate would halve",
    "학습률이 절반이 될 곳에서 두 배가 돼요",
    group="robust",
    needs=("piecewise_lr",),
)
def test_batch_against_rate(student, rng):
    boundaries, b0 = steps(rng, 2, 3, 12), int(rng.integers(10, 90))
    sizes = student.each("batch_size_schedule", [(t, b0, boundaries, 2) for t in range(14)])
    rates = student.each("piecewise_lr", [(t, boundaries, [0.8, 0.4, 0.2]) for t in range(14)])
    alone = student.batch_size_schedule(50, b0, [], 3)
    expect.close(
        [size * rate for size, rate in zip(sizes, rates, strict=True)],
        [b0 * 0.8] * 14,
        say("batch size * lr", "배치 크기 * lr"),
    )
    expect.close(alone, b0, say("batch size (no boundary)", "배치 크기 (경계 없음)"))


# --- PerformanceScheduler --------------------------------------------------------------------------------


def follow(scheduler: Any, losses: list[float]) -> list[Any]:
    return [scheduler.step(loss) for loss in losses]


def check_course(student: Any, reference: Any, losses: list[float], **settings: Any) -> None:
    lr0 = settings.pop("lr0", 0.5)
    got = follow(student.PerformanceScheduler(lr0, **settings), losses)
    want = follow(reference.PerformanceScheduler(lr0, **settings), losses)
    expect.close(got, want, "lr")


@case(
    "PerformanceScheduler",
    "A course with a jump, a slow return and a plateau",
    "튀어 오르고 천천히 돌아온 뒤 평평해지는 손실",
)
@pytest.mark.parametrize("patience", [1, 2])
def test_plateau(student, reference, rng, patience):
    losses = [5.0, 4.0, 3.0, 2.0, 2.5, 2.4, 2.3, 2.2, 2.1, 2.05]  # better than the one before, not than the best
    seen, wanted = (follow(one.PerformanceScheduler(1.0, 0.5, patience), losses) for one in (student, reference))
    given = ", ".join(f"{loss:g}" for loss in losses)
    call = f"s = PerformanceScheduler(1.0, 0.5, {patience}), list(map(s.step, [{given}]))"
    show.curve(seen, "lr", over="epoch", required=wanted, call=call)
    best = float(rng.uniform(1, 2))
    fall = [best + 2, best + 1, best]
    slow = [best + 0.9 - 0.1 * i for i in range(patience + 1)]  # each better than the one before, none better than best
    again = [best - 0.5]
    flat = [best + float(x) for x in rng.uniform(0, 0.5, 2 * patience + 4)]
    check_course(
        student, reference, fall + slow + again + flat,
        lr0=float(rng.uniform(0.3, 0.6)), factor=float(rng.uniform(0.4, 0.7)), patience=patience,
    )  # fmt: skip


@case(
    "PerformanceScheduler",
    "An improvement in time resets the count",
    "때맞춰 나아지면 처음부터 다시 세요",
    group="robust",
)
def test_plateau_interrupted(student, reference, rng):
    level = float(rng.uniform(2, 3))
    losses = [level]
    for _ in range(3):
        losses += [level + 0.2] * 3
        level -= 0.1
        losses.append(level)
    check_course(student, reference, losses + [level] * 4, factor=0.5, patience=3)


@case(
    "PerformanceScheduler",
    "NaN is a bad loss, also as the first one",
    "NaN은 처음에 나와도 나쁜 손실이에요",
    group="robust",
)
def test_plateau_with_nan(student, reference, rng):
    nan, level = math.nan, float(rng.uniform(1, 2))
    losses = [nan, nan, nan, level, nan, level + 1, nan, level - 0.1, nan, nan, nan, level - 0.05, level - 0.2]
    check_course(student, reference, losses, factor=0.5, patience=2)


@case(
    "PerformanceScheduler", "min_delta, min_lr and the best loss", "min_delta, min_lr, 가장 좋은 손실", group="robust"
)
def test_plateau_limits(student, reference, rng):
    level = float(rng.uniform(1, 2))
    creeping = [level - 0.06 * i for i in range(8)]
    check_course(student, reference, creeping, factor=0.5, patience=0, min_delta=0.1)
    check_course(student, reference, [1.0] * 8, lr0=0.4, factor=0.5, patience=0, min_lr=0.15)
    check_course(student, reference, [1.0, 0.5, 0.5, 0.75, 0.5, 0.25], factor=0.5, patience=1)


@case(
    "PerformanceScheduler",
    "Defaults, and two schedulers that share nothing",
    "기본값, 그리고 서로 독립인 두 스케줄러",
    group="robust",
)
def test_plateau_defaults(student, rng):
    one, other = student.PerformanceScheduler(0.3), student.PerformanceScheduler(0.7, patience=0)
    first = [one.step(2.0), *[one.step(2.0) for _ in range(11)]]
    second = [other.step(3.0), other.step(2.5), other.step(2.6)]
    expect.close(first, [0.3] * 11 + [0.03], "lr")
    expect.close(second, [0.7, 0.7, 0.07], "lr")


# --- one_cycle_lr ----------------------------------------------------------------------------------------


@case("one_cycle_lr", "Every step of a cycle", "사이클의 모든 걸음")
@pytest.mark.parametrize(("total", "pct"), [(20, None), (23, 0.4)], ids=["peak_on_a_step", "peak_between_steps"])
def test_cycle_every_step(student, reference, rng, total, pct):
    if pct is None:
        calls = [(t, 40, 1.0) for t in range(40)]
        picture(student, reference, "one_cycle_lr", calls, "one_cycle_lr(t, 40, 1.0)")
    top = float(rng.uniform(0.2, 0.9))
    more = () if pct is None else (pct, float(rng.uniform(5, 15)), float(rng.uniform(20, 90)))
    check(student, reference, "one_cycle_lr", [(t, total, top, *more) for t in range(total)])


@case("one_cycle_lr", "First rate, peak, last rate", "첫 학습률, 정점, 마지막 학습률", group="robust")
def test_cycle_landmarks(student, rng):
    top = float(rng.uniform(0.2, 0.9))
    got = student.each("one_cycle_lr", [(t, 40, top, 0.25) for t in range(40)])
    expect.close([got[0], got[9]], [top / 25, top], say("lr (first, peak)", "lr (첫 걸음, 정점)"))
    expect.close(got[39], top / 25e4, say("lr (last)", "lr (마지막 걸음)"))
    rises = [bool(b > a) for a, b in pairwise(got)]
    expect.holds(
        rises == [True] * 9 + [False] * 30,
        say("lr rises to the peak and falls afterwards", "lr은 정점까지 커졌다가 그 뒤로 작아져요"),
    )


@case("one_cycle_lr", "ValueError outside of the cycle", "사이클 밖에서는 ValueError", group="robust")
@pytest.mark.parametrize("t", [-1, 10, 25])
def test_cycle_outside(student, t):
    expect.raises(ValueError, lambda: student.one_cycle_lr(t, 10, 0.5), "one_cycle_lr")


# --- layerwise_lrs -----------------------------------------------------------------------------------------


@case("layerwise_lrs", "Larger at the input, larger at the output", "입력 쪽이 클 때와 출력 쪽이 클 때")
def test_layers(student, reference, rng):
    base, ratio = float(rng.uniform(0.01, 0.1)), float(rng.uniform(1.5, 3))
    check(
        student, reference, "layerwise_lrs", [(base, 4, ratio), (base, 5, ratio, "output"), (base, 2, ratio, "input")]
    )


@case("layerwise_lrs", "One layer; ratio 1", "층이 하나일 때, ratio가 1일 때", group="robust")
def test_layers_without_difference(student, reference, rng):
    base = float(rng.uniform(0.01, 0.1))
    check(student, reference, "layerwise_lrs", [(base, 1, 2.0), (base, 1, 2.0, "output"), (base, 3, 1.0)])


@case("layerwise_lrs", "ValueError for another side", "모르는 쪽에는 ValueError", group="robust")
def test_layers_of_another_side(student):
    expect.raises(ValueError, lambda: student.layerwise_lrs(0.1, 3, 2.0, "middle"), "layerwise_lrs")
