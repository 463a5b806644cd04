'''
title = { en = "Divided by h", ko = "h로 나눔" }
fails = ["test_scalar_gradient", "test_scalar_gradient_closure", "test_array_gradient"]
hint = { en = "You evaluate f at x - h and at x + h and divide the difference by h. A slope is the change of f over the distance between the two points: how far apart are they?", ko = "x - h와 x + h에서 f를 계산하고 그 차이를 h로 나눴어요. 기울기는 f의 변화량을 두 점 사이의 거리로 나눈 값이에요. 두 점은 얼마나 떨어져 있나요?" }
'''


def _central(f, x, h, reduce):
    if not isinstance(x, np.ndarray) or not np.issubdtype(x.dtype, np.floating):
        raise TypeError("x must be a floating-point array")
    step = max(h, 1e-3) if x.dtype == np.float32 else h
    grad = np.zeros(x.shape, dtype=np.float64)
    for index in np.ndindex(x.shape):
        before = x[index]
        try:
            x[index] = before + step
            plus = np.array(f(x), dtype=np.float64)
            x[index] = before - step
            minus = np.array(f(x), dtype=np.float64)
        finally:
            x[index] = before
        grad[index] = reduce(plus, minus) / step
    return grad
