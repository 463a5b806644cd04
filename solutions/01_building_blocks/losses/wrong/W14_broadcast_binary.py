"""
title = { en = "Unequal shapes broadcast in a binary loss", ko = "이진 손실에서 다른 모양을 브로드캐스팅함" }
fails = ["test_bce_refusals", "test_logits_refusals", "test_logistic_refusals"]
hint = { en = "A column (N, 1) and a row (N,) are broadcast to a table (N, N): every prediction meets every label, and even a perfect prediction has a loss. numpy does this without a word, so compare the shapes yourself and raise ValueError.", ko = "(N, 1) 모양과 (N,) 모양이 (N, N) 표로 브로드캐스팅돼요. 모든 예측이 모든 라벨과 만나게 되어서 완벽한 예측에도 손실이 생겨요. numpy는 아무 말 없이 계산하므로 모양을 직접 비교하고 ValueError를 일으키세요." }
"""


def bce_loss(p, y, eps=1e-12):
    p = np.clip(p, eps, 1 - eps)
    return float(np.mean(-y * np.log(p) - (1 - y) * np.log(1 - p))), (p - y) / (p * (1 - p)) / p.size


def bce_with_logits(z, y):
    terms = np.maximum(z, 0) - z * y + np.log1p(np.exp(-np.abs(z)))
    return float(np.mean(terms)), (_sigmoid(z) - y) / z.size


def logistic_loss(z, y_pm1):
    margin = y_pm1 * z
    return float(np.mean(np.logaddexp(0, -margin))), -y_pm1 * _sigmoid(-margin) / z.size
