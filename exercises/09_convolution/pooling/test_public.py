"""Public suite of pooling: examples small enough to follow with pencil and paper.

The numbers below were worked out by hand; see the README for the first image.
"""

from __future__ import annotations

import numpy as np
import pytest

from grader.judge import case, expect, gradients, inputs

IMAGE = np.array([[[[1.0, 3.0, 2.0, 0.0], [4.0, -1.0, 5.0, 2.0]]]])
SIDE_BY_SIDE = {"pool_height": 2, "pool_width": 2, "stride": 2}
STEP_BY_STEP = {"pool_height": 2, "pool_width": 2, "stride": 1}


@case("max_pool_forward_naive", "The worked example of the README", "README의 손 계산 예제")
@pytest.mark.parametrize(
    ("param", "wanted"), [(SIDE_BY_SIDE, [4.0, 5.0]), (STEP_BY_STEP, [4.0, 5.0, 5.0])], ids=["stride2", "stride1"]
)
def test_largest_values(student, param, wanted):
    out, _ = student.max_pool_forward_naive(IMAGE.copy(), dict(param))
    expect.close(out, np.array([[[wanted]]]), "out")


@case("max_pool_forward_naive", "Negative values and two channels", "음수와 채널 두 개")
def test_channels_stay_apart(student):
    below_zero = np.array([[-4.0, -2.0, -9.0], [-3.0, -8.0, -5.0]])
    out, _ = student.max_pool_forward_naive(np.stack([below_zero, below_zero - 10.0])[None], dict(STEP_BY_STEP))
    expect.close(out, np.array([[[[-2.0, -2.0]], [[-12.0, -12.0]]]]), "out")


@case(
    "max_pool_backward_naive",
    "The worked example of the README",
    "README의 손 계산 예제",
    needs=("max_pool_forward_naive",),
)
def test_gradient_reaches_largest(student):
    _, cache = student.max_pool_forward_naive(IMAGE.copy(), dict(STEP_BY_STEP))
    dx = student.max_pool_backward_naive(np.array([[[[1.0, 2.0, 3.0]]]]), cache)
    expect.close(dx, np.array([[[[0.0, 0.0, 0.0, 0.0], [1.0, 0.0, 5.0, 0.0]]]]), "dx")


@case("avg_pool_forward", "The worked example of the README", "README의 손 계산 예제")
def test_means(student):
    out, _ = student.avg_pool_forward(IMAGE.copy(), dict(SIDE_BY_SIDE))
    expect.close(out, np.array([[[[1.75, 2.25]]]]), "out")


@case("avg_pool_backward", "The worked example of the README", "README의 손 계산 예제", needs=("avg_pool_forward",))
def test_gradient_is_shared(student):
    _, cache = student.avg_pool_forward(IMAGE.copy(), dict(SIDE_BY_SIDE))
    dx = student.avg_pool_backward(np.array([[[[10.0, 20.0]]]]), cache)
    expect.close(dx, np.array([[[[2.5, 2.5, 5.0, 5.0], [2.5, 2.5, 5.0, 5.0]]]]), "dx")


@case("global_avg_pool_forward", "The mean of each map", "특징 맵마다의 평균")
def test_mean_of_maps(student):
    out, _ = student.global_avg_pool_forward(np.concatenate([IMAGE, 2 * IMAGE], axis=1))
    expect.close(out, np.array([[2.0, 4.0]]), "out")


@case(
    "global_avg_pool_backward", "Shared by all pixels", "모든 픽셀이 나누어 가져요", needs=("global_avg_pool_forward",)
)
def test_map_shares_gradient(student):
    _, cache = student.global_avg_pool_forward(np.concatenate([IMAGE, 2 * IMAGE], axis=1))
    dx = student.global_avg_pool_backward(np.array([[8.0, -4.0]]), cache)
    expect.close(dx, np.stack([np.full((2, 4), 1.0), np.full((2, 4), -0.5)])[None], "dx")


@case(
    "max_pool_backward_naive", "Your gradient agrees with the slopes of your own forward pass",
    "기울기가 내 순전파의 수치 미분과 같아요", needs=("max_pool_forward_naive",),
)  # fmt: skip
def test_max_gradient_check(student, rng):
    x, param = inputs.distinct(rng, (2, 2, 4, 4)), dict(SIDE_BY_SIDE)
    out, cache = student.max_pool_forward_naive(x.copy(), param)
    dout = rng.standard_normal(out.shape)
    dx = student.max_pool_backward_naive(dout, cache)
    expect.gradient(dx, gradients.numeric(lambda v: student.max_pool_forward_naive(v, param)[0], x, dout), "dx")


@case(
    "avg_pool_backward", "Your gradient agrees with the slopes of your own forward pass",
    "기울기가 내 순전파의 수치 미분과 같아요", needs=("avg_pool_forward",),
)  # fmt: skip
def test_avg_gradient_check(student, rng):
    x, param = rng.standard_normal((1, 2, 5, 4)), {"pool_height": 3, "pool_width": 2, "stride": 1}
    out, cache = student.avg_pool_forward(x.copy(), param)
    dout = rng.standard_normal(out.shape)
    dx = student.avg_pool_backward(dout, cache)
    expect.gradient(dx, gradients.numeric(lambda v: student.avg_pool_forward(v, param)[0], x, dout), "dx")
