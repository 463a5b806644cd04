"""
title = { en = "Variance used as standard deviation", ko = "분산을 표준편차로 씀" }
fails = ["test_spread_of_scheme"]
hint = { en = "The weights are far too small: the formula of the scheme gives a variance, and you used it as the standard deviation. What do you multiply standard normal numbers with to give them variance v?", ko = "가중치가 너무 작아요. 초기화 공식이 주는 값은 분산인데 표준편차 자리에 그대로 썼어요. 표준 정규 난수의 분산을 v로 만들려면 무엇을 곱해야 할까요?" }
"""


def _std(shape, scheme, gain, mode):
    fan_in, fan_out = fan_in_out(shape)
    if scheme == "xavier":
        return gain * 2 / (fan_in + fan_out)
    fan = fan_in if mode == "fan_in" else fan_out
    return gain * (2 if scheme == "he" else 1) / fan
