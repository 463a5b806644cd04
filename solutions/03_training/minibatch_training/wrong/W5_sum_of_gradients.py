"""
title = { en = "Sum instead of mean", ko = "평균 대신 합" }
fails = ["test_full_gradient", "test_identical_samples"]
hint = { en = "The gradients of a batch are added up, so a step grows with the number of samples in the batch: the same learning \
rate is gentle for one batch size and diverges for another, and the short last batch makes a shorter step than the others. The loss here is a mean.", \
ko = "배치의 기울기를 더하기만 해서 배치에 든 표본이 많을수록 걸음이 커져요. 같은 학습률이 어떤 배치 크기에서는 알맞고 다른 크기에서는 \
발산하며, 짧은 마지막 배치에서는 걸음이 짧아져요. 여기서 손실은 평균이에요." }
"""


def fit_linear(X, y, mode, lr, epochs, batch_size, rng):
    sizes = {"online": 1, "minibatch": batch_size, "batch": len(X)}
    if mode not in sizes:
        raise ValueError(f"unknown mode {mode!r}")
    w, b, updates, history = np.zeros(X.shape[1]), 0.0, 0, []
    for _ in range(epochs):
        for rows, targets in iterate_minibatches(X, y, sizes[mode], rng, mode != "batch"):
            residual = rows @ w + b - targets
            w = w - lr * rows.T @ residual
            b = b - lr * float(residual.sum())
            updates += 1
        history.append(float(np.mean((X @ w + b - y) ** 2) / 2))
    return {"w": w, "b": b, "updates": updates, "history": history}


def gradient_variance(X, y, w, batch_size, draws, rng):
    if draws < 2:
        raise ValueError("one draw has no variance")
    per_sample = (X @ w - y)[:, None] * X
    sums = per_sample[rng.integers(len(X), size=(draws, batch_size))].sum(axis=1)
    return float(sums.var(axis=0, ddof=1).sum())
