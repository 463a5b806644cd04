"""
title = { en = "Logarithm of 0", ko = "0의 로그" }
fails = ["test_bce_certain", "test_logits_extreme", "test_logistic_extreme"]
hint = { en = "A probability of exactly 0 has the logarithm minus infinity, and 0 times infinity is NaN. Probabilities are to be clipped before the logarithm; logits should never be turned into a probability first. Simplify the formula on paper so that no exponent is positive.", ko = "정확히 0인 확률의 로그는 음의 무한대이고, 0 곱하기 무한대는 NaN이에요. 확률은 로그를 씌우기 전에 범위를 잘라야 하고, 로짓은 확률로 먼저 바꾸지 말아야 해요. 지수가 양수가 되지 않도록 식을 종이 위에서 정리해 보세요." }
"""


def bce_loss(p, y, eps=1e-12):
    _same_shape(p, y)
    terms = -y * np.log(p) - (1 - y) * np.log(1 - p)
    return float(np.mean(terms)), (p - y) / (p * (1 - p)) / terms.size


def bce_with_logits(z, y):
    _same_shape(z, y)
    p = _sigmoid(z)
    terms = -y * np.log(p) - (1 - y) * np.log(1 - p)
    return float(np.mean(terms)), (p - y) / terms.size


def logistic_loss(z, y_pm1):
    _same_shape(z, y_pm1)
    margin = y_pm1 * z
    return float(np.mean(np.log(1 + np.exp(-margin)))), -y_pm1 * _sigmoid(-margin) / margin.size
