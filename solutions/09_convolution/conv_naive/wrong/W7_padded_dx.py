"""
title = { en = "dx still padded", ko = "dx에 패딩이 남아 있음" }
fails = ["test_gradient_of_images"]

[hint]
en = "Your dx belongs to the padded image. The zeros around x are not inputs of the layer: their gradient has no \
place in dx, which has the shape of x."
ko = "dx가 패딩된 이미지의 기울기예요. x 둘레의 0은 층의 입력이 아니므로 그 부분을 잘라 내고, dx의 모양을 x와 같게 \
만드세요."
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
    return dpadded, dw, db
