"""
title = { en = "Gradient of a counted where x is positive as well", ko = "x가 양수인 원소까지 a의 기울기에 더함" }
fails = ["test_prelu_slopes", "test_prelu_shared"]
hint = { en = "da sums x dout over all elements. The slope a is used only where x is negative; where x is positive the output does not depend on it at all. Which elements contribute to its gradient?", ko = "da에 모든 원소의 x dout을 더하고 있어요. 파라미터 a는 x가 음수인 곳에서만 쓰이고, x가 양수인 곳의 출력은 a와 아무 상관이 없어요. a의 기울기에는 어떤 원소가 들어가야 할까요?" }
"""


def prelu_backward(dout, cache):
    x, a, slopes = cache
    shared = tuple(i for i in range(x.ndim) if i != 1 or a.ndim == 0)
    return np.where(x > 0, dout, slopes * dout).astype(x.dtype), np.sum(x * dout, axis=shared)
