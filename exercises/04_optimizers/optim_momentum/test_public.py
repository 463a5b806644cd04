"""Public suite of optim_momentum: visible data; the expected numbers were worked out by hand."""

from __future__ import annotations

import numpy as np

from grader.judge import case, expect

W = np.array([1.0, -2.0, 0.5])
DW = np.array([2.0, 1.0, -4.0])


@case("sgd", "A step by hand", "손으로 계산한 한 걸음")
def test_sgd_by_hand(student):
    next_w, _ = student.sgd(W.copy(), DW.copy(), {"learning_rate": 0.1})
    expect.close(next_w, np.array([0.8, -2.1, 0.9]), "next_w")


@case("sgd", "The learning rate is 0.01 unless config says otherwise", "config에 없으면 학습률은 0.01이에요")
def test_sgd_without_config(student):
    next_w, _ = student.sgd(W.copy(), DW.copy())
    expect.close(next_w, np.array([0.98, -2.01, 0.54]), "next_w")


@case("sgd_momentum", "Two steps by hand", "손으로 계산한 두 걸음")
def test_momentum_by_hand(student):
    config = {"learning_rate": 0.1, "momentum": 0.5}
    w, config = student.sgd_momentum(W.copy(), DW.copy(), config)
    expect.close(w, np.array([0.8, -2.1, 0.9]), "next_w")
    expect.close(config, {"velocity": np.array([-0.2, -0.1, 0.4])}, "config")
    w, config = student.sgd_momentum(w, DW.copy(), config)
    expect.close(w, np.array([0.5, -2.25, 1.5]), "next_w")
    expect.close(config, {"velocity": np.array([-0.3, -0.15, 0.6])}, "config")


@case("sgd_momentum", "A velocity that is already there", "이미 속도가 있을 때")
def test_momentum_given_velocity(student):
    config = {"learning_rate": 0.1, "momentum": 0.9, "velocity": np.array([1.0, 0.0, -1.0])}
    w, _ = student.sgd_momentum(W.copy(), DW.copy(), config)
    expect.close(w, np.array([1.7, -2.1, 0.0]), "next_w")


@case("sgd_nesterov", "Two steps by hand", "손으로 계산한 두 걸음")
def test_nesterov_by_hand(student):
    config = {"learning_rate": 0.1, "momentum": 0.5}
    w, config = student.sgd_nesterov(W.copy(), DW.copy(), config)
    expect.close(w, np.array([0.7, -2.15, 1.1]), "next_w")
    expect.close(config, {"velocity": np.array([-0.2, -0.1, 0.4])}, "config")
    w, config = student.sgd_nesterov(w, DW.copy(), config)
    expect.close(w, np.array([0.35, -2.325, 1.8]), "next_w")


@case("nesterov_lookahead", "A step by hand on loss = theta^2", "loss = theta^2에서 손으로 계산한 한 걸음")
def test_lookahead_by_hand(student):
    theta, v = student.nesterov_lookahead(np.array([1.0, -3.0]), np.array([-0.4, 2.0]), lambda x: 2 * x, 0.1, 0.5)
    expect.close(v, np.array([-0.36, 1.4]), "v")
    expect.close(theta, np.array([0.64, -1.6]), "theta")
