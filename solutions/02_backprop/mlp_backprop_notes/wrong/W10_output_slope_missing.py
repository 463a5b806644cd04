"""
title = { en = "Slope of the output sigmoid left out", ko = "출력층 시그모이드의 미분을 빠뜨림" }
fails = ["test_grads"]
hint = { en = "The error at the output does not pass through the sigmoid of the output layer. Leaving that slope out is right for cross-entropy, where it cancels. Does it cancel for the squared error?", ko = "출력층의 오차가 출력층 시그모이드를 거치지 않았어요. 교차 엔트로피에서는 그 미분이 약분되어 사라지지만, 제곱 오차에서도 사라질까요?" }
"""


def backward(params, cache, y):
    _, X, hidden, out = cache
    delta_out = (out - y) / len(y)
    delta_hidden = delta_out @ params["W2"].T * sigmoid_grad_from_output(hidden)
    return {
        "W1": X.T @ delta_hidden,
        "b1": delta_hidden.sum(axis=0),
        "W2": hidden.T @ delta_out,
        "b2": delta_out.sum(axis=0),
    }
