"""Public checks of minibatch_training: small, visible, by hand. The hidden suite uses other data and asks more."""

import numpy as np

from grader.judge import case, expect, say

X = np.arange(14.0).reshape(7, 2)
Y = np.arange(7.0) * 10


def rng(seed=0):
    return np.random.default_rng(seed)


def batches_of(student, *args):
    return student.library("builtins.list", student.iterate_minibatches(X, Y, *args))


@case("num_iterations", "3000/300, 100/20, 1000/300", "3000/300, 100/20, 1000/300")
def test_three_known_counts(student):
    calls = [(3000, 300), (100, 20), (1000, 300), (1000, 300, True)]
    expect.equal(student.each("num_iterations", calls), [10, 5, 4, 3], "num_iterations")


@case("total_updates", "Ten epochs of 1000 samples in batches of 300", "표본 1000개, 배치 300개, 에포크 10번")
def test_ten_epochs(student):
    expect.equal(student.total_updates(1000, 300, 10), 40, "total_updates")


@case("iterate_minibatches", "Seven samples in batches of three", "표본 일곱 개를 세 개씩")
def test_seven_samples(student):
    batches = batches_of(student, 3, rng())
    expect.equal([len(b[0]) for b in batches], [3, 3, 1], say("batch sizes", "배치 크기"))
    expect.equal(np.sort(np.concatenate([b[1] for b in batches])), Y, say("labels of the epoch", "한 에포크의 레이블"))
    for rows, labels in batches:
        expect.equal(labels, rows[:, 0] * 5, say("labels of the batch", "배치의 레이블"))


@case("iterate_minibatches", "Without shuffling, without the short batch", "섞지 않고, 짧은 배치는 빼고")
def test_in_order(student):
    batches = batches_of(student, 3, rng(), False, True)
    expect.equal([b[1] for b in batches], [Y[:3], Y[3:6]], say("y of the batches", "배치들의 y"))


@case("fit_linear", "One step of batch mode by hand", "배치 모드 한 걸음을 손으로")
def test_one_step_by_hand(student):
    # residuals -1 and -3; dw = (-1 * 1 - 3 * 2) / 2 = -3.5, db = -2; lr 0.1
    seen = student.fit_linear(np.array([[1.0], [2.0]]), np.array([1.0, 3.0]), "batch", 0.1, 1, 1, rng())
    expect.close(seen["w"], np.array([0.35]), "w")
    expect.close(seen["b"], 0.2, "b")
    expect.equal(seen["updates"], 1, "updates")
    expect.close(seen["history"], [(0.45**2 + 2.1**2) / 4], "history")


@case("fit_linear", "Updates of the three modes", "세 모드의 갱신 횟수")
def test_updates_of_the_modes(student):
    for mode, updates in (("online", 14), ("minibatch", 6), ("batch", 2)):
        seen = student.fit_linear(X, Y, mode, 1e-4, 2, 3, rng())
        expect.equal(seen["updates"], updates, f"updates ({mode})")
        expect.equal(len(seen["history"]), 2, say("length of history", "history의 길이"))


@case("gradient_variance", "Batches of four are four times less noisy", "배치가 네 개면 잡음이 네 배 작아요")
def test_four_times_less_noise(student):
    w = np.array([1.0, -1.0])
    one, four = (student.gradient_variance(X, Y, w, size, 3000, rng(size)) for size in (1, 4))
    expect.between(
        one / four, 3.4, 4.6, say("variance(1) / variance(4) = 4", "분산(배치 크기 1) / 분산(배치 크기 4) = 4")
    )
