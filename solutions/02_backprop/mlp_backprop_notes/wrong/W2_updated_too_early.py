"""
title = { en = "W2 updated before the error has passed through it", ko = "오차가 지나가기 전에 W2를 갱신함" }
fails = ["test_path", "test_count"]
hint = { en = "Your training changes W2 first and then sends the error back through the new W2. The forward pass used the old one. All gradients belong to one and the same point: when may the first parameter change?", ko = "W2를 먼저 바꾸고, 바뀐 W2로 오차를 되돌려 보냈어요. 순전파는 바뀌기 전의 W2를 썼지요. 네 기울기는 모두 같은 지점에서 구해야 해요. 그렇다면 파라미터를 바꿔도 되는 때는 언제일까요?" }
"""


def train(X, y, H, lr, epochs, batch_size, rng):
    params = init_params(X.shape[1], H, y.shape[1], rng)
    history = []
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for start in range(0, len(X), batch_size):
            rows = order[start : start + batch_size]
            _, cache = forward(params, X[rows])
            first = backward(params, cache, y[rows])
            params = {**params, **{key: params[key] - lr * first[key] for key in ("W2", "b2")}}
            second = backward(params, cache, y[rows])
            params = {**params, **{key: params[key] - lr * second[key] for key in ("W1", "b1")}}
        history.append(loss(forward(params, X)[0], y))
    return params, history
