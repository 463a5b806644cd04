"""Hidden suite of conv_im2col: every case draws its own images, matrices, filters and upstream gradients.

Numbers of images, channels, rows and columns differ wherever an exchange could otherwise hide.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

from grader.judge import case, expect, inputs, say


@dataclass(frozen=True)
class Geometry:
    """Images (N, C, H, W), a filter (FH, FW), stride, pad."""

    x: tuple[int, int, int, int]
    k: tuple[int, int]
    stride: int = 1
    pad: int = 0

    @property
    def out(self) -> tuple[int, int]:
        sizes = zip(self.x[2:], self.k, strict=True)
        rows, columns = ((size + 2 * self.pad - k) // self.stride + 1 for size, k in sizes)
        return rows, columns

    @property
    def col(self) -> tuple[int, int]:
        return self.x[0] * self.out[0] * self.out[1], self.x[1] * self.k[0] * self.k[1]

    @property
    def args(self) -> tuple[int, int, int, int]:
        return (*self.k, self.stride, self.pad)

    @property
    def param(self) -> dict[str, int]:
        return {"stride": self.stride, "pad": self.pad}

    def layer(self, rng: np.random.Generator, filters: int) -> tuple[Any, Any, Any]:
        w = rng.standard_normal((filters, self.x[1], *self.k))
        return rng.standard_normal(self.x), w, rng.standard_normal(filters)


PADDED = Geometry((2, 3, 5, 5), (3, 3), pad=1)
PLAIN = Geometry((3, 2, 6, 6), (3, 3))
STEPS = Geometry((2, 2, 7, 7), (3, 3), stride=2, pad=1)
PIXELS = Geometry((2, 3, 5, 4), (1, 1), stride=3, pad=1)
CORE = [pytest.param(PADDED, id="padded"), pytest.param(PLAIN, id="plain"), pytest.param(STEPS, id="steps")]
ODD = [
    pytest.param(Geometry((2, 3, 4, 7), (2, 3), pad=2), id="rectangles"),
    pytest.param(Geometry((1, 2, 8, 6), (3, 2), stride=2), id="remainder"),
]
LAYER_CORE = [pytest.param(PADDED, 4, id="padded"), pytest.param(PLAIN, 5, id="plain")]
LAYER_ODD = [
    pytest.param(Geometry((2, 3, 4, 7), (2, 3), stride=2, pad=2), 5, id="rectangles"),
    pytest.param(Geometry((1, 2, 8, 6), (3, 2), stride=2), 3, id="remainder"),
]
SIDE = 2000
"""Pixels per side of the large image: four million windows."""


# --- im2col --------------------------------------------------------------------------------------


@case("im2col", "Every window in its row, every pixel in its column", "창마다 제 행에, 픽셀마다 제 열에")
@pytest.mark.parametrize("geometry", CORE[::2])
def test_windows_in_rows(student, reference, rng, geometry):
    x = rng.standard_normal(geometry.x)
    expect.close(student.im2col(x.copy(), *geometry.args), lambda: reference.im2col(x, *geometry.args), "col")


@case("im2col", "Rectangles and remainders", "직사각형과 나머지", group="robust")
@pytest.mark.parametrize("geometry", ODD)
def test_windows_of_any_geometry(student, reference, rng, geometry):
    x = rng.standard_normal(geometry.x)
    expect.close(student.im2col(x.copy(), *geometry.args), lambda: reference.im2col(x, *geometry.args), "col")


@case(
    "im2col",
    "Stride 1 and no padding unless told otherwise",
    "따로 정하지 않으면 스트라이드 1, 패딩 없음",
    group="robust",
)
def test_windows_by_default(student, reference, rng):
    x = rng.standard_normal((2, 3, 5, 4))
    expect.close(student.im2col(x.copy(), 2, 3), lambda: reference.im2col(x, 2, 3), "col")


@case(
    "im2col",
    "Four million windows, without a Python loop over them",
    "창 400만 개를 파이썬 반복문 없이",
    group="robust",
)
def test_windows_in_bulk(student, reference, rng):
    x = rng.standard_normal(PLAIN.x)  # what is wrong in the small needs no large image
    expect.close(student.im2col(x.copy(), *PLAIN.args), lambda: reference.im2col(x, *PLAIN.args), "col")
    pixels = student.construct("numpy.arange", SIDE * SIDE, dtype="float32")
    images = student.construct("numpy.reshape", pixels, (1, 1, SIDE, SIDE))
    col = student.construct("operator.call", student.function("im2col"), images, 1, 1)
    expect.equal(col.shape, (SIDE * SIDE, 1), say("shape of col", "col의 모양"))
    for row in (0, SIDE - 1, SIDE * SIDE // 3, SIDE * SIDE - 1):
        expect.close(col[row], np.array([row], np.float32), say("a row of col", "col의 한 행"))


@case(
    "im2col",
    "Images stay as they were, in any layout, read-only too",
    "어떤 메모리 배치든, 읽기 전용이든 이미지를 바꾸지 않아요",
    group="hygiene",
)
def test_windows_leave_images_alone(student, reference, rng):
    x = rng.standard_normal(PADDED.x)
    for images in (*(layout for _, layout in inputs.layouts(x)), inputs.read_only(x)):
        col = student.im2col(images, *PADDED.args)
        expect.unmodified(student, 0, what="input_data")
        expect.close(col, lambda: reference.im2col(x, *PADDED.args), "col")


@case(
    "im2col",
    "float32 stays float32, and no image gives no row",
    "float32는 그대로, 이미지가 없으면 행도 없어요",
    group="hygiene",
)
def test_windows_keep_dtype(student, rng):
    expect.dtype(student.im2col(rng.standard_normal(PLAIN.x).astype(np.float32), *PLAIN.args), "float32", "col")
    expect.shape(student.im2col(np.zeros((0, 2, 5, 5)), 3, 3), (0, 18), say("col of an empty batch", "빈 배치의 col"))


# --- col2im --------------------------------------------------------------------------------------


@case("col2im", "Overlapping windows add up", "겹치는 창은 더해져요")
@pytest.mark.parametrize("geometry", CORE)
def test_rows_added_to_pixels(student, reference, rng, geometry):
    col = rng.standard_normal(geometry.col)
    got = student.col2im(col.copy(), geometry.x, *geometry.args)
    expect.close(got, lambda: reference.col2im(col, geometry.x, *geometry.args), say("images", "이미지"))


@case("col2im", "Rectangles and remainders", "직사각형과 나머지", group="robust")
@pytest.mark.parametrize("geometry", ODD)
def test_rows_of_any_geometry(student, reference, rng, geometry):
    col = rng.standard_normal(geometry.col)
    got = student.col2im(col.copy(), geometry.x, *geometry.args)
    expect.close(got, lambda: reference.col2im(col, geometry.x, *geometry.args), say("images", "이미지"))


@case(
    "col2im",
    "The adjoint of im2col, with your own im2col",
    "내가 만든 im2col의 수반 연산",
    group="robust",
    needs=("im2col",),
)
def test_adjoint_identity(student, rng):
    for geometry in (PADDED, PLAIN, PIXELS):
        x, col = rng.standard_normal(geometry.x), rng.standard_normal(geometry.col)
        unrolled = student.im2col(x.copy(), *geometry.args)
        folded = student.col2im(col.copy(), geometry.x, *geometry.args)
        expect.shape(unrolled, geometry.col, "im2col(x)")
        expect.shape(folded, geometry.x, "col2im(col)")
        expect.close(float(np.sum(unrolled * col)), float(np.sum(x * folded)), "sum(im2col(x) * col)", atol=1e-9)


@case(
    "col2im",
    "A pixel in m windows comes back m times, by default geometry",
    "창 m개에 든 픽셀은 m배가 되어 돌아와요",
    group="robust",
)
def test_pixels_counted(student, rng):
    x = inputs.away_from(rng, (2, 2, 4, 5))
    col = np.lib.stride_tricks.sliding_window_view(x, (2, 3), axis=(2, 3))
    col = col.transpose(0, 2, 3, 1, 4, 5).reshape(18, 12)
    times = np.outer([1, 2, 2, 1], [1, 2, 3, 2, 1])
    expect.close(student.col2im(col, x.shape, 2, 3), x * times, "col2im(im2col(x))")


@case(
    "col2im",
    "Four million windows, without a Python loop over them",
    "창 400만 개를 파이썬 반복문 없이",
    group="robust",
)
def test_rows_in_bulk(student, reference, rng):
    small = rng.standard_normal(PLAIN.col)
    got = student.col2im(small.copy(), PLAIN.x, *PLAIN.args)
    expect.close(got, lambda: reference.col2im(small, PLAIN.x, *PLAIN.args), say("images", "이미지"))
    pixels = student.construct("numpy.arange", SIDE * SIDE, dtype="float32")
    col = student.construct("numpy.reshape", pixels, (SIDE * SIDE, 1))
    images = student.construct("operator.call", student.function("col2im"), col, (1, 1, SIDE, SIDE), 1, 1)
    expect.equal(images.shape, (1, 1, SIDE, SIDE), say("shape of the images", "이미지의 모양"))
    for place in (0, SIDE * SIDE // 3, SIDE * SIDE - 1):
        value = images[(0, 0, *divmod(place, SIDE))]
        expect.close(
            float(value) if isinstance(value, np.generic | float) else value, float(place), say("a pixel", "픽셀 하나")
        )


@case(
    "col2im",
    "The rows stay as they were; float32 stays float32",
    "행렬을 바꾸지 않고, float32는 그대로예요",
    group="hygiene",
)
def test_rows_left_alone(student, reference, rng):
    col = rng.standard_normal(PADDED.col).astype(np.float32)
    for _, given in inputs.layouts(col):
        got = student.col2im(given, PADDED.x, *PADDED.args)
        expect.unmodified(student, 0, what="col")
        expect.close(got, lambda: reference.col2im(col, PADDED.x, *PADDED.args), say("images", "이미지"))
        expect.dtype(got, "float32", say("images", "이미지"))


# --- the layer -----------------------------------------------------------------------------------


def judge_layer(student, reference, rng, geometry, filters):
    x, w, b = geometry.layer(rng, filters)
    out, _ = student.conv_forward_im2col(x.copy(), w.copy(), b.copy(), geometry.param)
    expect.close(out, lambda: reference.conv_forward_im2col(x, w, b, geometry.param)[0], "out")


def judge_gradients(student, reference, rng, geometry, filters):
    x, w, b = geometry.layer(rng, filters)
    dout = rng.standard_normal((geometry.x[0], filters, *geometry.out))
    _, cache = student.conv_forward_im2col(x.copy(), w.copy(), b.copy(), geometry.param)
    dx, dw, db = student.conv_backward_im2col(dout.copy(), cache)
    truth = reference.conv_backward_im2col(dout, reference.conv_forward_im2col(x, w, b, geometry.param)[1])
    for got, true, name in zip((dx, dw, db), truth, ("dx", "dw", "db"), strict=True):
        expect.gradient(got, true, name)


@case("conv_forward_im2col", "Values of the layer", "층의 값")
@pytest.mark.parametrize(("geometry", "filters"), LAYER_CORE)
def test_layer_values(student, reference, rng, geometry, filters):
    judge_layer(student, reference, rng, geometry, filters)


@case("conv_forward_im2col", "Rectangles and remainders", "직사각형과 나머지", group="robust")
@pytest.mark.parametrize(("geometry", "filters"), LAYER_ODD[:1])
def test_layer_of_any_geometry(student, reference, rng, geometry, filters):
    judge_layer(student, reference, rng, geometry, filters)


@case(
    "conv_forward_im2col",
    "Arguments stay as they were; float32 stays float32",
    "인자를 바꾸지 않고, float32는 그대로예요",
    group="hygiene",
)
def test_layer_leaves_arguments_alone(student, reference, rng):
    x, w, b = (part.astype(np.float32) for part in PADDED.layer(rng, 4))
    out, _ = student.conv_forward_im2col(inputs.read_only(x), w, b, PADDED.param)
    for place, name in enumerate(("x", "w", "b", "conv_param")):
        expect.unmodified(student, place, what=name)
    expect.close(out, lambda: reference.conv_forward_im2col(x, w, b, PADDED.param)[0], "out")
    expect.dtype(out, "float32", "out")


@case("conv_backward_im2col", "Gradients dx, dw, db", "기울기 dx, dw, db", needs=("conv_forward_im2col",))
@pytest.mark.parametrize(("geometry", "filters"), LAYER_CORE)
def test_layer_gradients(student, reference, rng, geometry, filters):
    judge_gradients(student, reference, rng, geometry, filters)


@case(
    "conv_backward_im2col",
    "Rectangles and remainders",
    "직사각형과 나머지",
    group="robust",
    needs=("conv_forward_im2col",),
)
@pytest.mark.parametrize(("geometry", "filters"), LAYER_ODD)
def test_layer_gradients_of_any_geometry(student, reference, rng, geometry, filters):
    judge_gradients(student, reference, rng, geometry, filters)


@case(
    "conv_backward_im2col",
    "Twice the same answer, and dout stays as it was",
    "두 번 불러도 같고, dout을 바꾸지 않아요",
    group="hygiene",
    needs=("conv_forward_im2col",),
)
def test_layer_gradients_twice(student, reference, rng):
    x, w, b = PADDED.layer(rng, 4)
    dout = rng.standard_normal((2, 4, 5, 5))
    _, cache = student.conv_forward_im2col(x.copy(), w.copy(), b.copy(), PADDED.param)
    student.conv_backward_im2col(dout, cache)
    expect.unmodified(student, 0, what="dout")
    again = student.conv_backward_im2col(np.asfortranarray(dout), cache)
    truth = reference.conv_backward_im2col(dout, reference.conv_forward_im2col(x, w, b, PADDED.param)[1])
    for got, true, name in zip(again, truth, ("dx", "dw", "db"), strict=True):
        expect.gradient(got, true, name)
