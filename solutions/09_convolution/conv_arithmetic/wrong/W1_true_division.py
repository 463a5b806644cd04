"""
title = { en = "Division that does not round down", ko = "나눗셈에서 내림하지 않음" }
fails = ["test_positions_are_counted", "test_positions_with_dilation"]
hint = { en = "The size is a fraction, or a float. A window that does not fit completely has no position at all, so \
the division rounds down, and the answer is an int. Which operator divides whole numbers?", ko = "출력 크기가 정수가 \
아니거나 실수형(float)이에요. 다 들어가지 않는 창은 놓을 자리가 없으므로, 나눈 값을 내림하고 답은 정수형이어야 해요. \
몫만 구하는 연산자는 무엇일까요?" }
"""


def conv_output_size(i, k, s=1, p=0, d=1):
    size = (i + 2 * p - d * (k - 1) - 1) / s + 1
    if size < 1:
        raise ValueError("size")
    return size
