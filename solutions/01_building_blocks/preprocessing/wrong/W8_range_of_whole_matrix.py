"""
title = { en = "One range for all features together", ko = "모든 특성을 한 범위로 묶음" }
fails = ["test_range_of_training_set", "test_range_of_unseen_rows", "test_range_inverse"]
hint = { en = "Minimum and maximum are taken over the whole table, so only the feature with the largest numbers uses the range. Each column has a minimum and a maximum of its own. Over which axis do the samples run?", ko = "최솟값과 최댓값을 표 전체에서 구하고 있어요. 그러면 수가 가장 큰 특성만 범위를 다 쓰게 돼요. 열마다 최솟값과 최댓값이 따로 있어요. 표본은 어느 축을 따라 놓여 있나요?" }
"""


class MinMaxScaler(MinMaxScaler):
    def fit(self, X):
        self.shift = np.min(X)
        self.scale = np.max(X) - self.shift
        return self
