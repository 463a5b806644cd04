"""Public checks of softmax_cross_entropy: small, visible, worked out by hand.

The hidden suite uses other data and asks more.
"""

import numpy as np

from grader.judge import case, expect, gradients

X = np.array([[1.0, 2.0, 3.0], [2.0, 0.0, 0.0]])
Y = np.array([2, 1])
# exp(1), exp(2), exp(3) over their sum, and exp(2), 1, 1 over theirs, to 15 digits.
P = np.array(
    [
        [0.090030573170380, 0.244728471054798, 0.665240955774822],
        [0.786986042161599, 0.106506978919201, 0.106506978919201],
    ]
)


@case("softmax", "The example of the README", "README의 예제")
def test_example_probabilities(student):
    expect.close(student.softmax(X.copy()), P, "softmax(x)")


@case("softmax", "Along axis 0", "0번 축을 따라")
def test_example_other_axis(student):
    expect.close(student.softmax(X.T.copy(), 0), P.T, "softmax(x, axis=0)")


@case("softmax", "Logits of 1000", "크기가 1000인 로짓")
def test_example_large(student):
    expect.close(student.softmax(X + 1000), P, "softmax(x + 1000)", rtol=1e-6)


@case("log_softmax", "The example of the README", "README의 예제")
def test_example_logarithms(student):
    expect.close(student.log_softmax(X.copy()), np.log(P), "log_softmax(x)")


@case("logsumexp", "The example of the README", "README의 예제")
def test_example_log_of_sum(student):
    expect.close(student.logsumexp(X.copy()), np.array([3.407605964444380, 2.239544766221885]), "logsumexp(x)")
    expect.close(student.logsumexp(np.array([[5000.0, 5000.0]])), np.array([5000 + np.log(2)]), "logsumexp(x)")


@case("softmax_loss", "The example of the README", "README의 예제")
def test_example_loss(student):
    loss, dx = student.softmax_loss(X.copy(), Y.copy())
    expect.close(loss, 1.323575365333133, "loss")
    one_hot = np.array([[0.0, 0.0, 1.0], [0.0, 1.0, 0.0]])
    expect.close(dx, (P - one_hot) / 2, "dx")


@case("softmax_loss", "Gradient check against your own loss", "내가 만든 손실에 대한 기울기 검사")
def test_numeric_loss(student):
    x, y = np.random.default_rng(3).standard_normal((3, 4)), np.array([3, 0, 0])
    _, dx = student.softmax_loss(x.copy(), y)
    expect.gradient(dx, gradients.numeric(lambda v: student.softmax_loss(v, y)[0], x), "dx")


@case("cross_entropy", "One row: one-hot, then soft", "행 하나: 원-핫, 그다음 소프트 라벨")
def test_example_entropy(student):
    p = np.array([[0.7, 0.2, 0.1]])
    expect.close(student.cross_entropy(p, np.array([[1.0, 0.0, 0.0]])), -np.log(0.7), "cross_entropy(p, t)")
    soft = student.cross_entropy(p, np.array([[0.5, 0.5, 0.0]]))
    expect.close(soft, -0.5 * np.log(0.7) - 0.5 * np.log(0.2), "cross_entropy(p, t)")
