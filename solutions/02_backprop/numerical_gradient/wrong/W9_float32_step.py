'''
title = { en = "The same step for float32", ko = "float32에도 같은 h를 씀" }
fails = ["test_scalar_gradient_float32"]
hint = { en = "float32 carries 7 digits. Next to a number in the thousands a step of 1e-4 is rounded away: x + h is x, and the difference is 0. The statement asks for a larger step when x is float32.", ko = "float32의 유효 숫자는 7자리예요. 수천쯤 되는 수에 1e-4를 더하면 반올림되어 사라져요. x + h가 x와 같아지고 차이는 0이 돼요. x가 float32일 때는 README에 적힌 대로 h를 키우세요." }
'''


def _central(f, x, h, reduce):
    if not isinstance(x, np.ndarray) or not np.issubdtype(x.dtype, np.floating):
        raise TypeError("x must be a floating-point array")
    grad = np.zeros(x.shape, dtype=np.float64)
    for index in np.ndindex(x.shape):
        before = x[index]
        try:
            x[index] = before + h
            plus = np.array(f(x), dtype=np.float64)
            x[index] = before - h
            minus = np.array(f(x), dtype=np.float64)
        finally:
            x[index] = before
        grad[index] = reduce(plus, minus) / (2 * h)
    return grad
