"""The work that every contestant does: the same submissions with the same cases, and what is true of them.

Twenty submissions to fifteen cases over five functions (``benchmarks/course``): fifteen right or nearly right ones,
three with a bug, one that raises while it is imported, one that ends its process. ``endless`` is a separate run, and
``nothing`` is one function and one case: what that costs is isolation alone.
What is true of each is found out by calling every case alone, in a process of its own: see ``truth``.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import types
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from grader.catalog import open_course, reference_source
from grader.judge.expect import Unexpected
from grader.model import Exercise, Submission

COURSE = Path(__file__).parent / "course"
BUGS = {
    "fifteen": (
        "def relu(x):\n    return abs(x)\n",
        "def batchnorm(x, gamma, beta, eps):\n    return gamma * (x - x.mean(axis=1, keepdims=True)) + beta\n",
        "def adam(w, dw, config):\n    return w - 1e-3 * dw, config\n",
    ),
    "fifteen_torch": (
        "def relu(x):\n    return abs(x)\n",
        "def batchnorm(x, gamma, beta, eps):\n    return gamma * (x - x.mean(dim=1, keepdim=True)) + beta\n",
        "def adam(w, dw, config):\n    return w - 1e-3 * dw, config\n",
    ),
    "training": (
        "def train(*net):\n    return np.zeros(net[6]), net[2:6]\n",
        "def train(*net):\n    return None\n",
        "def train(*net):\n    return np.zeros(3), net[2:6]\n",
    ),
}
LEAVES = "\ndef {name}(*args):\n    import os\n    os._exit(0)\n"
LOOPS = "\ndef {name}(*args):\n    while True:\n        pass\n"
Case = tuple[Callable[..., None], list[str]]


def exercise(slug: str = "fifteen") -> Exercise:
    """An exercise of the benchmark course."""
    return open_course(COURSE).get(slug)


def sources(slug: str = "fifteen") -> dict[str, bytes]:
    """The twenty submissions by the student's name."""
    right, first = reference_source(exercise(slug)), exercise(slug).tasks[0].name
    variants = [right + f"\n# variant {i}\n".encode() for i in range(15)]
    wrong = [right + b"\n" + bug.encode() for bug in BUGS.get(slug, ())]
    last = [b"raise RuntimeError('import')\n", right + LEAVES.format(name=first).encode()]
    return {f"s{i:02}": source for i, source in enumerate([*variants, *wrong, *last])}


def endless(slug: str = "fifteen") -> dict[str, bytes]:
    """One submission whose first function never returns."""
    return {"loop": reference_source(exercise(slug)) + LOOPS.format(name=exercise(slug).tasks[0].name).encode()}


def ordinary(slug: str = "fifteen") -> list[str]:
    """Names of the submissions that end by themselves: what one process can call without being ended."""
    return list(sources(slug))[: 15 + len(BUGS.get(slug, ()))]


def submissions(slug: str = "fifteen", names: list[str] | None = None) -> list[Submission]:
    """Submissions as intake would give them; all twenty without ``names``."""
    found = sources(slug)
    return [submission(slug, name, found[name]) for name in names or found]


def submission(slug: str, name: str, source: bytes) -> Submission:
    """One submission as intake would give it."""
    file = f"{slug}.py"
    return Submission(name, file, {file: source}, hashlib.sha256(source).hexdigest())


# --- plain calls: the limit, and the truth -----------------------------------------------------


class Plain:
    """Stands where ``student`` stands in a suite: the module itself, in this process."""

    def __init__(self, source: bytes) -> None:
        module = types.ModuleType("plain")
        exec(compile(source, "plain.py", "exec"), module.__dict__)
        self.__dict__.update(module.__dict__)

    def each(self, name: str, calls: list[tuple[Any, ...]]) -> list[Any]:
        """What ``student.each`` does, by plain calls."""
        return [getattr(self, name)(*call) for call in calls]


def suite_path(slug: str) -> Path:
    """The hidden suite of an exercise of the benchmark course."""
    return COURSE / "solutions" / "01_bench" / slug / "test_hidden.py"


def cases(slug: str = "fifteen") -> list[Case]:
    """The hidden tests as plain functions, with the names of the fixtures that they ask for."""
    spec = importlib.util.spec_from_file_location(f"bench_{slug}", suite_path(slug))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    tests = [f for name, f in vars(module).items() if name.startswith("test_")]
    return [(f, list(f.__code__.co_varnames[: f.__code__.co_argcount])) for f in tests]


def passes(case: Case, student: Plain, reference: Plain) -> bool:
    """Whether one case passes, called as a function."""
    test, names = case
    fixtures = {"student": student, "reference": reference, "rng": np.random.default_rng(1)}
    try:
        test(*[fixtures[name] for name in names])
    except (Unexpected, ArithmeticError, ValueError, TypeError, AttributeError):
        return False
    return True


def truth(slug: str = "fifteen", names: Sequence[str] = ()) -> dict[str, int]:
    """Cases passed by each submission when every case is called alone, in a forked process of its own."""
    suite, reference, found = cases(slug), Plain(reference_source(exercise(slug))), sources(slug)
    return {name: sum(_alone(one, found[name], reference) for one in suite) for name in names or found}


def _alone(case: Case, source: bytes, reference: Plain) -> bool:
    """Whether a forked process says that the case passed; what ends before it says so has not."""
    read, write = os.pipe()
    if (pid := os.fork()) == 0:
        try:
            os.write(write, b"y" if passes(case, Plain(source), reference) else b"n")
        finally:
            os._exit(0)
    os.close(write)
    said = os.read(read, 1)
    os.close(read)
    os.waitpid(pid, 0)
    return said == b"y"
