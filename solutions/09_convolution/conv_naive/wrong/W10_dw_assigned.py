"""
title = { en = "dw assigned instead of accumulated", ko = "dw를 더하지 않고 덮어씀" }
fails = ["test_gradient_of_filters"]

[hint]
en = "Your dw holds only what the last position of the last image contributed. A filter is used at every position of \
every image, and its gradient is the sum over all of them."
ko = "dw에 마지막 이미지의 마지막 위치에서 온 값만 남아 있어요. 필터는 모든 이미지의 모든 위치에서 쓰이고, 그 \
기울기는 모두에서 온 값의 합이에요."
"""

_right_backward = conv_backward_naive


def conv_backward_naive(dout, cache):
    x, w, _, conv_param = cache
    stride, pad = conv_param["stride"], conv_param["pad"]
    padded = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    top, left = (dout.shape[2] - 1) * stride, (dout.shape[3] - 1) * stride
    last = padded[-1:, :, top : top + w.shape[2], left : left + w.shape[3]]
    dx, _, db = _right_backward(dout, cache)
    return dx, np.einsum("nf,nchw->fchw", dout[-1:, :, -1, -1], last), db
