"""
title = { en = "Jump multiplied by the stride too early", ko = "간격에 스트라이드를 너무 일찍 곱함" }
fails = ["test_field_with_strides", "test_field_edges"]
hint = { en = "The stride of a layer is applied before its own kernel is counted. Within one window the inputs of a layer are as far apart as the layers before it have left them; its own stride only moves the windows apart, which the next layer feels. In which order do the two updates come?", ko = "층의 커널을 세기도 전에 그 층의 스트라이드를 곱하고 있어요. 한 창 안에서 이웃한 입력 사이의 간격은 앞선 층들이 정해요. 그 층의 스트라이드는 창과 창 사이를 벌릴 뿐이고, 그 영향은 다음 층부터 나타나요. 두 갱신의 순서는 어떻게 되어야 할까요?" }
"""


def receptive_field(layers):
    size, jump = 1, 1
    for k, s in layers:
        jump *= s
        size += (k - 1) * jump
    return size, jump
