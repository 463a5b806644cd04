"""
title = { en = "Kernel area ignored", ko = "커널 넓이를 빼먹음" }
fails = ["test_fans", "test_convolution_spread"]
hint = { en = "For convolutions you count channels only. One output pixel of a filter is a sum over a whole window; how many numbers does that sum have?", ko = "합성곱에서 채널 수만 셌어요. 필터의 출력 픽셀 하나는 창 전체를 더한 값이에요. 그 합에는 수가 모두 몇 개 들어갈까요?" }
"""


def fan_in_out(shape):
    if len(shape) == 2:
        return shape[0], shape[1]
    if len(shape) != 4:
        raise ValueError("shape")
    return shape[1], shape[0]
