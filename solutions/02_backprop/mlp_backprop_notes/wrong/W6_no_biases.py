"""
title = { en = "No biases", ko = "편향이 없음" }
fails = ["test_out", "test_zero_input"]
hint = { en = "The biases do not take part in your forward pass. For an input of zeros every hidden unit then answers 0.5 whatever the weights are, so the first layer can learn nothing from it. Which term of z is missing?", ko = "순전파에 편향이 들어 있지 않아요. 그러면 모두 0인 입력에서는 가중치가 무엇이든 은닉 유닛이 전부 0.5를 내고, 첫 층은 그 입력에서 아무것도 배우지 못해요. z의 식에서 빠진 항은 무엇일까요?" }
"""


def forward(params, X):
    hidden = sigmoid(X @ params["W1"])
    out = sigmoid(hidden @ params["W2"])
    return out, (params, X, hidden, out)


def backward(params, cache, y):
    _, X, hidden, out = cache
    delta_out = (out - y) / len(y) * sigmoid_grad_from_output(out)
    delta_hidden = delta_out @ params["W2"].T * sigmoid_grad_from_output(hidden)
    zeros = {key: np.zeros_like(params[key]) for key in ("b1", "b2")}
    return {"W1": X.T @ delta_hidden, "W2": hidden.T @ delta_out, **zeros}
