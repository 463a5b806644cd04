"""
title = { en = "Error as target minus output", ko = "오차를 (정답 − 출력)으로 씀" }
fails = ["test_grads", "test_grads_descend"]
hint = { en = "All four gradients have the right size and the wrong sign. The derivative of 1/2 (out - y)^2 with respect to out is not y - out. That form belongs to code that adds its updates; yours subtracts them.", ko = "네 기울기의 크기는 맞는데 부호가 모두 반대예요. 1/2 (out - y)^2을 out으로 미분해 보세요. (정답 − 출력)은 갱신할 때 더하는 코드에서 쓰는 꼴이고, 여기서는 갱신할 때 빼요." }
"""


def backward(params, cache, y):
    _, X, hidden, out = cache
    delta_out = (y - out) / len(y) * sigmoid_grad_from_output(out)
    delta_hidden = delta_out @ params["W2"].T * sigmoid_grad_from_output(hidden)
    return {
        "W1": X.T @ delta_hidden,
        "b1": delta_hidden.sum(axis=0),
        "W2": hidden.T @ delta_out,
        "b2": delta_out.sum(axis=0),
    }
