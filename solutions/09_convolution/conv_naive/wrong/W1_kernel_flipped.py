'''
title = { en = "Kernel flipped", ko = "커널을 뒤집음" }
fails = ["test_forward_matches_reference"]
hint = { en = "Deep-learning layers compute cross-correlation: the filter is laid over the image as it is, without flipping it.", ko = "딥러닝의 합성곱 층은 교차 상관을 계산해요. 필터를 뒤집지 않고 그대로 이미지 위에 올려요." }
'''


def conv_forward_naive(x, w, b, conv_param):
    stride, pad = conv_param["stride"], conv_param["pad"]
    n, _, h, width = x.shape
    f, _, hh, ww = w.shape
    padded = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    rows, columns = 1 + (h + 2 * pad - hh) // stride, 1 + (width + 2 * pad - ww) // stride
    out = np.zeros((n, f, rows, columns), dtype=x.dtype)
    for i in range(rows):
        for j in range(columns):
            window = padded[:, :, i * stride : i * stride + hh, j * stride : j * stride + ww]
            out[:, :, i, j] = np.einsum("nchw,fchw->nf", window, w[:, :, ::-1, ::-1]) + b
    return out, (x, w, b, conv_param)
