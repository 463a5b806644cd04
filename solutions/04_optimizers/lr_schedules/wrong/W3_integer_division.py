"""
title = { en = "Integer division", ko = "정수 나눗셈" }
fails = ["test_power_closed_form", "test_exponential_closed_form"]
hint = { en = "Your rate stands still for s steps and then jumps: a staircase. The formula divides t by s as real numbers. (Staircases exist too, as a schedule of their own: piecewise constant.)", ko = "학습률이 s걸음 동안 그대로이다가 한꺼번에 떨어져서 계단 모양이 돼요. 공식의 t / s는 실수 나눗셈이에요. (계단 모양을 원할 때 쓰는 스케줄은 따로 있어요. 구간별 고정 스케줄링이에요.)" }
"""


def power_lr(lr0, t, s, c=1.0):
    return lr0 / (1 + t // s) ** c


def exponential_lr(lr0, t, s):
    return lr0 * 0.1 ** (t // s)
