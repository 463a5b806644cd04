"""Public checks of activations: small, visible, worked out by hand.

The hidden suite uses other data and asks more.
"""

import numpy as np

from grader.judge import case, expect, gradients

X = np.array([-2.0, -0.5, 0.5, 3.0])
# 1 / (1 + e^2), 1 / (1 + e^0.5), 1 / (1 + e^-0.5), 1 / (1 + e^-3), to 15 digits.
SIGMOID = np.array([0.119202922022118, 0.377540668798145, 0.622459331201855, 0.952574126822433])
UPSTREAM = np.array([-1.0, 2.0, -3.0, 0.5])


def numeric(student, name, x, *options):
    """Gradient of the student's own forward pass, against the student's backward pass."""
    forward, backward = getattr(student, f"{name}_forward"), getattr(student, f"{name}_backward")
    _, cache = forward(x.copy(), *options)
    dx = backward(UPSTREAM.copy(), cache)
    expect.gradient(dx, gradients.numeric(lambda v: forward(v, *options)[0], x.copy(), UPSTREAM), "dx")


@case("sigmoid_forward", "The example of the README", "README의 예제")
def test_example_sigmoid(student):
    expect.close(student.sigmoid_forward(X.copy())[0], SIGMOID, "out")
    numeric(student, "sigmoid", X)


@case("tanh_forward", "tanh(x) = 2 sigmoid(2x) - 1", "tanh(x) = 2 sigmoid(2x) - 1")
def test_example_tanh(student):
    expect.close(student.tanh_forward(X / 2)[0], 2 * SIGMOID - 1, "out")
    numeric(student, "tanh", X)


@case("relu_forward", "The example of the README", "README의 예제")
def test_example_relu(student):
    out, cache = student.relu_forward(X.copy())
    expect.close(out, np.array([0.0, 0.0, 0.5, 3.0]), "out")
    expect.close(student.relu_backward(UPSTREAM.copy(), cache), np.array([0.0, 0.0, -3.0, 0.5]), "dx")


@case("leaky_relu_forward", "The example of the README", "README의 예제")
def test_example_leaky(student):
    out, cache = student.leaky_relu_forward(X.copy(), 0.1)
    expect.close(out, np.array([-0.2, -0.05, 0.5, 3.0]), "out")
    expect.close(student.leaky_relu_backward(UPSTREAM.copy(), cache), np.array([-0.1, 0.2, -3.0, 0.5]), "dx")


@case("elu_forward", "The example of the README", "README의 예제")
def test_example_elu(student):
    expect.close(student.elu_forward(X.copy())[0], np.array([-0.864664716763387, -0.393469340287367, 0.5, 3.0]), "out")
    numeric(student, "elu", X, 2.0)


@case("selu_forward", "At x = 1 and far to the left", "x = 1일 때와 왼쪽 끝")
def test_example_selu(student):
    out, _ = student.selu_forward(np.array([1.0, -40.0]))
    expect.close(out, np.array([1.0507009873554805, -1.7580993408473766]), "out")
    numeric(student, "selu", X)


@case("softplus_forward", "log 2 at 0, x for large x", "0에서 log 2, 큰 x에서는 x")
def test_example_softplus(student):
    expect.close(student.softplus_forward(np.array([0.0, 800.0]))[0], np.array([np.log(2), 800.0]), "out")
    numeric(student, "softplus", X)


@case("prelu_forward", "The example of the README", "README의 예제")
def test_example_prelu(student):
    x, a = np.array([[-2.0, 3.0], [-4.0, -1.0]]), np.array([0.5, 0.25])
    out, cache = student.prelu_forward(x.copy(), a.copy())
    dx, da = student.prelu_backward(np.array([[1.0, 1.0], [-1.0, 2.0]]), cache)
    expect.close(out, np.array([[-1.0, 3.0], [-2.0, -0.25]]), "out")
    expect.close(dx, np.array([[0.5, 1.0], [-0.5, 0.5]]), "dx")
    expect.close(da, np.array([2.0, -2.0]), "da")
