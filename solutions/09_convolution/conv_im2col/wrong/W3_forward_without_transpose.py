"""
title = { en = "Product reshaped without moving the filter axis", ko = "행렬곱을 축 이동 없이 reshape함" }
fails = ["test_layer_values"]

[hint]
en = "Your out has the right shape, but its values sit in the wrong places. The matrix product has a row per window and a \
column per filter: its axes are (N, OH, OW, F). A reshape never moves an axis, it only cuts the same sequence of \
numbers differently."
ko = "out의 모양은 맞지만 값이 엉뚱한 자리에 있어요. 행렬곱의 행은 창이고 열은 필터라서 축의 순서가 (N, OH, OW, F)예요. reshape은 \
축을 옮기지 않고, 같은 순서로 늘어선 숫자를 다르게 끊을 뿐이에요."
"""

_right_forward = conv_forward_im2col


def conv_forward_im2col(x, w, b, conv_param):
    out, cache = _right_forward(x, w, b, conv_param)
    return out.transpose(0, 2, 3, 1).reshape(out.shape), cache
