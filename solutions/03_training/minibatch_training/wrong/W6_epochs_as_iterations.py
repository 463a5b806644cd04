"""
title = { en = "Epochs counted as iterations", ko = "에포크를 반복으로 셈" }
fails = ["test_updates_of_all_epochs"]
hint = { en = "You count one update per epoch. One iteration is one update, made with one mini-batch; an epoch is one pass over all samples and has as many iterations as there are mini-batches. The two are equal only in batch mode.", ko = "에포크마다 한 번 갱신한다고 세고 있어요. 반복(iteration) 한 번은 미니배치 하나로 한 번 갱신하는 것이고, 에포크는 모든 표본을 한 번 훑는 것이라 미니배치의 수만큼 반복이 들어 있어요. 두 횟수가 같은 것은 배치 모드일 때뿐이에요." }
"""

_fit = fit_linear


def total_updates(n, batch_size, epochs, drop_last=False):
    return epochs if n else 0


def fit_linear(X, y, mode, lr, epochs, batch_size, rng):
    return {**_fit(X, y, mode, lr, epochs, batch_size, rng), "updates": epochs}
