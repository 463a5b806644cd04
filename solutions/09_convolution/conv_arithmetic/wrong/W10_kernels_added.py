"""
title = { en = "Kernel sizes added up", ko = "커널 크기를 그냥 더함" }
fails = ["test_field_of_stack", "test_field_with_strides"]
hint = { en = "The kernel sizes are added up. Neighbouring windows overlap: a second kernel of 3 on top of a first one adds fewer than 3 new inputs. How many does it add with stride 1, and how many behind a stride of 2?", ko = "커널 크기를 그냥 더하고 있어요. 이웃한 창은 서로 겹치므로, 크기 3인 커널을 하나 더 쌓아도 새로 보이는 입력은 3개보다 적어요. 스트라이드가 1일 때, 그리고 스트라이드 2 뒤에서는 몇 개씩 늘어날까요?" }
"""


def receptive_field(layers):
    size, jump = 0, 1
    for k, s in layers:
        size += k * jump
        jump *= s
    return max(size, 1), jump
