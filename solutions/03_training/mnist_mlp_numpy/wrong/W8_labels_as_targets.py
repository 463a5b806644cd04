"""
title = { en = "Labels subtracted from probabilities", ko = "확률에서 레이블 번호를 뺌" }
fails = ["test_one_full_step"]
hint = { en = "The number of the class is subtracted from all probabilities of a sample. A label is a name, not a quantity: class 7 is not \
seven times class 1. The gradient of softmax with cross-entropy compares the probabilities with a target of the same length K, \
built from the label.", ko = "표본의 모든 확률에서 클래스 번호를 빼고 있어요. 레이블은 이름이지 양이 아니에요. 클래스 7이 클래스 1의 일곱 \
배라는 뜻은 아니니까요. 소프트맥스와 교차 엔트로피의 기울기는 확률을, 레이블로 만든 길이 K짜리 목표와 비교한 것이에요." }
"""


class MLPClassifier(MLPClassifier):
    def fit(self, X, y, X_val=None, y_val=None):
        rng = np.random.default_rng(self.seed)
        self.params = self._initial(rng, X.shape[1], int(y.max()) + 1)
        history = {"loss": [], "val_accuracy": []}
        for _ in range(self.epochs):
            order = rng.permutation(len(X))
            for start in range(0, len(X), self.batch_size):
                rows = order[start : start + self.batch_size]
                self._update(X[rows], y[rows][:, None])
            history["loss"].append(self._loss(X, y))
            if X_val is not None and y_val is not None:
                history["val_accuracy"].append(self.score(X_val, y_val))
        return history
