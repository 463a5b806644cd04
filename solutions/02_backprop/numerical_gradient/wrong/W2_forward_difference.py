'''
title = { en = "One-sided difference", ko = "한쪽 차분" }
fails = ["test_scalar_gradient", "test_scalar_gradient_order", "test_array_gradient"]
hint = { en = "The difference is taken on one side only. Its error shrinks linearly with h; with steps on both sides of x the linear term cancels and the error shrinks with the square of h.", ko = "한쪽으로만 움직여 차이를 구하고 있어요. 이렇게 하면 오차가 h에 비례해서만 줄어요. x의 양쪽으로 한 걸음씩 움직이면 1차 오차항이 상쇄되어 오차가 h의 제곱에 비례해 줄어요." }
'''


def _central(f, x, h, reduce):
    if not isinstance(x, np.ndarray) or not np.issubdtype(x.dtype, np.floating):
        raise TypeError("x must be a floating-point array")
    step = max(h, 1e-3) if x.dtype == np.float32 else h
    grad = np.zeros(x.shape, dtype=np.float64)
    for index in np.ndindex(x.shape):
        before = x[index]
        try:
            minus = np.array(f(x), dtype=np.float64)
            x[index] = before + step
            plus = np.array(f(x), dtype=np.float64)
        finally:
            x[index] = before
        grad[index] = reduce(plus, minus) / step
    return grad
