"""
title = { en = "Kernel flipped", ko = "커널을 뒤집음" }
fails = ["test_forward_matches_reference"]

[hint]
en = "Your layer rotates the filter by 180 degrees, as the convolution of signal processing does. Deep-learning \
layers compute a cross-correlation: the filter is laid over the image as it is. Compare the order of indices of x \
and w in your sum with the formula."
ko = "신호 처리의 합성곱처럼 필터를 180도 돌려서 계산하고 있어요. 딥러닝의 합성곱 층은 교차 상관이라서 필터를 \
뒤집지 않고 그대로 이미지 위에 올려요. 합을 계산할 때 x와 w의 첨자 순서를 공식과 비교해 보세요."
"""

_right_forward, _right_backward = conv_forward_naive, conv_backward_naive


def conv_forward_naive(x, w, b, conv_param):
    return _right_forward(x, w[:, :, ::-1, ::-1], b, conv_param)


def conv_backward_naive(dout, cache):
    dx, dw, db = _right_backward(dout, cache)
    return dx, dw[:, :, ::-1, ::-1], db
