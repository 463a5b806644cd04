"""
title = { en = "Penalty outside of Adam's gradient", ko = "Adam의 기울기 밖에 있는 규제 항" }
fails = ["test_adam_one_step", "test_adam_path"]
hint = { en = "This is AdamW: the weights are decayed beside Adam's step. A penalty is part of the loss, so its gradient goes wherever the gradient of the loss goes. Which quantities of Adam see the gradient?", ko = "이건 AdamW예요. 가중치를 Adam의 걸음과 별도로 줄였어요. 규제 항은 손실의 일부라서, 규제 항의 기울기도 손실의 기울기가 가는 곳에 모두 들어가야 해요. Adam에서 기울기를 쓰는 값은 어떤 것들일까요?" }
"""


def adam_l2_step(w, dw, config=None):
    return adamw_step(w, dw, config)
