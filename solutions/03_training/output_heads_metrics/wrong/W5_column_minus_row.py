"""
title = { en = "A column minus a row", ko = "열에서 행을 뺌" }
fails = ["test_brier_of_column", "test_run_of_column", "test_step_of_row"]
hint = { en = "A column (N, 1) minus a row (N,) is a table (N, N): every prediction is compared with every label. Nothing complains, and the mean of the table is another number. Bring both to one shape first.", ko = "열 (N, 1)에서 행 (N,)을 빼면 (N, N) 표가 돼요. 모든 예측을 모든 라벨과 비교하게 되지만 아무 오류도 나지 않고, 표의 평균은 엉뚱한 값이에요. 먼저 두 배열의 모양을 맞추세요." }
"""


def mse_metric(p, y):
    if p.size != y.size:
        raise ValueError("sizes")
    return float(np.mean((p - y) ** 2))


def train_bce_report_mse(X, y, lr, steps):
    target = y.reshape(-1)
    w, b = np.zeros(X.shape[1]), 0.0
    bce, mse = [], []
    for _ in range(steps):
        z = X @ w + b
        p = sigmoid(z)
        bce.append(float(np.mean(np.maximum(z, 0) - z * target + np.log1p(np.exp(-np.abs(z))))))
        mse.append(mse_metric(p, y))
        slope = p - target
        w = w - lr * X.T @ slope / len(target)
        b = b - lr * float(np.mean(slope))
    return {"w": w, "b": b, "bce": bce, "mse": mse}


def bce_step_with_mse(model, x, y, opt):
    logits = model(x)
    bce = torch.nn.functional.binary_cross_entropy_with_logits(logits.reshape(-1), y.reshape(-1))
    opt.zero_grad()
    bce.backward()
    opt.step()
    mse = torch.mean((torch.sigmoid(logits.detach()) - y) ** 2)
    return bce.item(), mse.item()
