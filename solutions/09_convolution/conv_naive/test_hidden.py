"""Hidden suite of conv_naive: every case draws its own images, filters and upstream gradients.

Core is what the course notebooks themselves check (square geometry, padding, one stride). Everything
that right-looking solutions get wrong in practice (pad 0, strides, rectangles) is robust.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

from grader.judge import case, expect, inputs, say


@dataclass(frozen=True)
class Geometry:
    """Shapes of one layer: images (N, C, H, W), filters (F, HH, WW), stride, pad."""

    x: tuple[int, int, int, int]
    w: tuple[int, int, int]
    stride: int = 1
    pad: int = 1

    @property
    def filters(self) -> tuple[int, int, int, int]:
        return self.w[0], self.x[1], self.w[1], self.w[2]

    @property
    def out(self) -> tuple[int, int, int, int]:
        rows, columns = (
            (size + 2 * self.pad - window) // self.stride + 1
            for size, window in zip(self.x[2:], self.w[1:], strict=True)
        )
        return self.x[0], self.w[0], rows, columns

    @property
    def param(self) -> dict[str, int]:
        return {"stride": self.stride, "pad": self.pad}

    def draw(self, rng: np.random.Generator) -> tuple[Any, Any, Any]:
        return rng.standard_normal(self.x), rng.standard_normal(self.filters), rng.standard_normal(self.w[0])


CORE_FORWARD = [
    pytest.param(Geometry((2, 3, 5, 5), (4, 3, 3)), id="same_size"),
    pytest.param(Geometry((2, 3, 4, 4), (3, 4, 4), stride=2), id="large_filter"),
    pytest.param(Geometry((1, 2, 6, 6), (3, 3, 3)), id="one_image"),
]
CORE_BACKWARD = [
    pytest.param(Geometry((4, 3, 5, 5), (2, 3, 3)), id="small_filters"),
    pytest.param(Geometry((2, 2, 6, 6), (3, 5, 5)), id="large_filters"),
]
STRIDE_2 = Geometry((2, 3, 7, 7), (2, 3, 3), stride=2, pad=1)
PAD_0 = Geometry((2, 2, 5, 5), (3, 3, 3), pad=0)
PAD_2 = Geometry((2, 2, 4, 4), (3, 5, 5), pad=2)
WIDE_IMAGE = Geometry((2, 3, 4, 7), (2, 3, 3))
TALL_FILTER = Geometry((2, 2, 6, 6), (3, 4, 2), pad=1)
POINTWISE = Geometry((2, 3, 3, 3), (4, 1, 1), pad=0)
RAGGED = Geometry((2, 2, 6, 6), (2, 3, 3), stride=2, pad=0)
SMALL = Geometry((2, 3, 5, 5), (2, 3, 3))


def forward(student: Any, x: Any, w: Any, b: Any, geometry: Geometry) -> Any:
    """The student's answer on copies, so that nothing the code does to them reaches the comparison."""
    out, _ = student.conv_forward_naive(x.copy(), w.copy(), b.copy(), geometry.param)
    return out


def numbers(answer: Any, shape: tuple[int, ...], what: str = "out") -> Any:
    """An answer that is to be compared with another answer: a finite array of this shape, nothing else."""
    expect.shape(answer, shape, what)
    expect.finite(answer, what)
    return answer


def judge_forward(student: Any, reference: Any, rng: Any, geometry: Geometry) -> None:
    x, w, b = geometry.draw(rng)
    out = forward(student, x, w, b, geometry)
    expect.close(out, lambda: reference.conv_forward_naive(x, w, b, geometry.param)[0], "out")


def gradients(student: Any, reference: Any, rng: Any, geometry: Geometry) -> tuple[Any, Callable[[], Any]]:
    """The student's (dx, dw, db), and the true ones on demand."""
    x, w, b = geometry.draw(rng)
    dout = rng.standard_normal(geometry.out)
    _, cache = student.conv_forward_naive(x.copy(), w.copy(), b.copy(), geometry.param)
    answer = student.conv_backward_naive(dout.copy(), cache)
    return answer, lambda: reference.conv_backward_naive(dout, (x, w, b, geometry.param))


def judge_backward(student: Any, reference: Any, rng: Any, geometry: Geometry) -> None:
    (dx, dw, db), truth = gradients(student, reference, rng, geometry)
    for got, true, name in zip((dx, dw, db), truth(), ("dx", "dw", "db"), strict=True):
        expect.gradient(got, true, name)


# --- forward -------------------------------------------------------------------------------------


@case("conv_forward_naive", "Values follow the formula", "공식대로 계산한 값이에요")
@pytest.mark.parametrize("geometry", CORE_FORWARD)
def test_forward_matches_reference(student, reference, rng, geometry):
    judge_forward(student, reference, rng, geometry)


@case("conv_forward_naive", "Stride 2", "스트라이드 2", group="robust")
def test_forward_with_stride(student, reference, rng):
    judge_forward(student, reference, rng, STRIDE_2)


@case("conv_forward_naive", "No padding", "패딩 없음", group="robust")
def test_forward_without_padding(student, reference, rng):
    judge_forward(student, reference, rng, PAD_0)


@case("conv_forward_naive", "Padding 2", "패딩 2", group="robust")
def test_forward_with_wide_padding(student, reference, rng):
    judge_forward(student, reference, rng, PAD_2)


@case("conv_forward_naive", "An image that is not square", "정사각형이 아닌 이미지", group="robust")
def test_forward_of_rectangular_image(student, reference, rng):
    judge_forward(student, reference, rng, WIDE_IMAGE)


@case("conv_forward_naive", "A filter that is not square", "정사각형이 아닌 필터", group="robust")
def test_forward_with_rectangular_filter(student, reference, rng):
    judge_forward(student, reference, rng, TALL_FILTER)


@case("conv_forward_naive", "A filter of one pixel", "픽셀 하나짜리 필터", group="robust")
def test_forward_with_pointwise_filter(student, reference, rng):
    judge_forward(student, reference, rng, POINTWISE)


@case("conv_forward_naive", "A stride that leaves a remainder", "나누어떨어지지 않는 스트라이드", group="robust")
def test_forward_drops_incomplete_windows(student, reference, rng):
    judge_forward(student, reference, rng, RAGGED)


@case(
    "conv_forward_naive",
    "Linear in the images and in the filters",
    "입력과 필터 각각에 대해 선형이에요",
    group="robust",
)
def test_forward_is_linear(student, rng):
    (x, w, _), (y, v, _) = SMALL.draw(rng), SMALL.draw(rng)

    def without_bias(images, filters):
        return numbers(forward(student, images, filters, np.zeros(SMALL.w[0]), SMALL), SMALL.out)

    plain = without_bias(x, w)
    expect.close(without_bias(x - 2 * y, w), plain - 2 * without_bias(y, w), "out(x - 2 y)")
    expect.close(without_bias(x, w + 3 * v), plain + 3 * without_bias(x, v), "out(w + 3 v)")


@case("conv_forward_naive", "A shifted image gives a shifted map", "이미지를 옮기면 특징 맵도 옮겨져요", group="robust")
def test_forward_follows_shifts(student, rng):
    x, w, b = PAD_0.draw(rng)
    shifted = np.zeros_like(x)
    shifted[:, :, 1:, :-1] = x[:, :, :-1, 1:]
    before, after = (numbers(forward(student, images, w, b, PAD_0), PAD_0.out) for images in (x, shifted))
    expect.close(after[:, :, 1:, :-1], before[:, :, :-1, 1:], say("shifted out", "옮긴 이미지의 out"))


@case("conv_forward_naive", "The arguments stay as they were", "인자를 바꾸지 않아요", group="hygiene")
def test_forward_keeps_arguments(student, rng):
    x, w, b = SMALL.draw(rng)
    student.conv_forward_naive(x, w, b, SMALL.param)
    for place, name in enumerate(("x", "w", "b", "conv_param")):
        expect.unmodified(student, place, what=name)


@case(
    "conv_forward_naive",
    "Any memory layout, read-only too",
    "메모리 배치와 읽기 전용 여부에 상관없어요",
    group="hygiene",
)
def test_forward_in_any_layout(student, reference, rng):
    x, w, b = SMALL.draw(rng)
    variants = [value for _, value in inputs.layouts(x)]
    for images in (*variants, inputs.read_only(x)):
        out, _ = student.conv_forward_naive(images, np.asfortranarray(w), b, SMALL.param)
        expect.close(out, lambda: reference.conv_forward_naive(x, w, b, SMALL.param)[0], "out")


@case("conv_forward_naive", "float32 in, float32 out", "float32를 넣으면 float32가 나와요", group="hygiene")
def test_forward_keeps_dtype(student, reference, rng):
    x, w, b = (part.astype(np.float32) for part in SMALL.draw(rng))
    out = forward(student, x, w, b, SMALL)
    expect.close(out, lambda: reference.conv_forward_naive(x, w, b, SMALL.param)[0], "out")
    expect.dtype(out, "float32", "out")


@case("conv_forward_naive", "A batch without images", "이미지가 없는 배치", group="hygiene")
def test_forward_of_empty_batch(student, rng):
    _, w, b = SMALL.draw(rng)
    out = forward(student, np.zeros((0, *SMALL.x[1:])), w, b, SMALL)
    expect.shape(out, (0, *SMALL.out[1:]), "out")


# --- backward ------------------------------------------------------------------------------------


@case("conv_backward_naive", "Gradient of the images", "입력에 대한 기울기", needs=("conv_forward_naive",))
@pytest.mark.parametrize("geometry", CORE_BACKWARD)
def test_gradient_of_images(student, reference, rng, geometry):
    (dx, _, _), truth = gradients(student, reference, rng, geometry)
    expect.gradient(dx, lambda: truth()[0], "dx")


@case("conv_backward_naive", "Gradient of the filters", "필터에 대한 기울기", needs=("conv_forward_naive",))
@pytest.mark.parametrize("geometry", CORE_BACKWARD)
def test_gradient_of_filters(student, reference, rng, geometry):
    (_, dw, _), truth = gradients(student, reference, rng, geometry)
    expect.gradient(dw, lambda: truth()[1], "dw")


@case("conv_backward_naive", "Gradient of the biases", "편향에 대한 기울기", needs=("conv_forward_naive",))
def test_gradient_of_biases(student, reference, rng):
    (_, _, db), truth = gradients(student, reference, rng, SMALL)
    expect.gradient(db, lambda: truth()[2], "db")


@case("conv_backward_naive", "Stride 2", "스트라이드 2", group="robust", needs=("conv_forward_naive",))
def test_backward_with_stride(student, reference, rng):
    judge_backward(student, reference, rng, STRIDE_2)


@case("conv_backward_naive", "No padding", "패딩 없음", group="robust", needs=("conv_forward_naive",))
def test_backward_without_padding(student, reference, rng):
    judge_backward(student, reference, rng, PAD_0)


@case("conv_backward_naive", "Padding 2", "패딩 2", group="robust", needs=("conv_forward_naive",))
def test_backward_with_wide_padding(student, reference, rng):
    judge_backward(student, reference, rng, PAD_2)


@case(
    "conv_backward_naive",
    "An image that is not square",
    "정사각형이 아닌 이미지",
    group="robust",
    needs=("conv_forward_naive",),
)
def test_backward_of_rectangular_image(student, reference, rng):
    judge_backward(student, reference, rng, WIDE_IMAGE)


@case(
    "conv_backward_naive",
    "A filter that is not square",
    "정사각형이 아닌 필터",
    group="robust",
    needs=("conv_forward_naive",),
)
def test_backward_with_rectangular_filter(student, reference, rng):
    judge_backward(student, reference, rng, TALL_FILTER)


@case(
    "conv_backward_naive", "A filter of one pixel", "픽셀 하나짜리 필터", group="robust", needs=("conv_forward_naive",)
)
def test_backward_with_pointwise_filter(student, reference, rng):
    judge_backward(student, reference, rng, POINTWISE)


@case(
    "conv_backward_naive", "A stride that leaves a remainder", "나누어떨어지지 않는 스트라이드",
    group="robust", needs=("conv_forward_naive",),
)  # fmt: skip
def test_backward_with_incomplete_windows(student, reference, rng):
    judge_backward(student, reference, rng, RAGGED)


@case(
    "conv_backward_naive", "The upstream gradient stays as it was, and a second call agrees",
    "상류 기울기를 바꾸지 않고, 다시 불러도 같아요", group="hygiene", needs=("conv_forward_naive",),
)  # fmt: skip
def test_backward_keeps_arguments(student, rng):
    x, w, b = SMALL.draw(rng)
    dout = rng.standard_normal(SMALL.out)
    _, cache = student.conv_forward_naive(x, w, b, SMALL.param)
    dx, dw, db = student.conv_backward_naive(dout, cache)
    expect.unmodified(student, 0, what="dout")
    first = numbers(dx, x.shape, "dx"), numbers(dw, w.shape, "dw"), numbers(db, b.shape, "db")
    expect.close(student.conv_backward_naive(dout, cache), first, say("second call", "두 번째 호출의 반환값"))


@case(
    "conv_backward_naive",
    "A batch without images",
    "이미지가 없는 배치",
    group="hygiene",
    needs=("conv_forward_naive",),
)
def test_backward_of_empty_batch(student, rng):
    _, w, b = SMALL.draw(rng)
    x = np.zeros((0, *SMALL.x[1:]))
    _, cache = student.conv_forward_naive(x, w, b, SMALL.param)
    dx, dw, db = student.conv_backward_naive(np.zeros((0, *SMALL.out[1:])), cache)
    expect.shape(dx, x.shape, "dx")
    expect.close(dw, np.zeros_like(w), "dw")
    expect.close(db, np.zeros_like(b), "db")
