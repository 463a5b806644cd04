"""
title = { en = "Shuffled once for all epochs", ko = "모든 에포크에 한 번만 섞음" }
fails = ["test_orders_differ_between_epochs"]
hint = { en = "All your epochs run through the samples in one and the same order. The model then keeps repeating the same cycle \
of steps, and the batches are always the same groups. The order belongs inside the loop over epochs.", ko = "모든 에포크가 \
표본을 똑같은 순서로 지나가요. 그러면 모델이 같은 걸음을 되풀이하고, 배치도 늘 같은 묶음이에요. 순서를 뽑는 일은 에포크 반복문 \
안에서 해야 해요." }
"""


def fit_linear(X, y, mode, lr, epochs, batch_size, rng):
    sizes = {"online": 1, "minibatch": batch_size, "batch": len(X)}
    if mode not in sizes:
        raise ValueError(f"unknown mode {mode!r}")
    w, b, updates, history = np.zeros(X.shape[1]), 0.0, 0, []
    batches = list(iterate_minibatches(X, y, sizes[mode], rng, mode != "batch"))
    for _ in range(epochs):
        for rows, targets in batches:
            residual = rows @ w + b - targets
            w = w - lr * rows.T @ residual / len(rows)
            b = b - lr * float(residual.mean())
            updates += 1
        history.append(float(np.mean((X @ w + b - y) ** 2) / 2))
    return {"w": w, "b": b, "updates": updates, "history": history}
