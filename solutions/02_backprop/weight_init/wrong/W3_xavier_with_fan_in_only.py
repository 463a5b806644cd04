"""
title = { en = "Xavier with fan-in only", ko = "입력 수만 쓴 Xavier" }
fails = ["test_spread_of_scheme"]
hint = { en = "Your Xavier variance looks at the inputs alone. That keeps the forward signal, while the gradient on its way back is scaled by the outputs. Glorot and Bengio had to satisfy both; how did they settle between two different numbers?", ko = "Xavier의 분산을 입력 수로만 정했어요. 그러면 앞으로 가는 신호는 유지되지만, 되돌아오는 기울기의 크기는 출력 수가 정해요. Glorot과 Bengio는 둘 다 만족시키고 싶었어요. 서로 다른 두 수 사이에서 어떻게 타협했을까요?" }
"""


def _std(shape, scheme, gain, mode):
    fan_in, fan_out = fan_in_out(shape)
    if scheme == "xavier":
        return gain * math.sqrt(1 / fan_in)
    fan = fan_in if mode == "fan_in" else fan_out
    return gain * math.sqrt((2 if scheme == "he" else 1) / fan)
