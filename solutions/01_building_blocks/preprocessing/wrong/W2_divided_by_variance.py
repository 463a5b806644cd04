"""
title = { en = "Divided by the variance", ko = "분산으로 나눔" }
fails = ["test_scores_of_training_set", "test_scores_of_unseen_rows", "test_scores_inverse"]
hint = { en = "The columns are divided by their variance. A variance has the square of the unit of the data, so the scores would depend on whether a length is in metres or centimetres. Which measure of spread has the unit of the data itself?", ko = "열을 분산으로 나누고 있어요. 분산의 단위는 데이터 단위의 제곱이라서, 길이를 미터로 재느냐 센티미터로 재느냐에 따라 점수가 달라져요. 데이터와 단위가 같은, 퍼진 정도의 척도는 무엇일까요?" }
"""


class StandardScaler(StandardScaler):
    def fit(self, X):
        self.shift, self.scale = np.mean(X, axis=0), _divisor(np.var(X, axis=0))
        return self
