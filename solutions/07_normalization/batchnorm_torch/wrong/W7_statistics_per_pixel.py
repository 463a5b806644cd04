'''
title = { en = "Statistics per pixel", ko = "픽셀마다 통계를 계산함" }
fails = ["test_training_step", "test_one_image"]
hint = { en = "For images you average over the batch only, so each pixel gets its own mean and variance. A channel of \
a feature map is one feature, seen at many places: its statistics run over N, H and W, and C numbers are left.", ko = \
"이미지인데 배치 축으로만 평균을 내서 픽셀마다 평균과 분산이 따로 있어요. 특징 맵의 채널 하나는 여러 위치에서 본 특성 \
하나예요. 통계는 N, H, W에 걸쳐 계산하고 값 C개가 남아야 해요." }
'''


class MyBatchNorm(MyBatchNorm):
    def forward(self, x):
        if x.dim() in (3, 4) and (self.training or self.running_mean is None):
            if x.numel() // x.shape[1] <= 1:
                raise ValueError("expected more than one value per channel")
            mean, var = x.mean(0, keepdim=True), x.var(0, keepdim=True, correction=0)
            if self.training and self.running_mean is not None:
                axes = [axis for axis in range(x.dim()) if axis != 1]
                unbiased = var.detach() * len(x) / max(1, len(x) - 1)
                self._track(mean.detach().mean(axes), unbiased.mean(axes))
            y = (x - mean) * torch.rsqrt(var + self.eps)
            if self.weight is not None:
                y = y * self._spread(self.weight, x) + self._spread(self.bias, x)
            return y
        return super().forward(x)
