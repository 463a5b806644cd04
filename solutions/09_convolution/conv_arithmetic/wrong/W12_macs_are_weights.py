"""
title = { en = "Weights counted instead of multiplications", ko = "곱셈 대신 가중치의 수를 셈" }
fails = ["test_multiplications", "test_multiplications_in_groups"]
hint = { en = "This is the number of weights. A convolution uses each of its weights at every position of the window: few parameters, but many multiplications. How often is one weight used on one image?", ko = "지금 답은 가중치의 수예요. 합성곱은 가중치 하나를 창의 모든 자리에서 다시 써요. 그래서 파라미터는 적어도 곱셈은 많아요. 이미지 한 장에서 가중치 하나는 몇 번 쓰일까요?" }
"""


def conv2d_macs(shape, cout, k, s=1, p=0, groups=1):
    conv2d_output_shape(shape, cout, k, s, p)
    return conv2d_params(shape[0], cout, k, False, groups)
