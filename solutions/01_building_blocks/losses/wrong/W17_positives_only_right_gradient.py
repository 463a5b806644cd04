"""
title = { en = "Only the term of the positives in the loss", ko = "손실에서 양성 항만 계산함" }
fails = ["test_bce_value", "test_logits_value"]
hint = { en = "The gradient is right, but the loss counts only y log p: for y = 0 it is 0, whatever was predicted. Negatives contribute a term of their own. Compare your gradient with a difference quotient of your loss.", ko = "기울기는 맞는데 손실에는 y log p만 들어 있어요. y = 0이면 무엇을 예측하든 0이에요. 음성 표본에도 제 몫의 항이 있어요. 내 손실을 차분으로 미분해서 기울기와 견주어 보세요." }
"""


def bce_loss(p, y, eps=1e-12):
    _same_shape(p, y)
    p = np.clip(p, eps, 1 - eps)
    return float(np.mean(-y * np.log(p))), (p - y) / (p * (1 - p)) / p.size


def bce_with_logits(z, y):
    _same_shape(z, y)
    return float(np.mean(y * np.logaddexp(0, -z))), (_sigmoid(z) - y) / z.size
