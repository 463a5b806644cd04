"""
title = { en = "Decay without the learning rate", ko = "학습률이 빠진 감쇠" }
fails = ["test_decay_step", "test_adamw_one_step"]
hint = { en = "The weights shrink by the full decay at every step, however small the learning rate is: a rate schedule then changes the balance between data and decay. By what share does the definition here shrink them?", ko = "학습률이 아무리 작아도 걸음마다 가중치가 감쇠 계수의 비율만큼 줄어요. 그러면 학습률을 바꿀 때마다 데이터와 감쇠 사이의 균형이 달라져요. 여기의 정의에서는 걸음마다 얼마의 비율로 줄어드나요?" }
"""


def sgd_weight_decay_step(w, dw, lr, wd):
    return w - wd * w - lr * dw


def adamw_step(w, dw, config=None):
    config = _settings(w, config)
    return w - config["weight_decay"] * w - _adam(dw, config), config
