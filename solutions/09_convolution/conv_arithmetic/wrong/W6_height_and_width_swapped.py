"""
title = { en = "Pairs read as (width, height)", ko = "쌍을 (너비, 높이)로 읽음" }
fails = ["test_shape_of_rectangle", "test_summary_of_rectangles", "test_multiplications_in_groups"]
hint = { en = "Kernel, stride or padding are applied to the wrong axes: pairs are (height, width), in the order of the shape (C, H, W). Squares hide this; try a kernel (1, 3) on paper.", ko = "커널, 스트라이드, 패딩을 다른 축에 쓰고 있어요. 쌍은 (높이, 너비)이고 모양 (C, H, W)의 순서와 같아요. 정사각형에서는 드러나지 않으니 커널 (1, 3)을 종이 위에서 놓아 보세요." }
"""


def conv2d_output_shape(shape, cout, k, s=1, p=0):
    k, s, p = _pair(k)[::-1], _pair(s)[::-1], _pair(p)[::-1]
    return cout, *(conv_output_size(*axis) for axis in zip(shape[1:], k, s, p))
