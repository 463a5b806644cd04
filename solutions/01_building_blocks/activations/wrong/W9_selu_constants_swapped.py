"""
title = { en = "lambda and alpha of SELU swapped", ko = "SELU의 lambda와 alpha를 바꿔 씀" }
fails = ["test_selu_values", "test_selu_slopes", "test_selu_moments"]
hint = { en = "The two constants of SELU have changed places. The scale (close to 1) multiplies both branches; alpha belongs to the exponential branch only. Look at the slope for positive x.", ko = "SELU의 두 상수가 서로 바뀌었어요. 1에 가까운 배율은 두 갈래에 모두 곱하고, alpha는 지수 갈래에만 있어요. x가 양수일 때의 기울기를 확인해 보세요." }
"""


def selu_forward(x):
    out, cache = elu_forward(x, SELU_SCALE)
    return SELU_ALPHA * out, cache


def selu_backward(dout, cache):
    return SELU_ALPHA * elu_backward(dout, cache)
