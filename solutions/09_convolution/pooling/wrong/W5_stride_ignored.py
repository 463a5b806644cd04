"""
title = { en = "Stride taken from the window", ko = "스트라이드 대신 창 크기를 씀" }
fails = ["test_max_forward_overlapping", "test_avg_forward_overlapping"]

[hint]
en = "Your windows always lie side by side, as if the stride were the size of the window. The distance between \
windows has a key of its own in pool_param."
ko = "창이 언제나 빈틈없이 나란히 놓여요. 스트라이드가 창 크기와 같다고 본 거예요. 창 사이의 간격은 pool_param에 \
따로 키가 있어요."
"""


def _positions(size, window):
    return range(0, size - window + 1, window)


def _pool(x, pool_param, reduce):
    height, width = pool_param["pool_height"], pool_param["pool_width"]
    tops, lefts = _positions(x.shape[2], height), _positions(x.shape[3], width)
    out = np.zeros((*x.shape[:2], len(tops), len(lefts)), dtype=x.dtype)
    for i, top in enumerate(tops):
        for j, left in enumerate(lefts):
            out[:, :, i, j] = reduce(x[:, :, top : top + height, left : left + width], axis=(2, 3))
    return out


def _spread(dout, shape, pool_param, share):
    height, width = pool_param["pool_height"], pool_param["pool_width"]
    dx = np.zeros(shape)
    for i, top in zip(range(dout.shape[2]), _positions(shape[2], height)):
        for j, left in zip(range(dout.shape[3]), _positions(shape[3], width)):
            area = (slice(None), slice(None), slice(top, top + height), slice(left, left + width))
            dx[area] += share(area) * dout[:, :, i : i + 1, j : j + 1]
    return dx


def max_pool_forward_naive(x, pool_param):
    return _pool(x, pool_param, np.max), (x, pool_param)


def avg_pool_forward(x, pool_param):
    return _pool(x, pool_param, np.mean), (x.shape, pool_param)


def max_pool_backward_naive(dout, cache):
    x, pool_param = cache
    return _spread(dout, x.shape, pool_param, lambda area: x[area] == x[area].max(axis=(2, 3), keepdims=True))


def avg_pool_backward(dout, cache):
    shape, pool_param = cache
    return _spread(dout, shape, pool_param, lambda area: 1 / (pool_param["pool_height"] * pool_param["pool_width"]))
