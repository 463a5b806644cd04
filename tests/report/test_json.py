"""The exchange format: canonical, lossless, versioned, and what the published schema says."""

from __future__ import annotations

import dataclasses
import json
import math
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from grader import model
from grader.errors import UsageError
from grader.model import Lang, Message
from grader.report.json import SCHEMA, from_json, json_schema, render, to_json
from tests.report import samples

DOCS = Path(__file__).parent.parent.parent / "docs"
RECORDS = ("Report", "TaskResult", "CaseResult", "Mismatch", "Message", "Hint", "Provenance", "SandboxFacts", "Limits")
FIGURES = ("Curve", "Histogram", "Path2D", "Boundary")
CLEAN = sorted(set(samples.SAMPLES) - {"hostile"})


@pytest.mark.parametrize("name", sorted(samples.SAMPLES))
def test_every_report_fits_the_published_schema(name: str) -> None:
    published = json.loads((DOCS / "report.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(json.loads(to_json(samples.SAMPLES[name]())), published)


def test_the_published_schema_is_the_one_of_the_record() -> None:
    assert json.loads((DOCS / "report.schema.json").read_text(encoding="utf-8")) == json_schema()


@pytest.mark.parametrize("record", RECORDS + FIGURES)
def test_the_format_page_names_every_field(record: str) -> None:
    page = (DOCS / "report-format.md").read_text(encoding="utf-8")
    section = re.split(r"^## ", page, flags=re.MULTILINE)
    own = next(part for part in section if part.startswith(f"`{record}`"))
    listed = set(re.findall(r"^\| `(\w+)` \|", own, flags=re.MULTILINE))
    assert listed == {field.name for field in dataclasses.fields(getattr(model, record))}


@pytest.mark.parametrize("name", sorted(samples.SAMPLES))
def test_reading_gives_back_the_same_report(name: str) -> None:
    original = samples.SAMPLES[name]()
    assert from_json(to_json(original)) == original


def test_a_figure_of_a_kind_from_the_future_is_left_out() -> None:
    record = json.loads(to_json(samples.figures()))
    own = record["tasks"][0]["cases"]
    own[0]["figures"] = [{"kind": "hologram", "what": "w"}]
    assert [len(case.figures) for case in from_json(json.dumps(record)).tasks[0].cases[:2]] == [0, 1]


def test_a_report_from_before_figures_can_be_read() -> None:
    record = json.loads(to_json(samples.perfect()))
    for case in record["tasks"][0]["cases"]:
        del case["figures"]
    assert from_json(json.dumps(record)) == samples.perfect()


def test_an_infinite_ratio_survives() -> None:
    ratio = json.loads(to_json(samples.crash()))["tasks"][0]["cases"][2]["mismatch"]["worst_ratio"]
    assert ratio == "Infinity"


def test_a_ratio_that_is_not_a_number_is_named() -> None:
    odd = samples.value("out", worst_ratio=math.nan)
    case = samples.case("F1", samples.STRIDE, mismatch=odd)
    written = to_json(samples.report(model.Verdict.ACCEPTED, samples.task("f", samples.FORWARD, case.verdict, case)))
    assert '"worst_ratio": "NaN"' in written


def test_keys_are_sorted_and_the_bytes_end_with_a_line_end() -> None:
    text = to_json(samples.partial())
    assert list(json.loads(text)) == sorted(json.loads(text))
    assert text.endswith("}\n")


def test_equal_reports_give_equal_bytes() -> None:
    assert to_json(samples.partial()) == to_json(samples.partial())


def test_the_language_changes_nothing() -> None:
    assert render(samples.partial(), Lang.KO) == render(samples.partial(), Lang.EN)


def test_korean_stays_readable() -> None:
    assert "홍길동" in to_json(samples.partial())


def test_a_lone_surrogate_in_a_name_cannot_break_the_file() -> None:
    text = to_json(replace(samples.perfect(), student="a\udcffb"))
    assert from_json(text.encode("utf-8").decode("utf-8")).student == "a\\udcffb"


def test_parameters_keep_their_types() -> None:
    params: dict[str, model.Scalar] = {"a": True, "b": 1, "c": 1.5, "d": "1"}
    read = from_json(to_json(replace(samples.perfect(), messages=(Message("k", params),))))
    assert [type(value) for value in read.messages[0].params.values()] == [bool, int, float, str]


def test_unknown_fields_are_ignored() -> None:
    record = json.loads(to_json(samples.perfect())) | {"added_later": 1}
    assert from_json(json.dumps(record)) == samples.perfect()


def _without(key: str) -> dict[str, Any]:
    record: dict[str, Any] = json.loads(to_json(samples.perfect()))
    del record[key]
    return record


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "not JSON"),
        ("{", "not JSON"),
        ("[]", SCHEMA),
        ('{"schema": "autograde.report/99"}', "report/99"),
        (json.dumps(_without("tasks")), "tasks"),
        (json.dumps(_without("student") | {"student": 3}), "student"),
    ],
)
def test_what_is_no_report_is_a_usage_error(text: str, complaint: str) -> None:
    with pytest.raises(UsageError, match=complaint):
        from_json(text)
