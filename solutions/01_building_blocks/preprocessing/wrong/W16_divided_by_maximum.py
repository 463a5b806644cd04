"""
title = { en = "Divided by the maximum", ko = "최댓값으로 나눔" }
fails = ["test_range_of_training_set", "test_range_of_unseen_rows"]
hint = { en = "The shifted values are divided by the maximum. After the minimum has been subtracted, the largest value is no longer the maximum but smaller by the minimum; only if the minimum is 0 are both the same. By what does the largest value become 1?", ko = "옮긴 값을 최댓값으로 나누고 있어요. 최솟값을 빼고 나면 가장 큰 값은 더 이상 원래의 최댓값이 아니라 최솟값만큼 작아져요. 최솟값이 0일 때만 둘이 같아요. 무엇으로 나누어야 가장 큰 값이 1이 될까요?" }
"""


class MinMaxScaler(MinMaxScaler):
    def fit(self, X):
        self.shift, self.scale = np.min(X, axis=0), _divisor(np.max(X, axis=0))
        return self
