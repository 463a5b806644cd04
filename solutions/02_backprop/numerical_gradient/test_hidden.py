"""Hidden suite of numerical_gradient.

The functions to be differentiated live here: the candidate reaches them as callbacks, on data only, and a
closure sees what the candidate has written into ``x``. Expected gradients are derived by hand, so any
right implementation of central differences passes, in any order of the entries.
"""

from __future__ import annotations

import numpy as np
import pytest

from grader.judge import CallbackFailed, case, expect, inputs, say

GRADIENT = say("gradient", "수치 기울기")
SHAPES = [
    pytest.param((5,), id="vector"),
    pytest.param((2, 3), id="matrix"),
    pytest.param((4, 1), id="column"),
    pytest.param((2, 1, 2, 3), id="tensor"),
]


class Wave:
    """f(a) = sum(c sin(4a + 0.3)): curved everywhere, with a known gradient."""

    def __init__(self, rng, shape):
        self.c = 0.5 + rng.random(shape)
        self.calls = 0

    def __call__(self, a):
        self.calls += 1
        return float(np.sum(self.c * np.sin(4 * a + 0.3)))

    def gradient(self, a):
        return 4 * self.c * np.cos(4 * a + 0.3)


def cubic(c):
    """f(a) = sum(c a^3); a central difference of step h is exactly c (3 a^2 + h^2)."""
    return lambda a: float(np.sum(c * np.asarray(a, np.float64) ** 3))


def restored(student):
    """x, the second argument, is as it was. Not ``unmodified``: its advice is to work on a copy, the mistake of W6."""
    expect.holds(1 not in student.changed, say("x (after) = x (before)", "x (호출 뒤) = x (호출 전)"))


# --- numerical_gradient --------------------------------------------------------------------------


@case("numerical_gradient", "Gradient for arrays of any shape", "여러 모양의 배열에 대한 기울기")
@pytest.mark.parametrize("shape", SHAPES)
def test_scalar_gradient(student, rng, shape):
    x, f = rng.uniform(-1, 1, shape), Wave(rng, shape)
    expect.gradient(student.numerical_gradient(f, x.copy()), f.gradient(x), GRADIENT)


@case(
    "numerical_gradient",
    "A function that reads x itself instead of its argument",
    "인자 대신 바깥의 x를 직접 읽는 함수",
)
@pytest.mark.parametrize("shape", SHAPES[:2])
def test_scalar_gradient_closure(student, rng, shape):
    x, f = rng.uniform(-1, 1, shape), Wave(rng, shape)
    expect.gradient(student.numerical_gradient(lambda _: f(x), x), f.gradient(x), GRADIENT)


@case("numerical_gradient", "x holds exactly its old bits afterwards", "끝난 뒤 x는 비트까지 처음과 같아요")
def test_scalar_gradient_restores(student, rng):
    x, f = rng.uniform(1e-20, 2e-20, (2, 3)), Wave(rng, (2, 3))
    expect.gradient(student.numerical_gradient(f, x), f.gradient(x), GRADIENT)
    restored(student)


@case(
    "numerical_gradient", "The error shrinks with the square of h", "오차가 h의 제곱에 비례해서 줄어요", group="robust"
)
def test_scalar_gradient_order(student, rng):
    x, c = rng.uniform(-1, 1, (4,)), 0.5 + rng.random(4)
    wide = student.numerical_gradient(cubic(c), x.copy(), 0.2)
    narrow = student.numerical_gradient(cubic(c), x.copy(), 0.1)
    expect.gradient(wide, c * (3 * x**2 + 0.04), say("gradient at step h", "h로 구한 기울기"), tol=1e-9)
    expect.gradient(narrow, c * (3 * x**2 + 0.01), say("gradient at step h/2", "h/2로 구한 기울기"), tol=1e-9)


@case("numerical_gradient", "The step is 1e-4 unless told otherwise", "따로 정하지 않으면 h는 1e-4예요", group="robust")
def test_scalar_gradient_default_step(student, rng):
    x, c = rng.uniform(1e-3, 2e-3, (3,)), 0.5 + rng.random(3)
    expect.gradient(student.numerical_gradient(cubic(c), x.copy()), c * (3 * x**2 + 1e-8), GRADIENT)


@case("numerical_gradient", "A 0-d array", "0차원 배열", group="robust")
def test_scalar_gradient_of_number(student, rng):
    x, f = np.array(rng.uniform(-1, 1)), Wave(rng, ())
    expect.gradient(student.numerical_gradient(lambda _: f(x), x), f.gradient(x), GRADIENT)


@case("numerical_gradient", "Views: transposed and strided", "전치하거나 건너뛴 뷰", group="robust")
def test_scalar_gradient_views(student, rng):
    base = rng.uniform(-1, 1, (3, 4))
    for view in (base.T, base[:, 1::2]):
        f = Wave(rng, view.shape)
        expect.gradient(student.numerical_gradient(lambda _, f=f, v=view: f(v), view), f.gradient(view), GRADIENT)


@case("numerical_gradient", "x is restored when f raises", "f가 예외를 내도 x는 되돌아와요", group="robust")
def test_scalar_gradient_raising(student, rng):
    x = rng.uniform(1, 2, (5,))
    last = x[3]

    def f(a):
        if a[3] < last:
            raise ValueError("outside of the domain")
        return float(np.sum(a))

    expect.raises(CallbackFailed, lambda: student.numerical_gradient(f, x), "numerical_gradient(f, x)")
    restored(student)


@case(
    "numerical_gradient", "An integer x is refused with TypeError", "정수 배열 x는 TypeError로 거절해요", group="robust"
)
def test_scalar_gradient_integers(student, rng):
    x = rng.integers(1, 9, (4,))
    expect.raises(
        TypeError, lambda: student.numerical_gradient(lambda a: float(np.sum(a**2)), x), "numerical_gradient(f, x)"
    )


@case(
    "numerical_gradient",
    "float32: a step that survives rounding",
    "float32에서는 반올림에 묻히지 않는 h를 써요",
    group="robust",
)
def test_scalar_gradient_float32(student, rng):
    x, c = rng.uniform(2100, 4000, (4,)).astype(np.float32), 0.5 + rng.random(4)
    got = student.numerical_gradient(lambda a: float(np.sum(c * a.astype(np.float64))), x.copy())
    expect.close(got, c, GRADIENT, rtol=0.05)
    near = rng.uniform(2e-3, 4e-3, (3,)).astype(np.float32)
    square = 3 * near.astype(np.float64) ** 2
    got = student.numerical_gradient(cubic(c[:3]), near.copy())
    expect.close(got, c[:3] * (square + 1e-6), say("gradient at h = 1e-3", "h = 1e-3일 때의 기울기"), rtol=1e-3)
    wide = student.numerical_gradient(cubic(c[:3]), near.copy(), 0.25)
    expect.close(wide, c[:3] * (square + 0.0625), say("gradient at h = 0.25", "h = 0.25일 때의 기울기"), rtol=1e-4)


@case("numerical_gradient", "f is called twice per entry", "원소마다 f를 두 번만 불러요", group="hygiene")
def test_scalar_gradient_calls(student, rng):
    x, f = rng.uniform(-1, 1, (2, 2)), Wave(rng, (2, 2))
    student.numerical_gradient(f, x)
    expect.holds(f.calls == 2 * x.size, say("calls of f = 2 x.size", "f 호출 횟수 = 2 x.size"))


@case(
    "numerical_gradient",
    "The gradient is float64, also for float32 and for no entries",
    "float32 입력이나 빈 배열에도 기울기는 float64예요",
    group="hygiene",
)
def test_scalar_gradient_float64(student, rng):
    x = rng.uniform(-1, 1, (2, 2)).astype(np.float32)
    expect.dtype(student.numerical_gradient(Wave(rng, (2, 2)), x), "float64", GRADIENT)
    nothing = student.numerical_gradient(Wave(rng, (0, 3)), np.zeros((0, 3)))
    expect.shape(nothing, (0, 3), GRADIENT)
    expect.dtype(nothing, "float64", GRADIENT)


# --- eval_numerical_gradient ---------------------------------------------------------------------


@case("eval_numerical_gradient", "Gradient of a scalar function", "스칼라 함수의 기울기")
@pytest.mark.parametrize("shape", [(3, 2), (4,)], ids=["matrix", "vector"])
def test_course_gradient(student, rng, shape):
    x, f = rng.uniform(-1, 1, shape), Wave(rng, shape)
    expect.gradient(student.eval_numerical_gradient(lambda _: f(x), x, False), f.gradient(x), GRADIENT)


@case(
    "eval_numerical_gradient",
    "The step is 1e-5 unless told otherwise; x stays",
    "따로 정하지 않으면 h는 1e-5이고, x는 그대로예요",
    group="robust",
)
def test_course_gradient_step(student, rng):
    x, c = rng.uniform(1e-4, 2e-4, (3,)), 0.5 + rng.random(3)
    expect.gradient(student.eval_numerical_gradient(cubic(c), x), c * (3 * x**2 + 1e-10), GRADIENT)
    restored(student)
    expect.gradient(
        student.eval_numerical_gradient(cubic(c), x, False, 1e-2),
        c * (3 * x**2 + 1e-4),
        say("gradient at h = 1e-2", "h = 1e-2일 때의 기울기"),
    )


# --- eval_numerical_gradient_array ---------------------------------------------------------------


class Layer:
    """f(a) = tanh(a V), from (N, D) to (N, M)."""

    def __init__(self, rng, d, m):
        self.v = rng.standard_normal((d, m))

    def __call__(self, a):
        return np.tanh(a @ self.v)

    def gradient(self, a, df):
        return (df * (1 - np.tanh(a @ self.v) ** 2)) @ self.v.T


@case("eval_numerical_gradient_array", "Gradient of sum(f(x) df)", "sum(f(x) df)의 기울기")
@pytest.mark.parametrize("shape", [(3, 2), (2, 4)])
def test_array_gradient(student, rng, shape):
    x, f = rng.uniform(-1, 1, shape), Layer(rng, shape[1], 3)
    df = rng.standard_normal((shape[0], 3))
    expect.gradient(student.eval_numerical_gradient_array(f, x.copy(), df.copy()), f.gradient(x, df), GRADIENT)


@case("eval_numerical_gradient_array", "A layer that reads x itself", "바깥의 x를 직접 읽는 층")
def test_array_gradient_closure(student, rng):
    x, f = rng.uniform(-1, 1, (2, 3)), Layer(rng, 3, 2)
    df = rng.standard_normal((2, 2))
    expect.gradient(student.eval_numerical_gradient_array(lambda _: f(x), x, df), f.gradient(x, df), GRADIENT)


@case(
    "eval_numerical_gradient_array",
    "The step is 1e-5 unless told otherwise; x and df stay",
    "따로 정하지 않으면 h는 1e-5이고, x와 df는 그대로예요",
    group="robust",
)
def test_array_gradient_step(student, rng):
    x, c = rng.uniform(1e-4, 2e-4, (3,)), 0.5 + rng.random(3)
    df = 0.5 + rng.random(3)
    got = student.eval_numerical_gradient_array(lambda a: c * a**3, x, df)
    expect.gradient(got, df * c * (3 * x**2 + 1e-10), GRADIENT)
    restored(student)
    expect.unmodified(student, 2, what="df")
    wide = student.eval_numerical_gradient_array(lambda a: c * a**3, x, df, 1e-2)
    expect.gradient(wide, df * c * (3 * x**2 + 1e-4), say("gradient at h = 1e-2", "h = 1e-2일 때의 기울기"))


# --- rel_error -----------------------------------------------------------------------------------


@case("rel_error", "The largest entry of |a - b| / (|a| + |b|)", "|a - b| / (|a| + |b|)의 최댓값")
@pytest.mark.parametrize("shape", [(4,), (2, 3)], ids=["vector", "matrix"])
def test_relative_error(student, rng, shape):
    a = inputs.away_from(rng, shape, margin=0.5)
    b = a * rng.uniform(0.2, 0.9, shape)
    expect.close(student.rel_error(a, b), np.max(np.abs(a - b) / (np.abs(a) + np.abs(b))), "rel_error(a, b)")


@case(
    "rel_error",
    "Tiny numbers: the denominator is at least 1e-8; signs do not cancel",
    "아주 작은 수에서 분모는 1e-8 이상이고, 부호가 상쇄되지 않아요",
    group="robust",
)
def test_relative_error_floor(student, rng):
    a = rng.uniform(1e-10, 2e-10, (3,))
    expect.close(student.rel_error(a, 3 * a), np.max(2 * a) / 1e-8, "rel_error(a, 3a)")
    expect.close(student.rel_error(a, np.zeros(3)), np.max(a) / 1e-8, "rel_error(a, 0)")
    expect.close(student.rel_error(np.zeros(3), np.zeros(3)), 0.0, "rel_error(0, 0)")
    expect.close(student.rel_error(1e9 * a, -1e9 * a), 1.0, "rel_error(a, -a)")


# --- grad_check ----------------------------------------------------------------------------------


@case(
    "grad_check", "Passes a right gradient and finds the wrong entry", "옳은 기울기는 통과시키고 틀린 원소는 찾아내요"
)
@pytest.mark.parametrize("shape", SHAPES[:3])
def test_check_finds_entry(student, rng, shape):
    x, f = rng.uniform(-0.2, 0.2, shape), Wave(rng, shape)
    right = f.gradient(x)
    index = tuple(int(rng.integers(n)) for n in shape)
    wrong = right.copy()
    wrong[index] *= 1.1
    found = student.grad_check(f, x.copy(), wrong)
    expect.equal(found["worst_index"], index, "worst_index")
    expect.close(found["max_rel_error"], 0.1 / 2.1, "max_rel_error", rtol=1e-4)
    expect.equal(found["passed"], False, "passed")
    clean = student.grad_check(f, x.copy(), right)
    expect.between(
        clean["max_rel_error"],
        0.0,
        1e-6,
        say("max_rel_error <= 1e-6 for the right gradient", "옳은 기울기에서 max_rel_error <= 1e-6"),
    )
    expect.equal(clean["passed"], True, say("passed for the right gradient", "옳은 기울기일 때의 passed"))


@case(
    "grad_check",
    "The tolerance decides: 1e-6 unless told otherwise",
    "허용 오차가 판단해요. 따로 정하지 않으면 1e-6이에요",
    group="robust",
)
def test_check_tolerance(student, rng):
    x, f = rng.uniform(-0.2, 0.2, (4,)), Wave(rng, (4,))
    off, fine = f.gradient(x) * (1 + 2.5e-6), f.gradient(x) * (1 + 1.6e-6)  # relative errors of 1.25e-6 and 0.8e-6
    expect.equal(
        student.grad_check(f, x.copy(), off)["passed"],
        False,
        say("passed above tol = 1e-6", "오차가 tol = 1e-6보다 클 때의 passed"),
    )
    expect.equal(
        student.grad_check(f, x.copy(), fine)["passed"],
        True,
        say("passed below tol = 1e-6", "오차가 tol = 1e-6보다 작을 때의 passed"),
    )
    expect.equal(
        student.grad_check(f, x.copy(), off, 2e-6)["passed"],
        True,
        say("passed at tol = 2e-6", "tol = 2e-6일 때의 passed"),
    )
    flat = student.grad_check(lambda a: 3.0, x.copy(), np.zeros(4), 0.0)
    expect.equal(flat["passed"], True, say("passed with no error at tol = 0", "오차가 없고 tol = 0일 때의 passed"))


@case("grad_check", "A NaN never passes", "NaN은 통과하지 못해요", group="robust")
def test_check_nan(student, rng):
    x, f = rng.uniform(-0.2, 0.2, (2, 2)), Wave(rng, (2, 2))
    broken = f.gradient(x)
    broken[1, 0] = np.nan
    found = student.grad_check(f, x.copy(), broken)
    expect.equal(found["passed"], False, "passed")
    expect.equal(found["worst_index"], (1, 0), "worst_index")


@case(
    "grad_check",
    "A gradient of another shape is refused with ValueError",
    "모양이 다른 기울기는 ValueError로 거절해요",
    group="robust",
)
def test_check_shape(student, rng):
    x, f = rng.uniform(-0.2, 0.2, (3,)), Wave(rng, (3,))
    expect.raises(ValueError, lambda: student.grad_check(f, x, f.gradient(x)[None]), "grad_check(f, x, analytic)")


@case("grad_check", "x and the gradient stay as they were", "x와 기울기를 바꾸지 않아요", group="hygiene")
def test_check_keeps(student, rng):
    x, f = rng.uniform(-0.2, 0.2, (3,)), Wave(rng, (3,))
    student.grad_check(f, x, inputs.read_only(f.gradient(x)))
    restored(student)
    expect.unmodified(student, 2, what="analytic")
