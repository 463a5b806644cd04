"""
title = { en = "X and y shuffled apart", ko = "X와 y를 따로 섞음" }
fails = ["test_one_full_step", "test_learns_digits"]
hint = { en = "In your training the samples carry the labels of other samples, because X and y are shuffled by two different draws. The \
network can then only learn how frequent the classes are. One order, drawn once per epoch, has to serve both arrays.", ko = \
"학습하는 동안 표본이 다른 표본의 레이블을 달고 있어요. X와 y를 섞는 순서를 따로 뽑았기 때문이에요. 그러면 신경망이 배울 수 있는 것은 클래스의 \
비율뿐이에요. 에포크마다 한 번 뽑은 순서 하나를 두 배열에 함께 써야 해요." }
"""


class MLPClassifier(MLPClassifier):
    def fit(self, X, y, X_val=None, y_val=None):
        rng = np.random.default_rng(self.seed)
        classes = int(y.max()) + 1
        self.params = self._initial(rng, X.shape[1], classes)
        targets = np.eye(classes)[y]
        history = {"loss": [], "val_accuracy": []}
        for _ in range(self.epochs):
            order, other = rng.permutation(len(X)), rng.permutation(len(X))
            for start in range(0, len(X), self.batch_size):
                stop = start + self.batch_size
                self._update(X[order[start:stop]], targets[other[start:stop]])
            history["loss"].append(self._loss(X, y))
            if X_val is not None and y_val is not None:
                history["val_accuracy"].append(self.score(X_val, y_val))
        return history
