"""
title = { en = "Ends with the last parameters", ko = "마지막 파라미터로 끝남" }
fails = ["test_best_parameters_come_back"]
hint = { en = "Training stops at the right time, but with the parameters of the last epoch. Since then the validation loss has only \
been worse: waiting costs as many bad epochs as the patience. Keep the parameters when an epoch is the best so far, and only \
then; they come back at the end.", ko = "멈추는 때는 맞는데 파라미터가 마지막 에포크의 것이에요. 최고 기록 뒤로는 검증 손실이 더 나빴어요. \
기다리는 동안 patience만큼 나쁜 에포크를 지나온 거예요. 최고 기록을 세운 에포크에서만 파라미터를 간직했다가, 끝날 때 되돌려 놓으세요." }
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
