'''
title = { en = "Divided by h", ko = "h로 나눔" }
fails = ["test_scalar_gradient", "test_scalar_gradient_closure", "test_array_gradient"]
hint = { en = "From x - h to x + h are two steps. Divide by the distance between the two points at which f was evaluated.", ko = "x - h에서 x + h까지는 두 걸음이에요. f를 계산한 두 점 사이의 거리로 나누세요." }
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
