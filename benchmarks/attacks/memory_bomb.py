"""takes memory until there is no more"""


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
    kept = []
    for taken in range(1, 81):
        kept.append(bytearray(b"x") * (100 << 20))
        try:
            open("{leaks}/memory", "w").write(str(taken * 100) + " MiB")
        except OSError:
            pass
