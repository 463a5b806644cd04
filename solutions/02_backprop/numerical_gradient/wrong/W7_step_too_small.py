'''
title = { en = "Step far too small", ko = "너무 작은 h" }
fails = ["test_scalar_gradient", "test_scalar_gradient_order", "test_course_gradient"]
hint = { en = "The step is so small that f(x + h) and f(x - h) agree in almost all of their digits: what remains is rounding error, magnified by 1/h. Smaller is not better; use the h that is passed in.", ko = "h가 너무 작아서 f(x + h)와 f(x - h)의 유효 숫자가 거의 다 같아요. 빼고 나면 반올림 오차만 남고, 그 오차가 1/h배로 커져요. 작을수록 좋은 것이 아니니 인자로 받은 h를 쓰세요." }
'''


def _central(f, x, h, reduce):
    if not isinstance(x, np.ndarray) or not np.issubdtype(x.dtype, np.floating):
        raise TypeError("x must be a floating-point array")
    step = max(h, 1e-3) if x.dtype == np.float32 else h
    if x.dtype != np.float32:
        step = 1e-12
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
        grad[index] = reduce(plus, minus) / (2 * step)
    return grad
