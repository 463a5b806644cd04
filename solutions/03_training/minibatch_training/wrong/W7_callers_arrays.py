"""
title = { en = "Shuffles the caller's arrays", ko = "호출한 쪽의 배열을 섞음" }
fails = ["test_arrays_of_the_caller"]
hint = { en = "Your batches are right, but afterwards X and y of the caller are in another order: they were shuffled in place. \
Whatever else was kept in the old order (indices, file names, predictions) no longer fits. Shuffle something that belongs to \
you.", ko = "배치는 맞는데, 끝나고 보면 호출한 쪽의 X와 y가 뒤섞여 있어요. 배열을 제자리에서 섞었기 때문이에요. 그러면 원래 순서에 \
맞춰 둔 다른 것(인덱스, 파일 이름, 예측값)과 어긋나요. 호출한 쪽의 것이 아니라 이 함수 안에서 만든 것을 섞으세요." }
"""


def iterate_minibatches(X, y, batch_size, rng, shuffle=True, drop_last=False):
    if len(X) != len(y):
        raise ValueError("X and y differ in length")
    count = num_iterations(len(X), batch_size, drop_last)
    if shuffle:
        order = rng.permutation(len(X))
        X[:], y[:] = X[order], y[order]
    for i in range(count):
        yield X[i * batch_size : (i + 1) * batch_size].copy(), y[i * batch_size : (i + 1) * batch_size].copy()
