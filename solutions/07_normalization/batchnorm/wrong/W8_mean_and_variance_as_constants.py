'''
title = { en = "Mean and variance treated as constants", ko = "평균과 분산을 상수로 취급함" }
fails = ["test_backward_gradients", "test_closed_form_gradients"]
hint = { en = "Your dx is only the direct path through x_hat. Every sample also moves the mean and the variance of \
its feature, and with them all outputs of that column. A quick test: shifting a whole column does not change the \
output, so every column of dx must sum to 0. Yours does not.", ko = "dx에 x_hat을 지나는 직접 경로만 들어 있어요. \
표본 하나가 바뀌면 그 특성의 평균과 분산도 움직이고, 그 열의 모든 출력이 함께 바뀌어요. 간단한 검사가 있어요. 열 \
전체를 옮겨도 출력은 변하지 않으니 dx의 열마다 합이 0이어야 하는데, 지금은 그렇지 않아요." }
'''


def batchnorm_backward(dout, cache):
    x_hat, gamma, inv_std = cache
    return dout * gamma * inv_std, (dout * x_hat).sum(axis=0), dout.sum(axis=0)


def batchnorm_backward_alt(dout, cache):
    x_hat, gamma, inv_std = cache
    return dout * gamma * inv_std, (dout * x_hat).sum(axis=0), dout.sum(axis=0)
