'''
title = { en = "Error passed back through dw", ko = "오차를 dw로 되돌려 보냄" }
fails = ["test_affine_gradients", "test_affine_chain"]
hint = { en = "The error travels back along the connections that carried the signal forward, so dx needs the weights themselves. The gradient of the weights is only used to update them.", ko = "오차는 신호가 앞으로 지나온 연결을 따라 되돌아가요. 그래서 dx를 구할 때는 가중치 자체가 필요해요. 가중치의 기울기는 가중치를 갱신할 때만 쓰여요." }
'''


def affine_backward(dout, cache):
    x, w = cache
    rows = x.reshape(x.shape[0], w.shape[0])
    dw = rows.T @ dout
    return (dout @ dw.T).reshape(x.shape), dw, dout.sum(axis=0)
