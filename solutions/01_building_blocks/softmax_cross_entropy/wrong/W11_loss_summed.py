'''
title = { en = "Loss without 1/N", ko = "손실에 1/N이 빠짐" }
fails = ["test_loss_and_gradient", "test_loss_uniform"]
hint = { en = "The gradient is that of a mean, but the loss is a sum over the batch: the two belong to different functions, and a gradient check on the loss would say so. Average the loss over the N samples as well.", ko = "기울기는 평균의 기울기인데 손실은 배치의 합이에요. 둘이 서로 다른 함수를 말하고 있어서, 손실로 기울기 검사를 하면 바로 드러나요. 손실도 표본 N개의 평균으로 구하세요." }
'''


def softmax_loss(x, y):
    rows = np.arange(x.shape[0])
    logp = log_softmax(x, 1)
    dx = np.exp(logp)
    dx[rows, y] -= 1
    return -np.sum(logp[rows, y]), dx / x.shape[0]
