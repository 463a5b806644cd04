"""
title = { en = "Steps counted from one", ko = "걸음을 1부터 셈" }
fails = ["test_cycle_every_step"]
hint = { en = "The whole cycle comes late: the peak is one step too far to the right, and the last rate is never reached. You read t as a step number that starts at 1. Which t belongs to the very last of total_steps steps?", ko = "사이클 전체가 늦어요. 정점이 한 걸음 뒤로 밀리고 마지막 학습률에는 끝내 닿지 않아요. t를 1부터 세는 걸음 번호로 읽었어요. 걸음이 모두 total_steps번일 때 맨 마지막 걸음의 t는 얼마일까요?" }
"""


def one_cycle_lr(t, total_steps, max_lr, pct_start=0.3, div_factor=25.0, final_div_factor=1e4):
    if not 0 <= t < total_steps:
        raise ValueError("t")
    first, peak, last = max_lr / div_factor, pct_start * total_steps, total_steps
    if t <= peak:
        start, end, done = first, max_lr, t / peak
    else:
        start, end, done = max_lr, first / final_div_factor, (t - peak) / (last - peak)
    return end + (start - end) * (1 + math.cos(math.pi * done)) / 2
