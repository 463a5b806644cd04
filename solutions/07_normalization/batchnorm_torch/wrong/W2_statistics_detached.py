'''
title = { en = "Statistics detached from the graph", ko = "통계를 계산 그래프에서 떼어 냄" }
fails = ["test_training_step"]
hint = { en = "Your outputs are right and the gradient of the input is not. Mean and variance of the batch depend on \
x, so gradient flows through them as well; somewhere they are cut out of the graph (detach, no_grad, .data, \
.item()). Only what goes into the buffers should be cut off.", ko = "출력은 맞는데 입력의 기울기가 달라요. 배치의 \
평균과 분산은 x에서 계산한 값이라 그쪽으로도 기울기가 흘러야 하는데, 어딘가에서 그래프가 끊겼어요(detach, no_grad, \
.data, .item()). 끊어야 하는 것은 버퍼에 들어가는 값뿐이에요." }
'''


class MyBatchNorm(MyBatchNorm):
    def _batch_statistics(self, x):
        mean, var = super()._batch_statistics(x)
        return mean.detach(), var.detach()
