"""Public checks of weight_penalties: the numbers of the statement."""

import numpy as np

from grader.judge import case, expect

PARAMS = {"W1": np.array([[1.0, -2.0], [0.0, 3.0]]), "b1": np.array([5.0, 5.0])}


@case("l2_penalty", "A matrix by hand; the bias does not count", "손으로 계산한 행렬, 편향은 세지 않아요")
def test_l2_by_hand(student):
    loss, grads = student.l2_penalty(dict(PARAMS), 0.1)
    expect.close(loss, 0.7, "loss")
    expect.close(grads, {"W1": np.array([[0.1, -0.2], [0.0, 0.3]])}, "grads")


@case("l1_penalty", "The same matrix; the slope at 0 is 0", "같은 행렬, 0에서의 기울기는 0이에요")
def test_l1_by_hand(student):
    loss, grads = student.l1_penalty(dict(PARAMS), 0.1)
    expect.close(loss, 0.6, "loss")
    expect.close(grads, {"W1": np.array([[0.1, -0.1], [0.0, 0.1]])}, "grads")


@case("elastic_net", "Both on the same matrix", "같은 행렬에 둘 다")
def test_elastic_by_hand(student):
    loss, grads = student.elastic_net(dict(PARAMS), 0.1, 0.1)
    expect.close(loss, 1.3, "loss")
    expect.close(grads, {"W1": np.array([[0.2, -0.3], [0.0, 0.4]])}, "grads")


@case("sgd_l2_step", "w = 2, gradient 1", "w = 2, 기울기 1")
def test_sgd_l2_by_hand(student):
    expect.close(student.sgd_l2_step(np.array([2.0]), np.array([1.0]), 0.1, 0.5), np.array([1.8]), "next_w")


@case("sgd_weight_decay_step", "w = 2, gradient 1", "w = 2, 기울기 1")
def test_sgd_decay_by_hand(student):
    expect.close(student.sgd_weight_decay_step(np.array([2.0]), np.array([1.0]), 0.1, 0.5), np.array([1.8]), "next_w")


@case("adam_l2_step", "First step: the size of the gradient does not matter", "첫걸음: 기울기의 크기는 상관없어요")
def test_adam_l2_by_hand(student):
    config = {"learning_rate": 0.1, "weight_decay": 0.5}
    w, config = student.adam_l2_step(np.array([2.0]), np.array([1.0]), config)
    expect.close(w, np.array([1.9]), "next_w", atol=1e-6)
    expect.close(config, {"m": np.array([0.2]), "v": np.array([0.004]), "t": 1}, "config")


@case("adamw_step", "First step: the decay comes on top", "첫걸음: 감쇠가 따로 더해져요")
def test_adamw_by_hand(student):
    config = {"learning_rate": 0.1, "weight_decay": 0.5}
    w, config = student.adamw_step(np.array([2.0]), np.array([1.0]), config)
    expect.close(w, np.array([1.8]), "next_w", atol=1e-6)
    expect.close(config, {"m": np.array([0.1]), "v": np.array([0.001]), "t": 1}, "config")


@case("soft_threshold", "Three weights, threshold 0.5", "가중치 세 개, 문턱값 0.5")
def test_soft_threshold_by_hand(student):
    got = student.soft_threshold(np.array([1.2, -0.3, -2.0]), 0.5)
    expect.close(got, np.array([0.7, 0.0, -1.5]), "w")


@case("ridge_closed_form", "Two points, one feature", "점 두 개, 특성 하나")
def test_ridge_by_hand(student):
    X, y = np.array([[1.0], [2.0]]), np.array([1.0, 3.0])
    expect.close(student.ridge_closed_form(X, y, 2.0), np.array([1.0]), "w")
