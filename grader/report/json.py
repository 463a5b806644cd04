"""A report as JSON, and back: the versioned exchange format that ``docs/report-format.md`` specifies.

Exists so that every other tool (gradebooks, CI, a later version of ours) reads one record. The form is
canonical: keys sorted, two spaces of indent, UTF-8, one line end at the end; equal reports give equal bytes.
It must never hold prose in one language only, or a number that JSON cannot express.
"""

from __future__ import annotations

import json
import math
import re
from functools import cache
from typing import TYPE_CHECKING, Any, get_args

from grader.errors import UsageError
from grader.model import Figure, Lang, Report

if TYPE_CHECKING:
    from pydantic import TypeAdapter

SCHEMA = "autograde.report/1"
SCHEMA_ID = "urn:autograde:report:1"
_KINDS = frozenset(kind.__dataclass_fields__["kind"].default for kind in get_args(Figure))
_UNSEEN = re.compile(
    "[\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_NON_FINITE = ("Infinity", "-Infinity", "NaN")


def render(report: Report, lang: Lang) -> str:  # noqa: ARG001 - one signature for all renderers
    """``to_json``; the record holds both languages, so ``lang`` changes nothing."""
    return to_json(report)


def to_json(report: Report) -> str:
    """The canonical form of ``report``, ending with a line end."""
    record = _expressible(_adapter().dump_python(report))
    text = json.dumps(record, ensure_ascii=False, sort_keys=True, indent=2, allow_nan=False) + "\n"
    return _UNSEEN.sub(_escaped, text)


def from_json(text: str) -> Report:
    """The report written by ``to_json``. Fields and kinds of figures that are not known are ignored.

    Raises ``UsageError`` when ``text`` is not a report of this version.
    """
    from pydantic import ValidationError

    try:
        record = json.loads(text)
    except ValueError as error:
        raise UsageError(f"this is not JSON: {error}", "give a report.json written by autograde grade") from None
    _check_version(record)
    try:
        return _adapter().validate_python(_without_unknown_figures(record))
    except ValidationError as error:
        raise UsageError(f"this is not a valid report: {_first_error(error)}", "grade the submission again") from None


def json_schema() -> dict[str, Any]:
    """The JSON Schema of the format, made from the record itself."""
    schema = _adapter().json_schema(mode="serialization")
    schema["properties"]["schema"] = {"const": SCHEMA, "title": "Schema", "type": "string"}
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA_ID}
    widened: dict[str, Any] = _widen(schema)
    return head | widened


@cache
def _adapter() -> TypeAdapter[Report]:
    from pydantic import TypeAdapter

    return TypeAdapter(Report)


def _escaped(found: re.Match[str]) -> str:
    """What has no ink, spelled as JSON spells it: the same record, and nothing that a terminal or an editor obeys."""
    return json.dumps(found.group())[1:-1]


def _check_version(record: object) -> None:
    found = record.get("schema") if isinstance(record, dict) else None
    if found != SCHEMA:
        raise UsageError(f"expected a report with the schema {SCHEMA!r}, found {found!r}", "grade the submission again")


def _without_unknown_figures(value: Any) -> Any:
    """``value`` where no list called ``figures`` holds a kind that a later version has brought."""
    if isinstance(value, list):
        return [_without_unknown_figures(part) for part in value]
    if not isinstance(value, dict):
        return value
    known = {key: _without_unknown_figures(part) for key, part in value.items()}
    if isinstance(known.get("figures"), list):
        known["figures"] = [one for one in known["figures"] if isinstance(one, dict) and one.get("kind") in _KINDS]
    return known


def _first_error(error: Any) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"


def _expressible(value: Any) -> Any:
    """``value`` with what JSON cannot express spelled out: NaN and infinities by name, lone surrogates as escapes."""
    if isinstance(value, dict):
        return {_expressible(key): _expressible(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_expressible(part) for part in value]
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    if isinstance(value, str):
        return str(value).encode("utf-8", "backslashreplace").decode("utf-8")
    return value


def _widen(schema: Any) -> Any:
    """``schema`` where every number may also be the name of a number that is not finite."""
    if isinstance(schema, list):
        return [_widen(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    wide = {key: _widen(part) for key, part in schema.items()}
    if wide.get("type") == "number":
        rest = {key: part for key, part in wide.items() if key != "type"}
        return rest | {"anyOf": [{"type": "number"}, {"enum": list(_NON_FINITE)}]}
    return wide
