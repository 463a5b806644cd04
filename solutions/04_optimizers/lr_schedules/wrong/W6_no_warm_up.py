"""
title = { en = "No warm-up", ko = "워밍업이 없음" }
fails = ["test_cycle_every_step"]
hint = { en = "Your rate begins at its maximum and only falls: that is cosine annealing. One cycle has two phases, and it begins with a much smaller rate than max_lr. What are the first rate and the step of the peak?", ko = "학습률이 최댓값에서 시작해 줄어들기만 해요. 그건 코사인 감쇠예요. 1사이클은 두 단계로 이루어지고, max_lr보다 훨씬 작은 학습률에서 시작해요. 첫 학습률은 얼마이고, 정점은 몇 번째 걸음일까요?" }
"""


def one_cycle_lr(t, total_steps, max_lr, pct_start=0.3, div_factor=25.0, final_div_factor=1e4):
    if not 0 <= t < total_steps:
        raise ValueError("t")
    last = max_lr / div_factor / final_div_factor
    return last + (max_lr - last) * (1 + math.cos(math.pi * t / (total_steps - 1))) / 2
