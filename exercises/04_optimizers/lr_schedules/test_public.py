"""Public checks of lr_schedules: the tables of the statement."""

import numpy as np

from grader.judge import case, expect, say


@case("power_lr", "Half after s steps, a third after 2 s", "s걸음 뒤 2분의 1, 2s걸음 뒤 3분의 1")
def test_power_by_hand(student):
    got = student.each("power_lr", [(0.1, 0, 10), (0.1, 10, 10), (0.1, 20, 10), (0.1, 5, 10, 2.0)])
    expect.close(got, [0.1, 0.05, 0.1 / 3, 0.1 / 2.25], "lr")


@case("exponential_lr", "A tenth after s steps, and half way", "s걸음 뒤 10분의 1, 그리고 중간")
def test_exponential_by_hand(student):
    got = student.each("exponential_lr", [(0.1, 0, 10), (0.1, 5, 10), (0.1, 10, 10)])
    expect.close(got, [0.1, 0.0316227766, 0.01], "lr")


@case("piecewise_lr", "Around the boundaries 5 and 15", "경계 5와 15의 앞뒤")
def test_piecewise_by_hand(student):
    calls = [(t, [5, 15], [0.1, 0.05, 0.01]) for t in (0, 4, 5, 14, 15, 30)]
    expect.close(student.each("piecewise_lr", calls), [0.1, 0.1, 0.05, 0.05, 0.01, 0.01], "lr")


@case("PerformanceScheduler", "Eight losses by hand", "손으로 따라간 손실 여덟 개")
def test_performance_by_hand(student):
    scheduler = student.PerformanceScheduler(1.0, factor=0.5, patience=1)
    got = [scheduler.step(loss) for loss in (1.0, 0.8, 0.9, 0.85, 0.7, 0.75, 0.9, 0.72)]
    expect.close(got, [1.0, 1.0, 1.0, 0.5, 0.5, 0.5, 0.25, 0.25], "lr")


@case("one_cycle_lr", "Ten steps with a peak of 1", "정점이 1인 열 걸음")
def test_one_cycle_by_hand(student):
    got = student.each("one_cycle_lr", [(t, 10, 1.0) for t in range(10)])
    want = [0.04, 0.52, 1.0, 0.95048, 0.81175, 0.61126, 0.38874, 0.18826, 0.04952, 4e-6]
    expect.close(got, want, "lr", atol=1e-5)
    expect.close(got[9], 4e-6, say("lr (last step)", "lr (마지막 걸음)"))


@case("layerwise_lrs", "Three layers in both directions", "층 세 개, 두 방향")
def test_layerwise_by_hand(student):
    wide = np.asarray(student.layerwise_lrs(0.01, 3, 2.0)).tolist()
    fine = np.asarray(student.layerwise_lrs(0.01, 3, 2.0, "output")).tolist()
    expect.close([wide, fine], [[0.04, 0.02, 0.01], [0.0025, 0.005, 0.01]], "lrs")


@case("batch_size_schedule", "32, 64, 128", "32, 64, 128")
def test_batch_sizes_by_hand(student):
    got = student.each("batch_size_schedule", [(t, 32, [5, 15], 2) for t in (0, 4, 5, 15)])
    expect.close(got, [32, 32, 64, 128], say("batch size", "배치 크기"))
