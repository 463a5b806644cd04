"""Public checks of three_layer_convnet: small, visible, worked out by hand or with another library.

The hidden suite uses other data and asks more.
"""

import numpy as np

from grader.judge import case, expect, gradients, say

# The example of the README: one image of 2 x 2 pixels, one filter of one pixel.
X = np.array([[[[1.0, 2.0], [3.0, -4.0]]]])
W = np.array([[[[2.0]]]])
B = np.array([-1.0])
CONV = {"stride": 1, "pad": 0}
POOL = {"pool_height": 2, "pool_width": 2, "stride": 2}
HAND = {
    "W1": W,
    "b1": B,
    "W2": np.array([[1.0]]),
    "b2": np.array([-3.0]),
    "W3": np.array([[1.0, 0.0]]),
    "b3": np.array([0.0, 2.0]),
}
HAND_GRADS = {
    "W1": np.array([[[[-1.3]]]]),
    "b1": np.array([-0.5]),
    "W2": np.array([[-2.4]]),
    "b2": np.array([-0.5]),
    "W3": np.array([[-0.9, 1.0]]),
    "b3": np.array([-0.5, 0.5]),
}
# A net for two images of 4 x 6 pixels.
IMAGES = np.cos(0.7 * np.arange(48)).reshape(2, 1, 4, 6)
CLASSES = np.array([2, 0])
SCORES = [[-0.01908079, 0.25213565, 0.29153974], [-0.13288721, 0.18279992, 0.33042165]]


def waves():
    shapes = {"W1": (2, 1, 3, 3), "b1": (2,), "W2": (12, 4), "b2": (4,), "W3": (4, 3), "b3": (3,)}
    scales = (0.5, 0.3, 0.4, 0.3, 0.6, 0.3)
    return {
        key: scale * np.sin(k + np.arange(np.prod(shape))).reshape(shape)
        for k, ((key, shape), scale) in enumerate(zip(shapes.items(), scales, strict=True), start=1)
    }


def net_of(student, input_dim, num_filters, filter_size, hidden_dim, num_classes, **options):
    float64 = student.library("numpy.dtype", "float64")
    return student.ThreeLayerConvNet(
        input_dim=input_dim,
        num_filters=num_filters,
        filter_size=filter_size,
        hidden_dim=hidden_dim,
        num_classes=num_classes,
        dtype=float64,
        **options,
    )


@case("conv_relu_forward", "The example of the README", "README의 예제")
def test_example_pair(student):
    out, _ = student.conv_relu_forward(X.copy(), W.copy(), B.copy(), CONV)
    expect.close(out, np.array([[[[1.0, 3.0], [5.0, 0.0]]]]), "out")


@case(
    "conv_relu_backward",
    "Four gradients, one of them blocked",
    "네 기울기 가운데 하나는 막혀요",
    needs=("conv_relu_forward",),
)
def test_example_pair_backward(student):
    _, cache = student.conv_relu_forward(X.copy(), W.copy(), B.copy(), CONV)
    dx, dw, db = student.conv_relu_backward(np.array([[[[1.0, -1.0], [2.0, 4.0]]]]), cache)
    expect.close(dx, np.array([[[[2.0, -2.0], [4.0, 0.0]]]]), "dx")
    expect.close(dw, np.array([[[[5.0]]]]), "dw")
    expect.close(db, np.array([2.0]), "db")


@case("conv_relu_pool_forward", "The example of the README", "README의 예제")
def test_example_trio(student):
    out, _ = student.conv_relu_pool_forward(X.copy(), W.copy(), B.copy(), CONV, POOL)
    expect.close(out, np.array([[[[5.0]]]]), "out")


@case(
    "conv_relu_pool_backward",
    "The example of the README, and a gradient check",
    "README의 예제와 기울기 검사",
    needs=("conv_relu_pool_forward",),
)
def test_example_trio_backward(student):
    _, cache = student.conv_relu_pool_forward(X.copy(), W.copy(), B.copy(), CONV, POOL)
    dx, dw, db = student.conv_relu_pool_backward(np.array([[[[-0.5]]]]), cache)
    expect.close(dx, np.array([[[[0.0, 0.0], [-1.0, 0.0]]]]), "dx")
    expect.close(dw, np.array([[[[-1.5]]]]), "dw")
    expect.close(db, np.array([-0.5]), "db")
    rng = np.random.default_rng(41)
    x, w, b = rng.standard_normal((2, 2, 4, 4)), rng.standard_normal((2, 2, 3, 3)), rng.standard_normal(2)
    dout = rng.standard_normal((2, 2, 2, 2))
    padded = {"stride": 1, "pad": 1}
    _, cache = student.conv_relu_pool_forward(x, w, b, padded, POOL)
    _, dw, _ = student.conv_relu_pool_backward(dout.copy(), cache)

    def outs(filters):
        calls = [(x, f, b, padded, POOL) for f in filters]
        return [answer[0] for answer in student.each("conv_relu_pool_forward", calls)]

    expect.gradient(dw, gradients.numeric_batched(outs, w, dout), "dw")


@case("ThreeLayerConvNet", "Shapes, and the loss of a net that knows nothing", "모양과, 아무것도 모르는 신경망의 손실")
def test_fresh_net(student):
    net = net_of(student, (3, 8, 6), 5, 3, 11, 4)
    shapes = {"W1": (5, 3, 3, 3), "b1": (5,), "W2": (60, 11), "b2": (11,), "W3": (11, 4), "b3": (4,)}
    params = net.params
    expect.holds(
        set(params) == set(shapes),
        say("the keys of params are W1, b1, W2, b2, W3, b3", "params의 키는 W1, b1, W2, b2, W3, b3이에요"),
    )
    for key, shape in shapes.items():
        expect.shape(params[key], shape, key)
    images = np.sin(np.arange(288)).reshape(2, 3, 8, 6)
    expect.close(net.loss(images, np.array([3, 1]))[0], np.log(4), "loss", atol=0.01)


@case("ThreeLayerConvNet", "The example of the README", "README의 예제")
def test_example_net(student):
    net = net_of(student, (1, 2, 2), 1, 1, 1, 2, reg=0.1)
    net.params = HAND
    expect.close(net.loss(X), np.array([[2.0, 2.0]]), say("scores", "점수"))
    loss, grads = net.loss(X, np.array([0]))
    expect.close(loss, np.log(2) + 0.3, "loss")
    for key in HAND:
        expect.close(grads[key], HAND_GRADS[key], f"grads['{key}']")


@case("ThreeLayerConvNet", "Two images of 4 x 6 pixels", "4 x 6 픽셀 이미지 두 장")
def test_waves(student):
    net = net_of(student, (1, 4, 6), 2, 3, 4, 3, reg=0.1)
    net.params = waves()
    expect.close(net.loss(IMAGES), np.array(SCORES), say("scores", "점수"), atol=1e-8)
    loss, grads = net.loss(IMAGES, CLASSES)
    expect.close(loss, 1.5952856081653022, "loss")
    expect.close(grads["b1"], np.array([0.02113274, 0.05392183]), "grads['b1']", atol=1e-8)
    expect.close(grads["b3"], np.array([-0.23773043, 0.35151158, -0.11378115]), "grads['b3']", atol=1e-8)
