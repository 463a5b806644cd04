"""Public checks of losses: small, visible, worked out by hand.

The hidden suite uses other data and asks more.
"""

import numpy as np

from grader.judge import case, expect, gradients

PRED, TARGET = np.array([2.0, 0.0, 5.0]), np.array([1.0, 2.0, 5.0])
P, Y = np.array([0.8, 0.3, 0.6]), np.array([1.0, 0.0, 0.0])
Z = np.array([2.0, -1.0, 0.5])
LOGISTIC = (np.log(1 + np.exp(-2.0)) + np.log(1 + np.exp(-1.0)) + np.log(1 + np.exp(0.5))) / 3


def numeric(function, x, second):
    """Gradient of the student's own loss, against the student's gradient."""
    _, grad = function(x.copy(), second.copy())
    expect.gradient(grad, gradients.numeric(lambda v: function(v, second)[0], x.copy()), "grad")


@case("mse_loss", "The example of the README", "README의 예제")
def test_example_squares(student):
    loss, grad = student.mse_loss(PRED.copy(), TARGET.copy())
    expect.close(loss, 5 / 3, "loss")
    expect.close(grad, np.array([2 / 3, -4 / 3, 0.0]), "grad")
    expect.close(student.mse_loss(PRED.copy(), TARGET.copy(), "sum")[0], 5.0, "loss, sum")
    expect.close(student.mse_loss(PRED.copy(), TARGET.copy(), "none")[0], np.array([1.0, 4.0, 0.0]), "loss, none")


@case("mse_loss", "A column and a row are not paired up", "열과 행을 짝짓지 않아요")
def test_example_column(student):
    column = np.array([[1.0], [2.0], [3.0]])
    expect.raises(ValueError, lambda: student.mse_loss(column, column[:, 0]), "mse_loss((3, 1), (3,))")
    numeric(student.mse_loss, column, column**2 + 1)


@case("mae_loss", "The example of the README", "README의 예제")
def test_example_distances(student):
    loss, grad = student.mae_loss(PRED.copy(), TARGET.copy())
    expect.close(loss, 1.0, "loss")
    expect.close(grad, np.array([1 / 3, -1 / 3, 0.0]), "grad")


@case("sum_squared_error", "The example of the README", "README의 예제")
def test_example_half(student):
    loss, grad = student.sum_squared_error(PRED.copy(), TARGET.copy())
    expect.close(loss, 2.5, "loss")
    expect.close(grad, np.array([1.0, -2.0, 0.0]), "grad")


@case("bce_loss", "The example of the README, and a gradient check", "README의 예제와 기울기 검사")
def test_example_probabilities(student):
    expect.close(student.bce_loss(P.copy(), Y.copy())[0], -np.log(0.8 * 0.7 * 0.4) / 3, "loss")
    numeric(student.bce_loss, P, Y)


@case("bce_with_logits", "The example of the README, and a gradient check", "README의 예제와 기울기 검사")
def test_example_logits(student):
    expect.close(student.bce_with_logits(Z.copy(), Y.copy())[0], LOGISTIC, "loss")
    numeric(student.bce_with_logits, Z, Y)
    expect.close(student.bce_with_logits(np.array([800.0]), np.array([0.0]))[0], 800.0, "loss")


@case("logistic_loss", "The same example with labels -1 and +1", "라벨이 -1과 +1인 같은 예제")
def test_example_signs(student):
    expect.close(student.logistic_loss(Z.copy(), 2 * Y - 1)[0], LOGISTIC, "loss")
    numeric(student.logistic_loss, Z, 2 * Y - 1)
