"""
title = { en = "A large negative number as mask", ko = "마스크로 쓴 큰 음수" }
fails = ["test_query_without_keys"]
hint = { en = "A query that may attend to no key gets the plain mean of all values: when every score of a row is the same large negative number, the softmax is uniform. The statement says what such a query should get; this row needs a step of its own.", ko = "아무 키도 볼 수 없는 쿼리가 모든 값의 평균을 받고 있어요. 한 행의 점수가 모두 같은 큰 음수이면 소프트맥스는 균등해져요. 이런 쿼리가 무엇을 받아야 하는지는 설명에 적혀 있어요. 이 행에는 따로 처리하는 단계가 필요해요." }
"""


def scaled_dot_product_attention(q, k, v, mask=None):
    scale = 1 / math.sqrt(q.shape[-1])
    scores = q @ np.swapaxes(k, -1, -2) * scale
    if mask is not None:
        scores = np.where(mask, scores, -1e9)
    top = scores.max(axis=-1, keepdims=True)
    with np.errstate(all="ignore"):
        powers = np.exp(scores - top)
        total = powers.sum(axis=-1, keepdims=True)
        weights = powers / total
    return weights @ v, weights, (q, k, v, weights, scale)
