"""
title = { en = "Overlapping windows overwrite each other", ko = "겹치는 창이 서로 덮어씀" }
fails = ["test_max_backward_overlapping", "test_avg_backward_overlapping"]

[hint]
en = "With overlapping windows a later window overwrites the whole area that it covers in dx, also what earlier \
windows left there. A pixel collects the gradients of all windows that contain it."
ko = "창이 겹칠 때 나중 창이 dx에서 자기 영역 전체를 덮어써서, 앞선 창이 남긴 값이 사라져요. 픽셀은 자신을 포함하는 \
모든 창의 기울기를 모아야 해요."
"""


def max_pool_backward_naive(dout, cache):
    x, pool_param = cache
    height, width, stride = pool_param["pool_height"], pool_param["pool_width"], pool_param["stride"]
    dx = np.zeros_like(x)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            rows, columns = slice(i * stride, i * stride + height), slice(j * stride, j * stride + width)
            window = x[:, :, rows, columns]
            largest = window == window.max(axis=(2, 3), keepdims=True)
            dx[:, :, rows, columns] = largest * dout[:, :, i : i + 1, j : j + 1]
    return dx


def avg_pool_backward(dout, cache):
    shape, pool_param = cache
    height, width, stride = pool_param["pool_height"], pool_param["pool_width"], pool_param["stride"]
    dx = np.zeros(shape)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            rows, columns = slice(i * stride, i * stride + height), slice(j * stride, j * stride + width)
            dx[:, :, rows, columns] = dout[:, :, i : i + 1, j : j + 1] / (height * width)
    return dx
