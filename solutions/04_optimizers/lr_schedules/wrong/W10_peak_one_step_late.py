"""
title = { en = "Peak one step late", ko = "정점이 한 걸음 늦음" }
fails = ["test_cycle_every_step"]
hint = { en = "Both ends of the cycle are right, but its peak is one step late. The first 30 % of the steps belong to the rise; with ten steps these are three, and the steps are numbered from 0. What is the number of the last of them?", ko = "사이클의 양 끝은 맞는데 정점이 한 걸음 늦어요. 처음 30%의 걸음이 올라가는 구간이에요. 모두 열 걸음이라면 그중 세 걸음이고, 번호는 0부터 매겨요. 그 세 걸음 중 마지막 걸음은 몇 번일까요?" }
"""


def one_cycle_lr(t, total_steps, max_lr, pct_start=0.3, div_factor=25.0, final_div_factor=1e4):
    if not 0 <= t < total_steps:
        raise ValueError("t")
    first, peak, last = max_lr / div_factor, pct_start * total_steps, total_steps - 1
    if t <= peak:
        start, end, done = first, max_lr, t / peak
    else:
        start, end, done = max_lr, first / final_div_factor, (t - peak) / (last - peak)
    return end + (start - end) * (1 + math.cos(math.pi * done)) / 2
