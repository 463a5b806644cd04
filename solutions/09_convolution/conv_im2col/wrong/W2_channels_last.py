"""
title = { en = "Channels last in the columns", ko = "열에서 채널이 마지막에 옴" }
fails = ["test_windows_in_rows", "test_layer_values"]

[hint]
en = "The columns of your matrix run over the pixels of the window first and over the channels last. A filter has the shape \
(C, FH, FW), and w.reshape(F, -1) keeps that order: compare it with the order of your columns."
ko = "행렬의 열이 창의 픽셀을 먼저 돌고 채널을 나중에 돌아요. 필터의 모양은 (C, FH, FW)이고 w.reshape(F, -1)은 그 순서를 그대로 \
지켜요. 여러분의 열 순서와 비교해 보세요."
"""

_right_im2col, _right_col2im = im2col, col2im


def im2col(input_data, filter_h, filter_w, stride=1, pad=0):
    col = _right_im2col(input_data, filter_h, filter_w, stride, pad)
    c = input_data.shape[1]
    return col.reshape(-1, c, filter_h * filter_w).transpose(0, 2, 1).reshape(col.shape)


def col2im(col, input_shape, filter_h, filter_w, stride=1, pad=0):
    c = input_shape[1]
    right = col.reshape(-1, filter_h * filter_w, c).transpose(0, 2, 1).reshape(col.shape)
    return _right_col2im(right, input_shape, filter_h, filter_w, stride, pad)
