'''
title = { en = "Logarithm of an underflowed probability", ko = "0이 되어 버린 확률의 로그" }
fails = ["test_log_probabilities_extreme", "test_loss_extreme"]
hint = { en = "A probability can become exactly 0 in floating point, and its logarithm -inf. Simplify log(exp(x) / sum) on paper first: the exp and the log of the numerator cancel, and nothing can underflow any more.", ko = "부동소수점에서는 확률이 정확히 0이 될 수 있고, 그 로그는 -inf예요. log(exp(x) / 합)을 먼저 종이 위에서 정리해 보세요. 분자의 exp와 log가 서로 지워져서 0이 될 값이 남지 않아요." }
'''


def softmax(x, axis=-1):
    e = np.exp(x - np.max(x, axis=axis, keepdims=True))
    return e / np.sum(e, axis=axis, keepdims=True)


def log_softmax(x, axis=-1):
    return np.log(softmax(x, axis))


def softmax_loss(x, y):
    rows = np.arange(x.shape[0])
    p = softmax(x, 1)
    dx = p.copy()
    dx[rows, y] -= 1
    return -np.mean(np.log(p[rows, y])), dx / x.shape[0]
