"""
title = { en = "Rows and columns exchanged", ko = "행과 열이 바뀜" }
fails = ["test_windows_in_rows"]

[hint]
en = "Your matrix has one column per window. That layout exists in other courses; here every window is a row, and the rows \
run over images, then rows, then columns of the output. Check the shape in the docstring."
ko = "행렬에서 창 하나가 열 하나로 되어 있어요. 다른 강의에는 그런 방식도 있지만, 여기서는 창 하나가 행 하나이고 행은 이미지, 출력의 \
행, 출력의 열 순서로 늘어서요. 독스트링에 적힌 모양을 확인해 보세요."
"""

_right_im2col, _right_col2im = im2col, col2im


def im2col(input_data, filter_h, filter_w, stride=1, pad=0):
    return _right_im2col(input_data, filter_h, filter_w, stride, pad).T


def col2im(col, input_shape, filter_h, filter_w, stride=1, pad=0):
    return _right_col2im(col.T, input_shape, filter_h, filter_w, stride, pad)


def conv_forward_im2col(x, w, b, conv_param):
    stride, pad = conv_param["stride"], conv_param["pad"]
    f, _, filter_h, filter_w = w.shape
    rows = 1 + (x.shape[2] + 2 * pad - filter_h) // stride
    columns = 1 + (x.shape[3] + 2 * pad - filter_w) // stride
    col = im2col(x, filter_h, filter_w, stride, pad)
    out = w.reshape(f, -1) @ col + b[:, None]
    return out.reshape(f, len(x), rows, columns).transpose(1, 0, 2, 3), (x.shape, w, col, stride, pad)


def conv_backward_im2col(dout, cache):
    x_shape, w, col, stride, pad = cache
    f, _, filter_h, filter_w = w.shape
    rows = dout.transpose(1, 0, 2, 3).reshape(f, -1)
    dx = col2im(w.reshape(f, -1).T @ rows, x_shape, filter_h, filter_w, stride, pad)
    return dx, (rows @ col.T).reshape(w.shape), rows.sum(axis=1)
