"""
title = { en = "MSE of decisions", ko = "판단으로 계산한 MSE" }
fails = ["test_run", "test_one_step"]
hint = { en = "You round the probabilities to decisions before you square. What comes out is the error rate, one minus accuracy: it cannot see whether the model became surer. Keep what the model said before it was rounded.", ko = "확률을 판단으로 반올림한 다음에 제곱했어요. 그 값은 오류율, 곧 1 − 정확도예요. 모델이 더 확신하게 되었는지는 보이지 않아요. 반올림하기 전에 모델이 낸 값을 쓰세요." }
"""


def train_bce_report_mse(X, y, lr, steps):
    target = y.reshape(-1)
    w, b = np.zeros(X.shape[1]), 0.0
    bce, mse = [], []
    for _ in range(steps):
        z = X @ w + b
        p = sigmoid(z)
        bce.append(float(np.mean(np.maximum(z, 0) - z * target + np.log1p(np.exp(-np.abs(z))))))
        mse.append(mse_metric((p > 0.5).astype(float), target))
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
    mse = torch.mean(((logits.detach() > 0).double() - target) ** 2)
    return bce.item(), mse.item()
