"""
title = { en = "Ends with the last parameters", ko = "마지막 파라미터로 끝남" }
fails = ["test_best_parameters_come_back"]
hint = { en = "Training stops at the right time, but with the parameters of the last epoch. After the best epoch \
the validation loss was never better again: waiting costs as many bad epochs as the patience. When do the \
parameters have to be copied, so that the best ones can come back at the end?", ko = "멈추는 때는 맞는데 파라미터가 마지막 에포크의 \
것이에요. 최고 기록을 세운 뒤로는 검증 손실이 한 번도 더 나아지지 않았어요. 기다리는 동안 patience만큼 나쁜 에포크를 지나온 거예요. 끝날 때 가장 좋은 파라미터로 돌아가려면 언제 복사해 두어야 \
할까요?" }
"""


class EarlyStopping(EarlyStopping):
    def step(self, value, params):
        latest = copy.deepcopy(params)
        stop = super().step(value, params)
        if self.best_params is not None:
            self.best_params = latest
        if stop:
            params.update(copy.deepcopy(latest))
        return stop
