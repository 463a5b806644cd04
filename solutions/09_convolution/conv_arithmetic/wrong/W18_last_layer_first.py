"""
title = { en = "Layers taken in reverse order", ko = "층을 거꾸로 따라감" }
fails = ["test_field_with_strides", "test_field_edges"]
hint = { en = "The layers are followed from the last to the first, while size and jump are updated as if one went from the input on. The jump of a layer comes from the layers in front of it, and the first layer of the list is the one next to the input.", ko = "마지막 층부터 거꾸로 가면서 크기와 간격은 입력에서 출발할 때처럼 갱신하고 있어요. 어떤 층의 간격은 그 앞에 있는 층들이 정하고, 리스트의 첫 층이 입력 바로 다음 층이에요." }
"""


def receptive_field(layers):
    size, jump = 1, 1
    for k, s in reversed(layers):
        size += (k - 1) * jump
        jump *= s
    return size, jump
