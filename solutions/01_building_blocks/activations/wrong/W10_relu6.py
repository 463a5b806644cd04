"""
title = { en = "ReLU cut off at 6", ko = "6에서 잘린 ReLU" }
fails = ["test_relu_values", "test_relu_slopes", "test_relu_range"]
hint = { en = "This ReLU stops growing at 6. That variant exists (ReLU6, for low-precision hardware), but ReLU itself has no upper bound and slope 1 for every positive x.", ko = "지금 ReLU는 6에서 더 커지지 않아요. 저정밀도 하드웨어를 위한 ReLU6이라는 변형이 있기는 하지만, ReLU에는 위쪽 한계가 없고 모든 양수 x에서 기울기가 1이에요." }
"""


def relu_forward(x):
    x = _floating(x)
    return np.clip(x, 0, 6), x


def relu_backward(dout, cache):
    return dout * ((cache > 0) & (cache < 6))
