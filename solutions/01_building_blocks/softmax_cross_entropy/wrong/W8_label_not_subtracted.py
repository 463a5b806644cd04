'''
title = { en = "The label does not occur in dx", ko = "dx에 정답 라벨이 반영되지 않음" }
fails = ["test_loss_and_gradient", "test_loss_uniform"]
hint = { en = "dx holds only the probabilities. A shift of all logits of a row leaves the loss as it is, so every row of dx has to sum to 0; here it sums to 1/N. What does the true class contribute to the derivative?", ko = "dx에 확률만 들어 있어요. 한 행의 로짓을 모두 똑같이 옮겨도 손실은 변하지 않으므로 dx의 각 행의 합은 0이어야 하는데, 지금은 1/N이에요. 정답 클래스의 항을 미분하면 무엇이 나오나요?" }
'''


def softmax_loss(x, y):
    rows = np.arange(x.shape[0])
    logp = log_softmax(x, 1)
    return -np.mean(logp[rows, y]), np.exp(logp) / x.shape[0]
