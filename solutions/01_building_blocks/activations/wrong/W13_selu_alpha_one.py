"""
title = { en = "SELU with the alpha of ELU", ko = "ELU의 alpha를 쓴 SELU" }
fails = ["test_selu_values", "test_selu_slopes", "test_selu_moments"]
hint = { en = "The scale is there, but the exponential branch uses alpha = 1, the default of ELU. SELU has an alpha of its own; the two constants were chosen together, so that mean 0 and variance 1 are kept.", ko = "배율은 있는데 지수 갈래에서 ELU의 기본값인 alpha = 1을 쓰고 있어요. SELU에는 SELU의 alpha가 따로 있어요. 두 상수는 평균 0과 분산 1을 함께 지키도록 짝지어 정한 값이에요." }
"""


def selu_forward(x):
    out, cache = elu_forward(x)
    return SELU_SCALE * out, cache
