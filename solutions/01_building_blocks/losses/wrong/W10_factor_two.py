"""
title = { en = "The factor 2 of the square", ko = "제곱에서 나오는 2를 혼동함" }
fails = ["test_mse_slope", "test_half_sum_slope"]
hint = { en = "The derivative of e squared is 2 e. The mean of squares keeps that 2; in the half sum of squares the one half cancels it. Check both of your gradients against a difference quotient of their loss.", ko = "e 제곱의 미분은 2e예요. 제곱의 평균에는 이 2가 남고, 제곱합의 절반에서는 1/2이 2를 지워요. 두 손실 모두 차분으로 기울기를 구해서 여러분이 돌려준 기울기와 견주어 보세요." }
"""


def mse_loss(pred, target, reduction="mean"):
    _same_shape(pred, target)
    difference = pred - target
    return _reduced(difference**2, difference, reduction)


def sum_squared_error(pred, target):
    _same_shape(pred, target)
    difference = pred - target
    return float(np.sum(difference**2)) / 2, 2 * difference
