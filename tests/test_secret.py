"""The course secret: one source at a time, private, long enough, never lost."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from autograde.secret import course_secret
from grader.errors import UsageError


def test_a_secret_is_made_once_and_kept(tmp_path: Path) -> None:
    first = course_secret({}, None, tmp_path / "config")
    assert course_secret({}, None, tmp_path / "config") == first
    assert len(first) >= 32


def test_two_courses_have_different_secrets(tmp_path: Path) -> None:
    assert course_secret({}, None, tmp_path / "a") != course_secret({}, None, tmp_path / "b")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no permission bits")
def test_nobody_else_can_read_the_secret(tmp_path: Path) -> None:
    course_secret({}, None, tmp_path)
    assert stat.S_IMODE((tmp_path / "secret").stat().st_mode) == 0o600


def test_a_named_file_goes_before_the_environment(tmp_path: Path) -> None:
    path = tmp_path / "course.secret"
    path.write_text("from the file, long enough\n", encoding="utf-8")
    environ = {"AUTOGRADE_SECRET": "from the environment"}
    assert course_secret(environ, path, tmp_path) == b"from the file, long enough"
    assert course_secret(environ, None, tmp_path) == b"from the environment"


@pytest.mark.parametrize("text", ["", "short"])
def test_a_secret_that_can_be_guessed_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "course.secret"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match="too short"):
        course_secret({}, path, tmp_path)


def test_a_secret_that_cannot_be_stored_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(UsageError) as refusal:
        course_secret({}, None, tmp_path / "file" / "config")
    assert "AUTOGRADE_SECRET" in refusal.value.next_step
