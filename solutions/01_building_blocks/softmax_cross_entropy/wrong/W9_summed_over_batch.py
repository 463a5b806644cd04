'''
title = { en = "Sum over the batch instead of the mean", ko = "평균 대신 배치의 합" }
fails = ["test_loss_and_gradient", "test_loss_uniform"]
hint = { en = "Loss and gradient are sums over the batch: both grow with the batch size, and with them the step that an optimiser takes. The interface asks for the mean over the N samples.", ko = "손실과 기울기가 배치 전체의 합이에요. 그러면 배치가 커질수록 둘 다 커지고, 최적화 알고리즘이 움직이는 폭도 함께 커져요. 여기서는 표본 N개의 평균을 구해야 해요." }
'''


def softmax_loss(x, y):
    rows = np.arange(x.shape[0])
    logp = log_softmax(x, 1)
    dx = np.exp(logp)
    dx[rows, y] -= 1
    return -np.sum(logp[rows, y]), dx
