"""
title = { en = "Gradient with respect to the logit", ko = "로짓에 대한 기울기를 씀" }
fails = ["test_bce_slope"]
hint = { en = "p - y is the gradient with respect to the logit z, in front of the sigmoid. This function is asked for the gradient with respect to p itself, and knows nothing of a sigmoid. Differentiate the two logarithms.", ko = "p - y는 시그모이드 앞에 있는 로짓 z에 대한 기울기예요. 이 함수는 p 자체에 대한 기울기를 구해야 하고, 시그모이드가 있는지도 몰라요. 두 로그를 미분해 보세요." }
"""


def bce_loss(p, y, eps=1e-12):
    _same_shape(p, y)
    p = np.clip(p, eps, 1 - eps)
    return float(np.mean(-y * np.log(p) - (1 - y) * np.log(1 - p))), (p - y) / p.size
