"""
title = { en = "The metric takes part in training", ko = "지표가 학습에 끼어듦" }
fails = ["test_run", "test_one_step"]
hint = { en = "Your updates follow the sum of BCE and MSE. A metric is read and then forgotten: the parameters must end exactly where they would without it. What do you differentiate?", ko = "BCE와 MSE를 더한 값을 따라 갱신하고 있어요. 지표는 읽기만 하는 값이라, 지표가 없을 때와 파라미터가 똑같아야 해요. 무엇을 미분하고 있나요?" }
"""


def train_bce_report_mse(X, y, lr, steps):
    target = y.reshape(-1)
    w, b = np.zeros(X.shape[1]), 0.0
    bce, mse = [], []
    for _ in range(steps):
        z = X @ w + b
        p = sigmoid(z)
        bce.append(float(np.mean(np.maximum(z, 0) - z * target + np.log1p(np.exp(-np.abs(z))))))
        mse.append(mse_metric(p, target))
        slope = (p - target) + 2 * (p - target) * p * (1 - p)
        w = w - lr * X.T @ slope / len(target)
        b = b - lr * float(np.mean(slope))
    return {"w": w, "b": b, "bce": bce, "mse": mse}


def bce_step_with_mse(model, x, y, opt):
    logits, target = model(x).reshape(-1), y.reshape(-1)
    bce = torch.nn.functional.binary_cross_entropy_with_logits(logits, target)
    mse = torch.mean((torch.sigmoid(logits) - target) ** 2)
    opt.zero_grad()
    (bce + mse).backward()
    opt.step()
    return bce.item(), mse.item()
