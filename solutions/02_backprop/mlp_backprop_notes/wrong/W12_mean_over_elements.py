"""
title = { en = "Mean over all elements", ko = "모든 원소에 대한 평균" }
fails = ["test_error", "test_error_of_twice"]
hint = { en = "Your loss also divides by the number of outputs. It is a sum over the outputs of one sample and a mean over samples only; otherwise it no longer fits the gradient.", ko = "손실을 출력의 수로도 나눴어요. 한 표본 안에서는 출력에 대해 더하고, 평균은 표본에 대해서만 내요. 그렇지 않으면 손실과 기울기가 서로 맞지 않아요." }
"""


def loss(out, y):
    return float(0.5 * np.mean((out - y) ** 2))
