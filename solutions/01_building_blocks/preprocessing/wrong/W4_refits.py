"""
title = { en = "Statistics learned again in transform", ko = "transform에서 통계량을 다시 구함" }
fails = ["test_range_of_unseen_rows", "test_scores_of_unseen_rows", "test_quartiles_of_unseen_rows"]
hint = { en = "transform computes new statistics from the rows that it is given. A test set that is shifted would be shifted back, so the model never learns that it differs; and a single row would become all zeros. What is learned in fit stays as it is.", ko = "transform이 받은 행에서 통계량을 새로 구하고 있어요. 그러면 치우친 테스트 세트가 제자리로 옮겨져서 모델은 차이를 알 길이 없고, 행이 하나뿐이면 모두 0이 돼요. fit에서 배운 값을 그대로 쓰세요." }
"""


class MinMaxScaler(MinMaxScaler):
    def transform(self, X):
        self.fit(X)
        return super().transform(X)


class StandardScaler(StandardScaler):
    def transform(self, X):
        self.fit(X)
        return super().transform(X)


class RobustScaler(RobustScaler):
    def transform(self, X):
        self.fit(X)
        return super().transform(X)
