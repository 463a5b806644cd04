"""Hidden suite of affine_relu_layers.

D, M and N differ in every case, so that a transposed or wrongly summed gradient has a wrong shape or
value. Values at which the ReLU has a kink are kept away, except where the kink itself is judged.
"""

from __future__ import annotations

import numpy as np
import pytest

from grader.judge import case, expect, inputs, say

SHAPES = [
    pytest.param((4, 5), 3, id="rows"),
    pytest.param((3, 2, 4), 5, id="planes"),
    pytest.param((2, 3, 1, 4), 7, id="images"),
    pytest.param((1, 6), 2, id="single"),
]
SOME = [SHAPES[0], SHAPES[2]]
NAMES = ("dx", "dw", "db")
OUT = {
    "C": say("out (C order)", "out (C 순서)"),
    "Fortran": say("out (Fortran order)", "out (Fortran 순서)"),
    "strided": say("out (strided view)", "out (건너뛰는 뷰)"),
}
"""What the output for each memory layout is called."""


def draw(rng, shape, m):
    """x of ``shape``, and weights and biases for ``m`` outputs."""
    d = int(np.prod(shape[1:]))
    return rng.standard_normal(shape), rng.standard_normal((d, m)), rng.standard_normal(m)


def safe(rng, shape, m):
    """The same, with biases chosen such that no pre-activation lies close to the kink and both signs occur."""
    x, w, b = draw(rng, shape, m)
    a = x.reshape(shape[0], -1) @ w
    for j in range(m):
        edges = np.sort(a[:, j])
        gaps = np.diff(edges)
        i = int(np.argmax(gaps))
        b[j] = -(edges[i] + edges[i + 1]) / 2
    return x, w, b


def all_three(got, want, what=NAMES):
    """Three gradients, compared one after another."""
    dx, dw, db = got
    for mine, true, name in zip((dx, dw, db), want, what, strict=True):
        expect.gradient(mine, true, name)


# --- affine_forward ------------------------------------------------------------------------------


@case("affine_forward", "Values agree with x w + b", "x w + b 값과 같아요")
@pytest.mark.parametrize(("shape", "m"), SHAPES)
def test_affine_out(student, reference, rng, shape, m):
    x, w, b = draw(rng, shape, m)
    out, _ = student.affine_forward(x.copy(), w.copy(), b.copy())
    expect.close(out, reference.affine_forward(x, w, b)[0], "out")


@case("affine_forward", "Linear in the input and in the weights", "입력과 가중치에 대해 선형이에요", group="robust")
def test_affine_out_linear(student, rng):
    (x, w, _), (y, v, _) = draw(rng, (3, 2, 2), 5), draw(rng, (3, 2, 2), 5)
    zero = np.zeros(5)
    xw, yw, xv = (student.affine_forward(p, q, zero)[0] for p, q in ((x, w), (y, w), (x, v)))
    expect.close(student.affine_forward(2 * x - 3 * y, w, zero)[0], 2 * xw - 3 * yw, "out(2x - 3y, w)", atol=1e-12)
    expect.close(student.affine_forward(x, w + 4 * v, zero)[0], xw + 4 * xv, "out(x, w + 4v)", atol=1e-12)


@case("affine_forward", "Any memory layout of the inputs", "입력의 메모리 배치와 상관없어요", group="robust")
def test_affine_out_layouts(student, reference, rng):
    x, w, b = draw(rng, (3, 2, 4), 5)
    for (name, xs), (_, ws) in zip(inputs.layouts(x), inputs.layouts(w), strict=True):
        out, _ = student.affine_forward(xs, ws, b.copy())
        expect.close(out, reference.affine_forward(x, w, b)[0], OUT[name])


@case("affine_forward", "Inputs stay as they were", "입력을 바꾸지 않아요", group="hygiene")
def test_affine_out_keeps_inputs(student, rng):
    x, w, b = draw(rng, (3, 4), 2)
    student.affine_forward(x, w, b)
    expect.unmodified(student, what="x, w, b")


@case("affine_forward", "float32 stays float32", "float32는 float32로 남아요", group="hygiene")
def test_affine_out_float32(student, reference, rng):
    x, w, b = (v.astype(np.float32) for v in draw(rng, (3, 4), 2))
    out, _ = student.affine_forward(x, w, b)
    expect.close(out, reference.affine_forward(x, w, b)[0], "out")
    expect.dtype(out, "float32", "out")


@case("affine_forward", "An empty batch gives an empty output", "빈 배치에는 빈 출력을 내요", group="hygiene")
def test_affine_out_empty(student, rng):
    _, w, b = draw(rng, (1, 2, 3), 4)
    out, _ = student.affine_forward(np.zeros((0, 2, 3)), w, b)
    expect.shape(out, (0, 4), "out")


# --- affine_backward -----------------------------------------------------------------------------


@case("affine_backward", "Gradients dx, dw, db", "기울기 dx, dw, db", needs=("affine_forward",))
@pytest.mark.parametrize(("shape", "m"), SHAPES)
def test_affine_gradients(student, reference, rng, shape, m):
    x, w, b = draw(rng, shape, m)
    dout = rng.standard_normal((shape[0], m))
    _, cache = student.affine_forward(x.copy(), w.copy(), b.copy())
    got = student.affine_backward(dout.copy(), cache)
    all_three(got, reference.affine_backward(dout, reference.affine_forward(x, w, b)[1]))
    expect.holds(got[1].size + got[2].size == w.size + m, "size(dw) + size(db) = D M + M")


@case("affine_backward", "The chain rule through two layers", "두 층을 거치는 연쇄 법칙", needs=("affine_forward",))
def test_affine_chain(student, rng):
    x, w, b = draw(rng, (4, 3), 5)
    _, v, c = draw(rng, (1, 5), 2)
    dout = rng.standard_normal((4, 2))
    hidden, first = student.affine_forward(x, w, b)
    _, second = student.affine_forward(hidden, v, c)
    dhidden = student.affine_backward(dout, second)[0]
    all_three(student.affine_backward(dhidden, first), (dout @ v.T @ w.T, x.T @ dout @ v.T, (dout @ v.T).sum(axis=0)))


@case(
    "affine_backward",
    "Parameter gradients add up over samples",
    "파라미터의 기울기는 표본마다 더해져요",
    group="robust",
    needs=("affine_forward",),
)
def test_affine_gradients_add_up(student, rng):
    x, w, b = draw(rng, (5, 3), 4)
    dout = rng.standard_normal((5, 4))
    halves = [
        student.affine_backward(dout[s], student.affine_forward(x[s], w, b)[1]) for s in (slice(0, 2), slice(2, 5))
    ]
    _, dw, db = student.affine_backward(dout, student.affine_forward(x, w, b)[1])
    expect.gradient(dw, halves[0][1] + halves[1][1], "dw")
    expect.gradient(db, halves[0][2] + halves[1][2], "db")


@case(
    "affine_backward",
    "Caches of two calls are kept apart",
    "두 호출의 캐시가 섞이지 않아요",
    group="robust",
    needs=("affine_forward",),
)
def test_affine_caches_apart(student, reference, rng):
    x, w, b = draw(rng, (3, 4), 2)
    other = draw(rng, (3, 4), 2)
    dout = rng.standard_normal((3, 2))
    _, cache = student.affine_forward(x, w, b)
    student.affine_forward(*other)
    all_three(student.affine_backward(dout, cache), reference.affine_backward(dout, (x, w)))


@case(
    "affine_backward",
    "Any memory layout of the upstream gradient",
    "상류 기울기의 메모리 배치와 상관없어요",
    group="robust",
    needs=("affine_forward",),
)
def test_affine_gradients_layouts(student, reference, rng):
    x, w, b = draw(rng, (3, 2, 2), 5)
    dout = rng.standard_normal((3, 5))
    for _, view in inputs.layouts(dout):
        _, cache = student.affine_forward(np.asfortranarray(x), w, b)
        all_three(student.affine_backward(view, cache), reference.affine_backward(dout, (x, w)))


@case(
    "affine_backward",
    "The upstream gradient stays as it was",
    "상류 기울기를 바꾸지 않아요",
    group="hygiene",
    needs=("affine_forward",),
)
def test_affine_gradients_keep_dout(student, rng):
    x, w, b = draw(rng, (3, 4), 2)
    _, cache = student.affine_forward(x, w, b)
    student.affine_backward(inputs.read_only(rng.standard_normal((3, 2))), cache)
    expect.unmodified(student, 0, what="dout")


@case(
    "affine_backward",
    "An empty batch gives zero parameter gradients",
    "빈 배치에서 파라미터의 기울기는 0이에요",
    group="hygiene",
    needs=("affine_forward",),
)
def test_affine_gradients_empty(student, rng):
    _, w, b = draw(rng, (1, 2, 3), 4)
    _, cache = student.affine_forward(np.zeros((0, 2, 3)), w, b)
    dx, dw, db = student.affine_backward(np.zeros((0, 4)), cache)
    expect.shape(dx, (0, 2, 3), "dx")
    expect.equal(dw, np.zeros((6, 4)), "dw")
    expect.equal(db, np.zeros(4), "db")


# --- relu ----------------------------------------------------------------------------------------


@case("relu_forward", "Values agree with max(0, x)", "max(0, x) 값과 같아요")
@pytest.mark.parametrize("shape", [(4, 5), (2, 3, 2, 3), (7,)], ids=["rows", "images", "vector"])
def test_relu_out(student, reference, rng, shape):
    x = inputs.distinct(rng, shape)
    out, _ = student.relu_forward(x.copy())
    expect.close(out, reference.relu_forward(x)[0], "out")


@case(
    "relu_forward",
    "Unbounded above, and x can be used again",
    "위로 제한이 없고, x를 다시 쓸 수 있어요",
    group="robust",
)
def test_relu_out_input_again(student, rng):
    x = inputs.distinct(rng, (3, 5)) * 1e6
    before = x.copy()
    out, _ = student.relu_forward(x)
    expect.close(out, before * (before > 0), "out")
    expect.unmodified(student, 0, what="x")


@case("relu_forward", "Read-only input, float32 kept", "읽기 전용 입력을 받고 float32를 유지해요", group="hygiene")
def test_relu_out_read_only(student, rng):
    x = inputs.distinct(rng, (3, 4)).astype(np.float32)
    out, _ = student.relu_forward(inputs.read_only(x))
    expect.close(out, x * (x > 0), "out")
    expect.dtype(out, "float32", "out")


@case("relu_backward", "Gradient dx", "기울기 dx", needs=("relu_forward",))
@pytest.mark.parametrize("shape", [(4, 5), (2, 3, 2, 3)], ids=["rows", "images"])
def test_relu_gradient(student, reference, rng, shape):
    x, dout = inputs.distinct(rng, shape), rng.standard_normal(shape)
    _, cache = student.relu_forward(x.copy())
    expect.gradient(student.relu_backward(dout.copy(), cache), reference.relu_backward(dout, x), "dx")


@case(
    "relu_backward",
    "Negative gradients pass where the input was positive",
    "입력이 양수였던 곳에서는 음수 기울기도 지나가요",
    needs=("relu_forward",),
)
def test_relu_gradient_negative(student, reference, rng):
    x, dout = inputs.distinct(rng, (3, 5)), -0.1 - rng.random((3, 5))
    _, cache = student.relu_forward(x.copy())
    expect.gradient(student.relu_backward(dout.copy(), cache), reference.relu_backward(dout, x), "dx")


@case(
    "relu_backward",
    "The upstream gradient can be used again",
    "상류 기울기를 다시 쓸 수 있어요",
    group="robust",
    needs=("relu_forward",),
)
def test_relu_gradient_dout_again(student, rng):
    x, dout = inputs.distinct(rng, (3, 5)), rng.standard_normal((3, 5))
    before = dout.copy()
    _, cache = student.relu_forward(x.copy())
    expect.gradient(student.relu_backward(dout, cache), before * (x > 0), "dx")
    expect.unmodified(student, 0, what="dout")


@case(
    "relu_backward",
    "The slope at exactly 0 is 0",
    "정확히 0에서의 기울기는 0이에요",
    group="hygiene",
    needs=("relu_forward",),
)
def test_relu_gradient_at_zero(student, rng):
    x = np.array([[-1.0, 0.0, 2.0], [0.0, 3.0, -0.0]])
    dout = 0.5 + rng.random((2, 3))
    _, cache = student.relu_forward(x.copy())
    expect.gradient(student.relu_backward(dout, cache), dout * (x > 0), "dx")


# --- affine_relu ---------------------------------------------------------------------------------


@case("affine_relu_forward", "Values of the pair", "두 층을 이은 값", needs=("affine_forward", "relu_forward"))
@pytest.mark.parametrize(("shape", "m"), SOME)
def test_pair_out(student, reference, rng, shape, m):
    x, w, b = safe(rng, shape, m)
    out, _ = student.affine_relu_forward(x.copy(), w.copy(), b.copy())
    expect.close(out, reference.affine_relu_forward(x, w, b)[0], "out")


@case(
    "affine_relu_backward",
    "Gradients of the pair",
    "두 층을 이은 기울기",
    needs=("affine_relu_forward", "affine_backward", "relu_backward"),
)
@pytest.mark.parametrize(("shape", "m"), SOME)
def test_pair_gradients(student, reference, rng, shape, m):
    x, w, b = safe(rng, shape, m)
    dout = rng.standard_normal((shape[0], m))
    _, cache = student.affine_relu_forward(x.copy(), w.copy(), b.copy())
    got = student.affine_relu_backward(dout.copy(), cache)
    all_three(got, reference.affine_relu_backward(dout, reference.affine_relu_forward(x, w, b)[1]))


@case(
    "affine_relu_backward",
    "The same as both backward passes in turn",
    "두 역전파를 차례로 부른 것과 같아요",
    group="robust",
    needs=("affine_relu_forward", "affine_backward", "relu_backward"),
)
def test_pair_is_composition(student, rng):
    x, w, b = safe(rng, (3, 2, 2), 5)
    dout = rng.standard_normal((3, 5))
    a, first = student.affine_forward(x, w, b)
    out, second = student.relu_forward(a.copy())
    pair, cache = student.affine_relu_forward(x, w, b)
    expect.close(pair, out, "out")
    want = student.affine_backward(student.relu_backward(dout.copy(), second), first)
    all_three(student.affine_relu_backward(dout.copy(), cache), want)
