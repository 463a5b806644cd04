"""
title = { en = "Padding cut off with [pad:-pad]", ko = "[pad:-pad]로 패딩을 잘라 냄" }
fails = ["test_backward_without_padding"]

[hint]
en = "Your dx is empty when there is no padding: with pad = 0 the slice [pad:-pad] is [0:0]. A negative end counts \
from the back and cannot say 'nothing off'. Which end, counted from the front, is right for every pad?"
ko = "패딩이 없을 때 dx가 비어 있어요. pad = 0이면 [pad:-pad]는 [0:0]이 되거든요. 음수로 쓴 끝 위치로는 '하나도 \
자르지 않음'을 나타낼 수 없어요. 앞에서부터 셌을 때 어떤 끝 위치라야 pad와 상관없이 맞을까요?"
"""


def conv_backward_naive(dout, cache):
    x, w, _, conv_param = cache
    stride, pad = conv_param["stride"], conv_param["pad"]
    hh, ww = w.shape[2:]
    padded = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    dpadded, dw, db = np.zeros_like(padded), np.zeros_like(w), dout.sum(axis=(0, 2, 3))
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            rows, columns = slice(i * stride, i * stride + hh), slice(j * stride, j * stride + ww)
            dw += np.einsum("nf,nchw->fchw", dout[:, :, i, j], padded[:, :, rows, columns])
            dpadded[:, :, rows, columns] += np.einsum("nf,fchw->nchw", dout[:, :, i, j], w)
    return dpadded[:, :, pad:-pad, pad:-pad], dw, db
