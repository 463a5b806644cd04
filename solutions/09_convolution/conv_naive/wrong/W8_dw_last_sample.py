"""
title = { en = "dw of the last image only", ko = "마지막 이미지의 dw만 남음" }
fails = ["test_gradient_of_filters"]

[hint]
en = "Your dw is the gradient of the last image of the batch alone. All images share the filters, so their \
contributions add up over N."
ko = "dw가 배치의 마지막 이미지에서 온 기울기뿐이에요. 모든 이미지가 같은 필터를 쓰므로 N개 이미지의 기울기를 모두 \
더해야 해요."
"""

_right_backward = conv_backward_naive


def conv_backward_naive(dout, cache):
    x, w, b, conv_param = cache
    dx, _, db = _right_backward(dout, cache)
    _, dw, _ = _right_backward(dout[-1:], (x[-1:], w, b, conv_param))
    return dx, dw, db
