"""Public checks of preprocessing: small, visible, worked out by hand.

The hidden suite uses other data and asks more.
"""

import numpy as np

from grader.judge import case, expect, say

X = np.array([[1.0, 100.0], [2.0, 300.0], [3.0, 200.0], [6.0, 400.0]])
NEW = np.array([[9.0, 250.0]])


@case("one_hot", "The example of the README", "README의 예제")
def test_example_labels(student):
    want = np.array([[0.0, 0.0, 1.0], [1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])
    expect.close(student.one_hot(np.array([2, 0, 1])), want, "one_hot(y)")
    expect.close(student.one_hot(np.array([1]), 4), np.array([[0.0, 1.0, 0.0, 0.0]]), "one_hot(y, 4)")


@case("MinMaxScaler", "The example of the README", "README의 예제")
def test_example_range(student):
    scaler = student.MinMaxScaler()
    want = np.array([[0.0, 0.0], [0.2, 2 / 3], [0.4, 1 / 3], [1.0, 1.0]])
    expect.close(scaler.fit_transform(X.copy()), want, "fit_transform(X)")
    expect.close(
        scaler.transform(NEW.copy()), np.array([[1.6, 0.5]]), say("transform(unseen X)", "transform(처음 보는 X)")
    )
    expect.close(scaler.inverse_transform(want), X, "inverse_transform(Z)")


@case("StandardScaler", "The example of the README", "README의 예제")
def test_example_scores(student):
    scaler = student.StandardScaler()
    # Means 3 and 250; variances (4 + 1 + 0 + 9) / 4 = 3.5 and (150^2 + 50^2 + 50^2 + 150^2) / 4 = 12500.
    want = np.array([[-2.0, -150.0], [-1.0, 50.0], [0.0, -50.0], [3.0, 150.0]]) / np.sqrt([3.5, 12500.0])
    expect.close(scaler.fit_transform(X.copy()), want, "fit_transform(X)")
    expect.close(
        scaler.transform(NEW.copy()),
        np.array([[6 / np.sqrt(3.5), 0.0]]),
        say("transform(unseen X)", "transform(처음 보는 X)"),
    )
    expect.close(scaler.inverse_transform(want), X, "inverse_transform(Z)")


@case("RobustScaler", "The example of the README", "README의 예제")
def test_example_quartiles(student):
    scaler = student.RobustScaler()
    # Quartiles 1.75, 2.5, 3.75 and 175, 250, 325.
    want = np.array([[-0.75, -1.0], [-0.25, 1 / 3], [0.25, -1 / 3], [1.75, 1.0]])
    expect.close(scaler.fit_transform(X.copy()), want, "fit_transform(X)")
    expect.close(
        scaler.transform(NEW.copy()), np.array([[3.25, 0.0]]), say("transform(unseen X)", "transform(처음 보는 X)")
    )
    expect.close(scaler.inverse_transform(want), X, "inverse_transform(Z)")


@case("StandardScaler", "A constant column becomes 0", "값이 모두 같은 열은 0이 돼요")
def test_example_constant(student):
    got = student.StandardScaler().fit_transform(np.array([[4.0, 1.0], [4.0, 3.0]]))
    expect.close(got, np.array([[0.0, -1.0], [0.0, 1.0]]), "fit_transform(X)")


@case("log1p_transform", "0 stays 0, e - 1 becomes 1", "0은 0으로 남고 e - 1은 1이 돼요")
def test_example_logarithm(student):
    expect.close(student.log1p_transform(np.array([0.0, np.e - 1])), np.array([0.0, 1.0]), "log1p_transform(x)")
    expect.raises(ValueError, lambda: student.log1p_transform(np.array([-1.0])), "log1p_transform(-1)")
