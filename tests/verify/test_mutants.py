"""Mutants: one small change each, the same ones every time, and never in what is no behaviour."""

from __future__ import annotations

import ast

import pytest

from autograde.verify.mutants import mutants

SOURCE = '''
"""Title."""
import numpy as np

LIMIT = 3


def softmax(x: "np.ndarray[1]", axis: int = 1) -> "np.ndarray[2]":
    """Softmax of x, 1 + 1."""
    if x.ndim < 2 and not axis:
        raise ValueError(f"at least {1 + 1} axes")
    shifted = x - x.max(axis=axis, keepdims=True)
    e = np.exp(shifted)
    e[0] += 0.5
    total = 0.0
    for row in e.copy():
        total += row.sum() / 2
    return e / -total, e.T


class Layer:
    SIZE = 4

    def forward(self, x):
        return x @ self.w + 1
'''

ALL = mutants(SOURCE, 10**6)


def changed(mutant_source: str) -> list[tuple[str, str]]:
    before, after = (ast.unparse(ast.parse(text)).splitlines() for text in (SOURCE, mutant_source))
    return [(a, b) for a, b in zip(before, after, strict=True) if a != b] if len(before) == len(after) else []


def test_every_mutant_compiles_and_differs_from_the_original_and_from_each_other() -> None:
    original = ast.unparse(ast.parse(SOURCE))
    for mutant in ALL:
        compile(mutant.source, "mutant", "exec")
    texts = [mutant.source for mutant in ALL]
    assert original not in texts
    assert len(set(texts)) == len(texts)


def test_every_mutant_has_an_id_of_its_own() -> None:
    assert len({mutant.id for mutant in ALL}) == len(ALL)


def test_the_same_source_gives_the_same_mutants() -> None:
    assert mutants(SOURCE, 10, seed=3) == mutants(SOURCE, 10, seed=3)


def test_a_limit_is_a_choice_among_all_of_them() -> None:
    chosen = mutants(SOURCE, 10)
    assert len(chosen) == 10
    assert set(chosen) <= set(ALL)


def test_another_seed_chooses_others() -> None:
    assert mutants(SOURCE, 10, seed=1) != mutants(SOURCE, 10, seed=2)


def test_unrelated_edits_keep_the_ids() -> None:
    edited = "# a comment\n\n" + SOURCE.replace('"""Softmax of x, 1 + 1."""', '"""Other words."""')
    edited += "\n\ndef unrelated(x):\n    return x + 1\n"
    ids = {mutant.id for mutant in ALL}
    assert ids <= {mutant.id for mutant in mutants(edited, 10**6)}


def test_lines_are_those_of_the_source() -> None:
    line = SOURCE.splitlines().index("    e = np.exp(shifted)") + 1
    assert any(mutant.line == line and "np.expm1" in mutant.id for mutant in ALL)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("x.ndim < 2 and (not axis)", "x.ndim <= 2 and (not axis)"),
        ("x.ndim < 2 and (not axis)", "x.ndim < 2 or not axis"),
        ("x - x.max", "x + x.max"),
        ("x.max(", "x.min("),
        ("np.exp(", "np.expm1("),
        ("e[0] += 0.5", "e[0] -= 0.5"),
        ("e[0] += 0.5", "e[0] = 0.5"),
        ("e.copy()", "e"),
        ("row.sum() / 2", "row.mean() / 2"),
        ("e.T", "e"),
        ("-total", "total"),
        ("+ 1", "+ 2"),
        ("keepdims=True", "keepdims=False"),
        ("axis: int=1", "axis: int=2"),
    ],
)
def test_the_slips_of_students_are_among_them(before: str, after: str) -> None:
    assert any(old.replace(before, after) == new for mutant in ALL for old, new in changed(mutant.source))


STAYING = ['"""Title."""', "LIMIT = 3", "np.ndarray[1]", "np.ndarray[2]", "Softmax of x, 1 + 1", "import numpy as np"]


@pytest.mark.parametrize("untouched", STAYING)
def test_texts_annotations_and_what_lies_outside_of_functions_and_classes_stay(untouched: str) -> None:
    assert all(untouched in mutant.source for mutant in ALL)


def test_an_exception_is_removed_as_a_whole_or_left_alone() -> None:
    assert all(("at least {1 + 1}" in mutant.source) == ("raise ValueError" in mutant.source) for mutant in ALL)


def test_a_source_without_functions_has_none() -> None:
    assert mutants("x = 1 + 1\n", 10) == []


def test_a_removed_guard_is_a_mutant() -> None:
    assert any("raise ValueError" not in mutant.source for mutant in ALL)
