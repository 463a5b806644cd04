"""
title = { en = "Error passed back through the gradient of W2", ko = "오차를 W2의 기울기로 되돌려 보냄" }
fails = ["test_grads", "test_grads_of_twice"]
hint = { en = "To bring the error to the hidden layer you multiply with the gradient of W2. The signal came forward through the weights themselves; through what must the error go back?", ko = "오차를 은닉층으로 보낼 때 W2의 기울기를 곱했어요. 신호는 가중치 자체를 지나 앞으로 왔어요. 그렇다면 오차는 무엇을 지나 되돌아가야 할까요?" }
"""


def backward(params, cache, y):
    _, X, hidden, out = cache
    delta_out = (out - y) / len(y) * sigmoid_grad_from_output(out)
    dW2 = hidden.T @ delta_out
    delta_hidden = delta_out @ dW2.T * sigmoid_grad_from_output(hidden)
    return {"W1": X.T @ delta_hidden, "b1": delta_hidden.sum(axis=0), "W2": dW2, "b2": delta_out.sum(axis=0)}
