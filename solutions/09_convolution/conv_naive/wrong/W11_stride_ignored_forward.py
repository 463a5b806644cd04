"""
title = { en = "Stride counted in the size but not in the windows", ko = "출력 크기에만 스트라이드를 반영함" }
fails = ["test_forward_with_stride"]

[hint]
en = "The size of your output is right, but its windows lie one pixel apart. The window of output (i, j) starts at \
a multiple of the stride."
ko = "출력의 크기는 맞지만 창이 한 픽셀씩만 움직여요. 출력 (i, j)의 창은 스트라이드의 배수 위치에서 시작해요."
"""

_right_forward = conv_forward_naive


def conv_forward_naive(x, w, b, conv_param):
    out, _ = _right_forward(x, w, b, conv_param)
    dense, _ = _right_forward(x, w, b, {**conv_param, "stride": 1})
    return dense[:, :, : out.shape[2], : out.shape[3]].copy(), (x, w, b, conv_param)
