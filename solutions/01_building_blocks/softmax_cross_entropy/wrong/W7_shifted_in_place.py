'''
title = { en = "Logits shifted in place", ko = "로짓을 제자리에서 바꿈" }
fails = ["test_probabilities_keep_logits", "test_loss_keeps_logits"]
hint = { en = "x -= max writes into the array of the caller, whose logits are changed afterwards. Put the difference into a new array.", ko = "x -= max는 함수를 부른 쪽의 배열에 값을 써요. 그래서 함수가 끝나면 그쪽의 로짓이 달라져 있어요. 차이를 새 배열에 담으세요." }
'''


def logsumexp(x, axis=-1, keepdims=False):
    top = np.max(x, axis=axis, keepdims=True)
    x -= top
    out = top + np.log(np.sum(np.exp(x), axis=axis, keepdims=True))
    return out if keepdims else np.squeeze(out, axis=axis)


def log_softmax(x, axis=-1):
    x -= np.max(x, axis=axis, keepdims=True)
    return x - np.log(np.sum(np.exp(x), axis=axis, keepdims=True))


def softmax_loss(x, y):
    rows = np.arange(x.shape[0])
    logp = log_softmax(x, 1)
    dx = np.exp(logp)
    dx[rows, y] -= 1
    return -np.mean(logp[rows, y]), dx / x.shape[0]
