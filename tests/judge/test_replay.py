"""Diagnosis: a known misconception is found by what it answers, whatever the student's code looks like."""

from __future__ import annotations

import contextlib
import sys
import types
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from grader.candidate import runner
from grader.judge import replay
from grader.judge.failures import CandidateRaised
from grader.judge.inline import _Sessions
from grader.judge.link import Exchange, Link, LoadRequest
from grader.judge.proxy import Student
from grader.model import Limits
from grader.sandbox.fake import FakeSandbox
from grader.wire import DTYPES, Channel

REFERENCE = b"""
import numpy as np

def affine(x, w):
    return x @ w

def velocity(w, config):
    config["v"] = 0.9 * config.get("v", 0.0) - 0.1 * w
    return w + config["v"]

def numeric(f, x, h=1e-3):
    g = np.zeros_like(x)
    for i in range(x.size):
        old = x[i]
        x[i] = old + h; up = f(x)
        x[i] = old - h; down = f(x)
        x[i] = old
        g[i] = (up - down) / (2 * h)
    return g

def noise(n):
    return np.random.randn(n)

def check(x):
    if x.ndim != 2:
        raise ValueError("two axes")
    return x

def forward(x):
    return x * 2, {"x": x}

def backward(dout, cache):
    return dout * 2 * cache["x"]

def count(x):
    return int(np.sum(x > 0))
"""

WRONGS = {
    "W1": b"def affine(x, w):\n    return x @ w.T\n",
    "W2": b"def affine(x, w):\n    return w @ x\n",
    "W3": b"""
def velocity(w, config):
    config["v"] = 0.9 * config.get("v", 0.0) - 0.1 * w
    return w - config["v"]
""",
    "W4": b'def velocity(w, config):\n    config["v"] = -0.1 * w\n    return w + config["v"]\n',
    "W5": b"""
def numeric(f, x, h=1e-3):
    g = np.zeros_like(x)
    for i in range(x.size):
        old = x[i]
        x[i] = old + h
        g[i] = (f(x) - f(x * 0)) / h
        x[i] = old
    return g
""",
    "W6": b"def noise(n):\n    return np.random.rand(n)\n",
    "W7": b'def check(x):\n    if x.ndim != 2:\n        raise TypeError("no")\n    return x\n',
    "W8": b'def forward(x):\n    return x * 2, {"x": 2 * x}\n',
    "W9": b"def count(x):\n    return int(np.sum(x >= 0))\n",
}
TRUSTED = replay.Trusted("reference", REFERENCE)
KNOWN = [replay.Trusted(name, REFERENCE + b"\n" + source) for name, source in WRONGS.items()]

# Programs of other authors: other names, another style, the same answers.
STUDENTS = {
    "affine right": """
def affine(batch, weights): return np.einsum("ij,jk->ik", batch, weights)
""",
    "affine transposed": """
class Layer:
    def __init__(self, weights): self.weights = weights
    def __call__(self, batch): return np.einsum("ij,kj->ik", batch, self.weights)
def affine(batch, weights): return Layer(weights)(batch)
""",
    "affine tripled": "def affine(batch, weights): return batch * 3",
    "affine none": "def affine(batch, weights): pass",
    "velocity flipped": """
def velocity(p, memory):
    old = memory.pop("v", 0)
    memory["v"] = old * 0.9 - p / 10
    return p - memory["v"]
""",
    "velocity forgetful": """
def velocity(p, memory):
    memory.update(v=-p / 10)
    return p + memory["v"]
""",
    "numeric one-sided": """
def numeric(f, x, h=1e-3):
    base, out = f(np.zeros_like(x)), []
    for i, value in enumerate(list(x)):
        x[i] = value + h
        out.append((f(x) - base) / h)
        x[i] = value
    return np.array(out)
""",
    "noise uniform": "def noise(k): return np.random.random(k)",
    "check type": "def check(x): raise TypeError('other words')",
    "check index": "def check(x): raise IndexError('other words')",
    "forward doubled": """
class Saved:
    def __init__(self, kept): self.kept = kept
def forward(x): return 2 * x, Saved(x + x)
def backward(dout, cache): return 2 * dout * cache.kept
""",
    "count zero": "def count(x): return len([v for v in x if v >= 0])",
    "count huge": "def count(x): return 10 ** 400",
}
Test = Callable[[Student], object]


@pytest.fixture
def diagnose(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str, Test], tuple[str, ...]]]:
    """Runs a test against a student's program (in a thread: what it imports is forgotten again) and diagnoses it."""
    monkeypatch.setattr(sys, "meta_path", list(sys.meta_path))
    monkeypatch.setitem(sys.modules, "submission.m", types.ModuleType("m"))
    sandbox = FakeSandbox(runner.serve)

    def run(name: str, test: Test) -> tuple[str, ...]:
        sessions = _Sessions(sandbox)
        source = f"import numpy as np\n{STUDENTS[name]}".encode()
        link = Link(LoadRequest({"m.py": source}, "m.py", ()), Limits(), sessions.open, sessions.close)
        link.begin(seed=5)
        test(Student(link, {"forward": (1,)}))
        link.stop()
        return replay.matching(link.exchanges, TRUSTED, KNOWN)

    yield run
    sandbox.close()


Diagnose = Callable[[str, Test], tuple[str, ...]]
X = np.random.default_rng(0).standard_normal((3, 3))
W = np.random.default_rng(1).standard_normal((3, 3))


def test_a_misconception_is_found_under_other_names_and_another_style(diagnose: Diagnose) -> None:
    assert diagnose("affine transposed", lambda s: s.affine(X, W)) == ("W1",)


def test_a_right_answer_has_none(diagnose: Diagnose) -> None:
    assert diagnose("affine right", lambda s: s.affine(X, W)) == ()


@pytest.mark.parametrize("name", ["affine tripled", "affine none"])
def test_an_unknown_mistake_has_none(diagnose: Diagnose, name: str) -> None:
    assert diagnose(name, lambda s: s.affine(X, W)) == ()


def test_inputs_that_tell_two_misconceptions_not_apart_name_both(diagnose: Diagnose) -> None:
    mirror, turn = np.diag([1.0, -1.0]), np.array([[0.0, 1.0], [-1.0, 0.0]])
    assert diagnose("affine transposed", lambda s: s.affine(mirror, turn)) == ("W1", "W2")


def test_inputs_on_which_the_mistake_does_not_show_name_nothing(diagnose: Diagnose) -> None:
    assert diagnose("affine transposed", lambda s: s.affine(X, np.eye(3))) == ()


def test_state_in_a_dict_is_part_of_the_answer(diagnose: Diagnose) -> None:
    def three_steps(s: Student) -> None:
        w = np.ones(2)
        memory: dict[str, Any] = {}
        for _ in range(3):
            w = s.velocity(w, memory)

    assert diagnose("velocity flipped", three_steps) == ("W3",)
    assert diagnose("velocity forgetful", three_steps) == ("W4",)


def test_one_step_alone_does_not_show_what_only_later_steps_do(diagnose: Diagnose) -> None:
    assert diagnose("velocity forgetful", lambda s: s.velocity(np.ones(2), {})) == ()


def test_functions_of_the_test_are_called_again(diagnose: Diagnose) -> None:
    assert diagnose("numeric one-sided", lambda s: s.numeric(lambda v: float(np.sum(v**3)), np.array([1.0, 2.0]))) == (
        "W5",
    )


def test_a_function_that_closes_over_its_array_is_replayed_on_what_moves(diagnose: Diagnose) -> None:
    x = np.array([1.0, 2.0])
    diagnose("numeric one-sided", lambda s: s.numeric(lambda v: float(np.sum(v**3) + x[0]), x))
    assert x.tolist() == [1.0, 2.0]


def test_random_numbers_are_drawn_from_the_same_seed(diagnose: Diagnose) -> None:
    assert diagnose("noise uniform", lambda s: s.noise(4)) == ("W6",)


def test_exceptions_are_compared_by_kind_not_by_words(diagnose: Diagnose) -> None:
    def refuse(s: Student) -> None:
        with pytest.raises(CandidateRaised):
            s.check(np.ones(3))

    assert diagnose("check type", refuse) == ("W7",)
    assert diagnose("check index", refuse) == ()


def test_objects_that_stay_in_the_sandbox_are_matched_by_what_comes_of_them(diagnose: Diagnose) -> None:
    def there_and_back(s: Student) -> None:
        _, cache = s.forward(X)
        s.backward(np.ones((3, 3)), cache)

    assert diagnose("forward doubled", there_and_back) == ("W8",)


def test_counts_are_compared_as_numbers(diagnose: Diagnose) -> None:
    x = np.array([0.0, 1.0, -1.0])
    assert diagnose("count zero", lambda s: s.count(x)) == ("W9",)
    assert diagnose("count huge", lambda s: s.count(x)) == ()


def test_arrays_of_the_test_are_restored_after_the_replay(diagnose: Diagnose) -> None:
    x, w = X.copy(), W.copy()
    diagnose("affine transposed", lambda s: s.affine(x, w))
    assert np.array_equal(x, X)
    assert np.array_equal(w, W)


def test_a_case_without_answers_has_no_diagnosis() -> None:
    assert replay.matching([], TRUSTED, KNOWN) == ()
    assert replay.matching([Exchange({"op": "call"}, [])], TRUSTED, KNOWN) == ()


# --- hostile answers ---------------------------------------------------------------------------------


HOSTILE: dict[str, Any] = {
    "beyond-floats": 10**400,
    "beyond-64-bits": -(2**70),
    "nan": float("nan"),
    "text": "text",
    "bytes": b"raw",
    "none": None,
    "nothing": {},
    "nested": [1, [2, (3,)]],
    "mapping": {1: {"a": np.ones(2)}},
    "not-finite": np.array([np.inf, np.nan]),
    "enormous": np.full((3, 3), 1e308),
    "half": np.float16(1),
    "complex": np.complex128(1j),
    "truth": True,
}


@pytest.mark.parametrize("answer", HOSTILE)
@pytest.mark.parametrize("name", ["count", "affine"])
def test_no_answer_breaks_the_diagnosis(answer: str, name: str) -> None:
    assert replay.matching(_answered(name, {"ok": HOSTILE[answer]}), TRUSTED, KNOWN) == ()


hostile = st.recursive(
    st.one_of(
        st.none(),
        st.integers(),
        st.floats(),
        st.text(max_size=3),
        st.sampled_from(sorted(DTYPES)).flatmap(lambda name: hnp.arrays(np.dtype(name), st.sampled_from([(), (3, 3)]))),
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.tuples(inner), st.dictionaries(st.integers(0, 2), inner)),
    max_leaves=5,
)


@given(hostile, st.dictionaries(st.integers(0, 2), hostile, max_size=2), st.booleans())
@settings(max_examples=50)
def test_no_combination_of_answer_and_changes_breaks_the_diagnosis(value: Any, changes: Any, raised: bool) -> None:
    reply = {"err": {"type": "ValueError", "text": value}, "m": changes} if raised else {"ok": value, "m": changes}
    assert set(replay.matching(_answered("affine", reply), TRUSTED, KNOWN)) <= set(WRONGS)


def _answered(name: str, reply: dict[str, Any]) -> list[Exchange]:
    """A case in which the submission replied ``reply`` to everything."""

    def serve(sock: Any) -> None:
        channel = Channel(sock, candidate=True)
        for answer in ({"ok": None}, reply):
            channel.send({"n": channel.receive()["n"], **answer})

    sandbox = FakeSandbox(serve)
    sessions = _Sessions(sandbox)
    link = Link(LoadRequest({}, "m.py", ()), Limits(), sessions.open, sessions.close)
    link.begin(seed=1)
    arguments = (np.ones(3),) if name == "count" else (X, W)
    with contextlib.suppress(CandidateRaised):
        getattr(Student(link, {}), name)(*arguments)
    link.stop()
    sandbox.close()
    return link.exchanges
