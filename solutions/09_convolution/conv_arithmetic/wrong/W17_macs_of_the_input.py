"""
title = { en = "A window counted for every input pixel", ko = "입력 픽셀마다 창이 하나씩 있다고 셈" }
fails = ["test_multiplications", "test_multiplications_in_groups"]
hint = { en = "The weights are multiplied by the size of the input image. The window is not put on every pixel: without padding, and with strides, there are fewer positions. Which size says how many there are?", ko = "가중치의 수에 입력 이미지의 크기를 곱하고 있어요. 창을 모든 픽셀에 놓는 것은 아니에요. 패딩이 없거나 스트라이드가 있으면 자리가 더 적어요. 자리의 수를 말해 주는 것은 어느 크기일까요?" }
"""


def conv2d_macs(shape, cout, k, s=1, p=0, groups=1):
    conv2d_output_shape(shape, cout, k, s, p)
    return shape[1] * shape[2] * conv2d_params(shape[0], cout, k, False, groups)
