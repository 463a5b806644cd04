'''
title = { en = "Softmax over the samples", ko = "표본 축으로 소프트맥스를 계산함" }
fails = ["test_probabilities", "test_log_probabilities", "test_log_sum", "test_loss_and_gradient"]
hint = { en = "Each row is one sample, and its probabilities have to sum to 1. The sums here run over axis 0, that is over the samples. Which axis holds the classes?", ko = "행 하나가 표본 하나이고, 한 표본의 확률을 모두 더하면 1이 되어야 해요. 지금은 0번 축, 곧 표본 축으로 더하고 있어요. 클래스는 몇 번째 축에 있나요?" }
'''


def logsumexp(x, axis=0, keepdims=False):
    top = np.max(x, axis=axis, keepdims=True)
    out = top + np.log(np.sum(np.exp(x - top), axis=axis, keepdims=True))
    return out if keepdims else np.squeeze(out, axis=axis)


def log_softmax(x, axis=0):
    return x - logsumexp(x, axis, True)


def softmax(x, axis=0):
    return np.exp(log_softmax(x, axis))


def softmax_loss(x, y):
    rows = np.arange(x.shape[0])
    logp = log_softmax(x, 0)
    dx = np.exp(logp)
    dx[rows, y] -= 1
    return -np.mean(logp[rows, y]), dx / x.shape[0]
