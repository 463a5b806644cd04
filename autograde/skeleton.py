"""A new exercise that already verifies: the smallest complete example, for authors to rewrite.

Exists so that an author starts from something that works (stub generated, suites judged, one known-wrong
named) and changes it piece by piece. It must never overwrite a file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from string import Template

from grader import stub
from grader.catalog import Course
from grader.errors import UsageError

__all__ = ["Plan", "create"]

_SLUG = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_MODULE = re.compile(r"\d{2}_[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Plan:
    """Where a new exercise goes: ``exercises/<module>/<slug>`` and ``solutions/<module>/<slug>``."""

    module: str
    slug: str
    number: int


def plan(course: Course, module: str, slug: str, number: int | None) -> Plan:
    """Check the names against the course. Raises ``UsageError`` for a bad or taken name or number."""
    slug = slug.replace("-", "_")
    if not _MODULE.fullmatch(module):
        raise UsageError(f"'{module}' is no module folder", "use two digits and a name, like 09_convolution")
    if not _SLUG.fullmatch(slug):
        raise UsageError(f"'{slug}' is no exercise name", "use small letters, digits and hyphens, like conv-naive")
    taken = {exercise.number for exercise in course.exercises}
    chosen = number if number is not None else max(taken, default=0) + 1
    if chosen in taken:
        raise UsageError(f"number {chosen} is taken", "leave out --number to get the next free one")
    if any(exercise.slug == slug for exercise in course.exercises):
        raise UsageError(f"there is an exercise called '{slug}' already", "choose another name")
    return Plan(module, slug, chosen)


def create(root: Path, plan: Plan) -> tuple[Path, Path]:
    """Write the skeleton below ``root``; returns the published and the private folder.

    Raises ``UsageError`` where one of the two folders exists.
    """
    published = root / "exercises" / plan.module / plan.slug
    private = root / "solutions" / plan.module / plan.slug
    for folder in (published, private):
        if folder.exists():
            raise UsageError(f"{folder} exists already", "choose another name, or remove that folder first")
    values = {"slug": plan.slug, "shown": plan.slug.replace("_", "-"), "number": str(plan.number)}
    for folder, files in ((private, _PRIVATE), (published, _PUBLISHED)):
        for name, template in files.items():
            _write(folder / Template(name).substitute(values), Template(template).substitute(values))
    reference = (private / f"{plan.slug}.py").read_text(encoding="utf-8")
    _write(published / f"{plan.slug}.py", stub.generate(reference))
    return published, private


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


_MANIFEST = """\
number = $number
slug = "$slug"
kind = "numpy"            # numpy | torch
tier = "core"             # core | standard | extension
title = { en = "Centering", ko = "평균 빼기" }
summary = { en = "Subtract the mean of every feature.", ko = "특성마다 평균을 빼요." }
devices = ["cpu"]
forbidden = ["torch"]
requires = []             # slugs of exercises that are better done before: advice for students
minutes = 30              # how long it takes: your estimate

[[tasks]]
name = "center"
points = 10
title = { en = "Center the columns", ko = "열마다 평균 빼기" }
"""

_README = """\
# Centering (`$shown`)

**Goal.** Shift every feature so that its mean is zero.

**Maths.** For data `x` of shape `(N, D)`: `out[n, d] = x[n, d] - mean over n of x[n, d]`.

**Tasks.** Fill in `center` in `$slug.py` (10 points). Do not change `x`.

**Check yourself.** `autograde check` in this folder.

**Out of scope.** Dividing by the standard deviation.
"""

_README_KO = """\
# 평균 빼기 (`$shown`)

**목표.** 특성마다 평균이 0이 되도록 값을 옮겨요.

**수식.** 모양이 `(N, D)`인 데이터 `x`에 대해 `out[n, d] = x[n, d] - (n에 대한 x[n, d]의 평균)`이에요.

**할 일.** `$slug.py` 파일의 `center` 함수를 채워 보세요(10점). `x` 값은 바꾸지 마세요.

**스스로 점검.** 이 폴더에서 `autograde check` 명령을 실행해 보세요.

**다루지 않는 것.** 표준편차로 나누는 일은 여기서 하지 않아요.
"""

_REFERENCE = '''\
"""Centering: every feature gets mean zero."""

import numpy as np


def center(x: np.ndarray) -> np.ndarray:
    """Subtract from every column its mean.

    Args:
        x: Data of shape (N, D).

    Returns:
        An array of shape (N, D) whose columns have mean zero.
    """
    # <solution>
    return x - x.mean(axis=0)
    # </solution>
'''

_PUBLIC = '''\
"""Public suite: small data that you can check by hand."""

import numpy as np

from grader.judge import case, expect


@case("center", "Two columns", "열이 두 개일 때")
def test_two_columns(student):
    x = np.array([[1.0, 10.0], [3.0, 30.0]])
    expect.close(student.center(x), np.array([[-1.0, -10.0], [1.0, 10.0]]), "out")
'''

_HIDDEN = '''\
"""Hidden suite: other shapes, unequal column means, extreme offsets, inputs left alone."""

from grader.judge import case, expect, inputs


@case("center", "Matches the definition", "정의와 같은 값")
def test_matches_reference(student, reference, rng):
    x = rng.standard_normal((7, 4)) + rng.uniform(-3, 3, 4)
    expect.close(student.center(x), lambda: reference.center(x), "out")


@case("center", "Large offsets", "큰 값이 더해진 데이터", group="robust")
def test_large_offsets(student, reference, rng):
    x = rng.standard_normal((5, 3)) + 1e4 * rng.uniform(1, 2, 3)
    expect.close(student.center(x), lambda: reference.center(x), "out", rtol=1e-6)


@case("center", "Leaves its input alone", "입력을 바꾸지 않기", group="hygiene")
def test_leaves_input_alone(student, reference, rng):
    for _, x in inputs.layouts(rng.standard_normal((6, 2)) + rng.uniform(1, 3, 2)):
        out = student.center(x)
        expect.unmodified(student, 0, what="x")
        expect.close(out, lambda x=x: reference.center(x), "out")
'''

_WRONG = '''\
"""
title = { en = "One mean for everything", ko = "전체 평균 하나만 빼기" }
fails = ["test_matches_reference"]
hint = { en = "You subtract the mean of the whole array. Every column has its own mean: use `axis=0`.", \
ko = "배열 전체의 평균을 빼고 있어요. 열마다 평균이 따로 있으니 `axis=0` 옵션을 써 보세요." }
"""


def center(x):
    return x - x.mean()
'''

_DESIGN = """\
# Design of `$shown`

**Objective.** Reductions along the right axis.

| Known-wrong | Misconception | Caught by |
|---|---|---|
| W1 global mean | "the mean" is one number | `test_matches_reference` |
"""

_PUBLISHED = {
    "exercise.toml": _MANIFEST,
    "README.md": _README,
    "README.ko.md": _README_KO,
    "test_public.py": _PUBLIC,
}
_PRIVATE = {
    "${slug}.py": _REFERENCE,
    "test_hidden.py": _HIDDEN,
    "wrong/W1_global_mean.py": _WRONG,
    "design.md": _DESIGN,
}
