"""
title = { en = "Divided by n + 1", ko = "n + 1로 나눔" }
fails = ["test_mse_value", "test_mse_slope", "test_mae_value", "test_mae_slope"]
hint = { en = "There are n terms, but the sum is divided by n + 1. A sum from i = 0 to n would have n + 1 terms; data are numbered 1 to n, or 0 to n - 1. Count the terms of an array with three elements.", ko = "항은 n개인데 합을 n + 1로 나누고 있어요. i = 0부터 n까지의 합이라면 항이 n + 1개이지만, 데이터의 번호는 1부터 n까지, 또는 0부터 n - 1까지예요. 원소가 세 개인 배열에서 항의 수를 세어 보세요." }
"""


def mse_loss(pred, target, reduction="mean"):
    _same_shape(pred, target)
    difference = pred - target
    if reduction != "mean":
        return _reduced(difference**2, 2 * difference, reduction)
    return float(np.sum(difference**2)) / (difference.size + 1), 2 * difference / (difference.size + 1)


def mae_loss(pred, target, reduction="mean"):
    _same_shape(pred, target)
    difference = pred - target
    if reduction != "mean":
        return _reduced(np.abs(difference), np.sign(difference), reduction)
    return float(np.sum(np.abs(difference))) / (difference.size + 1), np.sign(difference) / (difference.size + 1)
