'''
title = { en = "Averaged over the batch inside the layer", ko = "층 안에서 배치 평균을 냄" }
fails = ["test_affine_gradients", "test_affine_chain"]
hint = { en = "The layer divides by N. A mean loss has already put 1/N into dout, so the batch would be averaged twice. A layer only applies the chain rule to the dout it is given.", ko = "층 안에서 N으로 나누고 있어요. 손실이 평균이라면 1/N은 이미 dout에 들어 있으므로 평균을 두 번 내게 돼요. 층은 건네받은 dout에 연쇄 법칙만 적용하면 돼요." }
'''


def affine_backward(dout, cache):
    x, w = cache
    n = max(1, x.shape[0])
    rows = x.reshape(x.shape[0], w.shape[0])
    dx = (dout @ w.T).reshape(x.shape)
    return dx, rows.T @ dout / n, dout.sum(axis=0) / n
