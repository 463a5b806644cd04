"""
title = { en = "dw of the last position only", ko = "마지막 위치의 dw만 남음" }
fails = ["test_gradient_of_filters"]

[hint]
en = "Your dw holds what the last output position contributed. A filter is used at every position of the output, \
and its gradient is the sum over all of them."
ko = "dw에 마지막 출력 위치의 값만 남아 있어요. 필터는 출력의 모든 위치에서 쓰이고, 그 기울기는 모든 위치에서 온 \
값의 합이에요."
"""


def conv_backward_naive(dout, cache):
    x, w, _, conv_param = cache
    stride, pad = conv_param["stride"], conv_param["pad"]
    h, width = x.shape[2:]
    hh, ww = w.shape[2:]
    padded = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    dpadded, dw, db = np.zeros_like(padded), np.zeros_like(w), dout.sum(axis=(0, 2, 3))
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            rows, columns = slice(i * stride, i * stride + hh), slice(j * stride, j * stride + ww)
            dw = np.einsum("nf,nchw->fchw", dout[:, :, i, j], padded[:, :, rows, columns])
            dpadded[:, :, rows, columns] += np.einsum("nf,fchw->nchw", dout[:, :, i, j], w)
    return dpadded[:, :, pad : pad + h, pad : pad + width], dw, db
