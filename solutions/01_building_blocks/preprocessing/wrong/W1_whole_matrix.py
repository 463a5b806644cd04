"""
title = { en = "One statistic for the whole table", ko = "표 전체에서 통계량 하나를 구함" }
fails = ["test_scores_of_training_set", "test_scores_of_unseen_rows", "test_scores_inverse", "test_quartiles_of_training_set"]
hint = { en = "Place and spread are computed over the whole table, so a feature in kilometres and one in years get the same. Each column is a feature of its own: after scaling every single column should be centred. Over which axis do the samples run?", ko = "위치와 퍼진 정도를 표 전체에서 한 번에 구하고 있어요. 그러면 킬로미터로 잰 특성과 햇수로 잰 특성이 같은 값을 쓰게 돼요. 열 하나가 특성 하나이므로, 변환한 뒤에는 열마다 중심이 0이어야 해요. 표본은 어느 축을 따라 놓여 있나요?" }
"""


class StandardScaler(StandardScaler):
    def fit(self, X):
        self.shift, self.scale = np.mean(X), np.std(X)
        return self


class RobustScaler(RobustScaler):
    def fit(self, X):
        low, self.shift, high = np.quantile(X, [0.25, 0.5, 0.75])
        self.scale = high - low
        return self
