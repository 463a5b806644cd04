"""
title = { en = "dx assigned instead of accumulated", ko = "dx를 더하지 않고 덮어씀" }
fails = ["test_gradient_of_images"]

[hint]
en = "In your dx every window of every filter overwrites what was there before. A pixel lies in several overlapping \
windows, under all filters, and its gradient is the sum over all of them."
ko = "dx에서 필터마다, 창마다 앞선 값을 덮어쓰고 있어요. 한 픽셀은 겹치는 여러 창에 들어 있고 모든 필터와 곱해져요. \
그 픽셀의 기울기는 그 모두에서 온 값의 합이에요."
"""

_right_backward = conv_backward_naive


def conv_backward_naive(dout, cache):
    x, w, _, conv_param = cache
    stride, pad = conv_param["stride"], conv_param["pad"]
    (n, c, h, width), (filters, _, hh, ww) = x.shape, w.shape
    dpadded = np.zeros((n, c, h + 2 * pad, width + 2 * pad))
    _, dw, db = _right_backward(dout, cache)
    for f in range(filters):
        for i in range(dout.shape[2]):
            for j in range(dout.shape[3]):
                rows, columns = slice(i * stride, i * stride + hh), slice(j * stride, j * stride + ww)
                dpadded[:, :, rows, columns] = dout[:, f, i, j].reshape(n, 1, 1, 1) * w[f]
    return dpadded[:, :, pad : pad + h, pad : pad + width], dw, db
