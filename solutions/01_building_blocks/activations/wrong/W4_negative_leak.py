"""
title = { en = "Leaky ReLU with a negative slope", ko = "음의 기울기를 쓴 Leaky ReLU" }
fails = ["test_leaky_values", "test_leaky_slopes"]
hint = { en = "For negative x the output should be negative too: the slope there is small and positive. With slope -alpha the function bends up again, like a tilted |x|.", ko = "x가 음수이면 출력도 음수여야 해요. 그쪽의 기울기는 작은 양수예요. 기울기를 -alpha로 두면 |x|를 기울여 놓은 것처럼 왼쪽에서 다시 올라가요." }
"""


def leaky_relu_forward(x, alpha=0.01):
    x = _floating(x)
    return np.where(x > 0, x, -alpha * x), (x, alpha)


def leaky_relu_backward(dout, cache):
    x, alpha = cache
    return np.where(x > 0, dout, -alpha * dout)
