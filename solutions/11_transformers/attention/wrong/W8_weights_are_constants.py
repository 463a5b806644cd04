"""
title = { en = "Weights treated as constants", ko = "가중치를 상수로 취급" }
fails = ["test_gradients"]
hint = { en = "dv is right, while dq and dk are zero: no gradient reaches the scores, so the network could never learn where to look. The weights depend on q and k. Continue the chain rule from dout through the weights.", ko = "dv는 맞지만 dq와 dk가 0이에요. 기울기가 점수까지 가지 않으니 신경망은 어디를 봐야 하는지 배울 수 없어요. 가중치는 q와 k에 따라 달라져요. dout에서 가중치를 지나 연쇄 법칙을 계속 이어 보세요." }
"""


def attention_backward(dout, cache):
    q, k, v, weights, scale = cache
    return np.zeros_like(q), np.zeros_like(k), np.swapaxes(weights, -1, -2) @ dout
