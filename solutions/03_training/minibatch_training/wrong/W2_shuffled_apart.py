"""
title = { en = "X and y shuffled apart", ko = "X와 y를 따로 섞음" }
fails = ["test_pairs_stay_together"]
hint = { en = "X and y are shuffled by two different draws, so samples carry the labels of others: the model learns from wrong \
answers and the loss stays near its start. Think of what must be drawn only once for both arrays.", ko = "X와 y를 섞는 \
순서를 따로따로 뽑아서 표본이 남의 레이블을 달고 있어요. 그러면 모델이 틀린 답을 배우고 손실이 거의 줄지 않아요. 두 배열에 \
대해 딱 한 번만 뽑아야 하는 것이 무엇인지 생각해 보세요." }
"""


def iterate_minibatches(X, y, batch_size, rng, shuffle=True, drop_last=False):
    if len(X) != len(y):
        raise ValueError("X and y differ in length")
    count = num_iterations(len(X), batch_size, drop_last)
    if shuffle:
        X, y = X[rng.permutation(len(X))], y[rng.permutation(len(y))]
    for i in range(count):
        yield X[i * batch_size : (i + 1) * batch_size], y[i * batch_size : (i + 1) * batch_size]
