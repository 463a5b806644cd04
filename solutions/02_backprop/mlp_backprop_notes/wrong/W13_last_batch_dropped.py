"""
title = { en = "The last, shorter batch is dropped", ko = "남은 짧은 배치를 버림" }
fails = ["test_count"]
hint = { en = "The samples that do not fill a whole batch are left out of the epoch. Every sample counts in every epoch: is N / B to be rounded up or down when you count the batches, and what if B is larger than N?", ko = "한 배치를 다 채우지 못한 표본이 그 에포크에서 빠져요. 에포크마다 모든 표본을 써야 해요. 배치 수를 셀 때 N / B를 올림해야 할까요, 내림해야 할까요? B가 N보다 크면 어떻게 될까요?" }
"""


def train(X, y, H, lr, epochs, batch_size, rng):
    params = init_params(X.shape[1], H, y.shape[1], rng)
    history = []
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for number in range(len(X) // batch_size):
            rows = order[number * batch_size : (number + 1) * batch_size]
            _, cache = forward(params, X[rows])
            params = sgd_step(params, backward(params, cache, y[rows]), lr)
        history.append(loss(forward(params, X)[0], y))
    return params, history
