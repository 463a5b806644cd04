"""Running out of a device's memory, and the tolerance of answers that a device computed."""

from __future__ import annotations

import numpy as np
import pytest

from grader import verdict
from grader.candidate.runner import describe
from grader.judge import expect
from grader.judge.expect import Unexpected
from grader.judge.failures import raised_from
from grader.judge.suite import _raised_outcome
from grader.messages import render
from grader.model import Case, CaseEvidence, Group, Lang, Limits, Outcome, Raised, Text, Verdict

CASE = Case("t", "f.core.1", "f", Group.CORE, Text("t", "t"))


@pytest.mark.torch
def test_no_memory_on_the_device_is_a_memory_limit() -> None:
    torch = pytest.importorskip("torch")
    raised = raised_from(describe(torch.OutOfMemoryError("CUDA out of memory."), frozenset()))
    outcome = _raised_outcome(raised)
    assert outcome is Outcome.MEMORY
    assert verdict.of_case(CaseEvidence("t", outcome), None) is Verdict.MEMORY_LIMIT


@pytest.mark.torch
def test_other_errors_of_cuda_are_exceptions_of_the_program() -> None:
    raised = raised_from(describe(RuntimeError("CUDA error: an illegal memory access"), frozenset()))
    assert _raised_outcome(raised) is Outcome.RAISED


def test_the_student_is_told_how_much_of_the_device_there_was() -> None:
    seen = CaseEvidence("t", Outcome.MEMORY, raised=Raised("OutOfMemoryError"))
    (message,) = verdict.case_messages(CASE, seen, Limits(vram_mib=3000), public=False)
    assert "3000 MiB of GPU memory" in render(message, Lang.EN)
    (on_cpu,) = verdict.case_messages(CASE, CaseEvidence("t", Outcome.MEMORY), Limits(memory_mib=99), public=False)
    assert on_cpu.key == "outcome.memory"


@pytest.mark.parametrize(("gpu", "agrees"), [(True, True), (False, False)])
def test_float32_of_a_device_may_differ_by_one_in_a_thousand(gpu: bool, agrees: bool) -> None:
    expect.counting(gpu=gpu)
    answer, truth = np.array([1.0005], dtype=np.float32), np.array([1.0], dtype=np.float32)
    try:
        expect.close(answer, truth)
        found = True
    except Unexpected:
        found = False
    finally:
        expect.counting()
    assert found is agrees


def test_float64_of_a_device_is_judged_as_everywhere() -> None:
    expect.counting(gpu=True)
    with pytest.raises(Unexpected):
        expect.close(np.array([1.0 + 1e-6]), np.array([1.0]))
    with pytest.raises(Unexpected):
        expect.equal(np.array([1.0001], dtype=np.float32), np.array([1.0], dtype=np.float32))
    expect.counting()
