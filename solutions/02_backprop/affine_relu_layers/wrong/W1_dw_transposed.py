'''
title = { en = "dw transposed", ko = "dw가 전치됨" }
fails = ["test_affine_gradients", "test_affine_chain"]
hint = { en = "A gradient has the shape of what it belongs to: dw must be (D, M) like w. Write down the shapes of x and dout and see which order of the product, with which transpose, ends at (D, M).", ko = "기울기의 모양은 그 대상의 모양과 같아요. dw는 w처럼 (D, M)이어야 해요. x와 dout의 모양을 적어 놓고, 어느 쪽을 전치해서 어떤 순서로 곱해야 (D, M)이 되는지 살펴보세요." }
'''


def affine_backward(dout, cache):
    x, w = cache
    rows = x.reshape(x.shape[0], w.shape[0])
    dx = (dout @ w.T).reshape(x.shape)
    return dx, dout.T @ rows, dout.sum(axis=0)
