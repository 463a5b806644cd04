"""
title = { en = "Index inside the window used for the map", ko = "창 안의 위치를 맵의 위치로 씀" }
fails = ["test_max_backward_values"]

[hint]
en = "All gradients land in the top left corner of dx: an index that counts inside its window is used for the whole \
map. Remember where the window itself begins."
ko = "기울기가 모두 dx의 왼쪽 위 구석에 모여 있어요. 창 안에서 센 위치를 맵 전체의 위치로 쓰고 있어요. 그 창이 \
어디에서 시작하는지도 생각해야 해요."
"""


def max_pool_backward_naive(dout, cache):
    x, pool_param = cache
    height, width, stride = pool_param["pool_height"], pool_param["pool_width"], pool_param["stride"]
    dx = np.zeros_like(x)
    for n, c, i, j in np.ndindex(dout.shape):
        window = x[n, c, i * stride : i * stride + height, j * stride : j * stride + width]
        row, column = np.unravel_index(window.argmax(), window.shape)
        dx[n, c, row, column] += dout[n, c, i, j]
    return dx
