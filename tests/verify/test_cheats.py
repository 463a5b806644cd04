"""Cheats: the reference's structure with every number replaced; the strongest way of not having solved anything."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograde.verify.cheats import CHEATS, cheat
from grader.model import Exercise, Kind, Limits, Task, Text

T = Text("t", "t")
EXERCISE = Exercise(
    1, "toy", "01_toys", Kind.NUMPY, "core", T, T, (Task("double", 1, T), Task("forward", 1, T, opaque=(1,))),
    Limits(), ("cpu",), (), Path(), None,
)  # fmt: skip
REFERENCE = b"""
import numpy as np

def double(x):
    return 2 * x

def forward(x, k):
    return k * x, {"x": x}, [float(x.sum()), x > 0]
"""
X = np.array([[1.0, -2.0, 3.0]])


def program(mode: str, reference: bytes = REFERENCE, exercise: Exercise = EXERCISE) -> dict[str, Any]:
    names: dict[str, Any] = {}
    exec(compile(cheat(exercise, reference, mode), "cheat", "exec"), names)
    return names


ANSWERS: dict[str, Any] = {
    "zeros": np.zeros((1, 3)),
    "ones": np.ones((1, 3)),
    "echo": X,
    "nan": np.full((1, 3), np.nan),
    "infinite": np.full((1, 3), np.inf),
    "empty": np.zeros((0, 3)),
    "constant": np.full((1, 3), 0.5),
    "wrong_dtype": np.array([[2, -4, 6]]),
    "mutating": np.zeros((1, 3)),
}


def test_there_are_fourteen() -> None:
    assert len(CHEATS) == len(set(CHEATS)) == 14


@pytest.mark.parametrize("mode", ANSWERS)
def test_numbers_are_replaced_and_shapes_kept(mode: str) -> None:
    answer = program(mode)["double"](X.copy())
    assert np.array_equal(answer, ANSWERS[mode], equal_nan=True)
    assert (answer.dtype.kind == "i") == (mode == "wrong_dtype")


def test_random_answers_differ_from_call_to_call_and_repeat_from_run_to_run() -> None:
    one, other = program("random"), program("random")
    answers = [one["double"](X) for _ in range(3)]
    assert {answer.shape for answer in answers} == {X.shape}
    assert {answer.dtype for answer in answers} == {X.dtype}
    assert not np.array_equal(answers[0], answers[1])
    assert np.array_equal(answers, [other["double"](X) for _ in range(3)])


@pytest.mark.parametrize("dtype", ["float32", "int64", "bool"])
def test_random_arrays_keep_their_dtype(dtype: str) -> None:
    assert program("random")["double"](np.ones(4, dtype)).dtype == (2 * np.ones(4, dtype)).dtype


def test_a_scalar_and_a_masked_array_stand_for_an_array() -> None:
    assert program("scalar")["double"](X) == 1.0
    assert isinstance(program("masked")["double"](X), np.ma.MaskedArray)


@pytest.mark.parametrize("mode", [mode for mode in CHEATS if mode not in ("exit", "skip")])
def test_the_structure_of_the_answer_survives_and_caches_stay_right(mode: str) -> None:
    out, cache, (total, positive) = program(mode)["forward"](X.copy(), 3.0)
    assert isinstance(out, np.ndarray | float)
    assert set(cache) == {"x"}
    assert np.isscalar(total)
    assert np.shape(positive) in ((1, 3), (0, 3), ())


def test_only_the_mutating_cheat_writes_into_its_argument() -> None:
    for mode in ANSWERS:
        x = X.copy()
        program(mode)["double"](x)
        assert (x == 7).all() == (mode == "mutating")


def test_an_argument_that_cannot_be_written_is_left_alone() -> None:
    x = X.copy()
    x.flags.writeable = False
    assert program("mutating")["double"](x).shape == x.shape


def test_skipping_raises_what_a_test_runner_might_take_for_a_skip() -> None:
    with pytest.raises(BaseException, match="skipped") as seen:
        program("skip")["double"](X)
    assert seen.type.__name__ == "Skipped"


def test_leaving_ends_the_process() -> None:
    import subprocess
    import sys

    source = cheat(EXERCISE, REFERENCE, "exit").decode() + "\ndouble(np.ones(2))\nprint('still here')\n"
    done = subprocess.run([sys.executable, "-c", source], capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (0, b"")


@pytest.mark.parametrize("mode", CHEATS)
def test_every_cheat_of_every_kind_of_reference_loads(mode: str) -> None:
    layer = b"\nclass Layer:\n    def forward(self, x):\n        return x\n"
    classy = replace(EXERCISE, tasks=(Task("Layer", 1, T),))
    assert "Layer" in program(mode, layer, classy)


@pytest.mark.parametrize(("mode", "answer"), [("zeros", 0), ("ones", 1), ("constant", 7), ("wrong_dtype", 4.0)])
def test_whole_numbers_are_replaced_by_whole_numbers(mode: str, answer: float) -> None:
    whole = b"def double(x): return 2 * x\ndef forward(x, k): return x\n"
    made = program(mode, whole)["double"](2)
    assert (made, type(made)) == (answer, type(answer))


def test_an_answer_is_replaced_once_however_many_tasks_it_passes_through() -> None:
    nested = b"def double(x): return 2 * x\ndef forward(x, k): return double(x) + k\n"
    assert program("wrong_dtype", nested)["forward"](2, 1) == 5.0
    assert isinstance(program("wrong_dtype", nested)["forward"](2, 1), float)
    assert program("ones", nested)["forward"](2, 1) == 1


def test_what_a_net_answers_for_its_loss_is_replaced() -> None:
    net = b"class Net:\n    def loss(self, x, y): return 2.5, {'w': x}\n"
    loss, grads = program("ones", net, replace(EXERCISE, tasks=(Task("Net", 1, T),)))["Net"]().loss(X, None)
    assert loss == 1.0
    assert np.array_equal(grads["w"], np.ones((1, 3)))


def test_what_a_scaler_transforms_is_replaced() -> None:
    scaler = b"class Scaler:\n    def fit(self, x): return self\n    def transform(self, x): return x + 1\n"
    made = program("ones", scaler, replace(EXERCISE, tasks=(Task("Scaler", 1, T),)))["Scaler"]()
    assert np.array_equal(made.fit(X).transform(X), np.ones((1, 3)))


@pytest.mark.torch
@pytest.mark.parametrize("mode", ["zeros", "ones", "echo", "nan", "infinite", "random", "constant"])
def test_tensors_are_replaced_by_tensors_of_the_same_kind(mode: str) -> None:
    torch = pytest.importorskip("torch")
    x = torch.tensor([[1.0, -2.0, 3.0]])
    answer = program(mode, b"import torch\ndef double(x): return 2 * x\ndef forward(x): return x\n")["double"](x)
    assert answer.shape == x.shape
    assert answer.dtype == x.dtype or mode == "nan"
    assert not torch.equal(answer, 2 * x)


GENERATOR = b"""
def double(x):
    for row in x:
        yield forward(row, 2.0)[0]

def forward(x, k):
    return k * x, {"x": x}
"""


def test_what_a_generator_yields_is_replaced_once() -> None:
    rows = list(program("zeros", GENERATOR)["double"](X))
    assert len(rows) == 1
    assert np.array_equal(rows[0], np.zeros(3))
    assert [row.tolist() for row in program("echo", GENERATOR)["double"](X)] == [X.tolist()]


CLASSIFIER = b"""
class double:
    def fit(self, x):
        return {"loss": [1.0, 0.5]}

    def predict_proba(self, x):
        return x / 2

    def predict(self, x):
        return self.predict_proba(x).argmax(1)

    def score(self, x):
        return float(self.predict(x).mean())
"""


def test_methods_of_classifiers_are_replaced() -> None:
    only = replace(EXERCISE, tasks=(Task("double", 1, T),))
    model = program("zeros", CLASSIFIER, only)["double"]()
    assert model.fit(X) == {"loss": [0.0, 0.0]}
    assert not model.predict_proba(X).any()
    assert model.predict(X).tolist() == [0]
    assert model.score(X) == 0.0


def test_a_word_is_replaced() -> None:
    only = replace(EXERCISE, tasks=(Task("double", 1, T),))
    assert program("zeros", b"def double(x):\n    return ['overfit', x]\n", only)["double"](X)[0] == "?"
