"""
title = { en = "Bias missing", ko = "편향이 빠짐" }
fails = ["test_forward_matches_reference"]

[hint]
en = "Your output lacks the bias. Each filter f has one number b[f] that is added to all of its output values."
ko = "출력에 편향이 빠져 있어요. 필터 f마다 숫자 b[f]가 하나 있고, 그 필터의 모든 출력값에 더해져요."
"""

_right_forward = conv_forward_naive


def conv_forward_naive(x, w, b, conv_param):
    return _right_forward(x, w, b * 0, conv_param)
