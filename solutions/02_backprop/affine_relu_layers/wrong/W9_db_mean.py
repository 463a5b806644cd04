'''
title = { en = "db averaged over the batch", ko = "db를 배치에서 평균 냄" }
fails = ["test_affine_gradients", "test_affine_chain"]
hint = { en = "db holds the mean over the samples, while dw holds their sum. b is added to every sample, so the chain rule adds up the gradients of all of them; any averaging has already happened in the loss.", ko = "dw는 표본에 대한 합인데 db는 평균이에요. b는 모든 표본에 더해지므로 연쇄 법칙에 따라 기울기를 모두 더해야 해요. 평균은 손실에서 이미 냈어요." }
'''


def affine_backward(dout, cache):
    x, w = cache
    rows = x.reshape(x.shape[0], w.shape[0])
    dx = (dout @ w.T).reshape(x.shape)
    return dx, rows.T @ dout, dout.mean(axis=0) if len(dout) else np.zeros(dout.shape[1])
