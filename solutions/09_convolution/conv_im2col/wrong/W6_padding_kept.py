"""
title = { en = "Padding not removed", ko = "패딩을 잘라 내지 않음" }
fails = ["test_rows_added_to_pixels", "test_layer_gradients"]

[hint]
en = "Your images are still padded. The zeros around the images are not inputs: col2im gives back the shape (N, C, H, \
W), and whatever fell on the padding is dropped."
ko = "돌려준 이미지에 패딩이 남아 있어요. 이미지 둘레의 0은 입력이 아니에요. col2im의 출력은 모양이 (N, C, H, W)이고, \
패딩 자리에 떨어진 값은 버려요."
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
    return padded
