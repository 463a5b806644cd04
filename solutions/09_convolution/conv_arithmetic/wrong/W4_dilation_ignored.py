"""
title = { en = "Dilation ignored", ko = "팽창을 무시함" }
fails = ["test_positions_with_dilation", "test_padding_keeps_size"]
hint = { en = "The dilation changes nothing here. A kernel of 3 with dilation 2 has gaps between its elements and \
spans more than 3 numbers. How many, and what takes the place of k in the formula?", ko = "팽창이 결과에 아무 영향을 \
주지 않아요. 크기 3, 팽창 2인 커널은 원소 사이가 떨어져 있어서 3칸보다 넓은 자리를 차지해요. 몇 칸일까요? 식에서 k \
대신 무엇이 들어가야 할까요?" }
"""


def conv_output_size(i, k, s=1, p=0, d=1):
    size = (i + 2 * p - k) // s + 1
    if size < 1:
        raise ValueError("size")
    return size


def same_padding(k, d=1):
    if not isinstance(k, int):
        return same_padding(k[0]), same_padding(k[1])
    return (k - 1) // 2
