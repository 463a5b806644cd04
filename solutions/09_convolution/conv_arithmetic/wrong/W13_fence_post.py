"""
title = { en = "The + 1 forgotten", ko = "1을 더하지 않음" }
fails = ["test_positions_are_counted", "test_shape_of_square"]
hint = { en = "The size is one too small: the quotient counts the steps between positions, not the positions. Between three fence posts there are two gaps. How many positions has a kernel of 3 on an input of 3?", ko = "크기가 1만큼 작아요. 나눗셈의 몫은 자리가 아니라 자리 사이의 걸음 수예요. 울타리 기둥이 셋이면 간격은 둘이에요. 길이 3인 입력에 크기 3인 커널을 놓을 자리는 몇 군데일까요?" }
"""


def conv_output_size(i, k, s=1, p=0, d=1):
    size = (i + 2 * p - d * (k - 1) - 1) // s
    if size < 1:
        raise ValueError("size")
    return size
