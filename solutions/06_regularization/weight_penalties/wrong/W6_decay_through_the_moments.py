"""
title = { en = "Decay sent through the moments", ko = "감쇠를 모멘트에 섞음" }
fails = ["test_adamw_one_step", "test_adamw_path"]
hint = { en = "This is Adam with an L2 penalty: the decay enters m and v and is divided by the size of the gradient. Weights with large gradients are then hardly decayed at all. In AdamW the decay does not go through the moments; which gradient do they see then?", ko = "이건 L2 규제 항이 있는 Adam이에요. 감쇠가 m과 v에 들어가서 기울기의 크기로 나뉘어요. 그러면 기울기가 큰 가중치는 거의 줄지 않아요. AdamW에서는 감쇠가 모멘트를 거치지 않아요. 모멘트에는 어떤 기울기가 들어가야 할까요?" }
"""


def adamw_step(w, dw, config=None):
    return adam_l2_step(w, dw, config)
