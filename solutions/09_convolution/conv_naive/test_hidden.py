"""Hidden suite of conv_naive."""

from __future__ import annotations

from typing import Any

import pytest

from grader.judge import case, expect, inputs

GEOMETRIES = [
    pytest.param((2, 3, 5, 6), (4, 3, 3, 3), 1, 1, id="plain"),
    pytest.param((2, 3, 7, 5), (3, 3, 3, 2), 2, 0, id="stride2"),
]


def draw(rng: Any, shape: tuple[int, ...], kernel: tuple[int, ...]) -> tuple[Any, Any, Any]:
    return rng.standard_normal(shape), rng.standard_normal(kernel), rng.standard_normal(kernel[0])


@case("conv_forward_naive", "Values agree with the definition", "정의대로 계산한 값과 같아요")
@pytest.mark.parametrize(("shape", "kernel", "stride", "pad"), GEOMETRIES)
def test_forward_matches_reference(student, reference, rng, shape, kernel, stride, pad):
    x, w, b = draw(rng, shape, kernel)
    param = {"stride": stride, "pad": pad}
    out, _ = student.conv_forward_naive(x, w, b, param)
    expect.close(out, reference.conv_forward_naive(x, w, b, param)[0], "out")


@case("conv_forward_naive", "The input stays as it was", "입력을 바꾸지 않아요", group="hygiene")
def test_forward_keeps_input(student, rng):
    x, w, b = draw(rng, (1, 1, 4, 4), (1, 1, 3, 3))
    student.conv_forward_naive(x, w, b, {"stride": 1, "pad": 1})
    expect.unmodified(student, 0, 1, 2, what="x")


@case("conv_backward_naive", "Gradients dx, dw, db", "기울기 dx, dw, db", needs=("conv_forward_naive",))
@pytest.mark.parametrize(("shape", "kernel", "stride", "pad"), GEOMETRIES)
def test_backward_matches_reference(student, reference, rng, shape, kernel, stride, pad):
    x, w, b = draw(rng, shape, kernel)
    param = {"stride": stride, "pad": pad}
    out, cache = student.conv_forward_naive(x, w, b, param)
    dout = rng.standard_normal(out.shape)
    dx, dw, db = student.conv_backward_naive(dout, cache)
    want = reference.conv_backward_naive(dout, (x, w, b, param))
    for got, true, name in zip((dx, dw, db), want, ("dx", "dw", "db"), strict=True):
        expect.gradient(got, true, name)
