"""
title = { en = "Maximum searched from 0 upwards", ko = "최댓값을 0부터 찾기 시작함" }
fails = ["test_max_forward_of_negative_image"]

[hint]
en = "Where a window holds negative values only, your maximum is 0, a value that is not in the window. Think about \
what the running maximum may start with."
ko = "창에 음수만 있으면 최댓값이 0으로 나와요. 0은 그 창에 없는 값이에요. 최댓값을 찾을 때 무엇에서 시작해야 할지 \
생각해 보세요."
"""

_right_forward = max_pool_forward_naive


def max_pool_forward_naive(x, pool_param):
    out, cache = _right_forward(x, pool_param)
    return np.maximum(out, 0), cache
