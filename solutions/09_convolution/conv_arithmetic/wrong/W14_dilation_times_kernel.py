"""
title = { en = "Dilated kernel taken as d * k", ko = "팽창한 커널의 폭을 d * k로 봄" }
fails = ["test_positions_with_dilation"]
hint = { en = "The dilated kernel is counted as d * k wide, with a gap behind its last element as well. Only the gaps \
between elements count. Draw a kernel of 3 with dilation 2: from the first element to the last, how many places are \
that?", ko = "팽창한 커널의 폭을 d * k로 세고 있어요. 마지막 원소 뒤에도 틈이 있는 셈이에요. 원소와 원소 사이의 틈만 \
세야 해요. 크기 3, 팽창 2인 커널을 그려 보면 첫 원소부터 마지막 원소까지 몇 칸인가요?" }
"""


def conv_output_size(i, k, s=1, p=0, d=1):
    size = (i + 2 * p - d * k) // s + 1
    if size < 1:
        raise ValueError("size")
    return size
