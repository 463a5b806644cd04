"""
title = { en = "Mask after the softmax", ko = "소프트맥스 다음에 마스크" }
fails = ["test_masked_lookup"]
hint = { en = "The masked weights are 0, but the other weights of the row no longer sum to 1: the masked keys took part in the softmax first. A hidden key must not count in the denominator either. When must the mask act?", ko = "가린 위치의 가중치는 0이지만 같은 행의 나머지 가중치를 더해도 1이 되지 않아요. 가린 키가 이미 소프트맥스에 참여했기 때문이에요. 가린 키는 분모에도 들어가면 안 돼요. 마스크를 언제 적용해야 할까요?" }
"""


def scaled_dot_product_attention(q, k, v, mask=None):
    scale = 1 / math.sqrt(q.shape[-1])
    scores = q @ np.swapaxes(k, -1, -2) * scale
    top = scores.max(axis=-1, keepdims=True)
    top = np.where(np.isfinite(top), top, 0)
    with np.errstate(all="ignore"):
        powers = np.exp(scores - top)
        total = powers.sum(axis=-1, keepdims=True)
        total = np.where(total > 0, total, 1)
        weights = powers / total
    if mask is not None:
        weights = weights * mask
    return weights @ v, weights, (q, k, v, weights, scale)
