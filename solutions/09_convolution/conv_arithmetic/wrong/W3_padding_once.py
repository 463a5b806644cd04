"""
title = { en = "Padding on one side only", ko = "패딩을 한쪽만 더함" }
fails = ["test_positions_are_counted", "test_shape_of_square", "test_positions_with_dilation"]
hint = { en = "The padding enters once. It is added on both sides of the axis, left and right, top and bottom: how long is an input of 5 with padding 1?", ko = "패딩이 한 번만 들어가 있어요. 패딩은 축의 양쪽, 왼쪽과 오른쪽, 위와 아래에 모두 붙어요. 길이 5인 입력에 패딩 1을 붙이면 길이가 얼마일까요?" }
"""


def conv_output_size(i, k, s=1, p=0, d=1):
    size = (i + p - d * (k - 1) - 1) // s + 1
    if size < 1:
        raise ValueError("size")
    return size
