"""Text, Markdown and JUnit: readable, well formed, and inert whatever a student wrote."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from grader.model import Lang, Report, Text, Verdict
from grader.report import junit, markdown, text
from tests.report import samples

every_report = pytest.mark.parametrize(
    "report", [make() for make in samples.SAMPLES.values()], ids=list(samples.SAMPLES)
)
names = st.text(min_size=1, max_size=60) | st.text("`*_<>[]()|#@!:/\\\n\r\t ~$&w.-h", min_size=1, max_size=60)


# --- text -----------------------------------------------------------------------------------


@every_report
@pytest.mark.parametrize("lang", Lang)
def test_text_has_no_control_characters(report: Report, lang: Lang) -> None:
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text.render(report, lang))


@every_report
@pytest.mark.parametrize("lang", Lang)
def test_text_stays_within_its_width_where_words_allow(report: Report, lang: Lang) -> None:
    lines = text.render(report, lang).splitlines()
    assert [line for line in lines if text.columns(line) > text.WIDTH and " " in line.strip()[: text.WIDTH - 12]] == []


@given(names)
def test_no_line_of_text_is_a_command_for_a_ci_system(name: str) -> None:
    shown = text.render(samples.report(Verdict.SKIPPED, student=f"x {name}"), Lang.EN)
    assert not re.search(r"^\s*::|##\S", shown, flags=re.MULTILINE)


def test_text_aligns_points_at_the_right_in_korean_too() -> None:
    ends = [line for line in text.render(samples.partial(), Lang.KO).splitlines() if re.search(r"\d/[\d.]+$", line)]
    assert {text.columns(line) for line in ends} == {text.WIDTH}


def test_text_counts_passed_cases_without_listing_them() -> None:
    shown = text.render(samples.perfect(), Lang.EN)
    assert "4 of 4 cases passed" in shown
    assert "Agrees with the reference" not in shown


# --- Markdown -------------------------------------------------------------------------------


def _markdown(source: str) -> tuple[set[str], str]:
    """Kinds of tokens in ``source`` and the HTML made from it, raw HTML and bare links switched on."""
    parser = MarkdownIt("commonmark", {"html": True}).enable("table")
    tokens = [token for top in parser.parse(source) for token in (top, *(top.children or []))]
    return {token.type for token in tokens}, parser.render(source)


def test_markdown_has_no_html_but_its_own() -> None:
    _, page = _markdown(markdown.render(samples.hostile(), Lang.EN))
    assert set(re.findall(r"<(script|img|a|iframe|details|summary)\b", page)) == {"details", "summary"}


@settings(max_examples=200)
@given(names)
def test_a_name_in_markdown_is_text_only(name: str) -> None:
    source = f"Student: {markdown.plain(' '.join(name.split()))}"
    kinds, _ = _markdown(source)
    assert kinds <= {"paragraph_open", "paragraph_close", "inline", "text", "text_special"}


@pytest.mark.parametrize("hostile", ["@everyone", "#123", "http://evil.example", "www.evil.example", "$x$", ":tada:"])
def test_what_forges_make_active_is_broken_up(hostile: str) -> None:
    assert hostile not in markdown.plain(hostile)


def test_a_hostile_cell_does_not_add_columns() -> None:
    task = replace(samples.hostile().tasks[0], title=Text("a|b", "a|b"))
    _, page = _markdown(markdown.render(replace(samples.hostile(), tasks=(task,)), Lang.EN))
    assert page.count("<td") == 4


def test_code_in_sentences_stays_code() -> None:
    assert markdown.prose("use `np.sum` #1") == "use `np.sum` &#35;1"


# --- JUnit ----------------------------------------------------------------------------------


@every_report
@pytest.mark.parametrize("lang", Lang)
def test_counts_agree_with_the_cases(report: Report, lang: Lang) -> None:
    suite = ET.fromstring(junit.render(report, lang)).find("testsuite")
    assert suite is not None
    found = {
        name: len(suite.findall(f"testcase/{tag}")) for name, tag in (("failures", "failure"), ("errors", "error"))
    }
    assert {name: int(suite.attrib[name]) for name in found} == found
    assert int(suite.attrib["tests"]) == len(suite.findall("testcase")) >= 1


@settings(max_examples=60)
@given(st.text(st.characters(exclude_categories=()), max_size=60))
def test_any_name_gives_well_formed_xml(name: str) -> None:
    document = junit.render(replace(samples.hostile(), student=name), Lang.EN)
    assert ET.fromstring(document.encode("utf-8")).tag == "testsuites"


@pytest.mark.parametrize("illegal", ["\x00", "\x1b", "\x0b", "\ufffe", "\uffff", "\ud800"])
def test_illegal_code_points_are_replaced(illegal: str) -> None:
    assert junit.legal(f"a{illegal}b") == "a\ufffdb"


@pytest.mark.parametrize(
    ("make", "kind"),
    [
        (samples.judge_error, "error"),
        (samples.not_graded, "skipped"),
        (samples.invalid, "failure"),
        (samples.hang, "failure"),
    ],
)
def test_our_fault_is_an_error_and_the_students_a_failure(make: object, kind: str) -> None:
    assert callable(make)
    suite = ET.fromstring(junit.render(make(), Lang.EN)).find("testsuite")
    assert suite is not None
    assert suite.find(f"testcase/{kind}") is not None


def test_an_accepted_case_has_no_failure() -> None:
    assert "<failure" not in junit.render(samples.perfect(), Lang.EN)
