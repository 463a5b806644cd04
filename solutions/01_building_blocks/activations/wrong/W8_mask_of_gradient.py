"""
title = { en = "Mask made from the upstream gradient", ko = "상류 기울기로 만든 마스크" }
fails = ["test_relu_slopes", "test_leaky_slopes"]
hint = { en = "The backward pass looks at the sign of dout. What decides is the input: where x was negative no gradient of either sign passes, and where x was positive negative gradients pass as well. Which number does the cache have to hold for that?", ko = "역전파가 dout의 부호를 보고 있어요. 결정하는 것은 입력이에요. x가 음수였던 곳에서는 기울기가 부호와 상관없이 막히고, x가 양수였던 곳에서는 음수 기울기도 지나가요. 그러려면 캐시에 무엇을 넣어 두어야 할까요?" }
"""


def relu_backward(dout, cache):
    return dout * (dout > 0)


def leaky_relu_backward(dout, cache):
    _, alpha = cache
    return np.where(dout > 0, dout, alpha * dout)
