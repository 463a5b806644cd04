"""The frozen records that travel between the steps of grading.

Every step (intake, run, judge, score, diagnose, render) takes records from here and returns
records from here. This module holds no behaviour beyond trivial derived values, imports
nothing else of ours, and must never learn about files, processes or torch.
"""

from __future__ import annotations

from grader.model.evidence import (
    CaseEvidence,
    LoadFailure,
    Mismatch,
    Outcome,
    Raised,
    RunEvidence,
    RunFacts,
    SandboxFacts,
)
from grader.model.exercises import Case, Exercise, Group, Kind, KnownWrong, Limits, Submission, Task
from grader.model.figures import Boundary, Curve, Figure, Histogram, Over, Path2D
from grader.model.reports import CaseResult, Hint, Provenance, Report, TaskResult, Verdict
from grader.model.texts import Lang, Message, Scalar, Text, Words

__all__ = [
    "Boundary",
    "Case",
    "CaseEvidence",
    "CaseResult",
    "Curve",
    "Exercise",
    "Figure",
    "Group",
    "Hint",
    "Histogram",
    "Kind",
    "KnownWrong",
    "Lang",
    "Limits",
    "LoadFailure",
    "Message",
    "Mismatch",
    "Outcome",
    "Over",
    "Path2D",
    "Provenance",
    "Raised",
    "Report",
    "RunEvidence",
    "RunFacts",
    "SandboxFacts",
    "Scalar",
    "Submission",
    "Task",
    "TaskResult",
    "Text",
    "Verdict",
    "Words",
]
