'''
title = { en = "dx without 1/N", ko = "dx에 1/N이 빠짐" }
fails = ["test_loss_and_gradient", "test_loss_uniform"]
hint = { en = "The loss is a mean over the batch, so its derivative carries the same factor. Look at what happens to dx when the batch is repeated twice: the loss stays, and every entry of dx has to halve.", ko = "손실이 배치 평균이니 그 미분에도 같은 배수가 붙어요. 같은 배치를 두 번 이어 붙이면 어떻게 될지 생각해 보세요. 손실은 그대로이고, dx의 원소는 절반이 되어야 해요." }
'''


def softmax_loss(x, y):
    rows = np.arange(x.shape[0])
    logp = log_softmax(x, 1)
    dx = np.exp(logp)
    dx[rows, y] -= 1
    return -np.mean(logp[rows, y]), dx
