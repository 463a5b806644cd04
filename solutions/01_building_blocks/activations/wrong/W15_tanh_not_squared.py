"""
title = { en = "A slope of tanh that is 0 at one end only", ko = "한쪽 끝에서만 0이 되는 tanh의 기울기" }
fails = ["test_tanh_slopes"]
hint = { en = "The slope here is 1 - t, which is 0 at one end only and 2 at the other. tanh is flat at both ends, so its slope has to vanish for t = 1 and for t = -1. Which expression in t does?", ko = "지금 기울기는 1 - t라서 한쪽 끝에서만 0이 되고 다른 쪽 끝에서는 2예요. tanh는 양쪽 끝에서 모두 평평하므로 t = 1과 t = -1에서 기울기가 0이어야 해요. t로 만든 어떤 식이 그럴까요?" }
"""


def tanh_backward(dout, cache):
    return dout * (1 - cache)
