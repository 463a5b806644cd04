"""Evidence as plain data for the pipe between judge and controller, and back."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from grader.model import (
    Boundary,
    Case,
    CaseEvidence,
    Curve,
    Figure,
    Group,
    Histogram,
    LoadFailure,
    Message,
    Mismatch,
    Outcome,
    Over,
    Path2D,
    Raised,
    RunFacts,
    Text,
)


def plain(record: Any) -> Any:
    """A record as dicts, lists and base scalars (enums become their values)."""
    return _base(asdict(record))


def brief(seen: CaseEvidence) -> dict[str, Any]:
    """Evidence of a case as plain data; most cases pass, and then hardly anything is to be said."""
    if seen.outcome is not Outcome.PASSED:
        full: dict[str, Any] = plain(seen)
        return full
    figures = {"figures": [_flat(figure) for figure in seen.figures]} if seen.figures else {}
    return {"id": seen.id, "outcome": "passed", "wall_seconds": seen.wall_seconds, "calls": seen.calls, **figures}


def _flat(figure: Figure) -> dict[str, Any]:
    """``plain`` for a figure, which holds nothing but numbers and texts in tuples: there is nothing to copy."""
    fields = {name: getattr(figure, name) for name in figure.__dataclass_fields__}
    if isinstance(figure.what, Text):
        fields["what"] = asdict(figure.what)
    return {**fields, "over": str(fields["over"])} if "over" in fields else fields


def _base(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _base(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_base(item) for item in value]
    if isinstance(value, str):
        return str.__str__(value)
    return value


def case(data: dict[str, Any]) -> Case:
    """The inverse of ``plain`` for a case."""
    fields = {"group": Group(data["group"]), "title": Text(**data["title"]), "needs": tuple(data["needs"])}
    return Case(**{**data, **fields})


def facts(data: dict[str, Any]) -> RunFacts:
    """The inverse of ``plain`` for facts of a run."""
    return RunFacts(**data)


def evidence(data: dict[str, Any]) -> CaseEvidence:
    """The inverse of ``brief``, and of ``plain`` for evidence of a case."""
    figures = tuple(_figure(one) for one in data.get("figures", ()))
    if data["outcome"] == "passed":
        return CaseEvidence(data["id"], Outcome.PASSED, data["wall_seconds"], data["calls"], figures=figures)
    return CaseEvidence(
        **{
            **data,
            "outcome": Outcome(data["outcome"]),
            "mismatch": _mismatch(data["mismatch"]) if data["mismatch"] else None,
            "raised": Raised(**data["raised"]) if data["raised"] else None,
            "matches": tuple(data["matches"]),
            "near_miss": _message(data["near_miss"]),
            "figures": figures,
        }
    )


def load_failure(data: dict[str, Any] | None) -> LoadFailure | None:
    """The inverse of ``plain`` for a load failure."""
    if data is None:
        return None
    return LoadFailure(**{**data, "raised": Raised(**data["raised"]) if data["raised"] else None})


_FIGURES: dict[str, type[Figure]] = {
    "curve": Curve, "histogram": Histogram, "path": Path2D, "boundary": Boundary,
}  # fmt: skip


def _figure(data: dict[str, Any]) -> Figure:
    fields = {key: _frozen(value) for key, value in data.items()} | {"what": _words(data["what"])}
    if data["kind"] == "curve":
        fields["over"] = Over(data["over"])
    return _FIGURES[data["kind"]](**fields)


def _frozen(value: Any) -> Any:
    return tuple(_frozen(item) for item in value) if isinstance(value, list | tuple) else value


def _mismatch(data: dict[str, Any]) -> Mismatch:
    tuples = ("expected_shape", "actual_shape", "worst_index")
    fixed = {key: tuple(data[key]) if data[key] is not None else None for key in tuples}
    heat = tuple(tuple(row) for row in data["heat"])
    said = {"what": _words(data["what"]), "detail": _message(data["detail"])}
    return Mismatch(**{**data, **fixed, **said, "heat": heat})


def _message(data: dict[str, Any] | None) -> Message | None:
    if data is None:
        return None
    return Message(data["key"], {name: _words(value) for name, value in data["params"].items()})


def _words(value: Any) -> Any:
    """A text in both languages where it was one; anything else as it is."""
    return Text(**value) if isinstance(value, dict) else value
