"""Names of strangers: which are accepted inside archives, and what a student's folder is called here."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.errors import InvalidSubmission
from grader.intake.names import (
    SAFE_LENGTH,
    check_entry_name,
    folded,
    is_module,
    is_noise,
    is_source,
    safe_name,
    shadows,
    shown_name,
)

names = st.one_of(
    st.text(max_size=80),
    st.text(alphabet="./\\:~CONnul김 \0\n\u202e-_", max_size=20),
    st.text(alphabet=st.characters(), max_size=10),
)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("../conv_naive.py", "intake.archive_parent"),
        ("a/../../b.py", "intake.archive_parent"),
        ("a/..", "intake.archive_parent"),
        ("/etc/passwd", "intake.archive_absolute"),
        ("//server/share", "intake.archive_absolute"),
        ("C:/conv_naive.py", "intake.archive_backslash"),
        ("c:conv_naive.py", "intake.archive_backslash"),
        ("..\\conv_naive.py", "intake.archive_backslash"),
        ("conv\nnaive.py", "intake.archive_control"),
        ("conv_naive.py\0.txt", "intake.archive_control"),
        ("conv\u202enaive.py", "intake.archive_control"),
        ("\x1b[31m.py", "intake.archive_control"),
        ("CON", "intake.archive_reserved"),
        ("a/nul.py", "intake.archive_reserved"),
        ("aux .txt", "intake.archive_reserved"),
        ("COM1.py", "intake.archive_reserved"),
        ("conv_naive.py.", "intake.archive_reserved"),
        ("conv_naive.py ", "intake.archive_reserved"),
        ("a//b.py", "intake.archive_reserved"),
        ("./b.py", "intake.archive_reserved"),
        ("a.py:stream", "intake.archive_reserved"),
        ("what?.py", "intake.archive_reserved"),
        ("", "intake.archive_reserved"),
        ("a" * 256, "intake.archive_reserved"),
    ],
)
def test_a_path_that_no_honest_archive_holds_is_refused_by_reason(name: str, key: str) -> None:
    with pytest.raises(InvalidSubmission) as caught:
        check_entry_name(name)

    assert caught.value.reason.key == key


@pytest.mark.parametrize(
    "name", ["conv_naive.py", "a/b/", "김민수/conv_naive.py", "..hidden", "a..b", "console.py", "a b.py"]
)
def test_ordinary_paths_are_accepted(name: str) -> None:
    check_entry_name(name)


@given(names)
def test_an_accepted_path_stays_below_its_folder(name: str) -> None:
    try:
        check_entry_name(name)
    except InvalidSubmission:
        return
    parts = name.removesuffix("/").split("/")
    assert not {"", ".", ".."} & set(parts)
    assert "\\" not in name
    assert name.isprintable()


@pytest.mark.parametrize("name", ["layers.py", "_private.py", "Layers2.py"])
def test_plain_modules_may_be_taken(name: str) -> None:
    assert is_module(name)


@pytest.mark.parametrize(
    "name",
    ["layers", "im-2col.py", "2col.py", "class.py", "층.py", "layers.pyc", "test_mine.py", "__init__.py", "conftest.py",
     "setup.py", ".hidden.py", "a b.py", "a.b.py"],
)  # fmt: skip
def test_other_names_are_no_modules(name: str) -> None:
    assert not is_module(name)


@pytest.mark.parametrize(
    "name", ["random.py", "numpy.py", "torch.py", "pytest.py", "grader.py", "typing.py", "cs231n.py"]
)
def test_names_of_existing_modules_shadow_them(name: str) -> None:
    assert shadows(name)


def test_a_name_of_the_students_own_shadows_nothing() -> None:
    assert not shadows("layers.py")


@pytest.mark.parametrize("name", ["conv_naive (1).py", "CONV.PY", "2.py"])
def test_a_misnamed_source_is_still_a_source(name: str) -> None:
    assert is_source(name)


@pytest.mark.parametrize("name", [".git", "__MACOSX", "__pycache__", ".DS_Store", ".ipynb_checkpoints"])
def test_what_systems_leave_behind_is_noise(name: str) -> None:
    assert is_noise(name)


# --- students ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("alice", "alice"),
        ("김민수", "김민수"),
        (unicodedata.normalize("NFD", "김민수"), "김민수"),
        ("Kim Minsu", "Kim_Minsu"),
        ("O'Neil, Jo", "O_Neil__Jo"),
        ("../../etc/passwd", "etc_passwd"),
        ("a\u202eb", "ab"),
        (".hidden", "hidden"),
        ("20240001", "20240001"),
    ],
)
def test_a_safe_name_stays_readable(name: str, safe: str) -> None:
    assert safe_name(name) == safe


@pytest.mark.parametrize("name", ["", "...", "/", "CON", "nul.txt", "\x1b\x00", "***"])
def test_a_name_without_anything_usable_gets_a_hash(name: str) -> None:
    assert safe_name(name).startswith(("student", "student-"))


def test_names_that_differ_in_case_only_are_told_apart() -> None:
    assert safe_name("alice", ["Alice"]) not in ("alice", "Alice")


@given(st.lists(names, max_size=12))
def test_safe_names_are_safe_and_differ_on_every_disk(given_names: list[str]) -> None:
    taken: list[str] = []
    for name in given_names:
        taken.append(safe_name(name, taken))

    assert len({folded(name) for name in taken}) == len(taken)
    for safe in taken:
        check_entry_name(safe)
        assert "/" not in safe
        assert 0 < len(safe) <= SAFE_LENGTH
        assert len(safe.encode("utf-8")) + len(".json.tmp") <= 255
        assert not safe.startswith((".", "-", "_"))


@given(names)
def test_a_safe_name_is_repeatable(name: str) -> None:
    assert safe_name(name) == safe_name(name)


@given(names)
def test_shown_names_are_one_visible_line(name: str) -> None:
    shown = shown_name(name)
    assert shown.strip() == shown != ""
    assert not {unicodedata.category(c) for c in shown} & {"Cc", "Cf", "Cs", "Zl", "Zp"}


def test_the_name_of_a_student_cannot_be_longer_than_a_line() -> None:
    assert len(shown_name("a" * sys.maxunicode)) == 80
