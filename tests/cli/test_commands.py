"""What every command promises: help with an example, exit codes, one JSON document, no traceback of ours."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from autograde.cli import main as program
from autograde.cli.console import language
from autograde.cli.main import COMMANDS
from autograde.cli.texts import TEXTS
from grader.errors import GraderError, InvalidExercise, JudgeFault, SandboxUnavailable, UsageError
from grader.model import Lang
from tests.cli.conftest import Autograde


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_a_command_shows_an_example_and_its_exit_codes(name: str, autograde: Autograde) -> None:
    ran = autograde(name, "--help")
    assert ran.code == 0
    assert re.search(rf"Example:\n +autograde {name}\b", ran.out)
    assert "Exit codes:" in ran.out


def test_the_help_of_the_program_lists_every_command(autograde: Autograde) -> None:
    ran = autograde("--help")
    assert [name for name in COMMANDS if f"\n  {name} " not in ran.out] == []


def test_a_misspelt_command_is_a_usage_error_with_a_suggestion(autograde: Autograde) -> None:
    ran = autograde("graed")
    assert (ran.code, ran.out) == (2, "")
    assert "Did you mean 'grade'?" in ran.err


def test_an_unknown_option_is_a_usage_error(autograde: Autograde) -> None:
    assert autograde("list", "--colour").code == 2


@pytest.mark.parametrize(
    ("error", "code"),
    [(UsageError, 2), (InvalidExercise, 3), (SandboxUnavailable, 4), (JudgeFault, 5), (GraderError, 5)],
)
def test_an_error_of_ours_is_a_sentence_a_next_step_and_its_exit_code(
    error: type[GraderError], code: int, autograde: Autograde, monkeypatch: pytest.MonkeyPatch
) -> None:
    _break(monkeypatch, error("the sentence", "the step"))
    ran = autograde("list")
    assert (ran.code, ran.out) == (code, "")
    assert ran.err == "Error: the sentence\n  Next step: the step\n"


def test_an_internal_error_shows_no_traceback(autograde: Autograde, monkeypatch: pytest.MonkeyPatch) -> None:
    _break(monkeypatch, ZeroDivisionError("secret detail"))
    ran = autograde("list")
    assert ran.code == 5
    assert "ZeroDivisionError" in ran.err
    assert "Traceback" not in ran.err


def test_the_traceback_is_shown_on_request(autograde: Autograde, monkeypatch: pytest.MonkeyPatch) -> None:
    _break(monkeypatch, ZeroDivisionError("secret detail"))
    assert "Traceback" in autograde("list", environ={"AUTOGRADE_DEBUG": "1"}).err


def test_an_interruption_has_its_own_exit_code(autograde: Autograde, monkeypatch: pytest.MonkeyPatch) -> None:
    _break(monkeypatch, KeyboardInterrupt())
    assert autograde("list").code == 130


def _break(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr("autograde.cli.cmd_list.the_course", fail)


@pytest.mark.parametrize(
    ("environ", "lang"),
    [
        ({"LANG": "ko_KR.UTF-8"}, Lang.KO),
        ({"LANG": "en_US.UTF-8"}, Lang.EN),
        ({"LANG": "ko_KR.UTF-8", "LC_ALL": "C"}, Lang.EN),
        ({"LANG": "C.UTF-8", "AUTOGRADE_LANG": "ko"}, Lang.KO),
        ({}, Lang.EN),
    ],
)
def test_the_language_comes_from_the_environment(environ: dict[str, str], lang: Lang) -> None:
    assert language(environ) is lang


def test_every_sentence_has_the_same_placeholders_in_both_languages() -> None:
    from string import Formatter

    def names(text: str) -> set[str]:
        return {name for _, name, _, _ in Formatter().parse(text) if name}

    assert [key for key, text in TEXTS.items() if names(text.en) != names(text.ko)] == []


def test_a_console_that_knows_no_korean_still_gets_an_answer(course: object, tmp_path: Path) -> None:
    done = _program("list", "--lang", "ko", "--course", tmp_path / "course", encoding="ascii")
    assert (done.returncode, b"Traceback" in done.stderr) == (0, False)
    assert b"centering" in done.stdout


def test_json_is_utf8_on_every_console(course: object, tmp_path: Path) -> None:
    done = _program("list", "--json", "--course", tmp_path / "course", encoding="cp949")
    assert "평균 빼기" in done.stdout.decode("utf-8")


def test_a_reader_that_leaves_early_is_no_error(course: object, tmp_path: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = _program("list", "--course", tmp_path / "course", encoding="utf-8", stdout=writer)
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, b"")


def _program(*argv: str | Path, encoding: str, stdout: int = subprocess.PIPE) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", program.__name__, *map(str, argv)]
    environ = {**os.environ, "PYTHONIOENCODING": encoding, "NO_COLOR": "1"}
    return subprocess.run(command, stdout=stdout, stderr=subprocess.PIPE, env=environ, check=False)
