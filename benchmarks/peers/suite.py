"""Writes what all peers share: the suite, the reference, and what stands where ``grader.judge`` stands."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from benchmarks import workload
from grader.catalog import reference_source

KIT = Path(__file__).with_name("kit.py")


def write(folder: Path, slug: str) -> None:
    """Put the hidden suite as it is (``cases.py``), the reference, ``kit.py`` and ``grader.judge`` into ``folder``."""
    (folder / "grader").mkdir(parents=True)
    (folder / "grader" / "__init__.py").touch()
    (folder / "grader" / "judge.py").write_text("from kit import case, expect, gradients\n", encoding="utf-8")
    (folder / "reference.py").write_bytes(reference_source(workload.exercise(slug)))
    shutil.copy(workload.suite_path(slug), folder / "cases.py")
    shutil.copy(KIT, folder / "kit.py")


def names(slug: str) -> list[str]:
    """The names of the cases."""
    return [test.__name__ for test, _ in workload.cases(slug)]


def environment(python: Path) -> dict[str, str]:
    """Our environment with the peer's own programs in front, one thread for arithmetic, and none of our modules."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PYTEST", "VIRTUAL"))}
    threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    return kept | threads | {"PATH": f"{python.parent}{os.pathsep}{os.environ['PATH']}"}
