"""
title = { en = "A maximum shared by windows counted once", ko = "여러 창이 공유하는 최댓값을 한 번만 셈" }
fails = ["test_max_backward_overlapping"]

[hint]
en = "Where one pixel is the maximum of several windows, your dx keeps the gradient of the last of them only. Each \
of these windows contributes."
ko = "한 픽셀이 여러 창의 최댓값일 때 dx에 마지막 창의 기울기만 남아 있어요. 그 창들에서 온 값을 모두 모아야 해요."
"""


def max_pool_backward_naive(dout, cache):
    x, pool_param = cache
    height, width, stride = pool_param["pool_height"], pool_param["pool_width"], pool_param["stride"]
    dx = np.zeros_like(x)
    for n, c, i, j in np.ndindex(dout.shape):
        window = x[n, c, i * stride : i * stride + height, j * stride : j * stride + width]
        row, column = np.unravel_index(window.argmax(), window.shape)
        dx[n, c, i * stride + row, j * stride + column] = dout[n, c, i, j]
    return dx
