"""
title = { en = "Gradient of the squared error in the absolute error", ko = "절댓값 오차에 제곱 오차의 기울기를 씀" }
fails = ["test_mae_slope", "test_mae_reductions"]
hint = { en = "The gradient of the absolute error grows with the error here, as that of a square does. |e| has slope 1 or -1 however large e is; this is why the absolute error is less affected by outliers. Which function of the error has these values?", ko = "지금 절댓값 오차의 기울기가 제곱 오차처럼 오차에 따라 커져요. |e|의 기울기는 e가 아무리 커도 1 또는 -1이에요. 절댓값 오차가 이상치에 덜 흔들리는 까닭이 바로 이것이에요. 오차의 어떤 함수가 이런 값을 가질까요?" }
"""


def mae_loss(pred, target, reduction="mean"):
    _same_shape(pred, target)
    difference = pred - target
    return _reduced(np.abs(difference), difference, reduction)
