'''
title = { en = "Biased variance stored", ko = "편향된 분산을 저장함" }
fails = ["test_five_steps_and_evaluation", "test_own_momentum"]
hint = { en = "running_var receives the variance that the batch was normalised with. PyTorch normalises with the \
biased variance (divided by n) and stores the unbiased one: the factor between them is n / (n - 1), and n counts all \
values of a channel, not only the samples.", ko = "running_var에 배치를 정규화할 때 쓴 분산을 그대로 저장하고 \
있어요. PyTorch는 편향된 분산(n으로 나눔)으로 정규화하고 불편 분산을 저장해요. 둘 사이의 배수는 n / (n - 1)이고, n은 \
표본 수가 아니라 한 채널에 있는 값의 개수예요." }
'''


class MyBatchNorm(MyBatchNorm):
    def _track(self, mean, unbiased):
        self.num_batches_tracked += 1
        share = 1 / self.num_batches_tracked.item() if self.momentum is None else self.momentum
        count = self._count
        self.running_mean.lerp_(mean.to(self.running_mean.dtype), share)
        self.running_var.lerp_((unbiased * (count - 1) / count).to(self.running_var.dtype), share)

    def _batch_statistics(self, x):
        self._count = x.numel() // x.shape[1]
        return super()._batch_statistics(x)
