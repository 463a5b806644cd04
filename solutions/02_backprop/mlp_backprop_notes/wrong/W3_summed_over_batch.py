"""
title = { en = "Gradient summed over the batch", ko = "배치에 대해 더하기만 한 기울기" }
fails = ["test_grads", "test_grads_of_twice"]
hint = { en = "Your gradients grow with the number of samples: the same data twice give gradients twice as large. The loss is a mean over samples. What does that make of its gradient?", ko = "기울기가 표본 수만큼 커져요. 같은 데이터를 두 번 이어 붙이면 기울기도 두 배가 돼요. 손실은 표본에 대한 평균이에요. 그렇다면 기울기는 어떻게 되어야 할까요?" }
"""


def backward(params, cache, y):
    _, X, hidden, out = cache
    delta_out = (out - y) * sigmoid_grad_from_output(out)
    delta_hidden = delta_out @ params["W2"].T * sigmoid_grad_from_output(hidden)
    return {
        "W1": X.T @ delta_hidden,
        "b1": delta_hidden.sum(axis=0),
        "W2": hidden.T @ delta_out,
        "b2": delta_out.sum(axis=0),
    }
