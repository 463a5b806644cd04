"""
title = { en = "Divided by the root of the model size", ko = "모델 전체 크기의 제곱근으로 나눔" }
fails = ["test_weights_and_output"]
hint = { en = "With several heads the weights come out too flat. You divide by the root of the size of all heads together, but a score is a dot product inside one head. How many terms does one dot product have?", ko = "헤드가 여러 개일 때 가중치가 지나치게 고르게 나와요. 모든 헤드를 합친 크기의 제곱근으로 나눴는데, 점수는 헤드 하나 안에서 구하는 내적이에요. 내적 하나는 몇 개의 항을 더한 것인가요?" }
"""


def scaled_dot_product_attention(q, k, v, mask=None):
    scale = 1 / math.sqrt(q.shape[-1] * (q.shape[-3] if q.ndim == 4 else 1))
    scores = q @ np.swapaxes(k, -1, -2) * scale
    if mask is not None:
        scores = np.where(mask, scores, -np.inf)
    top = scores.max(axis=-1, keepdims=True)
    top = np.where(np.isfinite(top), top, 0)
    with np.errstate(all="ignore"):
        powers = np.exp(scores - top)
        total = powers.sum(axis=-1, keepdims=True)
        total = np.where(total > 0, total, 1)
        weights = powers / total
    return weights @ v, weights, (q, k, v, weights, scale)
