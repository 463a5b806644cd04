'''
title = { en = "Integer array accepted", ko = "정수 배열을 그대로 받음" }
fails = ["test_scalar_gradient_integers"]
hint = { en = "An integer array cannot hold x + h: the step is cut off when it is written, and np.zeros_like(x) makes an integer gradient as well. The numbers that come out look like a gradient and are none. Look at the dtype of x before you start.", ko = "정수 배열에는 x + h를 담을 수 없어요. 값을 써 넣을 때 소수 부분이 잘리고, np.zeros_like(x)로 만든 기울기도 정수가 돼요. 그럴듯해 보이지만 기울기가 아닌 값이 나와요. 시작하기 전에 x의 dtype을 확인하세요." }
'''


def _central(f, x, h, reduce):
    step = max(h, 1e-3) if x.dtype == np.float32 else h
    grad = np.zeros_like(x) if x.dtype.kind in "iu" else np.zeros(x.shape)
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
