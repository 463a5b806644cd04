"""
title = { en = "Padding cut off with [pad:-pad]", ko = "[pad:-pad]로 패딩을 잘라 냄" }
fails = ["test_backward_without_padding"]

[hint]
en = "Your dx is empty when there is no padding: with pad = 0 the slice [pad:-pad] is [0:0]. Say where the slice \
ends by counting from its start: the image is H pixels high and W pixels wide."
ko = "패딩이 없을 때 dx가 비어 있어요. pad = 0이면 [pad:-pad]는 [0:0]이 되거든요. 끝 위치를 음수로 쓰지 말고, 시작 \
위치에서 이미지의 높이 H와 너비 W만큼 세어서 정해 보세요."
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
