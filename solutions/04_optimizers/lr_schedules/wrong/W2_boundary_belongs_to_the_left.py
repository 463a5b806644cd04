"""
title = { en = "Boundary one step late", ko = "경계가 한 걸음 늦음" }
fails = ["test_piecewise_every_step", "test_batch_every_step"]
hint = { en = "Exactly at a boundary you still give the old value. A boundary is the first step of the next value. What does your comparison of t with the boundary say when the two are equal?", ko = "정확히 경계인 걸음에서 아직 이전 값을 내고 있어요. 경계는 다음 값이 시작되는 걸음이에요. t와 경계가 같을 때 비교식의 결과가 무엇인지 살펴보세요." }
"""


def piecewise_lr(t, boundaries, values):
    if len(values) != len(boundaries) + 1:
        raise ValueError("lengths")
    return values[sum(b < t for b in boundaries)]


def batch_size_schedule(t, b0, boundaries, factor):
    return b0 * factor ** sum(b < t for b in boundaries)
