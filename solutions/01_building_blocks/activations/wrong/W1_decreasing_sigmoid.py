"""
title = { en = "exp(x) instead of exp(-x)", ko = "exp(-x) 대신 exp(x)를 씀" }
fails = ["test_sigmoid_values", "test_sigmoid_slopes"]
hint = { en = "This sigmoid falls as x grows: it tends to 0 for large x. A larger input has to mean a larger output. Check the sign of the exponent.", ko = "지금 시그모이드는 x가 커질수록 작아져서, x가 크면 0으로 가요. 입력이 커지면 출력도 커져야 해요. 지수의 부호를 확인해 보세요." }
"""


def sigmoid_forward(x):
    out = _sigmoid(-_floating(x))
    return out, out
