"""Public checks of batchnorm: small, visible, worked out by hand. The hidden suite uses other data and asks more."""

import numpy as np

from grader.judge import case, expect, gradients, say

# Two features, three samples: means 2 and 30, variances 2/3 and 800/3.
X = np.array([[1.0, 10.0], [2.0, 30.0], [3.0, 50.0]])
GAMMA = np.array([2.0, -1.0])
BETA = np.array([0.5, 4.0])
ROOT = np.sqrt(1.5)  # (1 - 2) / sqrt(2/3) = -sqrt(1.5), and the same for 10, 30, 50
OUT = np.array([[0.5 - 2 * ROOT, 4 + ROOT], [0.5, 4.0], [0.5 + 2 * ROOT, 4 - ROOT]])


@case("batchnorm_forward", "Three samples by hand, training mode", "손으로 계산한 세 표본, 학습 모드")
def test_three_samples_in_training(student):
    out, _ = student.batchnorm_forward(X, GAMMA, BETA, {"mode": "train", "eps": 0.0})
    expect.close(out, OUT, "out")


@case("batchnorm_forward", "Running statistics after one batch", "배치 하나 뒤의 이동 통계")
def test_statistics_after_one_batch(student):
    param = {"mode": "train", "eps": 0.0, "momentum": 0.9}
    out, _ = student.batchnorm_forward(X, GAMMA, BETA, param)
    expect.close(out, OUT, "out")
    expect.holds(
        "running_mean" in param and "running_var" in param,
        say("bn_param holds running_mean and running_var", "bn_param에 running_mean과 running_var가 있어요"),
    )
    expect.close(param["running_mean"], np.array([0.2, 3.0]), "running_mean")
    expect.close(param["running_var"], np.array([0.2 / 3, 80.0 / 3]), "running_var")


@case("batchnorm_forward", "Test mode with given statistics, one sample", "주어진 통계로 예측하는 표본 하나")
def test_one_sample_with_given_statistics(student):
    param = {"mode": "test", "eps": 0.0, "running_mean": np.array([1.0, 10.0]), "running_var": np.array([4.0, 25.0])}
    out, _ = student.batchnorm_forward(np.array([[3.0, 20.0]]), GAMMA, BETA, param)
    # (3 - 1) / 2 = 1 and (20 - 10) / 5 = 2
    expect.close(out, np.array([[2.5, 2.0]]), say("out (test mode)", "out (테스트 모드)"))


def small_batch():
    rng = np.random.default_rng(29)
    return rng.standard_normal((5, 3)) * 2 + 1, np.array([1.5, -0.5, 0.8]), np.zeros(3), rng.standard_normal((5, 3))


def check_gradients(student, backward):
    """The student's gradients against finite differences of the student's own forward pass."""
    x, gamma, beta, dout = small_batch()

    def out(x, gamma, beta):
        return student.batchnorm_forward(x, gamma, beta, {"mode": "train"})[0]

    _, cache = student.batchnorm_forward(x, gamma, beta, {"mode": "train"})
    dx, dgamma, dbeta = backward(dout, cache)
    expect.gradient(dx, gradients.numeric(lambda v: out(v, gamma, beta), x.copy(), dout), "dx")
    expect.gradient(dgamma, gradients.numeric(lambda v: out(x, v, beta), gamma.copy(), dout), "dgamma")
    expect.gradient(dbeta, gradients.numeric(lambda v: out(x, gamma, v), beta.copy(), dout), "dbeta")


@case("batchnorm_backward", "Gradient check", "기울기 검사", needs=("batchnorm_forward",))
def test_gradient_check(student):
    check_gradients(student, student.batchnorm_backward)


@case(
    "batchnorm_backward_alt",
    "Gradient check of the closed form",
    "한 식으로 정리한 역전파의 기울기 검사",
    needs=("batchnorm_forward",),
)
def test_gradient_check_of_closed_form(student):
    check_gradients(student, student.batchnorm_backward_alt)
