"""
title = { en = "Softmax without a shift", ko = "최댓값을 빼지 않은 소프트맥스" }
fails = ["test_extreme_scores"]
hint = { en = "For large scores the exponential overflows, and infinity over infinity is NaN. Adding a constant to \
all scores of a row does not change the softmax. Which constant makes every exponential at most 1?", ko = "점수가 \
크면 지수 함수 값이 오버플로로 무한대가 되고, 무한대를 무한대로 나누면 NaN이 돼요. 한 행의 모든 점수에 같은 수를 \
더해도 소프트맥스는 변하지 않아요. 어떤 수를 더하면 모든 지수 함수 값이 1 이하가 될까요?" }
"""


def scaled_dot_product_attention(q, k, v, mask=None):
    scale = 1 / math.sqrt(q.shape[-1])
    scores = q @ np.swapaxes(k, -1, -2) * scale
    if mask is not None:
        scores = np.where(mask, scores, -np.inf)
    with np.errstate(all="ignore"):
        powers = np.exp(scores)
        total = powers.sum(axis=-1, keepdims=True)
        total = np.where(total > 0, total, 1)
        weights = powers / total
    return weights @ v, weights, (q, k, v, weights, scale)
