"""Public checks of early_stopping: small, visible, by hand. The hidden suite uses other courses and asks more."""

import numpy as np

from grader.judge import case, expect, say

LOSSES = [1.0, 0.6, 0.5, 0.7, 0.55, 0.8]
X = np.linspace(-1, 1, 9)
Y = np.array([0.1, -0.6, -1.1, -0.8, 0.2, 0.5, 1.2, 0.7, 0.3])
XV = np.linspace(-0.95, 0.95, 8)
YV = np.sin(3 * XV)


@case("EarlyStopping", "The example of the statement, patience 3", "README의 예제, patience 3")
def test_the_example(student):
    stopper = student.EarlyStopping(3)
    answers = [stopper.step(loss, {"W": np.full(2, epoch)}) for epoch, loss in enumerate(LOSSES)]
    expect.equal(answers, [False] * 5 + [True], say("answers of step", "step의 반환값"))
    expect.equal(stopper.best, 0.5, "best")
    expect.equal(stopper.best_epoch, 2, "best_epoch")


@case("EarlyStopping", "The parameters of the best epoch come back", "최고 기록의 파라미터로 돌아가요")
def test_parameters_return(student):
    stopper = student.EarlyStopping(1)
    stopper.step(0.5, {"W": np.array([1.0, 2.0])})
    params = {"W": np.array([3.0, 4.0])}
    expect.equal(stopper.step(0.6, params), True, say("answer of step", "step의 반환값"))
    expect.equal(params["W"], np.array([1.0, 2.0]), say("W after the stop", "멈춘 뒤의 W"))


@case("EarlyStopping", "An accuracy: the higher the better", "정확도는 클수록 좋아요")
def test_an_accuracy(student):
    stopper = student.EarlyStopping(2, mode="max")
    answers = [stopper.step(value, {}) for value in (0.5, 0.8, 0.7, 0.6)]
    expect.equal(answers, [False, False, False, True], say("answers of step", "step의 반환값"))
    expect.equal(stopper.best, 0.8, "best")


@case("early_stop", "The example as recorded curves", "예제를 기록된 곡선으로")
def test_recorded_example(student):
    expect.equal(
        student.early_stop([0.9, 0.5, 0.3, 0.2, 0.1, 0.05], LOSSES, 2),
        (2, 5),
        say("(best epoch, epochs run)", "(가장 좋은 에포크, 돌린 에포크 수)"),
    )


@case("generalization_gap", "Three epochs", "세 에포크")
def test_three_epochs(student):
    gap = student.generalization_gap([0.75, 0.5, 0.25], [1.0, 0.75, 1.0])
    expect.close(gap, np.array([0.25, 0.25, 0.75]), say("gap", "격차"))


@case("diagnose_fit", "Three models", "모델 셋")
def test_three_models(student):
    calls = [([1.0, 0.8], [1.1, 0.9], 0.5), ([0.5, 0.1], [0.9, 0.8], 0.5), ([0.5, 0.3], [0.7, 0.4], 0.5)]
    expect.equal(student.each("diagnose_fit", calls), ["underfit", "overfit", "ok"], "diagnose_fit")


@case(
    "polynomial_sweep",
    "Degree 3 beats degrees 0 and 8 on validation data",
    "검증 데이터에서는 3차가 0차와 8차보다 나아요",
)
def test_u_shape(student):
    (train0, val0), (train3, val3), (train8, val8) = student.polynomial_sweep(X, Y, XV, YV, [0, 3, 8])
    expect.between(train0 - train3, 0.1, 9.0, say("training error: degree 3 < degree 0", "훈련 오차: 3차 < 0차"))
    expect.close(train8, 0.0, say("training error of degree 8", "8차의 훈련 오차"), atol=1e-9)
    expect.between(val0 - val3, 0.1, 9.0, say("validation error: degree 3 < degree 0", "검증 오차: 3차 < 0차"))
    expect.between(val8 - val3, 0.0, 9.0, say("validation error: degree 3 < degree 8", "검증 오차: 3차 < 8차"))
