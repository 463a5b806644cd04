'''
title = { en = "dx left flat", ko = "dx를 펼친 채로 돌려줌" }
fails = ["test_affine_gradients"]
hint = { en = "The forward pass flattened each sample; the backward pass has to undo that. Whoever gave you x of shape (N, d_1, ..., d_k) expects a gradient of the same shape.", ko = "순전파에서 표본을 한 줄로 펼쳤으니 역전파에서는 되돌려야 해요. (N, d_1, ..., d_k) 모양의 x를 건네준 앞 층은 같은 모양의 기울기를 기다려요." }
'''


def affine_backward(dout, cache):
    x, w = cache
    rows = x.reshape(x.shape[0], w.shape[0])
    return dout @ w.T, rows.T @ dout, dout.sum(axis=0)
