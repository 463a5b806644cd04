"""Public checks of output_heads_metrics: small, visible, worked out by hand.

The hidden suite uses other data and asks more.
"""

import math

import numpy as np
import torch
import torch._dynamo  # the first optimizer of a process imports it, which takes a second

from grader.judge import case, expect, say

LN2, LN3 = math.log(2), math.log(3)


@case("output_spec", "Three labels, two classes", "라벨 세 개, 클래스 두 개")
def test_two_heads(student):
    got = student.output_spec("multilabel", 3)
    expect.equal(got, {"units": 3, "activation": "sigmoid", "loss": "bce"}, "output_spec('multilabel', 3)")
    expect.equal(student.output_spec("binary", 2)["units"], 1, say("units of 'binary'", "'binary'의 유닛 수"))


@case("predict", "Three samples", "표본 세 개")
def test_three_samples(student):
    logits = np.array([[2.0, -1.0, 0.2], [-3.0, -0.1, -2.0], [0.3, 0.4, -5.0]])
    expect.equal(student.predict(logits.copy(), "multiclass"), np.array([0, 1, 1]), "predict(logits, 'multiclass')")
    many = np.array([[1, 0, 1], [0, 0, 0], [1, 1, 0]])
    expect.equal(student.predict(logits.copy(), "multilabel"), many, "predict(logits, 'multilabel')")
    expect.equal(student.predict(logits[:, 2].copy(), "binary"), many[:, 2], "predict(logits, 'binary')")


@case("accuracy", "Three of four", "넷 중 셋")
def test_three_of_four(student):
    expect.close(student.accuracy(np.array([0, 1, 2, 2]), np.array([0, 1, 1, 2])), 0.75, "accuracy")


@case("confusion_matrix", "Four samples, three classes", "표본 네 개, 클래스 세 개")
def test_four_samples(student):
    got = student.confusion_matrix(np.array([0, 1, 2, 2]), np.array([0, 1, 1, 2]), 3)
    expect.equal(got, np.array([[1, 0, 0], [0, 1, 1], [0, 0, 1]]), say("confusion matrix", "혼동 행렬"))


@case("mse_metric", "The example of the README, also as a column", "README의 예제, 열 모양으로도")
def test_example_mse(student):
    p, y = np.array([0.75, 0.75]), np.array([1.0, 0.0])
    expect.close(student.mse_metric(p, y), 0.3125, "mse")
    expect.close(student.mse_metric(p[:, None], y), 0.3125, "mse (N, 1), (N,)")


@case("multiclass_loss", "Two samples, three classes", "표본 두 개, 클래스 세 개")
def test_two_samples(student):
    logits = torch.tensor([[0.0, 0.0, 0.0], [LN2, 0.0, 0.0]], dtype=torch.float64)
    want = torch.tensor((LN3 + LN2) / 2, dtype=torch.float64)
    expect.close(student.multiclass_loss(logits, torch.tensor([2, 0])), want, "loss")


@case("train_bce_report_mse", "The first step by hand", "손으로 계산한 첫걸음")
def test_first_step_by_hand(student):
    got = student.train_bce_report_mse(np.array([[2.0], [1.0]]), np.array([1.0, 0.0]), 2.0, 1)
    expect.close(got["w"], np.array([0.5]), "['w']")
    expect.close(got["b"], 0.0, "['b']", atol=1e-12)
    expect.close(got["bce"], [LN2], "['bce']")
    expect.close(got["mse"], [0.25], "['mse']")


@case("bce_step_with_mse", "The first step by hand", "손으로 계산한 첫걸음")
def test_first_torch_step_by_hand(student):
    model = student.construct("torch.nn.Linear", 1, 1)
    w, b = (student.construct("torch.nn.Parameter", torch.zeros(shape)) for shape in ((1, 1), (1,)))
    model.weight, model.bias = w, b
    opt = student.construct("torch.optim.SGD", [w, b], lr=2.0)
    got = student.bce_step_with_mse(model, torch.tensor([[2.0], [1.0]]), torch.tensor([1.0, 0.0]), opt)
    expect.close(got, (LN2, 0.25), "(bce, mse)", rtol=1e-5)
    expect.close(w.data, torch.tensor([[0.5]]), "model.weight")
