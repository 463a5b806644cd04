"""
title = { en = "Signed error as loss, gradient of the true loss", ko = "부호가 있는 오차를 손실로 쓰고 기울기만 맞음" }
fails = ["test_mse_value", "test_mae_value"]
hint = { en = "The gradient is right, but the loss is a mean of signed errors, which cancel and can be negative. The two belong to different functions, and a gradient check on your own loss says so. What has to happen to each error before the mean?", ko = "기울기는 맞는데 손실이 부호가 있는 오차의 평균이라 서로 지워지고 음수가 될 수도 있어요. 둘이 서로 다른 함수를 말하고 있어서, 내 손실로 기울기 검사를 하면 드러나요. 평균을 내기 전에 오차마다 무엇을 해야 할까요?" }
"""


def mse_loss(pred, target, reduction="mean"):
    _same_shape(pred, target)
    return _reduced(target - pred, 2 * (pred - target), reduction)


def mae_loss(pred, target, reduction="mean"):
    _same_shape(pred, target)
    return _reduced(target - pred, np.sign(pred - target), reduction)
