'''
title = { en = "Updates in evaluation mode", ko = "평가 모드에서도 갱신함" }
fails = ["test_evaluation_ignores_the_batch", "test_five_steps_and_evaluation"]
hint = { en = "The buffers change while the module is in evaluation mode. Evaluation only reads them; otherwise \
every prediction, and every look at the test set, would change the model. Ask self.training before you update.", ko \
= "평가 모드인데 버퍼가 바뀌어요. 평가할 때는 읽기만 해야 해요. 그렇지 않으면 예측할 때마다, 테스트 세트를 볼 때마다 \
모델이 달라져요. 갱신하기 전에 self.training을 확인하세요." }
'''


class MyBatchNorm(MyBatchNorm):
    def forward(self, x):
        out = super().forward(x)
        if not self.training and self.running_mean is not None and x.numel() > x.shape[1]:
            axes = [axis for axis in range(x.dim()) if axis != 1]
            self._track(x.detach().mean(axes), x.detach().var(axes))
        return out
