"""
title = { en = "Scores are not scaled", ko = "점수를 스케일하지 않음" }
fails = ["test_weights_and_output", "test_entropy_of_wide_keys"]
hint = { en = "The weights are sharper than they should be, and the more so the wider the keys are. A dot product of D independent terms has a variance that grows with D, and the softmax saturates. What brings the standard deviation of a score back to 1?", ko = "가중치가 지나치게 한쪽으로 쏠리고, 키의 차원이 클수록 더 심해져요. 서로 독립인 D개의 항을 더한 내적은 분산이 D에 따라 커지고 소프트맥스가 포화돼요. 점수의 표준편차를 다시 1로 만들려면 무엇으로 나눠야 할까요?" }
"""


def scaled_dot_product_attention(q, k, v, mask=None):
    scale = 1.0
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
