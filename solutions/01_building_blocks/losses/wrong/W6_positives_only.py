"""
title = { en = "Only the term of the positives", ko = "양성 항만 계산함" }
fails = ["test_bce_value", "test_bce_slope", "test_logits_value", "test_logits_slope"]
hint = { en = "Only y log p is counted. For y = 0 that term is 0, so answering yes to everything would cost nothing. Negatives contribute a term of their own: the loss must not change when yes and no trade places in p and in y.", ko = "y log p만 더하고 있어요. y = 0이면 이 항이 0이라서, 무엇이든 예라고 답해도 손실이 없어요. 음성 표본에도 제 몫의 항이 있어요. p와 y에서 예와 아니요를 서로 바꾸어도 손실이 같아야 해요." }
"""


def bce_loss(p, y, eps=1e-12):
    _same_shape(p, y)
    p = np.clip(p, eps, 1 - eps)
    return float(np.mean(-y * np.log(p))), -y / p / p.size


def bce_with_logits(z, y):
    _same_shape(z, y)
    return float(np.mean(y * np.logaddexp(0, -z))), -y * _sigmoid(-z) / z.size
