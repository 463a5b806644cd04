"""Public suite of optim_adaptive: visible data; the expected numbers were worked out by hand."""

from __future__ import annotations

import numpy as np

from grader.judge import case, expect


@case("ema", "Three steps by hand", "손으로 계산한 세 걸음")
def test_ema_by_hand(student):
    average = student.ema(0.0, 8.0, 0.5)
    average = student.ema(average, 4.0, 0.5)
    expect.close(student.ema(average, -2.0, 0.5), 1.0, "ema")


@case("adagrad", "Two steps by hand", "손으로 계산한 두 걸음")
def test_adagrad_by_hand(student):
    config = {"learning_rate": 0.1}
    w, config = student.adagrad(np.array([1.0, 1.0]), np.array([3.0, -0.5]), config)
    expect.close(w, np.array([0.9, 1.1]), "next_w", rtol=1e-6)
    w, config = student.adagrad(w, np.array([4.0, 1.2]), config)
    expect.close(config, {"G": np.array([25.0, 1.69])}, "config", rtol=1e-6)
    expect.close(w, np.array([0.9 - 0.1 * 4 / 5, 1.1 - 0.1 * 1.2 / 1.3]), "next_w", rtol=1e-6)


@case("adadelta", "A step by hand with averages from before", "이전 평균이 있을 때 손으로 계산한 한 걸음")
def test_adadelta_by_hand(student):
    config = {"rho": 0.5, "epsilon": 0.01, "Eg2": np.array([3.98]), "Edx2": np.array([0.35])}
    w, config = student.adadelta(np.array([1.0]), np.array([2.0]), config)
    expect.close(w, np.array([1.0 - 0.6]), "next_w", rtol=2e-6)
    expect.close(config, {"Eg2": np.array([3.99]), "Edx2": np.array([0.355])}, "config", rtol=1e-6)


@case("rmsprop", "A step by hand with an average from before", "이전 평균이 있을 때 손으로 계산한 한 걸음")
def test_rmsprop_by_hand(student):
    config = {"learning_rate": 0.1, "decay_rate": 0.75, "cache": np.array([9.0, 1.0])}
    w, config = student.rmsprop(np.array([1.0, 1.0]), np.array([3.0, -5.0]), config)
    expect.close(config, {"cache": np.array([9.0, 7.0])}, "config", rtol=1e-6)
    expect.close(w, np.array([0.9, 1.0 + 0.5 / np.sqrt(7.0)]), "next_w", rtol=1e-6)


@case("adam", "The first step is the learning rate, whatever the gradient", "기울기가 어떻든 첫걸음은 학습률과 같아요")
def test_adam_first_step_by_hand(student):
    w, config = student.adam(np.array([1.0, 1.0]), np.array([250.0, -0.3]), {"learning_rate": 0.1, "t": 0})
    expect.close(w, np.array([0.9, 1.1]), "next_w", rtol=1e-6)
    expect.close(config, {"t": 1, "m": np.array([25.0, -0.03])}, "config", rtol=1e-6)


@case("adam", "The second step by hand", "손으로 계산한 둘째 걸음")
def test_adam_second_step_by_hand(student):
    config = {"learning_rate": 0.1, "beta1": 0.5, "beta2": 0.75, "m": np.array([1.0]), "v": np.array([1.0]), "t": 1}
    w, config = student.adam(np.array([1.0]), np.array([2.0]), config)
    # m = 1.5, v = 1.75; corrected: 1.5 / 0.75 = 2 and 1.75 / 0.4375 = 4
    expect.close(w, np.array([0.9]), "next_w", rtol=1e-6)
