"""
title = { en = "Receptive field taken for the kernel", ko = "수용 영역을 커널 크기로 봄" }
fails = ["test_field_of_stack", "test_field_with_strides"]
hint = { en = "The size is that of the last kernel. The receptive field is a region of the input of the whole network, the filter is a set of weights: behind two layers, each of the numbers under the last kernel has itself seen a whole window. Count for two kernels of 3 on paper.", ko = "마지막 커널의 크기를 답하고 있어요. 수용 영역은 신경망 전체의 입력에서 차지하는 영역이고, 필터는 가중치의 모음이에요. 층이 둘이면 마지막 커널 아래의 수 하나하나가 이미 창 하나씩을 보고 온 값이에요. 크기 3인 커널 두 개를 종이 위에 놓고 세어 보세요." }
"""


def receptive_field(layers):
    size, jump = 1, 1
    for k, s in layers:
        size = k
        jump *= s
    return size, jump
