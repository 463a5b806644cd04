"""
title = { en = "Batches drawn with replacement", ko = "복원 추출로 배치를 뽑음" }
fails = ["test_each_sample_once"]
hint = { en = "Every batch is drawn from all samples anew, so within one epoch some samples come several times and about a third \
never. Drawing like that is a legitimate kind of SGD, but it is not an epoch: an epoch is one pass over the whole data.", ko = \
"배치마다 전체 표본에서 새로 뽑고 있어서 한 에포크 안에 여러 번 나오는 표본도 있고, 3분의 1쯤은 한 번도 나오지 않아요. 그렇게 뽑는 \
SGD도 있지만 그것은 에포크가 아니에요. 에포크는 전체 데이터를 한 번 훑는 거예요." }
"""


def iterate_minibatches(X, y, batch_size, rng, shuffle=True, drop_last=False):
    if len(X) != len(y):
        raise ValueError("X and y differ in length")
    for i in range(num_iterations(len(X), batch_size, drop_last)):
        size = min(batch_size, len(X) - i * batch_size)
        rows = rng.integers(len(X), size=size) if shuffle else np.arange(i * batch_size, i * batch_size + size)
        yield X[rows], y[rows]
