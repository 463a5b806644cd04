"""Public checks of fully_connected_net: small, visible, worked out by hand or with another library.

The hidden suite uses other data and asks more.
"""

import numpy as np

from grader.judge import case, expect, gradients, say

# The example of the README: one sample, two hidden units, two classes.
X = np.array([[1.0, 2.0]])
Y = np.array([0])
HAND = {
    "W1": np.array([[1.0, -1.0], [0.5, 0.0]]),
    "b1": np.array([0.0, 0.5]),
    "W2": np.array([[1.0, 0.0], [3.0, 1.0]]),
    "b2": np.array([0.0, 2.0]),
}
HAND_GRADS = {
    "W1": np.array([[-0.4, -0.1], [-0.95, 0.0]]),
    "b1": np.array([-0.5, 0.0]),
    "W2": np.array([[-0.9, 1.0], [0.3, 0.1]]),
    "b2": np.array([-0.5, 0.5]),
}
# A net with three layers.
XS = np.linspace(-2, 2, num=12).reshape(4, 3)
YS = np.array([0, 2, 1, 1])
SCORES = [
    [-1.45713126, -0.50226803, 0.91437811],
    [-1.48633247, -0.37148364, 1.08490554],
    [-1.1511008, -0.52748668, 0.58109626],
    [-1.14241137, -0.53429099, 0.56505406],
]


def waves(batchnorm=False):
    """Parameters of a net 3 - 5 - 4 - 3."""
    params = {}
    for i, (fan_in, fan_out) in enumerate([(3, 5), (5, 4), (4, 3)], start=1):
        params[f"W{i}"] = np.sin(np.arange(fan_in * fan_out) + i).reshape(fan_in, fan_out)
        params[f"b{i}"] = np.cos(np.arange(fan_out) + i)
        if batchnorm and i < 3:
            params[f"gamma{i}"], params[f"beta{i}"] = np.linspace(0.5, 1.5, fan_out), np.linspace(-0.3, 0.4, fan_out)
    return params


def wavy_net(student, **options):
    float64 = student.library("numpy.dtype", "float64")
    return student.FullyConnectedNet([5, 4], input_dim=3, num_classes=3, dtype=float64, **options)


@case("TwoLayerNet", "The example of the README", "README의 예제")
def test_example_by_hand(student):
    net = student.TwoLayerNet(input_dim=2, hidden_dim=2, num_classes=2, reg=0.1)
    net.params = HAND
    expect.close(net.loss(X), np.array([[2.0, 2.0]]), say("scores", "점수"))
    loss, grads = net.loss(X, Y)
    expect.close(loss, np.log(2) + 0.6625, "loss")
    for key in HAND:
        expect.close(grads[key], HAND_GRADS[key], f"grads['{key}']")


@case("TwoLayerNet", "Three samples, seven classes", "표본 세 개, 클래스 일곱 개")
def test_ramps(student):
    x = np.linspace(-5.5, 4.5, num=15).reshape(5, 3).T
    for reg, expected in ((0.0, 3.47022435559539), (1.0, 26.594842695238583)):
        net = student.TwoLayerNet(input_dim=5, hidden_dim=50, num_classes=7, reg=reg)
        net.params = {
            "W1": np.linspace(-0.7, 0.3, num=250).reshape(5, 50),
            "b1": np.linspace(-0.1, 0.9, num=50),
            "W2": np.linspace(-0.3, 0.4, num=350).reshape(50, 7),
            "b2": np.linspace(-0.9, 0.1, num=7),
        }
        expect.close(net.loss(x, np.array([0, 5, 1]))[0], expected, f"loss (reg = {reg})")


@case("FullyConnectedNet", "Shapes, and the loss of a net that knows nothing", "모양과, 아무것도 모르는 신경망의 손실")
def test_fresh_net(student):
    net = wavy_net(student, normalization="batchnorm", weight_scale=1e-3)
    shapes = {"W1": (3, 5), "b1": (5,), "gamma1": (5,), "beta1": (5,), "W2": (5, 4), "b2": (4,), "gamma2": (4,)}
    shapes |= {"beta2": (4,), "W3": (4, 3), "b3": (3,)}
    params = net.params
    expect.holds(set(params) == set(shapes), say("keys of params", "params의 키가 정해진 것과 같아요"))
    for key, shape in shapes.items():
        expect.shape(params[key], shape, key)
    expect.close(net.loss(XS, YS)[0], np.log(3), "loss", atol=0.02)


@case("FullyConnectedNet", "Three layers: scores and loss", "층이 셋일 때의 점수와 손실")
def test_three_layers(student):
    net = wavy_net(student, reg=0.2)
    net.params = waves()
    expect.close(net.loss(XS), np.array(SCORES), say("scores", "점수"))
    loss, grads = net.loss(XS, YS)
    expect.close(loss, 3.8980786902242244, "loss")
    expect.close(
        grads["b1"], np.array([-0.06810169, 0.02700622, 0.02753365, -0.12699038, 0.04770902]), "grads['b1']", rtol=1e-5
    )


@case("FullyConnectedNet", "Batch normalisation: loss, and a gradient check", "배치 정규화의 손실과 기울기 검사")
def test_normalised_net(student):
    net = wavy_net(student, normalization="batchnorm")
    params = waves(batchnorm=True)
    net.params = params
    loss, grads = net.loss(XS, YS)
    expect.close(loss, 1.6889083083672498, "loss")

    def shifted(gamma):
        net.params = {**params, "gamma1": gamma}
        return net.loss(XS, YS)[0]

    expect.gradient(grads["gamma1"], gradients.numeric(shifted, params["gamma1"].copy()), "grads['gamma1']", tol=1e-5)


@case("count_params", "The nets of this page", "이 파일에 나온 신경망들")
def test_counts(student):
    expect.equal(
        student.count_params(student.TwoLayerNet(2, 2, 2)), 12, say("count of TwoLayerNet", "TwoLayerNet의 파라미터 수")
    )
    expect.equal(
        student.count_params(wavy_net(student)),
        59,
        say("count of FullyConnectedNet", "FullyConnectedNet의 파라미터 수"),
    )
    expect.equal(
        student.count_params(wavy_net(student, normalization="batchnorm")),
        77,
        say("count with batch normalisation", "배치 정규화가 있을 때의 파라미터 수"),
    )
