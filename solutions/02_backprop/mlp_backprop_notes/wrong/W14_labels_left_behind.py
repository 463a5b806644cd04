"""
title = { en = "Inputs shuffled, targets not", ko = "입력만 섞고 정답은 섞지 않음" }
fails = ["test_path", "test_visits"]
hint = { en = "The inputs are visited in a random order and the targets in the old one, so samples learn the targets of others. One order must serve both.", ko = "입력은 무작위 순서로 쓰고 정답은 원래 순서로 썼어요. 표본이 남의 정답을 배우게 돼요. 순서 하나를 두 배열에 함께 써야 해요." }
"""


def train(X, y, H, lr, epochs, batch_size, rng):
    params = init_params(X.shape[1], H, y.shape[1], rng)
    history = []
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for start in range(0, len(X), batch_size):
            _, cache = forward(params, X[order[start : start + batch_size]])
            params = sgd_step(params, backward(params, cache, y[start : start + batch_size]), lr)
        history.append(loss(forward(params, X)[0], y))
    return params, history
