"""
title = { en = "ReLU skipped in the backward pass", ko = "역전파에서 ReLU를 건너뜀" }
fails = ["test_pair_slopes", "test_trio_slopes"]

[hint]
en = "Your backward pass goes straight to the convolution, as if there were no ReLU in between. Every layer of the \
forward pass has its turn on the way back, in reverse order and with its own cache."
ko = "역전파가 ReLU 없이 곧바로 합성곱으로 가고 있어요. 순전파에서 지난 층은 돌아오는 길에도 하나씩 거꾸로 지나가야 \
하고, 층마다 자기 캐시를 써요."
"""


def conv_relu_backward(dout, cache):
    return conv_backward_fast(dout, cache[0])


def conv_relu_pool_backward(dout, cache):
    conv_cache, _, pool_cache = cache
    return conv_backward_fast(max_pool_backward_fast(dout, pool_cache), conv_cache)
