"""
title = { en = "Keeps a reference, not a copy", ko = "복사하지 않고 참조만 저장함" }
fails = ["test_later_updates"]
hint = { en = "best_params changes while training goes on. You have stored the very arrays that the optimizer keeps updating in \
place, so 'the best' is always the latest. Copying the dict alone is not enough: the arrays in it would still be shared.", ko = \
"학습이 계속되면 best_params도 바뀌어요. 옵티마이저가 제자리에서 계속 고치는 바로 그 배열을 저장했기 때문에 '가장 좋은 값'이 언제나 \
마지막 값이 돼요. 딕셔너리만 복사해서는 부족해요. 그 안의 배열은 여전히 같은 배열이니까요." }
"""


class EarlyStopping(EarlyStopping):
    def step(self, value, params):
        before = self.best_epoch
        stop = super().step(value, params)
        if self.best_epoch != before:
            self.best_params = dict(params)
        return stop
