"""``autograde export``: reports as they lie in a folder become one table."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest

from autograde.export.sheet import plain
from grader.model import Report, Text, Verdict
from grader.report.json import to_json
from tests.cli.conftest import Autograde

REPORT = Report(
    exercise="center", number=1, title=Text("Centering", "중심화"), student="mina", verdict=Verdict.ACCEPTED,
    passed=True, scored=True, earned_milli=2500, max_milli=2500, messages=(), hints=(), tasks=(), provenance=None,
)  # fmt: skip


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    (folder / "reports" / "center").mkdir(parents=True)
    for file, student in (("mina", "mina"), ("_HYPERLINK", '=HYPERLINK("x")'), ("김민서", "김민서")):
        report = folder / "reports" / "center" / f"{file}.json"
        report.write_text(to_json(replace(REPORT, student=student)), encoding="utf-8")
    return folder


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_every_report_is_a_row(autograde: Autograde, out: Path) -> None:
    ran = autograde("export", out)
    assert (ran.code, ran.err) == (0, "")
    rows = {plain(row["student"]): row for row in table(ran.out)}
    assert set(rows) == {"mina", '=HYPERLINK("x")', "김민서"}
    assert (rows["mina"]["points"], rows["mina"]["status"]) == ("2.5", "accepted")
    assert rows["mina"]["report"] == "reports/center/mina.html"


def test_a_name_is_no_formula(autograde: Autograde, out: Path) -> None:
    assert [row["student"] for row in table(autograde("export", out).out)] == ['\'=HYPERLINK("x")', "mina", "김민서"]


@pytest.mark.parametrize(("options", "start"), [((), b"student,"), (("--bom",), b"\xef\xbb\xbfstudent,")])
def test_a_file_begins_with_the_mark_that_was_asked_for(
    options: tuple[str, ...], start: bytes, autograde: Autograde, out: Path, tmp_path: Path
) -> None:
    file = tmp_path / "grades.csv"
    assert autograde("export", out, "-o", file, *options).code == 0
    written = file.read_bytes()
    assert written.startswith(start)
    assert "김민서" in written.decode("utf-8-sig")
    assert written.count(b"\r\n") == written.count(b"\n") == 4


def test_a_folder_without_reports_is_a_usage_error(autograde: Autograde, tmp_path: Path) -> None:
    ran = autograde("export", tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert "autograde grade --out" in ran.err


def test_a_file_that_is_no_report_is_named(autograde: Autograde, out: Path) -> None:
    (out / "reports" / "center" / "notes.json").write_text("{}", encoding="utf-8")
    ran = autograde("export", out)
    assert (ran.code, ran.out) == (2, "")
    assert "notes.json" in ran.err


def test_a_table_that_cannot_be_written_is_an_error_of_the_place(autograde: Autograde, out: Path) -> None:
    ran = autograde("export", out, "-o", out / "reports" / "center" / "mina.json" / "x.csv")
    assert ran.code == 4
    assert "x.csv" in ran.err
