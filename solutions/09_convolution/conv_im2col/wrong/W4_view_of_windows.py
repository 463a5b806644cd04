"""
title = { en = "Added through overlapping views", ko = "겹치는 뷰를 통해 더함" }
fails = ["test_rows_added_to_pixels"]

[hint]
en = "In your images every pixel holds the last window only. Either a loop over windows overwrites, or the windows are one \
strided view that is written to: there several cells are the same memory, and a single += does not add them up."
ko = "이미지의 픽셀마다 마지막 창의 값만 남아 있어요. 창을 도는 반복문이 값을 덮어쓰거나, 창 전체를 스트라이드 뷰 하나로 만들고 \
거기에 쓴 거예요. 그런 뷰에서는 여러 칸이 같은 메모리라서 += 한 번으로는 더해지지 않아요."
"""


def col2im(col, input_shape, filter_h, filter_w, stride=1, pad=0):
    n, c, h, w = input_shape
    rows = 1 + (h + 2 * pad - filter_h) // stride
    columns = 1 + (w + 2 * pad - filter_w) // stride
    parts = col.reshape(n, rows, columns, c, filter_h, filter_w)
    padded = np.zeros((n, c, h + 2 * pad, w + 2 * pad), dtype=col.dtype)
    # Writing through a view whose cells share memory leaves the last window in every pixel, whether by = or by +=.
    across = padded.strides
    shape = (n, rows, columns, c, filter_h, filter_w)
    strides = (across[0], stride * across[2], stride * across[3], across[1], across[2], across[3])
    view = np.lib.stride_tricks.as_strided(padded, shape, strides)
    view[...] = parts
    return padded[:, :, pad : pad + h, pad : pad + w]
