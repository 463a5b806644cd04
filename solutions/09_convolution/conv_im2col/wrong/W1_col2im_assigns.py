"""
title = { en = "col2im overwrites", ko = "col2im이 값을 덮어씀" }
fails = ["test_rows_added_to_pixels"]

[hint]
en = "In your col2im, later entries overwrite earlier ones. A pixel lies in several windows that overlap, so several \
entries of col belong to it. im2col copied the pixel into all of them: what does the backward pass of such a copy do \
with their gradients?"
ko = "col2im에서 나중 값이 앞선 값을 덮어쓰고 있어요. 한 픽셀은 겹치는 여러 창에 들어 있어서 col의 여러 원소와 \
이어져요. im2col이 픽셀 하나를 그 원소들로 복사한 거예요. 이런 복사의 역전파에서는 원소들의 기울기를 어떻게 해야 \
할까요?"
"""


def col2im(col, input_shape, filter_h, filter_w, stride=1, pad=0):
    n, c, h, w = input_shape
    rows = 1 + (h + 2 * pad - filter_h) // stride
    columns = 1 + (w + 2 * pad - filter_w) // stride
    parts = col.reshape(n, rows, columns, c, filter_h, filter_w).transpose(4, 5, 0, 3, 1, 2)
    padded = np.zeros((n, c, h + 2 * pad, w + 2 * pad), dtype=col.dtype)
    for u in range(filter_h):
        for v in range(filter_w):
            padded[:, :, u : u + stride * rows : stride, v : v + stride * columns : stride] = parts[u, v]
    return padded[:, :, pad : pad + h, pad : pad + w]
