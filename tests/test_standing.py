"""The progress file: written by practice runs, read with suspicion, and never in anybody's way."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograde import standing
from autograde.standing import FILE, Standing
from grader.model import Report, Verdict
from tests.report import samples


def practice(*verdicts: Verdict, exercise: str = "conv_naive") -> Report:
    cases = [samples.case(f"F{i}", samples.STRIDE, verdict) for i, verdict in enumerate(verdicts)]
    worst = max(verdicts, key=lambda verdict: verdict.severity)
    return replace(samples.report(worst, samples.task("f", samples.FORWARD, worst, *cases)), exercise=exercise)


RIGHT, WRONG = Verdict.ACCEPTED, Verdict.WRONG_ANSWER


def test_a_run_is_remembered(tmp_path: Path) -> None:
    assert standing.record(tmp_path / FILE, practice(RIGHT, WRONG))
    assert standing.read(tmp_path / FILE) == {"conv_naive": Standing(1, 2)}


def test_the_last_run_of_an_exercise_counts_and_others_stay(tmp_path: Path) -> None:
    standing.record(tmp_path / FILE, practice(WRONG))
    standing.record(tmp_path / FILE, practice(RIGHT, exercise="pooling"))
    standing.record(tmp_path / FILE, practice(RIGHT))
    assert standing.read(tmp_path / FILE) == {"conv_naive": Standing(1, 1), "pooling": Standing(1, 1)}


def test_done_means_that_every_public_case_passed() -> None:
    assert [Standing(2, 2).done, Standing(1, 2).done, Standing(0, 0).done] == [True, False, False]


@pytest.mark.parametrize("report", [samples.invalid(), samples.not_graded(), practice(Verdict.JUDGE_ERROR)])
def test_a_run_that_says_nothing_about_the_work_is_not_recorded(report: Report, tmp_path: Path) -> None:
    assert not standing.record(tmp_path / FILE, report)
    assert not (tmp_path / FILE).exists()


def test_a_folder_that_cannot_be_written_to_stops_nobody(tmp_path: Path) -> None:
    assert not standing.record(tmp_path / "missing" / FILE, practice(RIGHT))


DAMAGE = [
    "", "{", "[]", "null", '{"schema": "another/1", "exercises": {}}', "\x00" * 9, "[" * 200_000,
    '{"schema": "autograde.progress/1", "exercises": [1]}',
]  # fmt: skip


@pytest.mark.parametrize("text", DAMAGE, ids=range(len(DAMAGE)))
def test_a_damaged_file_counts_as_none_and_is_replaced(text: str, tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    assert standing.read(tmp_path / FILE) == {}
    assert standing.record(tmp_path / FILE, practice(RIGHT))
    assert standing.read(tmp_path / FILE) == {"conv_naive": Standing(1, 1)}


def test_entries_that_make_no_sense_are_left_out(tmp_path: Path) -> None:
    odd = {"a": {"passed": 3, "cases": 2}, "b": {"passed": True, "cases": 1}, "c": 7, "d": {"passed": 0, "cases": 2}}
    (tmp_path / FILE).write_text(json.dumps({"schema": "autograde.progress/1", "exercises": odd}), encoding="utf-8")
    assert standing.read(tmp_path / FILE) == {"d": Standing(0, 2)}


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
    max_leaves=9,
)


@settings(max_examples=60)
@given(json_values)
def test_no_content_breaks_the_reader(tmp_path_factory: pytest.TempPathFactory, value: object) -> None:
    path = tmp_path_factory.mktemp("odd") / FILE
    path.write_text(json.dumps({"schema": "autograde.progress/1", "exercises": value}), encoding="utf-8")
    assert all(0 <= one.passed <= one.cases for one in standing.read(path).values())


def test_there_may_be_no_file_at_all(tmp_path: Path) -> None:
    assert standing.read(None) == standing.read(tmp_path / FILE) == {}


def test_the_file_lies_beside_the_folders_of_the_exercises(tmp_path: Path) -> None:
    own = tmp_path / "conv_naive"
    assert standing.place(own / "conv_naive.py", own) == tmp_path / FILE
    assert standing.place(own / "conv_naive.py", tmp_path) == tmp_path / FILE


def test_work_that_lies_in_the_folder_itself_is_recorded_there(tmp_path: Path) -> None:
    assert standing.place(tmp_path / "conv_naive.py", tmp_path) == tmp_path / FILE


def test_a_file_above_is_used_on(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("{}", encoding="utf-8")
    deep = tmp_path / "week1" / "conv_naive"
    deep.mkdir(parents=True)
    assert standing.place(deep / "conv_naive.py", deep) == tmp_path / FILE
    assert standing.find(deep) == tmp_path / FILE
