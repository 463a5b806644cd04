"""
title = { en = "Standard deviation with N - 1", ko = "N - 1로 나눈 표준편차" }
fails = ["test_scores_of_training_set", "test_scores_of_unseen_rows", "test_scores_inverse"]
hint = { en = "The standard deviation is the estimate with N - 1. Here it is a measure of the training set itself, not an estimate of something larger: divide by N, so that the scaled training set has standard deviation exactly 1.", ko = "N - 1로 나누는 추정용 표준편차를 쓰고 있어요. 여기서는 더 큰 모집단을 추정하는 것이 아니라 훈련 세트 자체를 재는 거예요. N으로 나누어야 변환한 훈련 세트의 표준편차가 정확히 1이 돼요." }
"""


class StandardScaler(StandardScaler):
    def fit(self, X):
        self.shift, self.scale = np.mean(X, axis=0), _divisor(np.std(X, axis=0, ddof=1))
        return self
