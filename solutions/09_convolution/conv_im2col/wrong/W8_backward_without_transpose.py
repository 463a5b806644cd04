"""
title = { en = "dout reshaped without moving the filter axis", ko = "dout을 축 이동 없이 reshape함" }
fails = ["test_layer_gradients"]

[hint]
en = "In your backward pass, dout is reshaped to one row per window without moving the filter axis, so that images and filters \
are mixed. dout has the axes (N, F, OH, OW); undo what the forward pass did to its product, step by step in reverse."
ko = "역전파에서 필터 축을 옮기지 않고 dout을 창마다 한 행이 되게 reshape하고 있어요. 그래서 이미지와 필터가 섞여요. dout의 축은 \
(N, F, OH, OW)예요. 순전파가 행렬곱에 한 일을 거꾸로 하나씩 되돌려 보세요."
"""

_right_backward = conv_backward_im2col


def conv_backward_im2col(dout, cache):
    n, f, rows, columns = dout.shape
    return _right_backward(dout.reshape(n, rows, columns, f).transpose(0, 3, 1, 2), cache)
