"""
title = { en = "MSE of logits", ko = "로짓으로 계산한 MSE" }
fails = ["test_run", "test_one_step"]
hint = { en = "Your MSE compares logits with labels. Logits have no bounds, so the number leaves the range from 0 to 1 and grows the surer the model gets. What lies between a logit and a label?", ko = "로짓과 라벨의 차이로 MSE를 계산했어요. 로짓에는 범위가 없어서 값이 0과 1 사이를 벗어나고, 모델이 확신할수록 커져요. 로짓과 라벨 사이에는 무엇이 있나요?" }
"""


def train_bce_report_mse(X, y, lr, steps):
    target = y.reshape(-1)
    w, b = np.zeros(X.shape[1]), 0.0
    bce, mse = [], []
    for _ in range(steps):
        z = X @ w + b
        p = sigmoid(z)
        bce.append(float(np.mean(np.maximum(z, 0) - z * target + np.log1p(np.exp(-np.abs(z))))))
        mse.append(mse_metric(z, target))
        slope = p - target
        w = w - lr * X.T @ slope / len(target)
        b = b - lr * float(np.mean(slope))
    return {"w": w, "b": b, "bce": bce, "mse": mse}


def bce_step_with_mse(model, x, y, opt):
    logits, target = model(x).reshape(-1), y.reshape(-1)
    bce = torch.nn.functional.binary_cross_entropy_with_logits(logits, target)
    opt.zero_grad()
    bce.backward()
    opt.step()
    mse = torch.mean((logits.detach() - target) ** 2)
    return bce.item(), mse.item()
