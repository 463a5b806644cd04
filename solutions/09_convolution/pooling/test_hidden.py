"""Hidden suite of pooling: every case draws its own images, without two equal values.

Core is square geometry as the course notebooks have it; overlapping windows and rectangles are robust.
The global average has no geometry, so its core uses rectangles at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

from grader.judge import case, expect, inputs, say


@dataclass(frozen=True)
class Geometry:
    """Shapes of one layer: images (N, C, H, W), window (height, width), stride."""

    x: tuple[int, int, int, int]
    window: tuple[int, int] = (2, 2)
    stride: int = 2

    @property
    def out(self) -> tuple[int, int, int, int]:
        rows, columns = ((size - w) // self.stride + 1 for size, w in zip(self.x[2:], self.window, strict=True))
        return self.x[0], self.x[1], rows, columns

    @property
    def param(self) -> dict[str, int]:
        return {"pool_height": self.window[0], "pool_width": self.window[1], "stride": self.stride}

    def draw(self, rng: np.random.Generator) -> Any:
        return inputs.distinct(rng, self.x)


CORE = [
    pytest.param(Geometry((3, 2, 8, 8)), id="halves"),
    pytest.param(Geometry((2, 3, 6, 6), (3, 3), 3), id="thirds"),
]
SMALL = Geometry((2, 3, 4, 4))
OVERLAPPING = Geometry((2, 3, 5, 5), (3, 3), 1)
SPARSE = Geometry((2, 2, 7, 7), (2, 2), 3)
RECTANGULAR = Geometry((2, 3, 6, 8), (3, 2), 2)
RAGGED = Geometry((2, 2, 5, 7), (2, 2), 2)
MAPS = (2, 3, 5, 4)


def forward(function: Any, x: Any, geometry: Geometry) -> Any:
    """The student's answer on a copy, so that nothing the code does to it reaches the comparison."""
    out, _ = function(x.copy(), geometry.param)
    return out


def numbers(answer: Any, shape: tuple[int, ...], what: Any) -> Any:
    """An answer that is to be compared with another answer: a finite array of this shape, nothing else."""
    expect.shape(answer, shape, what)
    expect.finite(answer, what)
    return answer


def judge_max_forward(student: Any, reference: Any, x: Any, geometry: Geometry) -> None:
    out = forward(student.max_pool_forward_naive, x, geometry)
    expect.close(out, lambda: reference.max_pool_forward_naive(x, geometry.param)[0], "out")


def judge_max_backward(student: Any, reference: Any, rng: Any, geometry: Geometry) -> None:
    x, dout = geometry.draw(rng), inputs.away_from(rng, geometry.out)
    _, cache = student.max_pool_forward_naive(x.copy(), geometry.param)
    dx = student.max_pool_backward_naive(dout.copy(), cache)
    expect.gradient(dx, lambda: reference.max_pool_backward_naive(dout, (x, geometry.param)), "dx")


def judge_avg_forward(student: Any, reference: Any, x: Any, geometry: Geometry) -> None:
    out = forward(student.avg_pool_forward, x, geometry)
    expect.close(out, lambda: reference.avg_pool_forward(x, geometry.param)[0], "out")


def judge_avg_backward(student: Any, reference: Any, rng: Any, geometry: Geometry) -> None:
    x, dout = geometry.draw(rng), inputs.away_from(rng, geometry.out)
    _, cache = student.avg_pool_forward(x.copy(), geometry.param)
    dx = student.avg_pool_backward(dout.copy(), cache)
    expect.gradient(dx, lambda: reference.avg_pool_backward(dout, (x.shape, geometry.param)), "dx")


# --- max, forward --------------------------------------------------------------------------------


@case("max_pool_forward_naive", "The largest value of every window", "창마다 가장 큰 값이에요")
@pytest.mark.parametrize("geometry", CORE)
def test_max_forward_values(student, reference, rng, geometry):
    judge_max_forward(student, reference, geometry.draw(rng), geometry)


@case("max_pool_forward_naive", "An image with negative values only", "음수만 있는 이미지")
def test_max_forward_of_negative_image(student, reference, rng):
    x = SMALL.draw(rng)
    judge_max_forward(student, reference, x - x.max() - 1, SMALL)


@case("max_pool_forward_naive", "Windows that overlap", "서로 겹치는 창", group="robust")
def test_max_forward_overlapping(student, reference, rng):
    judge_max_forward(student, reference, OVERLAPPING.draw(rng), OVERLAPPING)


@case("max_pool_forward_naive", "Windows with gaps between them", "사이가 떨어진 창", group="robust")
def test_max_forward_sparse(student, reference, rng):
    judge_max_forward(student, reference, SPARSE.draw(rng), SPARSE)


@case("max_pool_forward_naive", "Image and window that are not square", "정사각형이 아닌 이미지와 창", group="robust")
def test_max_forward_rectangular(student, reference, rng):
    judge_max_forward(student, reference, RECTANGULAR.draw(rng), RECTANGULAR)


@case("max_pool_forward_naive", "A stride that leaves a remainder", "나누어떨어지지 않는 스트라이드", group="robust")
def test_max_forward_drops_incomplete_windows(student, reference, rng):
    judge_max_forward(student, reference, RAGGED.draw(rng), RAGGED)


@case(
    "max_pool_forward_naive",
    "Only the largest value of a window matters",
    "창의 최댓값만 결과에 영향을 줘요",
    group="robust",
)
def test_max_forward_ignores_smaller_values(student, rng):
    x = SMALL.draw(rng)
    lowered = np.where(x == x.min(axis=(2, 3), keepdims=True), x - 1, x)
    before, after = (
        numbers(forward(student.max_pool_forward_naive, images, SMALL), SMALL.out, "out") for images in (x, lowered)
    )
    expect.equal(after, before, say("out after a smaller value changed", "작은 값을 바꾼 뒤의 out"))


@case("max_pool_forward_naive", "The arguments stay as they were", "인자를 바꾸지 않아요", group="hygiene")
def test_max_forward_keeps_arguments(student, rng):
    student.max_pool_forward_naive(SMALL.draw(rng), SMALL.param)
    for place, name in enumerate(("x", "pool_param")):
        expect.unmodified(student, place, what=name)


@case(
    "max_pool_forward_naive", "Any memory layout, read-only and float32 too",
    "메모리 배치, 읽기 전용, float32에 상관없어요", group="hygiene",
)  # fmt: skip
def test_max_forward_in_any_layout(student, reference, rng):
    x = SMALL.draw(rng)
    variants = [value for _, value in inputs.layouts(x)]
    for images in (*variants, inputs.read_only(x), x.astype(np.float32)):
        out, _ = student.max_pool_forward_naive(images, SMALL.param)
        want = images.astype(images.dtype, order="C")
        expect.close(out, lambda want=want: reference.max_pool_forward_naive(want, SMALL.param)[0], "out")
    expect.dtype(out, "float32", "out")


# --- max, backward -------------------------------------------------------------------------------


@case("max_pool_backward_naive", "The gradient of every window", "창마다의 기울기", needs=("max_pool_forward_naive",))
@pytest.mark.parametrize("geometry", CORE)
def test_max_backward_values(student, reference, rng, geometry):
    judge_max_backward(student, reference, rng, geometry)


@case(
    "max_pool_backward_naive",
    "Windows that overlap",
    "서로 겹치는 창",
    group="robust",
    needs=("max_pool_forward_naive",),
)
def test_max_backward_overlapping(student, reference, rng):
    judge_max_backward(student, reference, rng, OVERLAPPING)


@case(
    "max_pool_backward_naive", "Windows with gaps between them", "사이가 떨어진 창",
    group="robust", needs=("max_pool_forward_naive",),
)  # fmt: skip
def test_max_backward_sparse(student, reference, rng):
    judge_max_backward(student, reference, rng, SPARSE)


@case(
    "max_pool_backward_naive", "Image and window that are not square", "정사각형이 아닌 이미지와 창",
    group="robust", needs=("max_pool_forward_naive",),
)  # fmt: skip
def test_max_backward_rectangular(student, reference, rng):
    judge_max_backward(student, reference, rng, RECTANGULAR)


@case(
    "max_pool_backward_naive", "The upstream gradient stays as it was, and a second call agrees",
    "상류 기울기를 바꾸지 않고, 다시 불러도 같아요", group="hygiene", needs=("max_pool_forward_naive",),
)  # fmt: skip
def test_max_backward_keeps_arguments(student, rng):
    x, dout = OVERLAPPING.draw(rng), rng.standard_normal(OVERLAPPING.out)
    _, cache = student.max_pool_forward_naive(x, OVERLAPPING.param)
    first = numbers(student.max_pool_backward_naive(dout, cache), x.shape, "dx")
    expect.unmodified(student, 0, what="dout")
    expect.close(student.max_pool_backward_naive(dout, cache), first, say("second call", "두 번째 호출의 반환값"))


@case(
    "max_pool_backward_naive", "A batch without images", "이미지가 없는 배치",
    group="hygiene", needs=("max_pool_forward_naive",),
)  # fmt: skip
def test_max_backward_of_empty_batch(student):
    shape = (0, *SMALL.x[1:])
    out, cache = student.max_pool_forward_naive(np.zeros(shape), SMALL.param)
    expect.shape(out, (0, *SMALL.out[1:]), "out")
    dx = student.max_pool_backward_naive(np.zeros((0, *SMALL.out[1:])), cache)
    expect.shape(dx, shape, "dx")


# --- average, forward ----------------------------------------------------------------------------


@case("avg_pool_forward", "The mean of every window", "창마다의 평균이에요")
@pytest.mark.parametrize("geometry", CORE)
def test_avg_forward_values(student, reference, rng, geometry):
    judge_avg_forward(student, reference, geometry.draw(rng), geometry)


@case("avg_pool_forward", "Windows that overlap", "서로 겹치는 창", group="robust")
def test_avg_forward_overlapping(student, reference, rng):
    judge_avg_forward(student, reference, OVERLAPPING.draw(rng), OVERLAPPING)


@case("avg_pool_forward", "Not square, with a remainder", "정사각형이 아니고 나누어떨어지지 않아요", group="robust")
def test_avg_forward_rectangular(student, reference, rng):
    judge_avg_forward(student, reference, RECTANGULAR.draw(rng), RECTANGULAR)


@case(
    "avg_pool_forward", "The mean lies below the maximum", "평균은 최댓값보다 작아요",
    group="robust", needs=("max_pool_forward_naive",),
)  # fmt: skip
def test_average_lies_below_maximum(student, rng):
    x = SMALL.draw(rng)
    means = numbers(
        forward(student.avg_pool_forward, x, SMALL), SMALL.out, say("out of average pooling", "평균 풀링의 out")
    )
    largest = numbers(
        forward(student.max_pool_forward_naive, x, SMALL), SMALL.out, say("out of max pooling", "최대 풀링의 out")
    )
    expect.holds(bool(np.all(means < largest)), "avg_pool(x) < max_pool(x)")


@case("avg_pool_forward", "The arguments stay as they were", "인자를 바꾸지 않아요", group="hygiene")
def test_avg_forward_keeps_arguments(student, rng):
    student.avg_pool_forward(SMALL.draw(rng), SMALL.param)
    for place, name in enumerate(("x", "pool_param")):
        expect.unmodified(student, place, what=name)


@case("avg_pool_forward", "float32 in, float32 out", "float32를 넣으면 float32가 나와요", group="hygiene")
def test_avg_forward_keeps_dtype(student, reference, rng):
    x = SMALL.draw(rng).astype(np.float32)
    out = forward(student.avg_pool_forward, x, SMALL)
    expect.close(out, lambda: reference.avg_pool_forward(x, SMALL.param)[0], "out")
    expect.dtype(out, "float32", "out")


# --- average, backward ---------------------------------------------------------------------------


@case("avg_pool_backward", "The gradient of every window", "창마다의 기울기", needs=("avg_pool_forward",))
@pytest.mark.parametrize("geometry", CORE)
def test_avg_backward_values(student, reference, rng, geometry):
    judge_avg_backward(student, reference, rng, geometry)


@case("avg_pool_backward", "Windows that overlap", "서로 겹치는 창", group="robust", needs=("avg_pool_forward",))
def test_avg_backward_overlapping(student, reference, rng):
    judge_avg_backward(student, reference, rng, OVERLAPPING)


@case(
    "avg_pool_backward", "Not square, with a remainder", "정사각형이 아니고 나누어떨어지지 않아요",
    group="robust", needs=("avg_pool_forward",),
)  # fmt: skip
def test_avg_backward_rectangular(student, reference, rng):
    judge_avg_backward(student, reference, rng, RECTANGULAR)


@case(
    "avg_pool_backward", "No gradient appears or is lost", "기울기의 합이 그대로예요",
    group="robust", needs=("avg_pool_forward",),
)  # fmt: skip
def test_avg_backward_preserves_sum(student, rng):
    x, dout = SPARSE.draw(rng), rng.standard_normal(SPARSE.out)
    _, cache = student.avg_pool_forward(x, SPARSE.param)
    dx = numbers(student.avg_pool_backward(dout.copy(), cache), x.shape, "dx")
    expect.close(dx.sum(axis=(2, 3)), dout.sum(axis=(2, 3)), say("sum of dx per map", "맵마다 구한 dx의 합"))


@case(
    "avg_pool_backward", "The upstream gradient stays as it was, and a second call agrees",
    "상류 기울기를 바꾸지 않고, 다시 불러도 같아요", group="hygiene", needs=("avg_pool_forward",),
)  # fmt: skip
def test_avg_backward_keeps_arguments(student, rng):
    x, dout = OVERLAPPING.draw(rng), rng.standard_normal(OVERLAPPING.out)
    _, cache = student.avg_pool_forward(x, OVERLAPPING.param)
    first = numbers(student.avg_pool_backward(dout, cache), x.shape, "dx")
    expect.unmodified(student, 0, what="dout")
    expect.close(student.avg_pool_backward(dout, cache), first, say("second call", "두 번째 호출의 반환값"))


# --- global average ------------------------------------------------------------------------------


@case("global_avg_pool_forward", "The mean of every channel", "채널마다의 평균이에요")
def test_global_forward_values(student, reference, rng):
    x = inputs.distinct(rng, MAPS)
    out, _ = student.global_avg_pool_forward(x.copy())
    expect.close(out, lambda: reference.global_avg_pool_forward(x)[0], "out")


@case("global_avg_pool_forward", "A single image of one pixel", "픽셀 하나짜리 이미지 한 장", group="robust")
def test_global_forward_of_single_pixel(student, rng):
    x = inputs.away_from(rng, (1, 5, 1, 1))
    out, _ = student.global_avg_pool_forward(x.copy())
    expect.close(out, x[:, :, 0, 0], "out")


@case("global_avg_pool_forward", "The input stays as it was", "입력을 바꾸지 않아요", group="hygiene")
def test_global_forward_keeps_input(student, rng):
    student.global_avg_pool_forward(inputs.distinct(rng, MAPS))
    expect.unmodified(student, 0, what="x")


@case(
    "global_avg_pool_backward", "The gradient of every pixel", "픽셀마다의 기울기", needs=("global_avg_pool_forward",)
)
def test_global_backward_values(student, reference, rng):
    x, dout = inputs.distinct(rng, MAPS), inputs.away_from(rng, MAPS[:2])
    _, cache = student.global_avg_pool_forward(x.copy())
    dx = student.global_avg_pool_backward(dout.copy(), cache)
    expect.gradient(dx, lambda: reference.global_avg_pool_backward(dout, x.shape), "dx")


@case(
    "global_avg_pool_backward", "The upstream gradient stays as it was", "상류 기울기를 바꾸지 않아요",
    group="hygiene", needs=("global_avg_pool_forward",),
)  # fmt: skip
def test_global_backward_keeps_gradient(student, rng):
    _, cache = student.global_avg_pool_forward(inputs.distinct(rng, MAPS))
    student.global_avg_pool_backward(rng.standard_normal(MAPS[:2]), cache)
    expect.unmodified(student, 0, what="dout")
