"""What is published: the wheel and the source archive hold the exercises and nothing of their solutions."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def build(kind: str, folder: Path) -> Path:
    """Build with the backend itself, in a process of its own and without a network."""
    program = f"import sys, hatchling.build as b; print(b.build_{kind}(sys.argv[1]))"
    command = [sys.executable, "-c", program, str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return folder / done.stdout.split()[-1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    with zipfile.ZipFile(build("wheel", tmp_path_factory.mktemp("wheel"))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def source_archive(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    with tarfile.open(build("sdist", tmp_path_factory.mktemp("sdist"))) as archive:
        members = [member for member in archive.getmembers() if member.isfile()]
        return {member.name.partition("/")[2]: _read(archive, member) for member in members}


def _read(archive: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    stream = archive.extractfile(member)
    assert stream is not None
    return stream.read()


def secrets() -> Iterator[str]:
    """Every name of a hidden test that no public suite shares, and every hint of a known-wrong."""
    public = {name for path in (ROOT / "exercises").rglob("test_public.py") for name in _tests(path)}
    for path in sorted((ROOT / "solutions").rglob("*.py")):
        if path.name == "test_hidden.py":
            yield from set(_tests(path)) - public
        if path.parent.name == "wrong":
            header = tomllib.loads(ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "")
            yield from header["hint"].values()


def _tests(path: Path) -> list[str]:
    return re.findall(r"^\s*def (test_\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)


def test_the_wheel_holds_the_core_the_shells_and_every_published_exercise(wheel: dict[str, bytes]) -> None:
    for path in sorted((ROOT / "exercises").rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            assert wheel[f"autograde/_course/{path.relative_to(ROOT).as_posix()}"] == path.read_bytes()
    assert {"grader/model.py", "grader/judge/suite.ini", "autograde/cli/main.py", "grader/py.typed"} <= wheel.keys()


@pytest.mark.parametrize("archive", ["wheel", "source_archive"])
def test_nothing_of_the_solutions_is_published(archive: str, request: pytest.FixtureRequest) -> None:
    files: dict[str, bytes] = request.getfixturevalue(archive)
    forbidden = re.compile(r"solutions|test_hidden|design\.md|(^|/)wrong/|(^|/)W\d+_|__pycache__|\.pyc$")
    assert [name for name in files if forbidden.search(name)] == []


@pytest.mark.parametrize("archive", ["wheel", "source_archive"])
def test_no_published_file_names_a_hidden_test_or_quotes_a_hint(archive: str, request: pytest.FixtureRequest) -> None:
    files: dict[str, bytes] = request.getfixturevalue(archive)
    everything = b"\n".join(files.values()).decode("utf-8", "replace")
    words = set(re.findall(r"\w+", everything))
    assert len(list(secrets())) > 50, "there is nothing to look for"
    leaked = [secret for secret in secrets() if (secret in words if secret.isidentifier() else secret in everything)]
    assert leaked == []


@pytest.mark.parametrize("archive", ["wheel", "source_archive"])
def test_no_published_file_holds_a_reference(archive: str, request: pytest.FixtureRequest) -> None:
    files: dict[str, bytes] = request.getfixturevalue(archive)
    region = re.compile(rb"^\s*# </?solution>", re.MULTILINE)
    assert [name for name, content in files.items() if "exercises/" in name and region.search(content)] == []


def test_the_wheel_offers_the_autograde_command(wheel: dict[str, bytes]) -> None:
    entry = next(content for name, content in wheel.items() if name.endswith("entry_points.txt"))
    assert b"autograde = autograde.cli.main:main" in entry
