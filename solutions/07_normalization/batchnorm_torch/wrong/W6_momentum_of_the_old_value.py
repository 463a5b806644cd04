'''
title = { en = "Momentum weighs the old value", ko = "모멘텀을 이전 값의 가중치로 씀" }
fails = ["test_five_steps_and_evaluation", "test_own_momentum"]
hint = { en = "With momentum = 0.1 your running statistics jump to the newest batch almost completely. In PyTorch \
momentum is the weight of the NEW value and 1 - momentum that of the old one: the reverse of the usual meaning, and \
of the numpy exercise (0.9).", ko = "momentum = 0.1인데 이동 통계가 거의 최근 배치의 값이 돼요. PyTorch에서 \
momentum은 새 값의 가중치이고 1 - momentum이 이전 값의 가중치예요. 흔한 정의와도, 29번 과제(0.9)와도 반대예요." \
}
'''


class MyBatchNorm(MyBatchNorm):
    def _track(self, mean, unbiased):
        self.num_batches_tracked += 1
        share = 1 / self.num_batches_tracked.item() if self.momentum is None else 1 - self.momentum
        self.running_mean.lerp_(mean.to(self.running_mean.dtype), share)
        self.running_var.lerp_(unbiased.to(self.running_var.dtype), share)
