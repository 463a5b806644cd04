'''
title = { en = "Restored by arithmetic", ko = "덧셈과 뺄셈으로 되돌림" }
fails = ["test_scalar_gradient_restores"]
hint = { en = "Adding h and taking it away again does not give back the same number in floating point, so x drifts with every call. What must you keep before the first step to give x back exactly the same bits?", ko = "부동소수점에서는 h를 더했다가 빼도 처음 값으로 정확히 돌아오지 않아요. 그래서 부를 때마다 x가 조금씩 달라져요. x를 비트까지 똑같이 되돌리려면 움직이기 전에 무엇을 남겨 두어야 할까요?" }
'''


def _central(f, x, h, reduce):
    if not isinstance(x, np.ndarray) or not np.issubdtype(x.dtype, np.floating):
        raise TypeError("x must be a floating-point array")
    step = max(h, 1e-3) if x.dtype == np.float32 else h
    grad = np.zeros(x.shape, dtype=np.float64)
    for index in np.ndindex(x.shape):
        moved = 0.0
        try:
            x[index] += step
            moved += step
            plus = np.array(f(x), dtype=np.float64)
            x[index] -= 2 * step
            moved -= 2 * step
            minus = np.array(f(x), dtype=np.float64)
        finally:
            x[index] -= moved
        grad[index] = reduce(plus, minus) / (2 * step)
    return grad
