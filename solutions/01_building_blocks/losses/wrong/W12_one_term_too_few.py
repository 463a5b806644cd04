"""
title = { en = "Divided by n - 1", ko = "n - 1로 나눔" }
fails = ["test_mse_value", "test_mse_slope"]
hint = { en = "There are n terms, but the sum is divided by n - 1. That is how a variance is estimated from a sample; the loss is a plain mean of all n terms.", ko = "항은 n개인데 합을 n - 1로 나누고 있어요. 그것은 표본에서 분산을 추정할 때 쓰는 방법이에요. 손실은 n개 항의 보통 평균이에요." }
"""


def mse_loss(pred, target, reduction="mean"):
    _same_shape(pred, target)
    difference = pred - target
    if reduction != "mean":
        return _reduced(difference**2, 2 * difference, reduction)
    return float(np.sum(difference**2)) / (difference.size - 1), 2 * difference / (difference.size - 1)
