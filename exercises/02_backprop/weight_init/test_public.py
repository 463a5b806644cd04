"""Public checks of weight_init: numbers worked out by hand, and moments with wide bands."""

import numpy as np
import pytest

from grader.judge import case, expect, say


@case("fan_in_out", "A dense layer and a convolution by hand", "손으로 센 완전연결층과 합성곱")
def test_fans_by_hand(student):
    expect.close(student.fan_in_out((3, 5)), (3, 5), "(fan_in, fan_out)")
    expect.close(student.fan_in_out((8, 3, 5, 5)), (75, 200), "(fan_in, fan_out)")


@case("init_weights", "Standard deviation of a (200, 600) matrix", "(200, 600) 행렬의 표준편차")
@pytest.mark.parametrize(("scheme", "std"), [("lecun", 0.0707), ("xavier", 0.05), ("he", 0.1)])
def test_std_of_200_by_600(student, scheme, std):
    w = student.init_weights((200, 600), scheme, np.random.default_rng(0))
    expect.shape(w, (200, 600), "weights")
    expect.between(
        float(w.std()), 0.96 * std, 1.04 * std, say("standard deviation of the weights", "가중치의 표준편차")
    )
    expect.between(float(w.mean()), -0.02 * std, 0.02 * std, say("mean of the weights", "가중치의 평균"))


@case("init_weights", "Uniform Xavier weights of a (200, 600) matrix", "(200, 600) 행렬의 균등 Xavier 가중치")
def test_bound_of_200_by_600(student):
    w = student.init_weights((200, 600), "xavier", np.random.default_rng(0), distribution="uniform")
    expect.shape(w, (200, 600), "weights")
    expect.between(float(w.std()), 0.048, 0.052, say("standard deviation of the weights", "가중치의 표준편차"))
    expect.between(float(np.abs(w).max()), 0.086, 0.08661, say("largest weight", "절댓값이 가장 큰 가중치"))


@case("init_weights", "Constant weights, and the same weights from the same rng", "상수 가중치, 같은 rng면 같은 가중치")
def test_constant_and_repeatable(student):
    expect.close(student.init_weights((2, 3), "constant", np.random.default_rng(0), std=0.5), np.full((2, 3), 0.5))
    one, again = (student.init_weights((4, 5), "he", np.random.default_rng(7)) for _ in range(2))
    expect.equal(again, one, say("weights (same generator state)", "weights (같은 난수 생성기 상태)"))


@case(
    "activation_stats", "Five ReLU layers, He against 0.01", "ReLU 다섯 층, He와 0.01의 비교", needs=("init_weights",)
)
def test_five_relu_layers(student):
    he = student.activation_stats("he", "relu", 5, 200, np.random.default_rng(1))
    small = student.activation_stats("random", "relu", 5, 200, np.random.default_rng(1))
    expect.holds(len(he) == 5 and len(small) == 5, say("one entry per layer", "층마다 항목이 하나예요"))
    expect.between(he[0]["mean"], 0.5, 0.63, say("mean of the first layer", "첫 번째 층의 평균"))
    expect.between(he[4]["std"], 0.3, 2.0, say("std of the fifth layer", "다섯 번째 층의 표준편차"))
    expect.between(small[4]["std"], 1e-7, 1e-3, say("std of the fifth layer", "다섯 번째 층의 표준편차"))


@case("hidden_grads_identical", "Constants against different weights", "상수와 서로 다른 가중치")
def test_constants_and_others(student):
    X, y = np.array([[1.0, 2.0], [0.5, -1.0], [-1.0, 1.0]]), np.array([[1.0], [0.0], [2.0]])
    same = student.hidden_grads_identical(np.full((2, 3), 0.1), np.full((3, 1), 0.1), X, y)
    other = student.hidden_grads_identical(
        np.array([[0.1, 0.2, 0.3], [0.3, 0.1, -0.2]]), np.array([[0.1], [0.4], [-0.2]]), X, y
    )
    expect.close([same, other], [True, False], "identical")
