"""Complaints: the usual ones of numpy, PyTorch and Python are known, and nothing of a text gets through."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.complaints import complaint
from grader.messages import CATALOGUE, parameters
from grader.model import Raised


def frozen() -> Any:
    array = np.zeros(2)
    array.flags.writeable = False
    return array


NOTHING: Any = None
ONE: Any = lambda x: x  # noqa: E731 - of any type, so that it can be called wrongly

NUMPY: list[tuple[str, Callable[[], Any]]] = [
    ("shapes", lambda: np.zeros((2, 3)) + np.zeros((3, 2))),
    ("shapes", lambda: np.zeros((2, 3)) @ np.zeros((2, 3))),
    ("shapes", lambda: np.dot(np.zeros((2, 3)), np.zeros((2, 3)))),
    ("shapes", lambda: np.zeros(6).reshape(4, 2)),
    ("shapes", lambda: np.zeros((2, 3)).__setitem__(0, np.zeros(4))),
    ("shapes", lambda: np.concatenate([np.zeros((2, 3)), np.zeros((2, 4))])),
    ("read_only", lambda: frozen().__setitem__(0, 1.0)),
    ("read_only", lambda: np.add(frozen(), 1, out=frozen())),
    ("outside", lambda: np.zeros(3)[3]),
    ("outside", lambda: list(range(2))[2]),
    ("dtypes", lambda: np.add(np.zeros(2, int), 0.5, out=np.zeros(2, int))),
    ("singular", lambda: np.linalg.inv(np.zeros((2, 2)))),
    ("none", lambda: NOTHING[0]),
    ("none", lambda: NOTHING.shape),
    ("none", lambda: NOTHING + 1.0),
    ("none", lambda: np.zeros(2) + NOTHING),
    ("signature", lambda: ONE(*())),
    ("signature", lambda: ONE(1, 2)),
    ("signature", lambda: ONE(x=1, y=2)),
]  # fmt: skip


def kind_of(call: Callable[[], Any]) -> str:
    with pytest.raises(Exception) as caught:  # noqa: PT011 - which one is the library's affair
        call()
    found = complaint(Raised(type(caught.value).__name__, str(caught.value)))
    return found.key.removeprefix("complaint.") if found else ""


@pytest.mark.parametrize(("kind", "call"), NUMPY, ids=[f"{kind}-{i}" for i, (kind, _) in enumerate(NUMPY)])
def test_a_complaint_of_numpy_or_python_is_known(kind: str, call: Callable[[], Any]) -> None:
    assert kind_of(call) == kind


def in_torch(torch: Any) -> list[tuple[str, Callable[[], Any]]]:
    nn, leaf = torch.nn, torch.ones(2, requires_grad=True)

    def spoiled() -> None:
        y = leaf.exp()
        y += 1
        y.sum().backward()

    def twice() -> None:
        loss = (leaf * leaf).sum()
        loss.backward()
        loss.backward()

    return [
        ("shapes", lambda: nn.Linear(1024, 10)(torch.ones(5, 784))),
        ("shapes", lambda: torch.ones(12) + torch.ones(6)),
        ("shapes", lambda: nn.Conv2d(1, 8, 3)(torch.ones(5, 28, 1, 28))),
        ("shapes", lambda: nn.CrossEntropyLoss()(torch.ones(32, 10), torch.zeros(16, dtype=torch.long))),
        ("shapes", lambda: torch.ones(6).view(4, 2)),
        ("one_sample", lambda: nn.BatchNorm1d(5)(torch.ones(1, 5))),
        ("leaf", lambda: leaf.add_(1)),
        ("in_place", spoiled),
        ("no_graph", lambda: torch.ones(()).backward()),
        ("graph_used", twice),
        ("numpy_of_graph", leaf.numpy),
        ("dtypes", lambda: nn.Linear(2, 2)(torch.ones(1, 2).double())),
        ("outside", lambda: torch.ones(3)[3]),
    ]


@pytest.mark.torch
def test_a_complaint_of_torch_is_known() -> None:
    torch = pytest.importorskip("torch")
    calls = in_torch(torch)
    assert [kind_of(call) for _, call in calls] == [kind for kind, _ in calls]


@pytest.mark.parametrize("text", ["", "size", "the batch is too small", "x must be positive"])
def test_words_of_the_author_are_not_explained(text: str) -> None:
    assert complaint(Raised("ValueError", text)) is None


@given(st.text(max_size=40), st.sampled_from(["is read-only", "out of bounds", "not aligned", "Singular matrix"]))
def test_nothing_of_a_text_is_said(secret: str, words: str) -> None:
    found = complaint(Raised("ValueError", f"{secret} {words}"))
    assert found is not None
    assert found.params == {}


def test_every_sentence_of_a_complaint_is_plain() -> None:
    assert all(not parameters(key) for key in CATALOGUE if key.startswith("complaint."))
