"""
title = { en = "Scores multiplied by the mask", ko = "점수에 마스크를 곱함" }
fails = ["test_masked_lookup"]
hint = { en = "A masked score becomes 0, and the exponential of 0 is 1: the key still gets weight, often more than an allowed key with a negative score. Which score gives a weight of exactly 0?", ko = "가린 점수가 0이 되는데, 0의 지수 함수 값은 1이에요. 그래서 가린 키도 가중치를 받고, 점수가 음수인 허용된 키보다 더 크게 받기도 해요. 어떤 점수라야 가중치가 정확히 0이 될까요?" }
"""


def scaled_dot_product_attention(q, k, v, mask=None):
    scale = 1 / math.sqrt(q.shape[-1])
    scores = q @ np.swapaxes(k, -1, -2) * scale
    if mask is not None:
        scores = scores * mask
    top = scores.max(axis=-1, keepdims=True)
    top = np.where(np.isfinite(top), top, 0)
    with np.errstate(all="ignore"):
        powers = np.exp(scores - top)
        total = powers.sum(axis=-1, keepdims=True)
        total = np.where(total > 0, total, 1)
        weights = powers / total
    return weights @ v, weights, (q, k, v, weights, scale)
