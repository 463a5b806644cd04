"""
title = { en = "Softmax over the queries", ko = "쿼리 방향의 소프트맥스" }
fails = ["test_weights_and_output", "test_masked_lookup"]
hint = { en = "The columns of your weights sum to 1, and the rows do not. Each query divides its attention among the keys; along which axis of the (S, T) scores do the keys lie?", ko = "가중치의 행이 아니라 열의 합이 1이에요. 쿼리 하나가 키들에 가중치를 나눠 주는 거예요. (S, T) 모양의 점수에서 키는 어느 축을 따라 놓여 있나요?" }
"""


def scaled_dot_product_attention(q, k, v, mask=None):
    scale = 1 / math.sqrt(q.shape[-1])
    scores = q @ np.swapaxes(k, -1, -2) * scale
    if mask is not None:
        scores = np.where(mask, scores, -np.inf)
    top = scores.max(axis=-2, keepdims=True)
    top = np.where(np.isfinite(top), top, 0)
    with np.errstate(all="ignore"):
        powers = np.exp(scores - top)
        total = powers.sum(axis=-2, keepdims=True)
        total = np.where(total > 0, total, 1)
        weights = powers / total
    return weights @ v, weights, (q, k, v, weights, scale)
