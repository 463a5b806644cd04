"""Public checks of numerical_gradient: small, visible, worked out by hand.

The hidden suite uses other data and asks more.
"""

import numpy as np

from grader.judge import case, expect, say

GRADIENT = say("gradient", "수치 기울기")
SQUARES = "f(x) = sum(x^2)"


def squares(a):
    """Sum of squares; its gradient is 2a, and a central difference gives it without error."""
    return float(np.sum(a**2))


@case("numerical_gradient", f"{SQUARES} at (3, 4)", f"(3, 4)에서 {SQUARES}")
def test_example_vector(student):
    expect.gradient(student.numerical_gradient(squares, np.array([3.0, 4.0])), np.array([6.0, 8.0]), GRADIENT)


@case("numerical_gradient", "A column of shape (2, 1)", "(2, 1) 모양의 열")
def test_example_column(student):
    got = student.numerical_gradient(squares, np.array([[0.0], [1.0]]))
    expect.close(got, np.array([[0.0], [2.0]]), GRADIENT, atol=1e-8)


@case("numerical_gradient", "A matrix: f(x) = x00 x01 + 3 x10 x11", "행렬: f(x) = x00 x01 + 3 x10 x11")
def test_example_matrix(student):
    got = student.numerical_gradient(
        lambda a: a[0, 0] * a[0, 1] + 3 * a[1, 0] * a[1, 1], np.array([[1.0, 2.0], [4.0, 5.0]])
    )
    expect.gradient(got, np.array([[2.0, 1.0], [15.0, 12.0]]), GRADIENT)


@case("numerical_gradient", "A loss that reads the weights from outside", "바깥의 가중치를 직접 읽는 손실")
def test_example_outside(student):
    weights = np.array([0.5, -1.0, 2.0])
    got = student.numerical_gradient(lambda _: squares(weights), weights)
    expect.gradient(got, np.array([1.0, -2.0, 4.0]), GRADIENT)
    expect.holds(1 not in student.changed, say("x (after) = x (before)", "x (호출 뒤) = x (호출 전)"))


@case("eval_numerical_gradient", "f(x) = sin(x0) + x1^3", "f(x) = sin(x0) + x1^3")
def test_example_course(student):
    got = student.eval_numerical_gradient(lambda a: float(np.sin(a[0]) + a[1] ** 3), np.array([0.0, 2.0]), False)
    expect.gradient(got, np.array([1.0, 12.0]), GRADIENT)


@case(
    "eval_numerical_gradient_array",
    "A layer f(x) = x W with a given upstream gradient",
    "상류 기울기가 주어진 층 f(x) = x W",
)
def test_example_layer(student):
    w, df = np.array([[1.0, 0.0, -1.0], [2.0, 1.0, 0.0]]), np.array([[1.0, -1.0, 2.0]])
    got = student.eval_numerical_gradient_array(lambda a: a @ w, np.array([[1.0, 2.0]]), df)
    expect.gradient(got, np.array([[-1.0, 1.0]]), GRADIENT)  # df W^T


@case("rel_error", "Three pairs of numbers", "숫자 세 쌍")
def test_example_relative(student):
    got = student.rel_error(np.array([1.0, 2.0, 10.0]), np.array([1.0, 3.0, 11.0]))
    expect.close(got, 0.2, "rel_error(a, b)")  # 0 / 2, 1 / 5, 1 / 21


@case("grad_check", "A slip in one entry", "원소 하나의 실수")
def test_example_slip(student):
    x = np.array([[1.0, 2.0], [3.0, 4.0]])
    right = student.grad_check(squares, x.copy(), 2 * x)
    expect.equal(right["passed"], True, "passed")
    slip = student.grad_check(squares, x.copy(), np.array([[2.0, 4.0], [3.0, 8.0]]))
    expect.equal(slip["passed"], False, "passed")
    expect.equal(slip["worst_index"], (1, 0), "worst_index")
    expect.close(slip["max_rel_error"], 1 / 3, "max_rel_error", rtol=1e-4)  # |6 - 3| / (6 + 3)
