"""
title = { en = "Falls with base e", ko = "밑이 e인 감소" }
fails = ["test_exponential_closed_form"]
hint = { en = "After s steps your rate is lr0 / e, about a third. This schedule is named after the exponential too, but it is defined by what happens every s steps. Evaluate your function at t = s and at t = 2 s and compare with the statement.", ko = "s걸음 뒤의 학습률이 lr0 / e, 약 3분의 1이에요. 이름은 지수 스케줄링이지만, s걸음마다 무슨 일이 일어나는지로 정의돼요. t = s와 t = 2s에서 함수 값을 구해 설명과 비교해 보세요." }
"""


def exponential_lr(lr0, t, s):
    return lr0 * math.exp(-t / s)
