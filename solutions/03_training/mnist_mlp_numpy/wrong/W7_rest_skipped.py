"""
title = { en = "The last batch is skipped", ko = "마지막 배치를 건너뜀" }
fails = ["test_short_batch_counts"]
hint = { en = "Your loop over batches makes only whole batches, so in every epoch the samples that are left over are never trained on; with \
a batch larger than the data nothing is learned at all. How many starts are there between 0 and N in steps of the batch size?", \
ko = "배치 반복문이 꽉 찬 배치만 만들어서 에포크마다 남는 표본을 학습에 쓰지 않아요. 배치가 데이터보다 크면 아예 아무것도 배우지 못해요. 0부터 \
N까지 배치 크기만큼 건너뛰면 시작점이 몇 개일까요?" }
"""


class MLPClassifier(MLPClassifier):
    def fit(self, X, y, X_val=None, y_val=None):
        rng = np.random.default_rng(self.seed)
        classes = int(y.max()) + 1
        self.params = self._initial(rng, X.shape[1], classes)
        targets = np.eye(classes)[y]
        history = {"loss": [], "val_accuracy": []}
        for _ in range(self.epochs):
            order = rng.permutation(len(X))
            for i in range(len(X) // self.batch_size):
                rows = order[i * self.batch_size : (i + 1) * self.batch_size]
                self._update(X[rows], targets[rows])
            history["loss"].append(self._loss(X, y))
            if X_val is not None and y_val is not None:
                history["val_accuracy"].append(self.score(X_val, y_val))
        return history
