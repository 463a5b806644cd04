"""Report files: safe names, whole files."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograde.folder import file_stem, write_atomically


@pytest.mark.parametrize("name", ["mina", "김민서", "Ana-María", "team 7"])
def test_an_ordinary_name_is_its_own_file_name(name: str) -> None:
    assert file_stem(name) == name


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "a/b", "..", "", "con", "NUL.txt", "a\x00b", "x" * 500, "<b>", "50%"]
)
def test_any_other_name_becomes_a_plain_file_name(name: str, tmp_path: Path) -> None:
    path = tmp_path / f"{file_stem(name)}.json"
    write_atomically(path, "{}")
    assert path.parent == tmp_path
    assert [entry.name for entry in tmp_path.iterdir()] == [path.name]


def test_names_that_look_alike_after_cleaning_stay_apart() -> None:
    assert len({file_stem(name) for name in ("a/b", "a:b", "a_b", "a*b")}) == 4


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    write_atomically(path, "old")
    with pytest.raises(UnicodeEncodeError):
        write_atomically(path, "new \ud800")
    assert path.read_text(encoding="utf-8") == "old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["report.json"]
