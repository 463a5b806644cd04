'''
title = { en = "ReLU mask taken from the gradient", ko = "ReLU 마스크를 기울기의 부호로 만듦" }
fails = ["test_relu_gradient", "test_relu_gradient_negative", "test_pair_gradients"]
hint = { en = "ReLU decides by the sign of its input, in both directions. Where the input was positive, a gradient passes whatever its own sign; where the input was negative, none passes. So the backward pass has to remember the input, not look at dout.", ko = "ReLU는 앞으로 갈 때나 뒤로 갈 때나 입력의 부호로 판단해요. 입력이 양수였던 곳에서는 기울기가 부호와 상관없이 그대로 지나가고, 음수였던 곳에서는 어떤 기울기도 지나가지 않아요. 역전파는 dout의 부호가 아니라 기억해 둔 입력을 보아야 해요." }
'''


def relu_backward(dout, cache):
    return np.where(dout > 0, dout, 0)
