"""
title = { en = "Height and width swapped", ko = "높이와 너비를 바꿈" }
fails = ["test_forward_matches_reference", "test_forward_of_rectangular_image"]

[hint]
en = "Rows and columns of your output are exchanged. Axis 2 is the height and axis 3 the width, in x, in w and in \
out; a rectangular image shows the difference at once."
ko = "출력의 행과 열이 서로 바뀌어 있어요. x, w, out 모두 2번 축이 높이이고 3번 축이 너비예요. 직사각형 이미지로 \
확인하면 차이가 바로 보여요."
"""

_right_forward = conv_forward_naive


def conv_forward_naive(x, w, b, conv_param):
    out, cache = _right_forward(x, w, b, conv_param)
    return out.transpose(0, 1, 3, 2), cache
