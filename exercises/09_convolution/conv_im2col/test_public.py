"""Public checks of conv_im2col: small, visible, worked out by hand or with another library.

The hidden suite uses other data and asks more.
"""

import numpy as np

from grader.judge import case, expect, gradients, say

# The example of the README: one image, one channel, one filter.
X = np.array([[[[1.0, 2.0, 0.0], [0.0, 1.0, 3.0], [2.0, 0.0, 1.0]]]])
COL = np.array([[1.0, 2.0, 0.0, 1.0], [2.0, 0.0, 1.0, 3.0], [0.0, 1.0, 2.0, 0.0], [1.0, 3.0, 0.0, 1.0]])
W = np.array([[[[1.0, 0.0], [2.0, -1.0]]]])
B = np.array([1.0])
PLAIN = {"stride": 1, "pad": 0}
RAMP = [
    [
        [[-0.08759809, -0.10987781], [-0.18387192, -0.2109216]],
        [[0.21027089, 0.21661097], [0.22847626, 0.23004637]],
        [[0.50813986, 0.54309974], [0.64082444, 0.67101435]],
    ],
    [
        [[-0.98053589, -1.03143541], [-1.19128892, -1.24695841]],
        [[0.69108355, 0.66880383], [0.59480972, 0.56776003]],
        [[2.36270298, 2.36904306], [2.38090835, 2.38247847]],
    ],
]


@case("im2col", "The example of the README", "README의 예제")
def test_example_rows(student):
    expect.close(student.im2col(X.copy(), 2, 2), COL, "col")


@case("im2col", "Two images of two channels: images first, channels first", "채널이 둘인 이미지 두 장의 순서")
def test_order(student):
    x = np.arange(1.0, 17.0).reshape(2, 2, 2, 2)
    expect.close(student.im2col(x, 2, 2), np.arange(1.0, 17.0).reshape(2, 8), "col")
    tall = student.im2col(x, 1, 2)
    expect.close(tall, np.array([[1, 2, 5, 6], [3, 4, 7, 8], [9, 10, 13, 14], [11, 12, 15, 16]]) * 1.0, "col")


@case("im2col", "Stride 2 and padding 1", "스트라이드 2, 패딩 1")
def test_padded_rows(student):
    x = np.array([[[[1.0, 2.0], [3.0, 4.0]]]])
    expected = [[0.0, 0.0, 0.0, 1.0], [0.0, 0.0, 2.0, 0.0], [0.0, 3.0, 0.0, 0.0], [4.0, 0.0, 0.0, 0.0]]
    expect.close(student.im2col(x, 2, 2, 2, 1), np.array(expected), "col")


@case("col2im", "The example of the README", "README의 예제")
def test_example_folded(student):
    images = student.col2im(COL.copy(), (1, 1, 3, 3), 2, 2)
    expect.close(images, np.array([[[[1.0, 4.0, 0.0], [0.0, 4.0, 6.0], [2.0, 0.0, 1.0]]]]), say("images", "이미지"))


@case("col2im", "What falls on the padding is dropped", "패딩에 떨어진 값은 버려요")
def test_padding_dropped(student):
    images = student.col2im(np.arange(1.0, 17.0).reshape(4, 4), (1, 1, 2, 2), 2, 2, 2, 1)
    expect.close(images, np.array([[[[4.0, 7.0], [10.0, 13.0]]]]), say("images", "이미지"))


@case("conv_forward_im2col", "The example of the README", "README의 예제")
def test_example_layer(student):
    out, _ = student.conv_forward_im2col(X.copy(), W.copy(), B.copy(), PLAIN)
    expect.close(out, np.array([[[[1.0, 2.0], [5.0, 1.0]]]]), "out")


@case("conv_forward_im2col", "Two ramps of three channels", "채널이 셋인 경사 이미지 두 장")
def test_ramp(student):
    x, w = np.linspace(-0.1, 0.5, num=96).reshape(2, 3, 4, 4), np.linspace(-0.2, 0.3, num=144).reshape(3, 3, 4, 4)
    out, _ = student.conv_forward_im2col(x, w, np.linspace(-0.1, 0.2, num=3), {"stride": 2, "pad": 1})
    expect.close(out, np.array(RAMP), "out")


@case(
    "conv_backward_im2col",
    "Gradient check against your own forward pass",
    "내가 만든 순전파에 대한 기울기 검사",
    needs=("conv_forward_im2col",),
)
def test_numeric_gradients(student):
    rng = np.random.default_rng(39)
    x, w, b = rng.standard_normal((2, 2, 4, 3)), rng.standard_normal((3, 2, 2, 2)), rng.standard_normal(3)
    param = {"stride": 1, "pad": 1}
    dout = rng.standard_normal((2, 3, 5, 4))
    _, cache = student.conv_forward_im2col(x, w, b, param)
    dx, dw, db = student.conv_backward_im2col(dout.copy(), cache)

    def outs(calls):
        return [answer[0] for answer in student.each("conv_forward_im2col", calls)]

    def slope(at, point):
        return gradients.numeric_batched(lambda points: outs([at(p) for p in points]), point, dout)

    expect.gradient(dx, slope(lambda p: (p, w, b, param), x), "dx")
    expect.gradient(dw, slope(lambda p: (x, p, b, param), w), "dw")
    expect.gradient(db, slope(lambda p: (x, w, p, param), b), "db")
