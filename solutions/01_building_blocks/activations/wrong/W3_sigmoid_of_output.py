"""
title = { en = "Sigmoid applied to the cached output", ko = "캐시에 둔 출력에 시그모이드를 다시 적용함" }
fails = ["test_sigmoid_slopes"]
hint = { en = "s' = s (1 - s) holds with s already being sigmoid(x). The backward pass seems to apply the sigmoid once more, to the output that was cached. Decide what the cache holds, x or s, and keep to it.", ko = "s' = s (1 - s)에서 s는 이미 sigmoid(x)예요. 지금 역전파는 캐시에 넣어 둔 출력에 시그모이드를 한 번 더 적용하고 있는 것 같아요. 캐시에 x와 s 중 무엇을 넣을지 정하고, 그 약속대로 쓰세요." }
"""


def sigmoid_backward(dout, cache):
    s = _sigmoid(cache)
    return dout * s * (1 - s)
