"""
title = { en = "Mask the wrong way round", ko = "마스크의 뜻을 반대로 봄" }
fails = ["test_masked_lookup"]
hint = { en = "The keys that should be visible are hidden, and the other way round. Both conventions exist in libraries; read again what True means in this exercise.", ko = "보여야 할 키를 가리고 가려야 할 키를 보여 주고 있어요. 라이브러리마다 약속이 달라요. 이 과제에서 True가 무엇을 뜻하는지 다시 읽어 보세요." }
"""


def scaled_dot_product_attention(q, k, v, mask=None):
    scale = 1 / math.sqrt(q.shape[-1])
    scores = q @ np.swapaxes(k, -1, -2) * scale
    if mask is not None:
        scores = np.where(mask, -np.inf, scores)
    top = scores.max(axis=-1, keepdims=True)
    top = np.where(np.isfinite(top), top, 0)
    with np.errstate(all="ignore"):
        powers = np.exp(scores - top)
        total = powers.sum(axis=-1, keepdims=True)
        total = np.where(total > 0, total, 1)
        weights = powers / total
    return weights @ v, weights, (q, k, v, weights, scale)
