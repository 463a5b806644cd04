"""
title = { en = "Width before height in the answer", ko = "답에서 너비를 높이보다 먼저 씀" }
fails = ["test_shape_of_square", "test_shape_of_rectangle"]
hint = { en = "Both sizes are right, but they have changed places: shapes are (C, H, W), height first, in the answer \
as in the input.", ko = "두 크기는 맞는데 자리가 바뀌었어요. 모양은 입력에서도 답에서도 (C, H, W)이고 높이가 \
먼저예요." }
"""


def conv2d_output_shape(shape, cout, k, s=1, p=0):
    (kh, kw), (sh, sw), (ph, pw) = _pair(k), _pair(s), _pair(p)
    return cout, conv_output_size(shape[2], kw, sw, pw), conv_output_size(shape[1], kh, sh, ph)
