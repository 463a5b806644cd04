"""
title = { en = "Statistics of each row", ko = "행마다 통계량을 구함" }
fails = ["test_range_of_training_set", "test_scores_of_training_set", "test_quartiles_of_training_set"]
hint = { en = "The statistics are those of each row, so a sample is compared with itself: its height with its age. A scaler compares one feature over all samples. Which axis disappears when you take the mean of a column?", ko = "통계량을 행마다 구하고 있어요. 표본 하나 안에서 키와 나이를 서로 비교하는 셈이에요. 스케일러는 특성 하나를 모든 표본에 걸쳐 비교해요. 열의 평균을 내면 어느 축이 사라지나요?" }
"""


class MinMaxScaler(MinMaxScaler):
    def fit(self, X):
        self.shift = np.min(X, axis=1, keepdims=True)
        self.scale = _divisor(np.max(X, axis=1, keepdims=True) - self.shift)
        return self


class StandardScaler(StandardScaler):
    def fit(self, X):
        self.shift, self.scale = np.mean(X, axis=1, keepdims=True), _divisor(np.std(X, axis=1, keepdims=True))
        return self


class RobustScaler(RobustScaler):
    def fit(self, X):
        low, self.shift, high = np.quantile(X, [0.25, 0.5, 0.75], axis=1, keepdims=True)
        self.scale = _divisor(high - low)
        return self
