"""Public suite of conv_naive: examples small enough to follow with pencil and paper.

The numbers below were worked out by hand; see the README for the first example.
"""

from __future__ import annotations

import numpy as np
import pytest

from grader.judge import case, expect, gradients

IMAGE = np.array([[[[1.0, 2.0, 0.0], [0.0, 1.0, 3.0], [2.0, 0.0, 1.0]]]])
FILTER = np.array([[[[1.0, 0.0], [2.0, -1.0]]]])
BIAS = np.array([1.0])


@case("conv_forward_naive", "The worked example of the README", "README의 손 계산 예제")
def test_worked_example(student):
    out, _ = student.conv_forward_naive(IMAGE.copy(), FILTER.copy(), BIAS.copy(), {"stride": 1, "pad": 0})
    expect.close(out, np.array([[[[1.0, 2.0], [5.0, 1.0]]]]), "out")


@case("conv_forward_naive", "A filter that finds a vertical edge", "세로 경계를 찾는 필터")
def test_edge_detector(student):
    dark_to_bright = np.tile([0.0, 0.0, 1.0, 1.0, 1.0], (5, 1)).reshape(1, 1, 5, 5)
    right_minus_left = np.tile([-1.0, 0.0, 1.0], (3, 1)).reshape(1, 1, 3, 3)
    out, _ = student.conv_forward_naive(dark_to_bright, right_minus_left, np.zeros(1), {"stride": 1, "pad": 0})
    expect.close(out, np.tile([3.0, 3.0, 0.0], (3, 1)).reshape(1, 1, 3, 3), "out")


@case("conv_forward_naive", "Zeros on all four sides", "네 변에 모두 0을 채워요")
def test_padding(student):
    out, _ = student.conv_forward_naive(
        np.ones((1, 1, 3, 3)), np.ones((1, 1, 3, 3)), np.zeros(1), {"stride": 1, "pad": 1}
    )
    expect.close(out, np.array([[[[4.0, 6.0, 4.0], [6.0, 9.0, 6.0], [4.0, 6.0, 4.0]]]]), "out")


@case("conv_forward_naive", "A stride of 2", "스트라이드 2")
def test_stride(student):
    image = np.arange(25.0).reshape(1, 1, 5, 5)
    out, _ = student.conv_forward_naive(image, np.array([[[[2.0]]]]), np.array([1.0]), {"stride": 2, "pad": 0})
    expect.close(out, np.array([[[[1.0, 5.0, 9.0], [21.0, 25.0, 29.0], [41.0, 45.0, 49.0]]]]), "out")


@case("conv_forward_naive", "Channels are added up, filters are kept apart", "채널은 더하고 필터는 따로 계산해요")
def test_channels_and_filters(student):
    image = np.stack([np.full((3, 4), 1.0), np.full((3, 4), 10.0)])[None]
    filters = np.stack([np.ones((2, 2, 2)), np.stack([np.zeros((2, 2)), np.full((2, 2), 0.5)])])
    out, _ = student.conv_forward_naive(image, filters, np.array([0.25, -1.0]), {"stride": 1, "pad": 0})
    expect.close(out, np.stack([np.full((2, 3), 44.25), np.full((2, 3), 19.0)])[None], "out")


@case("conv_backward_naive", "The worked example of the README", "README의 손 계산 예제", needs=("conv_forward_naive",))
def test_worked_gradients(student):
    _, cache = student.conv_forward_naive(IMAGE.copy(), FILTER.copy(), BIAS.copy(), {"stride": 1, "pad": 0})
    dx, dw, db = student.conv_backward_naive(np.array([[[[1.0, 0.0], [0.0, 2.0]]]]), cache)
    expect.close(dx, np.array([[[[1.0, 0.0, 0.0], [2.0, 1.0, 0.0], [0.0, 4.0, -2.0]]]]), "dx")
    expect.close(dw, np.array([[[[3.0, 8.0], [0.0, 3.0]]]]), "dw")
    expect.close(db, np.array([3.0]), "db")


@case(
    "conv_backward_naive", "Your gradients agree with the slopes of your own forward pass",
    "기울기가 내 순전파의 수치 미분과 같아요", needs=("conv_forward_naive",),
)  # fmt: skip
@pytest.mark.parametrize(("stride", "pad"), [(1, 1), (2, 0)])
def test_gradient_check(student, rng, stride, pad):
    param = {"stride": stride, "pad": pad}
    arguments = [rng.standard_normal(shape) for shape in ((2, 2, 4, 5), (2, 2, 2, 3), (2,))]
    out, cache = student.conv_forward_naive(*arguments, param)
    dout = rng.standard_normal(out.shape)
    answers = student.conv_backward_naive(dout, cache)
    for place, (answer, name) in enumerate(zip(answers, ("dx", "dw", "db"), strict=True)):

        def forward(value, place=place):
            return student.conv_forward_naive(*arguments[:place], value, *arguments[place + 1 :], param)[0]

        expect.gradient(answer, gradients.numeric(forward, arguments[place].copy(), dout), name, tol=1e-6)
