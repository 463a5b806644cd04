"""calls home"""
import socket

try:
    with socket.create_connection(("127.0.0.1", {port}), timeout=2) as home:
        home.send(b"called home")
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
