"""
title = { en = "Gradient to every pixel of the window", ko = "창의 모든 픽셀에 기울기를 보냄" }
fails = ["test_max_backward_values"]

[hint]
en = "In your max pooling every pixel of a window receives the gradient. A pixel that is not the maximum can move a \
little without changing the output; ask what its derivative is."
ko = "최대 풀링에서 창의 모든 픽셀이 기울기를 받고 있어요. 최댓값이 아닌 픽셀은 조금 바뀌어도 출력이 변하지 않아요. \
그 픽셀의 미분값이 얼마인지 생각해 보세요."
"""


def max_pool_backward_naive(dout, cache):
    x, pool_param = cache
    height, width, stride = pool_param["pool_height"], pool_param["pool_width"], pool_param["stride"]
    dx = np.zeros_like(x)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            top, left = i * stride, j * stride
            dx[:, :, top : top + height, left : left + width] += dout[:, :, i : i + 1, j : j + 1]
    return dx
