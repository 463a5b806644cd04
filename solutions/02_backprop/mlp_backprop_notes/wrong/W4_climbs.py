"""
title = { en = "Step along the gradient", ko = "기울기 방향으로 걸음" }
fails = ["test_step", "test_path"]
hint = { en = "The parameters move in the direction in which the loss rises. Some listings add because their error is target minus output. Your gradient is that of the loss: which way is down?", ko = "파라미터가 손실이 커지는 쪽으로 움직여요. 오차를 (정답 − 출력)으로 적은 코드에서는 더하기도 해요. 하지만 여기서 받는 값은 손실의 기울기예요. 어느 쪽이 내리막일까요?" }
"""


def sgd_step(params, grads, lr):
    return {key: params[key] + lr * grads[key] for key in params}
