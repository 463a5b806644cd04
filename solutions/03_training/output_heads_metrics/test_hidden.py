"""Hidden suite of output_heads_metrics.

Labels always hold both classes, logits lie away from ties, and binary logits are small, so that a threshold of one half
on them decides otherwise than one on probabilities.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
import torch._dynamo  # the first optimizer of a process imports it, which takes a second

from grader.judge import case, expect, inputs, say

TASKS = ("regression", "binary", "multiclass", "multilabel")


def labels(rng: Any, n: int, k: int = 2) -> Any:
    """n labels in which every class occurs, in random order."""
    return rng.permutation(np.concatenate([np.arange(k), rng.integers(0, k, n - k)]))


def small(rng: Any, shape: tuple[int, ...]) -> Any:
    """Logits of both signs, all between 0.05 and 0.45 away from 0."""
    signs = rng.permutation(np.arange(int(np.prod(shape))) % 2 * 2 - 1).reshape(shape)
    return signs * rng.uniform(0.05, 0.45, shape)


# --- output_spec -----------------------------------------------------------------------------------


@case("output_spec", "Units, activation and loss of all four tasks", "네 과제의 유닛 수, 활성화, 손실")
def test_heads(student, reference, rng):
    k = int(rng.choice([5, 6, 8, 9]))
    got = [student.output_spec(task, k) for task in TASKS]
    for task, spec in zip(TASKS, got, strict=True):
        expect.equal(spec, reference.output_spec(task, k), f"output_spec({task!r}, k)")


@case("output_spec", "ValueError for an unknown task", "모르는 과제에는 ValueError", group="robust")
def test_heads_unknown(student):
    expect.raises(ValueError, lambda: student.output_spec("ranking", 3), "output_spec")


# --- predict ---------------------------------------------------------------------------------------


@case("predict", "Decisions of all four tasks", "네 과제의 판단")
@pytest.mark.parametrize(("n", "k"), [(7, 4), (9, 3)], ids=["wide", "tall"])
def test_decisions(student, reference, rng, n, k):
    flat, column, many = small(rng, (n,)), small(rng, (n, 1)), small(rng, (n, k))
    scores = inputs.distinct(rng, (n, k))
    asked = [(flat, "binary"), (column, "binary"), (scores, "multiclass"), (many, "multilabel"), (scores, "regression")]
    got = [student.predict(logits.copy(), task) for logits, task in asked]
    for decisions, (logits, task) in zip(got, asked, strict=True):
        expect.equal(decisions, reference.predict(logits, task), f"predict(logits, {task!r})")


@case("predict", "Huge logits, one sample, an unknown task", "아주 큰 로짓, 표본 하나, 모르는 과제", group="robust")
def test_decisions_extreme(student, rng):
    huge = np.array([-1e4, 1e4, -800.0, 800.0])
    expect.equal(student.predict(huge, "binary"), np.array([0, 1, 0, 1]), "predict(logits, 'binary')")
    expect.equal(student.predict(huge[None], "multilabel"), np.array([[0, 1, 0, 1]]), "predict(logits, 'multilabel')")
    expect.equal(student.predict(huge[None], "multiclass"), np.array([1]), "predict(logits, 'multiclass')")
    expect.raises(ValueError, lambda: student.predict(huge, "ranking"), "predict")


@case("predict", "Logits stay as they were", "로짓을 바꾸지 않아요", group="hygiene")
def test_decisions_keep_logits(student, rng):
    for task in TASKS[1:]:
        student.predict(inputs.read_only(inputs.distinct(rng, (5, 1 if task == "binary" else 3))), task)
        expect.unmodified(student, 0, what="logits")


# --- accuracy --------------------------------------------------------------------------------------


@case("accuracy", "Share of right decisions", "맞힌 판단의 비율")
@pytest.mark.parametrize("wrong", [2, 5], ids=["few", "many"])
def test_share(student, reference, rng, wrong):
    y = labels(rng, 11, 3)
    pred = y.copy()
    pred[rng.permutation(11)[:wrong]] += 1
    expect.close(student.accuracy(pred.copy(), y.copy()), reference.accuracy(pred, y), "accuracy")


@case("accuracy", "Column meets row; several labels; other sizes", "열과 행, 여러 라벨, 다른 크기", group="robust")
def test_share_of_shapes(student, reference, rng):
    y, pred = labels(rng, 9), labels(rng, 9)
    expect.close(student.accuracy(pred[:, None].copy(), y.copy()), reference.accuracy(pred, y), "accuracy (N, 1), (N,)")
    many, true = rng.integers(0, 2, (7, 3)), rng.integers(0, 2, (7, 3))
    expect.close(student.accuracy(many, true), float((many == true).mean()), "accuracy (N, k)")
    expect.raises(ValueError, lambda: student.accuracy(pred, y[:1]), "accuracy")


# --- confusion_matrix ------------------------------------------------------------------------------


@case("confusion_matrix", "Rows are true classes, columns decisions", "행은 참 클래스, 열은 판단")
@pytest.mark.parametrize("k", [3, 5])
def test_confusion(student, reference, rng, k):
    y, pred = labels(rng, 23, k), labels(rng, 23, k)
    pred[y == 0] = k - 1  # far from symmetric
    got = student.confusion_matrix(pred.copy(), y.copy(), k)
    expect.equal(got, reference.confusion_matrix(pred, y, k), say("confusion matrix", "혼동 행렬"))


@case(
    "confusion_matrix",
    "Classes that never occur; labels as a column",
    "나오지 않는 클래스, 열 모양의 라벨",
    group="robust",
)
def test_confusion_of_few(student, reference, rng):
    y, pred = labels(rng, 9, 3), labels(rng, 9, 3)
    got = student.confusion_matrix(pred.copy(), y[:, None].copy(), 6)
    expect.equal(got, reference.confusion_matrix(pred, y, 6), say("confusion matrix", "혼동 행렬"))


# --- mse_metric ------------------------------------------------------------------------------------


@case("mse_metric", "Mean of squared differences", "차이를 제곱한 값의 평균")
@pytest.mark.parametrize("n", [5, 8])
def test_brier(student, reference, rng, n):
    p, y = rng.uniform(0.1, 0.9, n), labels(rng, n).astype(float)
    expect.close(student.mse_metric(p.copy(), y.copy()), reference.mse_metric(p, y), "mse")


@case("mse_metric", "A column meets a row; other sizes", "열과 행이 만날 때, 다른 크기", group="robust")
def test_brier_of_column(student, reference, rng):
    p, y = rng.uniform(0.1, 0.9, 7), labels(rng, 7).astype(float)
    expect.close(student.mse_metric(p[:, None].copy(), y.copy()), reference.mse_metric(p, y), "mse (N, 1), (N,)")
    expect.close(student.mse_metric(p.copy(), y[:, None].copy()), reference.mse_metric(p, y), "mse (N,), (N, 1)")
    expect.raises(ValueError, lambda: student.mse_metric(p, y[:1]), "mse_metric")


# --- multiclass_loss -------------------------------------------------------------------------------


@case("multiclass_loss", "Value and gradient for raw outputs", "원출력에 대한 값과 기울기")
@pytest.mark.parametrize(("n", "k"), [(5, 3), (4, 7)], ids=["few", "many"])
def test_cross_entropy(student, rng, n, k):
    logits = torch.from_numpy(3 * rng.standard_normal((n, k))).requires_grad_()
    y = torch.from_numpy(labels(rng, max(n, k), k)[:n])
    one = torch.ones((), dtype=torch.float64)
    got = student.vjp("multiclass_loss", logits, y, upstream=one)
    want = torch.nn.functional.cross_entropy(logits, y)
    expect.close(got.out, want.detach(), "loss")
    expect.gradient(got.args[0], torch.autograd.grad(want, logits)[0], "d loss / d logits")


@case(
    "multiclass_loss",
    "A sure and right answer costs nothing, a wrong one much",
    "확실히 맞히면 0, 확실히 틀리면 커요",
    group="robust",
)
def test_cross_entropy_extreme(student):
    logits = torch.tensor([[900.0, 0.0, -900.0], [0.0, -900.0, 900.0]], dtype=torch.float64)
    right, wrong = torch.tensor([0, 2]), torch.tensor([1, 2])
    expect.close(student.multiclass_loss(logits, right), torch.tensor(0.0).double(), "loss", atol=1e-12)
    expect.close(student.multiclass_loss(logits, wrong), torch.tensor(450.0).double(), "loss")


# --- train_bce_report_mse --------------------------------------------------------------------------

FIELDS = ("w", "b", "bce", "mse")


def same_run(got: Any, want: dict[str, Any]) -> None:
    for field in FIELDS:
        expect.close(got[field], want[field], f"[{field!r}]", rtol=1e-6)


@case(
    "train_bce_report_mse",
    "Parameters, BCE and MSE of every step",
    "걸음마다의 파라미터, BCE, MSE",
    needs=("mse_metric",),
)
@pytest.mark.parametrize(("n", "d", "steps"), [(9, 3, 6), (5, 2, 11)], ids=["short", "long"])
def test_run(student, reference, rng, n, d, steps):
    x, y = rng.standard_normal((n, d)), labels(rng, n).astype(float)
    lr = float(rng.uniform(0.6, 1.2))
    same_run(
        student.train_bce_report_mse(x.copy(), y.copy(), lr, steps), reference.train_bce_report_mse(x, y, lr, steps)
    )


@case("train_bce_report_mse", "Labels as a column", "열 모양의 라벨", group="robust", needs=("mse_metric",))
def test_run_of_column(student, reference, rng):
    x, y = rng.standard_normal((7, 3)), labels(rng, 7).astype(float)
    got = student.train_bce_report_mse(x.copy(), y[:, None].copy(), 0.5, 4)
    same_run(got, reference.train_bce_report_mse(x, y, 0.5, 4))


@case("train_bce_report_mse", "Saturated probabilities", "포화된 확률", group="robust", needs=("mse_metric",))
def test_run_saturated(student, reference, rng):
    x, y = 300 * inputs.away_from(rng, (8, 2), 0.0, 0.3), labels(rng, 8).astype(float)
    got = student.train_bce_report_mse(x.copy(), y.copy(), 1.0, 4)
    expect.finite(np.array(got["bce"]), "['bce']")
    expect.close(got["bce"], reference.train_bce_report_mse(x, y, 1.0, 4)["bce"], "['bce']", rtol=1e-6)


@case("train_bce_report_mse", "Data stay as they were", "데이터를 바꾸지 않아요", group="hygiene")
def test_run_keeps_data(student, rng):
    x, y = rng.standard_normal((6, 2)), labels(rng, 6).astype(float)
    student.train_bce_report_mse(inputs.read_only(x), inputs.read_only(y), 0.5, 3)
    expect.unmodified(student, 0, 1, what="X, y")


# --- bce_step_with_mse -----------------------------------------------------------------------------


class Pair:
    """The same network twice: in the sandbox for the student, and here."""

    def __init__(self, student: Any, rng: Any, d: int, width: int, *, norm: bool = False) -> None:
        shapes = ((width, d), (width,), (1, width), (1,))
        self.values = [torch.from_numpy(rng.standard_normal(shape)).requires_grad_() for shape in shapes]
        self.parameters = [student.construct("torch.nn.Parameter", value.detach().clone()) for value in self.values]
        first, last = student.construct("torch.nn.Linear", d, width), student.construct("torch.nn.Linear", width, 1)
        first.weight, first.bias, last.weight, last.bias = self.parameters
        self.middle = student.construct("torch.nn.BatchNorm1d" if norm else "torch.nn.Identity", width)
        self.model = student.construct("torch.nn.Sequential", first, self.middle, last)
        self.opt = student.construct("torch.optim.SGD", self.parameters, lr=0.25)

    def here(self, x: Any, y: Any) -> tuple[float, float]:
        """One step of the network here; gradients stay in ``.grad``."""
        w, b, v, c = self.values
        z = ((x @ w.T + b) @ v.T + c).reshape(-1)
        bce = torch.nn.functional.binary_cross_entropy_with_logits(z, y.reshape(-1))
        for value in self.values:
            value.grad = None
        bce.backward()
        with torch.no_grad():
            for value in self.values:
                value -= 0.25 * value.grad
        return float(bce), float(torch.mean((torch.sigmoid(z.detach()) - y.reshape(-1)) ** 2))

    @property
    def there(self) -> list[Any]:
        """Parameters of the student's network, as they are now."""
        return [p.data for p in self.parameters]


def batch(rng: Any, n: int, d: int) -> tuple[Any, Any]:
    return torch.from_numpy(rng.standard_normal((n, d))), torch.from_numpy(labels(rng, n).astype(float))


@case("bce_step_with_mse", "Both numbers, the gradients, and the step", "두 값과 기울기, 그리고 걸음")
def test_one_step(student, rng):
    pair, (x, y) = Pair(student, rng, 3, 4), batch(rng, 7, 3)
    got = student.bce_step_with_mse(pair.model, x, y[:, None].clone(), pair.opt)
    slopes, moved = [p.grad for p in pair.parameters], pair.there
    bce, mse = pair.here(x, y)
    expect.close(got, (bce, mse), "(bce, mse)", rtol=1e-6)
    for slope, after, value in zip(slopes, moved, pair.values, strict=True):
        expect.gradient(slope, value.grad, "p.grad")
        expect.close(after, value.detach(), say("parameter", "파라미터"), rtol=1e-6)


@case("bce_step_with_mse", "Three steps in a row", "이어지는 세 걸음")
def test_three_steps(student, rng):
    pair, (x, y) = Pair(student, rng, 2, 5), batch(rng, 6, 2)
    got = [student.bce_step_with_mse(pair.model, x, y[:, None].clone(), pair.opt) for _ in range(3)]
    moved = pair.there
    want = [pair.here(x, y) for _ in range(3)]
    expect.close(got, want, "(bce, mse)", rtol=1e-6)
    expect.close(moved, [value.detach() for value in pair.values], say("parameters", "파라미터"), rtol=1e-6)


@case("bce_step_with_mse", "Labels as a row", "행 모양의 라벨", group="robust")
def test_step_of_row(student, rng):
    pair, (x, y) = Pair(student, rng, 3, 4), batch(rng, 7, 3)
    got = student.bce_step_with_mse(pair.model, x, y, pair.opt)
    expect.close(got, pair.here(x, y), "(bce, mse)", rtol=1e-6)


@case("bce_step_with_mse", "The model is called once", "모델을 한 번만 불러요", group="robust")
def test_step_calls_once(student, rng):
    pair, (x, y) = Pair(student, rng, 3, 4, norm=True), batch(rng, 7, 3)
    pair.middle.double()
    student.bce_step_with_mse(pair.model, x, y[:, None].clone(), pair.opt)
    expect.equal(pair.middle.num_batches_tracked, torch.tensor(1), say("number of forward passes", "순전파 횟수"))


@case("bce_step_with_mse", "Python floats, not tensors", "텐서가 아닌 파이썬 float", group="hygiene")
def test_step_floats(student, rng):
    pair, (x, y) = Pair(student, rng, 3, 4), batch(rng, 5, 3)
    bce, mse = student.bce_step_with_mse(pair.model, x, y[:, None].clone(), pair.opt)
    expect.holds(type(bce) is float and type(mse) is float, "type(bce) = type(mse) = float")
    expect.between(mse, 0.0, 1.0, "0 <= mse <= 1")
