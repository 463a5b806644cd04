"""
title = { en = "NaN counts as an improvement", ko = "NaN을 개선으로 셈" }
fails = ["test_nan_does_not_improve"]
hint = { en = "A NaN is taken for an improvement, and the parameters of a diverged epoch become the best ones. Every comparison with \
NaN is False, so 'not worse' is not the same as 'better': ask for what must be true of an improvement.", ko = "NaN을 개선으로 \
여겨서 발산한 에포크의 파라미터가 최고 기록이 돼요. NaN과의 비교는 언제나 False라서 '나쁘지 않다'와 '더 좋다'는 같은 말이 아니에요. 개선이라면 \
참이어야 하는 조건을 물어보세요." }
"""


class EarlyStopping(EarlyStopping):
    def _improves(self, value):
        if self.mode == "min":
            return not value >= self.best - self.min_delta
        return not value <= self.best + self.min_delta
