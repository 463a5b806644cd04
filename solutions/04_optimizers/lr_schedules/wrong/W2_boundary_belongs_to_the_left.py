"""
title = { en = "Boundary one step late", ko = "경계가 한 걸음 늦음" }
fails = ["test_piecewise_every_step", "test_batch_every_step"]
hint = { en = "Exactly at a boundary you still give the old value. A boundary is the step at which the next value begins; look at which side of t the equality sign belongs to.", ko = "정확히 경계인 걸음에서 아직 이전 값을 내고 있어요. 경계는 다음 값이 시작되는 걸음이에요. 등호가 부등식의 어느 쪽에 붙어야 하는지 살펴보세요." }
"""


def piecewise_lr(t, boundaries, values):
    if len(values) != len(boundaries) + 1:
        raise ValueError("lengths")
    return values[sum(b < t for b in boundaries)]


def batch_size_schedule(t, b0, boundaries, factor):
    return b0 * factor ** sum(b < t for b in boundaries)
