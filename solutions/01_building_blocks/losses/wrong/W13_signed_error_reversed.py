"""
title = { en = "Mean of the signed error, prediction minus target", ko = "부호가 있는 오차의 평균(예측 빼기 목표값)" }
fails = ["test_mse_value", "test_mae_value"]
hint = { en = "The loss is a mean of signed errors: positive and negative ones cancel, and it can be made as negative as one likes by smaller predictions. A loss must be smallest where the prediction is right. What has to happen to each error before the mean?", ko = "손실이 부호가 있는 오차의 평균이에요. 양수와 음수가 서로 지워지고, 예측을 줄이기만 하면 손실이 끝없이 작아져요. 손실은 예측이 맞을 때 가장 작아야 해요. 평균을 내기 전에 오차마다 무엇을 해야 할까요?" }
"""


def mse_loss(pred, target, reduction="mean"):
    _same_shape(pred, target)
    difference = pred - target
    return _reduced(difference, np.ones_like(difference), reduction)


def mae_loss(pred, target, reduction="mean"):
    return mse_loss(pred, target, reduction)
