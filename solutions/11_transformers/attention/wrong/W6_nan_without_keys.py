"""
title = { en = "NaN when no key is allowed", ko = "허용된 키가 없으면 NaN" }
fails = ["test_query_without_keys"]
hint = { en = "A query that may attend to no key becomes NaN, and one NaN spreads to every weight of a network in the \
next backward pass. In such a row all scores are minus infinity, and so is their maximum: subtracting it is no \
protection here. Follow the maximum, the difference and the sum by hand.", ko = "아무 키도 볼 수 없는 쿼리의 답이 \
NaN이 돼요. NaN 하나가 다음 역전파에서 신경망 전체로 퍼져요. 이런 행에서는 점수가 모두 음의 무한대이고 최댓값도 \
그래서, 최댓값을 빼는 것만으로는 막을 수 없어요. 최댓값, 뺄셈, 합을 손으로 따라가 보세요." }
"""


def scaled_dot_product_attention(q, k, v, mask=None):
    scale = 1 / math.sqrt(q.shape[-1])
    scores = q @ np.swapaxes(k, -1, -2) * scale
    if mask is not None:
        scores = np.where(mask, scores, -np.inf)
    top = scores.max(axis=-1, keepdims=True)
    with np.errstate(all="ignore"):
        powers = np.exp(scores - top)
        total = powers.sum(axis=-1, keepdims=True)
        weights = powers / total
    return weights @ v, weights, (q, k, v, weights, scale)
