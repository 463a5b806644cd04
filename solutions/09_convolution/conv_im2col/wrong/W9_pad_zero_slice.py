"""
title = { en = "Padding cut off with [pad:-pad]", ko = "[pad:-pad]로 패딩을 잘라 냄" }
fails = ["test_rows_added_to_pixels", "test_layer_gradients"]

[hint]
en = "Without padding your images are empty: with pad = 0 the slice [pad:-pad] is [0:0]. Say where the slice ends by counting \
from its start."
ko = "패딩이 없을 때 이미지가 비어 있어요. pad = 0이면 [pad:-pad]는 [0:0]이 되거든요. 끝 위치를 시작 위치에서부터 세어서 정해 보세요."
"""


def col2im(col, input_shape, filter_h, filter_w, stride=1, pad=0):
    n, c, h, w = input_shape
    rows = 1 + (h + 2 * pad - filter_h) // stride
    columns = 1 + (w + 2 * pad - filter_w) // stride
    parts = col.reshape(n, rows, columns, c, filter_h, filter_w).transpose(4, 5, 0, 3, 1, 2)
    padded = np.zeros((n, c, h + 2 * pad, w + 2 * pad), dtype=col.dtype)
    for u in range(filter_h):
        for v in range(filter_w):
            padded[:, :, u : u + stride * rows : stride, v : v + stride * columns : stride] += parts[u, v]
    return padded[:, :, pad:-pad, pad:-pad]
