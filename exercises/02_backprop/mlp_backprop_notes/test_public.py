"""Public checks of mlp_backprop_notes: small, visible, worked out by hand.

The hidden suite uses other data and asks more.
"""

import numpy as np

from grader.judge import case, expect, gradients, say

# The example of the README: one input, one hidden unit, one output; all sums in front of the sigmoids are 0.
PARAMS = {"W1": [[2.0]], "b1": [-1.0], "W2": [[2.0]], "b2": [-1.0]}
X = np.array([[0.5], [0.5]])
Y = np.array([[0.9], [0.5]])


def params():
    return {key: np.array(value) for key, value in PARAMS.items()}


@case("init_params", "Shapes, biases, and the spread of 20 000 weights", "모양, 편향, 가중치 2만 개의 흩어진 정도")
def test_start_of_a_big_net(student):
    got = student.init_params(100, 200, 5, np.random.default_rng(0))
    expect.shape(got["W1"], (100, 200), "W1")
    expect.between(float(got["W1"].std()), 0.95 * 300**-0.5 * 2**0.5, 1.05 * 300**-0.5 * 2**0.5, "std(W1)")
    expect.equal(got["b2"], np.zeros(5), "b2")


@case("sigmoid_grad_from_output", "Three outputs by hand", "손으로 계산한 출력 세 개")
def test_slope_by_hand(student):
    expect.close(
        student.sigmoid_grad_from_output(np.array([0.5, 0.2, 0.9])),
        np.array([0.25, 0.16, 0.09]),
        say("slope", "시그모이드의 미분"),
    )


@case("forward", "The example of the README, and another input", "README의 예제와 다른 입력 하나")
def test_out_by_hand(student):
    out, _ = student.forward(params(), np.array([[0.5], [1.0]]))
    hidden = 1 / (1 + np.exp(-1.0))
    expect.close(out, np.array([[0.5], [1 / (1 + np.exp(1 - 2 * hidden))]]), "out")


@case("loss", "The example of the README, and two outputs", "README의 예제와 출력 두 개")
def test_loss_by_hand(student):
    expect.close(student.loss(np.array([[0.5], [0.5]]), Y.copy()), 0.04, "loss")
    expect.close(student.loss(np.array([[1.0, 0.0]]), np.array([[0.0, 2.0]])), 2.5, "loss")


@case("backward", "The example of the README", "README의 예제", needs=("forward",))
def test_gradients_by_hand(student):
    _, cache = student.forward(params(), X.copy())
    grads = student.backward(params(), cache, Y.copy())
    for key, value in (("W2", [[-0.025]]), ("b2", [-0.05]), ("W1", [[-0.0125]]), ("b1", [-0.025])):
        expect.close(grads[key], np.array(value), f"grads[{key!r}]")


@case(
    "backward",
    "Gradient check against your own forward pass",
    "내가 만든 순전파에 대한 기울기 검사",
    needs=("forward",),
)
def test_numeric(student):
    rng = np.random.default_rng(10)
    shapes = {"W1": (3, 4), "b1": (4,), "W2": (4, 2), "b2": (2,)}
    start = {key: rng.standard_normal(shape) for key, shape in shapes.items()}
    x, y = rng.standard_normal((5, 3)), rng.uniform(0.1, 0.9, (5, 2))
    _, cache = student.forward({**start}, x)
    grads = student.backward({**start}, cache, y)
    for key in shapes:

        def error(value, key=key):
            out, _ = student.forward({**start, key: value}, x)
            expect.shape(out, (5, 2), "out")
            return 0.5 * ((out - y) ** 2).sum() / 5

        expect.gradient(grads[key], gradients.numeric(error, start[key].copy()), f"grads[{key!r}]")


@case("sgd_step", "Four parameters by hand", "손으로 계산한 파라미터 네 개")
def test_step_by_hand(student):
    grads = {"W1": np.array([[1.0]]), "b1": np.array([-2.0]), "W2": np.array([[3.0]]), "b2": np.array([0.5])}
    new = student.sgd_step(params(), grads, 0.1)
    for key, value in (("W1", [[1.9]]), ("b1", [-0.8]), ("W2", [[1.7]]), ("b2", [-1.05])):
        expect.close(new[key], np.array(value), f"params[{key!r}]")


@case("train", "XOR", "XOR", needs=("init_params", "forward", "loss", "backward", "sgd_step"))
def test_xor_by_sight(student):
    x = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    y = np.array([[0.0], [1.0], [1.0], [0.0]])
    trained, history = student.train(x, y, 12, 8.0, 1500, 4, np.random.default_rng(0))
    expect.holds(len(history) == 1500, "len(history) = epochs")
    out, _ = student.forward(trained, x)
    expect.close(out, y, "out", atol=0.1)
