"""
title = { en = "Labels 0/1 and -1/+1 mixed up", ko = "라벨 0/1과 -1/+1을 혼동함" }
fails = ["test_logits_value", "test_logits_slope", "test_logistic_value", "test_logistic_slope"]
hint = { en = "The two formulas are one loss under two names for the labels: log(1 + exp(-y z)) is for labels -1 and +1, the form with max(z, 0) - z y for 0 and 1. With y = 0 the former would give log 2 whatever z is. Map the labels before you use the other formula.", ko = "두 공식은 같은 손실이고 라벨의 이름만 달라요. log(1 + exp(-y z))는 라벨이 -1과 +1일 때, max(z, 0) - z y가 들어 있는 식은 0과 1일 때 써요. 앞의 식에 y = 0을 넣으면 z가 무엇이든 log 2가 나와요. 다른 쪽 공식을 쓰려면 라벨을 먼저 바꾸세요." }
"""


def bce_with_logits(z, y):
    _same_shape(z, y)
    return float(np.mean(np.logaddexp(0, -y * z))), -y * _sigmoid(-y * z) / z.size


def logistic_loss(z, y_pm1):
    _same_shape(z, y_pm1)
    terms = np.maximum(z, 0) - z * y_pm1 + np.log1p(np.exp(-np.abs(z)))
    return float(np.mean(terms)), (_sigmoid(z) - y_pm1) / terms.size
