"""From evidence to verdicts and sentences. Pure: facts in, opinions out; nothing is run here.

Fails closed: a case without evidence, or evidence without a case, is a fault of ours and never a pass.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from grader.complaints import complaint
from grader.errors import JudgeFault
from grader.model import (
    Case,
    CaseEvidence,
    Group,
    Limits,
    LoadFailure,
    Message,
    Mismatch,
    Outcome,
    RunEvidence,
    Scalar,
    Text,
    Verdict,
)

_OUTCOMES = {
    Outcome.PASSED: Verdict.ACCEPTED,
    Outcome.FAILED: Verdict.WRONG_ANSWER,
    Outcome.RAISED: Verdict.RUNTIME_ERROR,
    Outcome.DIED: Verdict.RUNTIME_ERROR,
    Outcome.PROTOCOL: Verdict.RUNTIME_ERROR,
    Outcome.UNIMPLEMENTED: Verdict.NOT_IMPLEMENTED,
    Outcome.TIMEOUT: Verdict.TIME_LIMIT,
    Outcome.MEMORY: Verdict.MEMORY_LIMIT,
    Outcome.OUTPUT: Verdict.OUTPUT_LIMIT,
    Outcome.FORBIDDEN: Verdict.FORBIDDEN,
    Outcome.NOT_RUN: Verdict.SKIPPED,
    Outcome.BROKEN: Verdict.JUDGE_ERROR,
}

_LOADS = {
    "syntax": Verdict.INVALID_SUBMISSION,
    "encoding": Verdict.INVALID_SUBMISSION,
    "import": Verdict.RUNTIME_ERROR,
    "raised": Verdict.RUNTIME_ERROR,
    "died": Verdict.RUNTIME_ERROR,
    "protocol": Verdict.RUNTIME_ERROR,
    "timeout": Verdict.TIME_LIMIT,
    "memory": Verdict.MEMORY_LIMIT,
    "output": Verdict.OUTPUT_LIMIT,
    "forbidden": Verdict.FORBIDDEN,
}


EXACT = 1e9
"""A ratio of error and tolerance from here on says that nothing but equality was allowed (or any tolerance at all)."""


def check_complete(run: RunEvidence) -> None:
    """Every case of the plan has exactly one record and there are no others. Raises ``JudgeFault``."""
    if run.fault:
        raise JudgeFault(run.fault)
    planned, seen = [case.id for case in run.plan], [case.id for case in run.cases]
    if not planned or len(set(planned)) < len(planned) or sorted(planned) != sorted(seen):
        raise JudgeFault(f"the suite plans {len(planned)} cases, and evidence came for {len(seen)} of them")


def of_case(seen: CaseEvidence, load: LoadFailure | None) -> Verdict:
    """Verdict of one case; a load failure is shared by every case that could not run."""
    if seen.outcome is Outcome.NOT_RUN and load is not None:
        return _LOADS.get(load.kind, Verdict.RUNTIME_ERROR)
    return _OUTCOMES[seen.outcome]


def of_task(verdicts: Sequence[tuple[Group, Verdict]]) -> Verdict:
    """Worst case wins, except that failures outside core alone make a task ``partial``."""
    bad = [(group, verdict) for group, verdict in verdicts if verdict is not Verdict.ACCEPTED]
    if not bad:
        return Verdict.ACCEPTED
    if any(verdict is Verdict.JUDGE_ERROR for _, verdict in bad):
        return Verdict.JUDGE_ERROR
    core = [verdict for group, verdict in bad if group is Group.CORE]
    return worst(core) if core else Verdict.PARTIAL


def worst(verdicts: Iterable[Verdict]) -> Verdict:
    """The worst verdict; ``skipped`` only when nothing else explains the failure."""
    ranked = sorted(set(verdicts), key=lambda verdict: verdict.severity)
    if len(ranked) > 1 and ranked[-1] is Verdict.SKIPPED and ranked[-2] not in (Verdict.ACCEPTED, Verdict.PARTIAL):
        return ranked[-2]
    return ranked[-1]


# --- sentences -------------------------------------------------------------------------------


def load_message(load: LoadFailure, limits: Limits) -> Message:
    """Why the submission could not be loaded."""
    raised = load.raised
    params: dict[str, dict[str, Scalar]] = {
        "syntax": {"line": load.line or 0, "text": raised.text if raised else ""},
        "import": {"name": load.name or (raised.text if raised else "")},
        "raised": {"type_name": raised.type_name if raised else "", "line": (raised.line if raised else None) or 0},
        "timeout": {"seconds": limits.load_seconds},
        "forbidden": {"name": load.name, "line": load.line or 0},
    }
    kind = load.kind if load.kind in _LOADS else "protocol"
    return Message(f"load.{kind}", params.get(kind, {}))


def case_messages(case: Case, seen: CaseEvidence, limits: Limits, *, public: bool) -> tuple[Message, ...]:
    """What the student is told about one case, the most useful sentence first."""
    if seen.outcome is Outcome.PASSED:
        return ()
    if seen.outcome is Outcome.FAILED and seen.mismatch:
        found = (mismatch_message(seen.mismatch),)
        # A named misconception explains the case; a mechanical explanation beside it could only contradict it.
        return (seen.near_miss, *found) if seen.near_miss and not seen.matches else found
    cause = complaint(seen.raised) if seen.outcome is Outcome.RAISED and seen.raised and not public else None
    said = _outcome_message(case, seen, limits, public=public)
    return (said, cause) if cause else (said,)


def _outcome_message(case: Case, seen: CaseEvidence, limits: Limits, *, public: bool) -> Message:
    outcome, raised = seen.outcome, seen.raised
    if outcome is Outcome.RAISED and raised:
        if public:
            return Message(
                "outcome.raised_public",
                {"type_name": raised.type_name, "line": raised.line or 0, "text": raised.text},
            )
        if raised.type_name == "FloatingPointError":
            return Message("outcome.raised_float")
        return Message("outcome.raised", {"type_name": raised.type_name})
    if outcome is Outcome.UNIMPLEMENTED:
        if raised is not None and raised.type_name == "Unanswered":
            return Message("outcome.unanswered", {"item": raised.text})
        missing = raised is not None and raised.type_name == "MissingName"
        return Message("outcome.missing_function" if missing else "outcome.unimplemented", {"name": case.task})
    if outcome is Outcome.DIED and seen.note:
        return Message("outcome.signal", {"signal": seen.note})
    if outcome is Outcome.FORBIDDEN:
        return Message("outcome.forbidden", {"name": seen.note, "line": (raised.line if raised else None) or 0})
    if outcome is Outcome.MEMORY and raised and raised.type_name == "OutOfMemoryError":
        return Message("outcome.device_memory", {"mib": limits.vram_mib})
    params: dict[Outcome, dict[str, Scalar]] = {
        Outcome.TIMEOUT: {"seconds": float(seen.note or limits.call_seconds) if outcome is Outcome.TIMEOUT else 0.0},
        Outcome.MEMORY: {"mib": limits.memory_mib},
        Outcome.OUTPUT: {"kib": limits.output_kib},
    }
    return Message(f"outcome.{outcome.value}", params.get(outcome, {}))


def mismatch_message(found: Mismatch) -> Message:
    """The sentence for a difference between answer and expectation; never says what was expected of values."""
    what = found.what
    if found.kind in ("value", "gradient"):
        return _of_values(found)
    params: dict[str, dict[str, Scalar | Text]] = {
        "missing": {"name": what},
        "type": {"what": what, "actual_type": found.actual_type, "expected_type": found.expected_type},
        "shape": {"what": what, "actual_shape": str(found.actual_shape), "expected_shape": str(found.expected_shape)},
        "dtype": {"what": what, "actual_dtype": found.actual_dtype, "expected_dtype": found.expected_dtype},
        "nonfinite": {"what": what, "nan": found.nan, "inf": found.inf},
        "not_raised": {"expected_type": found.expected_type},
        "raised": {"type_name": found.actual_type},
        "answer_one": {"what": what, "letters": found.expected_type},
        "answer_all": {"what": what, "letters": found.expected_type},
    }
    return Message(f"mismatch.{found.kind}", params.get(found.kind, {"what": what}))


def _of_values(found: Mismatch) -> Message:
    """One number has no index, and what has to be equal has no tolerance: neither is spoken of."""
    exact = found.worst_ratio >= EXACT
    one: dict[str, Scalar | Text] = {"what": found.what}
    if found.total <= 1:
        if exact:
            return Message("mismatch.value_exact", one)
        return Message(f"mismatch.{found.kind}_one", {**one, "worst_ratio": found.worst_ratio})
    many = {**one, "differing": found.differing, "total": found.total, "worst_index": str(found.worst_index)}
    if exact:
        return Message("mismatch.value_discrete", many)
    return Message(f"mismatch.{found.kind}", {**many, "worst_ratio": found.worst_ratio})
