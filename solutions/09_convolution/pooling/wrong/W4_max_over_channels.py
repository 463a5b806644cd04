"""
title = { en = "Maximum over the channels too", ko = "채널까지 합쳐 최댓값을 구함" }
fails = ["test_max_forward_values"]

[hint]
en = "All channels of your output are equal: the maximum runs over the channels as well. Pooling treats every \
channel alone and leaves their number unchanged."
ko = "출력의 모든 채널이 같아요. 최댓값을 채널 방향으로도 구하고 있어요. 풀링은 채널을 하나씩 따로 다루고 채널 수를 \
그대로 둬요."
"""

_right_forward = max_pool_forward_naive


def max_pool_forward_naive(x, pool_param):
    out, cache = _right_forward(x, pool_param)
    return np.broadcast_to(out.max(axis=1, keepdims=True), out.shape).copy(), cache
