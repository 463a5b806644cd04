"""What the documentation shows is what happens: blocks marked ``console runnable`` are run and compared."""

from __future__ import annotations

import doctest
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograde import grading
from autograde.cli.main import COMMANDS
from grader.errors import SandboxUnavailable

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
BLOCK = re.compile(r"^```console runnable\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?:)([^)#]*)(#[^)]*)?\)")


def steps(page: Path) -> Iterator[tuple[str, str]]:
    """Commands of a page and what they are said to print, in order."""
    for block in BLOCK.findall(page.read_text(encoding="utf-8")):
        for step in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = step.partition("\n")
            yield command, output


@pytest.fixture
def workplace(tmp_path: Path) -> Path:
    """A folder with the course and the examples in it, where commands may write."""
    for name in ("exercises", "solutions", "examples"):
        (tmp_path / name).symlink_to(ROOT / name)
    (tmp_path / "mycourse" / "exercises").mkdir(parents=True)
    return tmp_path


@pytest.mark.slow
@pytest.mark.parametrize("page", [page for page in PAGES if any(steps(page))], ids=lambda page: page.name)
def test_the_commands_of_a_page_print_what_it_shows(page: Path, workplace: Path) -> None:
    try:
        grading.inspect_sandbox(grading.Policy())
    except SandboxUnavailable as error:
        pytest.skip(f"no isolation here: {error.message}")
    wrong = [report for command, output in steps(page) if (report := _differs(command, output, workplace))]
    assert wrong == []


def _differs(command: str, expected: str, folder: Path) -> str:
    """An account of the difference, or nothing. ``...`` in ``expected`` stands for any text."""
    environ = {**os.environ, "AUTOGRADE_SECRET": "a secret of the tests alone", "AUTOGRADE_LANG": "en", "NO_COLOR": "1"}
    program, *arguments = shlex.split(command)
    assert program == "autograde"
    argv = [sys.executable, "-m", "autograde.cli.main", *arguments]
    done = subprocess.run(argv, cwd=folder, env=environ, capture_output=True, encoding="utf-8", check=False)
    flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    if doctest.OutputChecker().check_output(expected, done.stdout, flags):
        return ""
    return f"$ {command}\nexit code {done.returncode}\n{done.stdout}\n{done.stderr}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_to_files_lead_somewhere(page: Path) -> None:
    targets = [match[0] for match in LINK.findall(page.read_text(encoding="utf-8")) if match[0]]
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_every_command_is_documented() -> None:
    text = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f"\n## {name}\n" not in text] == []
