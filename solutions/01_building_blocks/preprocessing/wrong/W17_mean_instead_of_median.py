"""
title = { en = "Mean instead of the median", ko = "중앙값 대신 평균" }
fails = ["test_quartiles_of_training_set", "test_quartiles_of_unseen_rows"]
hint = { en = "The spread is that of the quartiles, but the centre is the mean, which one wild value moves as far as it likes. Which measure of the middle stays where it is?", ko = "퍼진 정도는 사분위수로 재면서 중심은 평균을 쓰고 있어요. 평균은 튀는 값 하나에 얼마든지 끌려가요. 그런 값에도 제자리를 지키는 중심의 척도는 무엇일까요?" }
"""


class RobustScaler(RobustScaler):
    def fit(self, X):
        low, high = np.quantile(X, [0.25, 0.75], axis=0)
        self.shift, self.scale = np.mean(X, axis=0), _divisor(high - low)
        return self
