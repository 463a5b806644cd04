"""
title = { en = "Straight lines instead of cosines", ko = "코사인이 아니라 직선" }
fails = ["test_cycle_every_step"]
hint = { en = "First rate, peak and last rate are right, and in between you go in straight lines. The statement asks for half a cosine in each phase: flat at both ends, steep in the middle.", ko = "첫 학습률, 정점, 마지막 학습률은 맞는데 그 사이를 직선으로 이었어요. 여기서는 단계마다 코사인 반 주기를 따라가요. 양 끝은 완만하고 가운데가 가팔라요." }
"""


def one_cycle_lr(t, total_steps, max_lr, pct_start=0.3, div_factor=25.0, final_div_factor=1e4):
    if not 0 <= t < total_steps:
        raise ValueError("t")
    first, peak, last = max_lr / div_factor, pct_start * total_steps - 1, total_steps - 1
    if t <= peak:
        start, end, done = first, max_lr, t / peak
    else:
        start, end, done = max_lr, first / final_div_factor, (t - peak) / (last - peak)
    return start + (end - start) * done
