"""The course that is attacked: two small exercises whose hidden parts are full of canaries.

Written to a temporary folder for each run, so that every installation can run the battery, those without the hidden
parts of the real course included. Its sources lie beside this module as text; nothing here is ever imported.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from autograde.redteam.canary import Canaries
from grader.catalog import Course, open_course
from grader.stub import generate

MODULE = "01_target"
_EXERCISES = {"vault": "vault", "norm_vault": "norm"}


def build_target(root: Path, canaries: Canaries) -> Course:
    """Write the course below ``root`` and open it."""
    for slug, name in _EXERCISES.items():
        published, private = root / "exercises" / MODULE / slug, root / "solutions" / MODULE / slug
        reference = _filled(f"{name}.txt", canaries)
        _write(published / "exercise.toml", _filled(f"{name}.toml", canaries))
        _write(published / f"{slug}.py", generate(_filled(f"{name}.txt", None)))
        _write(published / "test_public.py", _filled(f"{name}_public.txt", canaries))
        _write(private / f"{slug}.py", reference)
        _write(private / "test_hidden.py", _filled(f"{name}_suite.txt", canaries))
    _write(root / "solutions" / MODULE / "vault" / "wrong" / "W1_flipped.py", _filled("vault_wrong.txt", canaries))
    return open_course(root)


def _filled(name: str, canaries: Canaries | None) -> str:
    """A source of the target; what is published holds no canary."""
    text = (files("autograde.redteam") / "target" / name).read_text(encoding="utf-8")
    for placeholder, value in (canaries.placeholders() if canaries else {}).items():
        text = text.replace(f"@{placeholder}@", value)
    return text if canaries else text.replace(" @REFERENCE@", "")


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")
