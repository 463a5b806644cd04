"""
title = { en = "Strides do not enter the receptive field", ko = "수용 영역에 스트라이드가 들어가지 않음" }
fails = ["test_field_with_strides"]
hint = { en = "Every layer adds k - 1, as if all strides were 1. Behind a layer of stride 2, neighbouring numbers look at places two apart in the input, so the next kernel reaches twice as far. By what is k - 1 to be multiplied?", ko = "모든 스트라이드가 1인 것처럼 층마다 k - 1만 더하고 있어요. 스트라이드 2인 층 뒤에서는 이웃한 두 수가 입력에서 두 칸 떨어진 곳을 보므로 다음 커널은 두 배 멀리까지 닿아요. k - 1에 무엇을 곱해야 할까요?" }
"""


def receptive_field(layers):
    size, jump = 1, 1
    for k, s in layers:
        size += k - 1
        jump *= s
    return size, jump
