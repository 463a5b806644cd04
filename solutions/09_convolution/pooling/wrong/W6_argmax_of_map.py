"""
title = { en = "Maximum of the whole map", ko = "특징 맵 전체에서 최댓값을 찾음" }
fails = ["test_max_backward_values"]

[hint]
en = "The whole gradient of a channel ends at a single pixel: the index of the maximum is searched in the whole \
map. Every window has a maximum of its own."
ko = "채널의 기울기가 모두 픽셀 하나에 모여 있어요. 최댓값의 위치를 특징 맵 전체에서 찾고 있어요. 최댓값은 창마다 \
하나씩 있어요."
"""


def max_pool_backward_naive(dout, cache):
    x, _ = cache
    dx = np.zeros_like(x)
    for n in range(x.shape[0]):
        for c in range(x.shape[1]):
            row, column = np.unravel_index(x[n, c].argmax(), x.shape[2:])
            dx[n, c, row, column] = dout[n, c].sum()
    return dx
