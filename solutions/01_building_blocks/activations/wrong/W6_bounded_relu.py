"""
title = { en = "ReLU cut off at 1", ko = "1에서 잘린 ReLU" }
fails = ["test_relu_values", "test_relu_slopes", "test_relu_range"]
hint = { en = "This ReLU never exceeds 1. ReLU has no upper bound, its range is from 0 to infinity; that its slope stays 1 for large x is the very reason for using it.", ko = "지금 ReLU는 1을 넘지 않아요. ReLU의 출력은 0부터 무한대까지이고 위쪽 한계가 없어요. x가 커도 기울기가 1로 남는다는 점이 바로 ReLU를 쓰는 까닭이에요." }
"""


def relu_forward(x):
    x = _floating(x)
    return np.clip(x, 0, 1), x


def relu_backward(dout, cache):
    return dout * ((cache > 0) & (cache < 1))
