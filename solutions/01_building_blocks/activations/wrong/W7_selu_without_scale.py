"""
title = { en = "SELU without its scale", ko = "배율이 빠진 SELU" }
fails = ["test_selu_values", "test_selu_slopes", "test_selu_moments"]
hint = { en = "For positive x SELU is steeper than 1. Without the factor lambda the variance shrinks from layer to layer, and keeping it at 1 is what SELU was made for. Feed it 100 000 standard normal numbers and look at the variance.", ko = "x가 양수일 때 SELU의 기울기는 1보다 커요. 배율 lambda가 없으면 층을 지날수록 분산이 줄어드는데, 분산을 1로 지키는 것이 바로 SELU의 목적이에요. 표준정규분포에서 뽑은 수 10만 개를 넣고 분산을 확인해 보세요." }
"""


def selu_forward(x):
    return elu_forward(x, SELU_ALPHA)


def selu_backward(dout, cache):
    return elu_backward(dout, cache)
