"""
title = { en = "Average gradient not divided", ko = "평균의 기울기를 나누지 않음" }
fails = ["test_avg_backward_values", "test_global_backward_values"]

[hint]
en = "Every pixel of a window receives the whole gradient in your average pooling. The forward pass divided by the \
number of pixels; look at what that factor does to the derivative of the mean by one pixel."
ko = "평균 풀링에서 창의 모든 픽셀이 기울기를 통째로 받고 있어요. 순전파에서는 픽셀 수로 나누었어요. 평균을 픽셀 \
하나로 미분하면 그 계수가 어떻게 되는지 살펴보세요."
"""

_right_average, _right_global = avg_pool_backward, global_avg_pool_backward


def avg_pool_backward(dout, cache):
    _, pool_param = cache
    return _right_average(dout, cache) * pool_param["pool_height"] * pool_param["pool_width"]


def global_avg_pool_backward(dout, cache):
    _, _, h, w = cache
    return _right_global(dout, cache) * h * w
