"""The message catalogue: complete in both languages, strict in its parameters, safe with what students wrote."""

from __future__ import annotations

import ast
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.errors import JudgeFault
from grader.messages import CATALOGUE, LINE_LIMIT, block, defect, number, one_line, parameters, render
from grader.model import (
    Case,
    CaseEvidence,
    Group,
    Lang,
    Limits,
    LoadFailure,
    Message,
    Mismatch,
    Outcome,
    Raised,
    Text,
    Verdict,
)
from grader.verdict import case_messages, load_message, mismatch_message

PARTICLES = "은|는|이|가|을|를|와|과|으로|로|이나|나|이에요|예요|이랑|랑|아|야"
ROOT = Path(__file__).parent.parent


def _fields(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


@pytest.mark.parametrize("key", sorted(CATALOGUE))
def test_both_languages_use_the_same_placeholders(key: str) -> None:
    assert _fields(CATALOGUE[key].en) == _fields(CATALOGUE[key].ko)


@pytest.mark.parametrize("key", sorted(CATALOGUE))
def test_every_sentence_renders_in_both_languages(key: str) -> None:
    message = Message(key, dict.fromkeys(parameters(key), "dx"))
    for lang in Lang:
        assert "{" not in render(message, lang)


@pytest.mark.parametrize("key", sorted(CATALOGUE))
def test_no_korean_particle_follows_a_placeholder(key: str) -> None:
    assert not re.search(rf"\}}[`'\"’”)]*({PARTICLES})(?![가-힣])", CATALOGUE[key].ko)


@pytest.mark.parametrize("key", [key for key in sorted(CATALOGUE) if key.split(".")[0] in ("mismatch", "near", "load")])
def test_explanations_are_whole_sentences_in_both_languages(key: str) -> None:
    assert CATALOGUE[key].en.endswith((".", "}"))
    assert re.search(r"요[.)]", CATALOGUE[key].ko)


@pytest.mark.parametrize("key", sorted(CATALOGUE))
def test_backticks_come_in_pairs(key: str) -> None:
    assert CATALOGUE[key].en.count("`") % 2 == CATALOGUE[key].ko.count("`") % 2 == 0


@pytest.mark.parametrize("verdict", list(Verdict))
def test_every_verdict_has_a_name_and_an_explanation(verdict: Verdict) -> None:
    assert {f"verdict.{verdict}", f"about.{verdict}"} <= set(CATALOGUE)


@pytest.mark.parametrize("group", list(Group))
def test_every_group_has_a_name(group: Group) -> None:
    assert f"group.{group}" in CATALOGUE


def test_an_unknown_key_is_our_fault() -> None:
    with pytest.raises(JudgeFault, match="no sentence"):
        render(Message("mismatch.nonsense"), Lang.EN)


def test_a_missing_parameter_is_our_fault() -> None:
    with pytest.raises(JudgeFault, match="what"):
        render(Message("near.transposed"), Lang.EN)


def test_a_superfluous_parameter_is_our_fault() -> None:
    with pytest.raises(JudgeFault, match="extra"):
        render(Message("near.none_returned", {"extra": 1}), Lang.EN)


def test_parameters_are_never_templates() -> None:
    assert "{seconds.__class__}" in render(Message("load.import", {"name": "{seconds.__class__}"}), Lang.EN)


def test_backticks_of_a_student_do_not_end_a_code_span() -> None:
    assert render(Message("load.import", {"name": "a`b"}), Lang.EN).count("`") == 2


def test_a_long_parameter_is_cut() -> None:
    shown = render(Message("load.import", {"name": "x" * 10_000}), Lang.EN)
    assert "x" * (LINE_LIMIT - 1) + "\u2026" in shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [(3.0, "3"), (0.25, "0.25"), (1234.5, "1,234"), (2.5e12, "2.5e+12"), (float("inf"), "\u221e"), (-1.5, "-1.5")],
)
def test_floats_are_shown_for_people(value: float, shown: str) -> None:
    assert number(value) == shown


def test_a_line_that_is_not_known_is_not_shown_as_zero() -> None:
    assert "line ?" in render(Message("load.raised", {"type_name": "ValueError", "line": 0}), Lang.EN)


# --- neutralisation -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("\x1b[31mred", "\\x1b[31mred"),
        ("a\nb", "a\\nb"),
        ("a\rb", "a\\rb"),
        ("nul\0", "nul\\x00"),
        ("evil\u202etxt.py", "evil\\u202etxt.py"),
        ("zero\u200bwidth", "zero\\u200bwidth"),
        ("\u3164", "\\u3164"),
        ("\udcff", "\\udcff"),
        ("##[error]done", "# #[error]done"),
        ("::error::done", ": :error::done"),
        ("wrapped ::error::done", "wrapped : :error::done"),
    ],
)
def test_invisible_text_and_log_commands_become_visible(hostile: str, shown: str) -> None:
    assert one_line(hostile) == shown


def test_a_korean_name_from_a_mac_is_composed() -> None:
    assert one_line(unicodedata.normalize("NFD", "홍길동")) == "홍길동"


def test_a_tower_of_combining_marks_is_cut() -> None:
    assert one_line("x" + "\u0301" * 50) == "x" + "\u0301" * 4


def test_captured_output_keeps_line_ends_and_tabs() -> None:
    assert block("a\r\n\tb\x1b[2J\n") == "a\n\tb\\x1b[2J\n"


def test_a_log_command_on_any_line_of_captured_output_is_broken() -> None:
    assert block("fine\n  ::set-output name=a::b") == "fine\n  : :set-output name=a::b"


@given(st.text(max_size=300))
def test_nothing_invisible_survives_on_one_line(text: str) -> None:
    shown = one_line(text)
    assert len(shown) <= LINE_LIMIT
    assert not [char for char in shown if unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}]


# --- the callers ----------------------------------------------------------------------------


def _literal_messages() -> Iterator[tuple[str, Message]]:
    """Every message that our code builds from literals, with the place where it does."""
    for path in sorted([*ROOT.glob("grader/**/*.py"), *ROOT.glob("autograde/**/*.py")]):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and (found := _message(node)):
                yield f"{path.relative_to(ROOT)}:{node.lineno}", found


def _message(node: ast.Call) -> Message | None:
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if not node.args or not isinstance(node.args[0], ast.Constant) or not isinstance(node.args[0].value, str):
        return None
    keywords = {keyword.arg: "" for keyword in node.keywords if keyword.arg}
    if name in ("InvalidSubmission", "label") and len(keywords) == len(node.keywords):
        return Message(node.args[0].value, dict(keywords))
    if name == "Message" and len(node.args) == 1 and not keywords:
        return Message(node.args[0].value)
    if name == "Message" and len(node.args) == 2 and isinstance(node.args[1], ast.Dict):
        keys = node.args[1].keys
        if all(isinstance(key, ast.Constant) for key in keys):
            return Message(node.args[0].value, {str(key.value): "" for key in keys if isinstance(key, ast.Constant)})
    return None


CASE = Case("test_x", "F1", "forward", Group.CORE, Text("x", "x"))
KINDS = [
    "missing",
    "type",
    "structure",
    "shape",
    "dtype",
    "device",
    "nonfinite",
    "value",
    "raised",
    "not_raised",
    "property",
    "range",
    "mutated",
    "gradient",
    "answer",
    "answer_one",
    "answer_all",
    "answer_number",
]


@pytest.mark.parametrize("kind", KINDS)
def test_the_verdict_step_words_every_mismatch(kind: str) -> None:
    assert defect(mismatch_message(Mismatch(kind, "dx", actual_shape=(2,), expected_shape=(3,)))) == ""


@pytest.mark.parametrize(
    "kind", ["syntax", "encoding", "import", "raised", "timeout", "died", "memory", "forbidden", "protocol", "output"]
)
def test_the_verdict_step_words_every_load_failure(kind: str) -> None:
    assert defect(load_message(LoadFailure(kind, Raised("ValueError", "text", 3), "name", 3), Limits())) == ""


@pytest.mark.parametrize("public", [True, False])
@pytest.mark.parametrize("outcome", [outcome for outcome in Outcome if outcome is not Outcome.PASSED])
def test_the_verdict_step_words_every_outcome(outcome: Outcome, public: bool) -> None:
    seen = CaseEvidence("test_x", outcome, mismatch=Mismatch("type", "dx"), raised=Raised("ValueError"), note="3.0")
    assert [defect(message) for message in case_messages(CASE, seen, Limits(), public=public)] == [""]


def test_every_message_in_our_code_fits_its_sentence() -> None:
    found = list(_literal_messages())
    assert found
    assert [f"{place}: {defect(message)}" for place, message in found if defect(message)] == []


def test_no_label_is_left_over() -> None:
    sources = [*ROOT.glob("grader/report/**/*.py"), *ROOT.glob("grader/report/templates/*.j2")]
    used = "".join(path.read_text(encoding="utf-8") for path in sources)
    labels = [key for key in CATALOGUE if key.startswith(("report.", "cohort.", "figure."))]
    composed = ("report.digest_", "figure.over_")
    assert [key for key in labels if f'"{key}"' not in used and not key.startswith(composed)] == []
