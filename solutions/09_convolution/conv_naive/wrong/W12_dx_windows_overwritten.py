"""
title = { en = "Windows of dx overwrite each other", ko = "dx의 창이 서로 덮어씀" }
fails = ["test_gradient_of_images"]

[hint]
en = "In your dx every window overwrites what earlier windows left there. A pixel lies in several overlapping \
windows, and its gradient is the sum over all of them."
ko = "dx에서 나중 창이 앞선 창의 값을 덮어쓰고 있어요. 한 픽셀은 겹치는 여러 창에 들어 있고, 그 픽셀의 기울기는 \
모든 창에서 온 값의 합이에요."
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
            dw += np.einsum("nf,nchw->fchw", dout[:, :, i, j], padded[:, :, rows, columns])
            dpadded[:, :, rows, columns] = np.einsum("nf,fchw->nchw", dout[:, :, i, j], w)
    return dpadded[:, :, pad : pad + h, pad : pad + width], dw, db
