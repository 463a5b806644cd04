"""
title = { en = "Logits turned into clipped probabilities", ko = "로짓을 확률로 바꾼 뒤 잘라 냄" }
fails = ["test_logits_extreme"]
hint = { en = "The logits become probabilities first, and clipping keeps the loss finite but wrong: it cannot grow beyond about 27.6, which is -log(1e-12), and the loss no longer fits its gradient. Start from the logits and simplify before you compute.", ko = "로짓을 먼저 확률로 바꾸고 있어요. 잘라 낸 덕분에 손실이 유한하기는 하지만 틀린 값이에요. 1e-12의 로그에서 나오는 27.6쯤에서 더 커지지 못하고, 기울기와도 맞지 않게 돼요. 확률을 거치지 말고, 로짓으로 쓴 손실의 식을 먼저 정리해 보세요." }
"""


def bce_with_logits(z, y):
    _same_shape(z, y)
    p = _sigmoid(z)
    terms = -y * np.log(np.maximum(p, 1e-12)) - (1 - y) * np.log(np.maximum(1 - p, 1e-12))
    return float(np.mean(terms)), (p - y) / z.size


def logistic_loss(z, y_pm1):
    return bce_with_logits(z, (y_pm1 + 1) / 2)
