"""
title = { en = "Trained by MSE through a linear output", ko = "선형 출력으로 바꿔 MSE로 학습함" }
fails = ["test_run"]
hint = { en = "To watch the MSE you replaced the sigmoid by a linear output and trained on the MSE. That is another model with another path. Training stays with BCE; which numbers does a metric need that the forward pass has computed already?", ko = "MSE를 보려고 시그모이드를 선형 출력으로 바꾸고 MSE로 학습했어요. 그러면 모델도, 파라미터가 움직이는 경로도 달라져요. 학습은 그대로 BCE로 하세요. 지표에 필요한 값 가운데 순전파에서 이미 계산한 것은 무엇일까요?" }
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
        slope = 2 * (z - target)
        w = w - lr * X.T @ slope / len(target)
        b = b - lr * float(np.mean(slope))
    return {"w": w, "b": b, "bce": bce, "mse": mse}
