'''
title = { en = "db summed over the outputs", ko = "db를 출력 축으로 더함" }
fails = ["test_affine_gradients", "test_affine_chain"]
hint = { en = "One bias serves every sample of the batch, so its gradient collects the contributions of all samples. Which axis of dout is the batch? db has one entry per output, shape (M,).", ko = "편향 하나는 배치의 모든 표본에 쓰이므로, 편향의 기울기는 모든 표본의 몫을 모은 값이에요. dout에서 배치는 몇 번째 축인가요? db는 출력마다 값이 하나씩 있는 (M,) 모양이에요." }
'''


def affine_backward(dout, cache):
    x, w = cache
    rows = x.reshape(x.shape[0], w.shape[0])
    dx = (dout @ w.T).reshape(x.shape)
    return dx, rows.T @ dout, dout.sum(axis=1)
