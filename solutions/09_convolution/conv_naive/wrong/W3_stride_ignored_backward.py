"""
title = { en = "Stride ignored in the backward pass", ko = "역전파에서 스트라이드를 무시함" }
fails = ["test_backward_with_stride"]

[hint]
en = "Your gradients are right for stride 1 and wrong for larger strides: the backward pass places its windows one \
pixel apart. Output (i, j) must hand its gradient to the same window that the forward pass read."
ko = "스트라이드가 1일 때는 맞고 더 크면 틀려요. 역전파에서 창을 한 픽셀씩 옮기고 있어요. 출력 (i, j)의 기울기는 \
순전파가 읽은 바로 그 창으로 돌아가야 해요."
"""


def conv_backward_naive(dout, cache):
    x, w, _, conv_param = cache
    pad = conv_param["pad"]
    h, width = x.shape[2:]
    hh, ww = w.shape[2:]
    padded = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    dpadded, dw, db = np.zeros_like(padded), np.zeros_like(w), dout.sum(axis=(0, 2, 3))
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            rows, columns = slice(i, i + hh), slice(j, j + ww)
            dw += np.einsum("nf,nchw->fchw", dout[:, :, i, j], padded[:, :, rows, columns])
            dpadded[:, :, rows, columns] += np.einsum("nf,fchw->nchw", dout[:, :, i, j], w)
    return dpadded[:, :, pad : pad + h, pad : pad + width], dw, db
