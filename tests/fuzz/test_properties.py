"""The properties of ``tests.fuzz`` on a few thousand inputs; ``make fuzz`` runs them on more than two million."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.messages import one_line
from grader.model import Lang
from tests.fuzz import comparator, intake, report, wire
from tests.fuzz.choices import HOSTILE
from tests.fuzz.seeds import seeds

any_text = st.text(st.characters(exclude_categories=()), max_size=60)
hostile = st.one_of(any_text, st.sampled_from(HOSTILE), st.builds("{}{}".format, st.sampled_from(HOSTILE), any_text))


@pytest.mark.parametrize("candidate", [False, True], ids=["to-judge", "to-candidate"])
@given(data=st.binary(max_size=400))
@settings(max_examples=1000)
def test_any_frame_decodes_to_base_types_or_is_refused(candidate: bool, data: bytes) -> None:
    wire.run(data, candidate=candidate)


@given(data=st.binary(max_size=300))
@settings(max_examples=1000)
def test_the_comparator_never_raises_and_never_calls_unequal_equal(data: bytes) -> None:
    comparator.run(data)


@given(data=st.binary(max_size=400))
@settings(max_examples=400)
def test_any_archive_notebook_source_or_name_is_taken_within_the_caps_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    intake.run(data, tmp_path_factory.mktemp("hand-in"))


@given(strings=st.lists(hostile, min_size=4, max_size=report.FIELDS), lang=st.sampled_from(Lang))
@settings(max_examples=20)
def test_no_string_of_a_student_changes_a_format(strings: list[str], lang: Lang) -> None:
    report.inert(strings, lang)


@pytest.mark.parametrize("target", ["wire", "intake"])
def test_searches_start_from_inputs_that_are_taken(target: str, tmp_path: Path) -> None:
    first = next(iter(seeds(target)))
    if target == "wire":
        assert wire.frame(first[3:], b"", candidate=False)
    else:
        assert intake.hand_in(first[2:], "s.zip", tmp_path)


# --- what was found ---------------------------------------------------------------------------


@pytest.mark.parametrize("width", range(80))
def test_a_name_that_a_table_breaks_is_no_command_on_its_next_line(width: int) -> None:
    report.log(report.table(["a" * width + "::error::owned"] * 3, Lang.EN))


@pytest.mark.parametrize("text", ["###[error]x", "a ####vso[x]", ":::error::x", "a ::::error::x", "#" * 9 + "[x]"])
def test_a_longer_run_of_marks_is_broken_up_as_well(text: str) -> None:
    shown = one_line(text).replace(" ", "\n")  # as if every word stood on a line of its own
    assert not [line for line in shown.splitlines() if line.startswith("::") or "##" in line]
