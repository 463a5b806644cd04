"""Public checks of affine_relu_layers: small, visible, worked out by hand.

The hidden suite uses other data and asks more.
"""

import numpy as np

from grader.judge import case, expect, gradients, inputs

# Two samples, two features, three outputs: the example of the README.
X = np.array([[1.0, 2.0], [3.0, -1.0]])
W = np.array([[1.0, 0.0, -1.0], [2.0, 1.0, 0.0]])
B = np.array([0.0, 2.0, 0.0])
OUT = np.array([[5.0, 4.0, -1.0], [1.0, 1.0, -3.0]])
DOUT = np.array([[1.0, -1.0, 2.0], [0.5, 2.0, -1.0]])


@case("affine_forward", "The example of the README", "README의 예제")
def test_example_affine(student):
    out, _ = student.affine_forward(X.copy(), W.copy(), B.copy())
    expect.close(out, OUT, "out")


@case("affine_forward", "Two images of shape (4, 5, 6)", "(4, 5, 6) 모양의 이미지 두 장")
def test_ramp_of_images(student):
    x = np.linspace(-0.1, 0.5, num=240).reshape(2, 4, 5, 6)
    w = np.linspace(-0.2, 0.3, num=360).reshape(120, 3)
    out, _ = student.affine_forward(x, w, np.linspace(-0.3, 0.1, num=3))
    expected = [
        [1.4983496695843, 1.7066013216629, 1.9148529737416],
        [3.2555319868067, 3.5141327024161, 3.7727334180254],
    ]
    expect.close(out, np.array(expected), "out")


@case("affine_backward", "The example of the README", "README의 예제", needs=("affine_forward",))
def test_example_affine_backward(student):
    _, cache = student.affine_forward(X.copy(), W.copy(), B.copy())
    dx, dw, db = student.affine_backward(np.array([[1.0, -1.0, 0.0], [0.5, 2.0, 0.0]]), cache)
    expect.close(dx, np.array([[1.0, 1.0], [0.5, 3.0]]), "dx")
    expect.close(dw, np.array([[2.5, 5.0, 0.0], [1.5, -4.0, 0.0]]), "dw")
    expect.close(db, np.array([1.5, 1.0, 0.0]), "db")


@case(
    "affine_backward",
    "Gradient check against your own forward pass",
    "내가 만든 순전파에 대한 기울기 검사",
    needs=("affine_forward",),
)
def test_numeric_affine(student):
    rng = np.random.default_rng(8)
    x, w, b = rng.standard_normal((2, 2, 3)), rng.standard_normal((6, 2)), rng.standard_normal(2)
    dout = rng.standard_normal((2, 2))
    _, cache = student.affine_forward(x, w, b)
    dx, dw, db = student.affine_backward(dout.copy(), cache)
    expect.gradient(dx, gradients.numeric(lambda v: student.affine_forward(v, w, b)[0], x, dout), "dx")
    expect.gradient(dw, gradients.numeric(lambda v: student.affine_forward(x, v, b)[0], w, dout), "dw")
    expect.gradient(db, gradients.numeric(lambda v: student.affine_forward(x, w, v)[0], b, dout), "db")


@case("relu_forward", "Six numbers", "숫자 여섯 개")
def test_example_relu(student):
    out, _ = student.relu_forward(np.array([[-2.0, 0.5, 3.0], [1.0, -0.1, -7.0]]))
    expect.close(out, np.array([[0.0, 0.5, 3.0], [1.0, 0.0, 0.0]]), "out")


@case("relu_backward", "Six gradients, of both signs", "부호가 섞인 기울기 여섯 개", needs=("relu_forward",))
def test_example_relu_backward(student):
    _, cache = student.relu_forward(np.array([[-2.0, 0.5, 3.0], [1.0, -0.1, -7.0]]))
    dx = student.relu_backward(np.array([[4.0, -5.0, 6.0], [7.0, 8.0, -9.0]]), cache)
    expect.close(dx, np.array([[0.0, -5.0, 6.0], [7.0, 0.0, 0.0]]), "dx")


@case("affine_relu_forward", "The example of the README", "README의 예제", needs=("affine_forward", "relu_forward"))
def test_example_pair(student):
    out, _ = student.affine_relu_forward(X.copy(), W.copy(), B.copy())
    expect.close(out, np.array([[5.0, 4.0, 0.0], [1.0, 1.0, 0.0]]), "out")


@case(
    "affine_relu_backward",
    "The example of the README, and a gradient check",
    "README의 예제와 기울기 검사",
    needs=("affine_relu_forward",),
)
def test_example_pair_backward(student):
    _, cache = student.affine_relu_forward(X.copy(), W.copy(), B.copy())
    dx, dw, db = student.affine_relu_backward(DOUT.copy(), cache)
    expect.close(dx, np.array([[1.0, 1.0], [0.5, 3.0]]), "dx")
    expect.close(dw, np.array([[2.5, 5.0, 0.0], [1.5, -4.0, 0.0]]), "dw")
    expect.close(db, np.array([1.5, 1.0, 0.0]), "db")
    x = inputs.away_from(np.random.default_rng(4), (3, 2), kink=0.0, margin=0.1)
    _, cache = student.affine_relu_forward(x, np.eye(2), np.zeros(2))
    dout = np.array([[0.3, -1.2], [2.0, 0.7], [-0.4, 1.1]])
    expected = gradients.numeric(lambda v: student.affine_relu_forward(v, np.eye(2), np.zeros(2))[0], x, dout)
    expect.gradient(student.affine_relu_backward(dout.copy(), cache)[0], expected, "dx")
