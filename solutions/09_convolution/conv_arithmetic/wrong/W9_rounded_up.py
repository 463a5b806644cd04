"""
title = { en = "Incomplete windows counted", ko = "다 들어가지 않는 창까지 셈" }
fails = ["test_positions_are_counted", "test_positions_with_dilation"]
hint = { en = "The division rounds up, so a last window is counted that reaches beyond the padded input. Only windows that fit completely count. Draw an input of 6, a kernel of 3 and stride 2.", ko = "나눗셈을 올림해서, 패딩한 입력 밖으로 나가는 마지막 창까지 세고 있어요. 완전히 들어가는 창만 세요. 길이 6인 입력에 크기 3, 스트라이드 2인 커널을 그려 보세요." }
"""


def conv_output_size(i, k, s=1, p=0, d=1):
    size = -(-(i + 2 * p - d * (k - 1) - 1) // s) + 1
    if size < 1:
        raise ValueError("size")
    return size
