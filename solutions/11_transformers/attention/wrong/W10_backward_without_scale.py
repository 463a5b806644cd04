"""
title = { en = "Scale missing in the backward pass", ko = "역전파에 스케일이 없음" }
fails = ["test_gradients"]
hint = { en = "dq and dk point in the right direction and are too large by one factor, which depends on D. The forward pass did something to the dot products before the softmax; the backward pass has to do it too.", ko = "dq와 dk의 방향은 맞지만 D에 따라 달라지는 일정한 비율만큼 커요. 순전파는 소프트맥스 앞에서 내적에 무언가를 했어요. 역전파에서도 그 단계를 거쳐야 해요." }
"""


def attention_backward(dout, cache):
    q, k, v, weights, scale = cache
    dweights = dout @ np.swapaxes(v, -1, -2)
    dscores = weights * (dweights - (weights * dweights).sum(axis=-1, keepdims=True))
    return dscores @ k, np.swapaxes(dscores, -1, -2) @ q, np.swapaxes(weights, -1, -2) @ dout
