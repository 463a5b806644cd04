"""
title = { en = "score reports the training accuracy", ko = "score가 훈련 정확도를 돌려줌" }
fails = ["test_score_of_other_data"]
hint = { en = "score answers the same for all data: the accuracy on the training samples, kept from fit. Such a number looks splendid \
and says nothing about new samples. score(X, y) has to predict for the X that it is given.", ko = "score가 어떤 데이터를 주어도 같은 \
값을 돌려줘요. fit에서 저장해 둔 훈련 정확도예요. 보기에는 훌륭하지만 새 표본에 대해서는 아무것도 알려 주지 않아요. score(X, y)는 인자로 받은 \
X를 예측해야 해요." }
"""


class MLPClassifier(MLPClassifier):
    def fit(self, X, y, X_val=None, y_val=None):
        self.trained = X, y
        return super().fit(X, y, X_val, y_val)

    def score(self, X, y):
        if self.params is None:
            raise RuntimeError("fit the classifier first")
        return super().score(*self.trained)
