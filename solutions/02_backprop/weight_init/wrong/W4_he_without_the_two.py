"""
title = { en = "He without the factor for ReLU", ko = "ReLU를 고려하지 않은 He" }
fails = ["test_spread_of_scheme", "test_he_carries_relu"]
hint = { en = "With this variance the signal loses half of its power (the mean of its squares) in every ReLU layer, because ReLU sets half of the values to zero. By how much must the variance of the weights grow to make up for it?", ko = "이 분산으로는 ReLU 층을 지날 때마다 신호의 세기(제곱의 평균)가 절반으로 줄어요. ReLU가 값의 절반을 0으로 만들기 때문이에요. 그만큼을 메우려면 가중치의 분산이 얼마나 커져야 할까요?" }
"""


def _std(shape, scheme, gain, mode):
    fan_in, fan_out = fan_in_out(shape)
    if scheme == "xavier":
        return gain * math.sqrt(2 / (fan_in + fan_out))
    fan = fan_in if mode == "fan_in" else fan_out
    return gain * math.sqrt(1 / fan)
