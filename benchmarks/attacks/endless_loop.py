"""never returns"""


def relu(x):
    return None


def softmax_loss(x, y):
    return None


def batchnorm(x, gamma, beta, eps):
    return None


def conv2d(x, w, stride):
    return None


def adam(w, dw, config):
    return None


def relu(x):
    while True:
        pass
