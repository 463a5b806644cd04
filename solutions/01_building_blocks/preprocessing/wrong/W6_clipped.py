"""
title = { en = "Unseen values clipped to the range", ko = "처음 보는 값을 범위에 맞춰 자름" }
fails = ["test_range_of_unseen_rows"]
hint = { en = "Values outside the range of the training set are clipped. Min-max scaling promises a range for the training set only: an unseen value beyond its maximum should come out beyond the range, because that is what makes it different.", ko = "훈련 세트의 범위를 벗어난 값을 잘라 내고 있어요. 최소-최대 정규화가 범위를 보장하는 것은 훈련 세트뿐이에요. 최댓값보다 큰 값이 새로 나타나면 결과도 범위를 벗어나야 해요. 그래야 그 값이 다르다는 사실이 남아요." }
"""


class MinMaxScaler(MinMaxScaler):
    def transform(self, X):
        return np.clip(super().transform(X), *self.feature_range)
