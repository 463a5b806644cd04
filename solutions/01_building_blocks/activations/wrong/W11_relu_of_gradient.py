"""
title = { en = "Only positive gradients let through", ko = "양수 기울기만 통과시킴" }
fails = ["test_relu_slopes"]
hint = { en = "Negative gradients are removed where the input was positive as well. ReLU blocks by the sign of its input only: where x > 0 the gradient passes unchanged, whatever its sign.", ko = "입력이 양수였던 곳에서도 음수 기울기를 지우고 있어요. ReLU는 입력의 부호로만 막아요. x > 0인 곳에서는 기울기의 부호가 무엇이든 그대로 지나가야 해요." }
"""


def relu_backward(dout, cache):
    return dout * ((cache > 0) & (dout > 0))
