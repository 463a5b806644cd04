"""
title = { en = "Divided by the number of rows only", ko = "행의 수로만 나눔" }
fails = ["test_mse_value", "test_mse_slope", "test_mae_value", "test_mae_slope"]
hint = { en = "The sum is divided by len(pred), the number of rows. For a matrix the mean is over all elements, rows times columns; for a vector both are the same, which is why it went unnoticed.", ko = "합을 len(pred), 곧 행의 수로만 나누고 있어요. 행렬이라면 행과 열을 곱한 모든 원소의 평균이어야 해요. 벡터에서는 둘이 같아서 눈에 띄지 않았을 거예요." }
"""


def mse_loss(pred, target, reduction="mean"):
    _same_shape(pred, target)
    difference = pred - target
    if reduction != "mean":
        return _reduced(difference**2, 2 * difference, reduction)
    return float(np.sum(difference**2)) / len(pred), 2 * difference / len(pred)


def mae_loss(pred, target, reduction="mean"):
    _same_shape(pred, target)
    difference = pred - target
    if reduction != "mean":
        return _reduced(np.abs(difference), np.sign(difference), reduction)
    return float(np.sum(np.abs(difference))) / len(pred), np.sign(difference) / len(pred)
