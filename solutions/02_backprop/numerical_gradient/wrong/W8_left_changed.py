'''
title = { en = "x left changed after an exception", ko = "예외가 나면 x가 바뀐 채로 남음" }
fails = ["test_scalar_gradient_raising"]
hint = { en = "When f raises between the step and the line that restores, that line is never reached and x stays moved. Which statement of Python runs on every way out of a block?", ko = "x를 움직인 뒤 되돌리는 줄에 닿기 전에 f가 예외를 내면 x는 바뀐 채로 남아요. 블록을 어떻게 빠져나가든 반드시 실행되는 파이썬 구문은 무엇일까요?" }
'''


def _central(f, x, h, reduce):
    if not isinstance(x, np.ndarray) or not np.issubdtype(x.dtype, np.floating):
        raise TypeError("x must be a floating-point array")
    step = max(h, 1e-3) if x.dtype == np.float32 else h
    grad = np.zeros(x.shape, dtype=np.float64)
    for index in np.ndindex(x.shape):
        before = x[index]
        x[index] = before + step
        plus = np.array(f(x), dtype=np.float64)
        x[index] = before - step
        minus = np.array(f(x), dtype=np.float64)
        x[index] = before
        grad[index] = reduce(plus, minus) / (2 * step)
    return grad
