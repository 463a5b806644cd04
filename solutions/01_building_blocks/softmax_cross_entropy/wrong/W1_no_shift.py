'''
title = { en = "exp of large logits", ko = "큰 로짓의 exp" }
fails = ["test_probabilities_extreme", "test_log_sum_extreme", "test_loss_extreme"]
hint = { en = "exp overflows for logits above 709, and inf / inf is NaN. Adding one constant to all logits of a row does not change their softmax: choose the constant such that no exponent is positive.", ko = "로짓이 709를 넘으면 exp가 오버플로를 일으키고, inf / inf는 NaN이 돼요. 한 행의 로짓에 같은 상수를 더해도 소프트맥스는 변하지 않으니, 지수가 양수가 되지 않도록 상수를 골라 보세요." }
'''


def logsumexp(x, axis=-1, keepdims=False):
    return np.log(np.sum(np.exp(x), axis=axis, keepdims=keepdims))


def log_softmax(x, axis=-1):
    return x - np.log(np.sum(np.exp(x), axis=axis, keepdims=True))


def softmax(x, axis=-1):
    return np.exp(x) / np.sum(np.exp(x), axis=axis, keepdims=True)


def softmax_loss(x, y):
    rows = np.arange(x.shape[0])
    p = softmax(x, 1)
    dx = p.copy()
    dx[rows, y] -= 1
    return -np.mean(np.log(p[rows, y])), dx / x.shape[0]
