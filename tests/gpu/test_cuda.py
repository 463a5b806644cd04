"""CUDA for real: an exercise graded on a GPU from end to end, and what submissions may do to a device.

Needs a GPU, a driver, and a PyTorch with CUDA beside the grader (``process``) or in the image (``docker``). Everything
about who gets a device, and what happens to a broken one, is tested without one in ``tests/devices``.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from autograde.checks import State
from autograde.gpu_checks import gpu_checks
from grader import catalog
from grader.model import Report, Verdict
from grader.sandbox.base import Sandbox, SandboxSpec
from tests.gpu.conftest import Place

pytestmark = [pytest.mark.gpu, pytest.mark.torch, pytest.mark.sandbox]


def during_forward(*lines: str) -> str:
    """Source that runs ``lines`` before each forward pass of the reference."""
    body = "\n".join(f"    {line}" for line in lines)
    inside = f"def _forward(self, x):\n{body}\n    return _right(self, x)\n"
    return f"_right = MyBatchNorm.forward\n\n{inside}\nMyBatchNorm.forward = _forward\n"


def verdicts(report: Report) -> set[Verdict]:
    return {case.verdict for task in report.tasks for case in task.cases}


def test_the_reference_earns_everything_on_the_device(place: Place) -> None:
    report = place.grade()
    assert report.verdict is Verdict.ACCEPTED
    assert report.earned_milli == report.max_milli
    assert report.provenance is not None
    assert report.provenance.device == "cuda"
    versions = report.provenance.sandbox.versions
    assert versions["gpu"]
    assert versions["nvidia-driver"]


def test_a_submission_really_computes_on_the_device(place: Place) -> None:
    looking = during_forward(
        "places = {x.device.type, *(value.device.type for value in self.state_dict().values())}",
        'if places != {"cuda"}:',
        '    raise RuntimeError("not there")',
    )
    assert place.grade(looking).verdict is Verdict.ACCEPTED


def test_a_known_mistake_loses_points_and_is_named(place: Place) -> None:
    wrong = catalog.known_wrongs(place.exercise)[0]
    report = place.grade(source=wrong.source)
    assert report.earned_milli < report.max_milli
    assert wrong.id in {hint.id for hint in report.hints}


def test_more_memory_than_the_cap_is_a_memory_limit_that_says_so(place: Place) -> None:
    size = (place.exercise.limits.vram_mib + 512) << 20
    report = place.grade(during_forward(f"torch.empty({size}, dtype=torch.uint8, device=x.device)"))
    assert report.verdict is Verdict.MEMORY_LIMIT
    assert "outcome.device_memory" in {m.key for task in report.tasks for case in task.cases for m in case.messages}


def test_memory_within_the_cap_is_granted(place: Place) -> None:
    size = (place.exercise.limits.vram_mib // 2) << 20
    assert place.grade(during_forward(f"torch.empty({size}, dtype=torch.uint8, device=x.device)")).passed


def test_an_endless_computation_is_a_time_limit_and_the_device_is_free_afterwards(place: Place) -> None:
    endless = during_forward("big = torch.ones(4096, 4096)", "while True:", "    big = big @ big")
    report = place.grade(endless)
    assert Verdict.TIME_LIMIT in verdicts(report)
    assert place.grade().verdict is Verdict.ACCEPTED


def test_an_illegal_access_ends_that_submission_alone(place: Place) -> None:
    report = place.grade(during_forward("torch.zeros(4)[torch.tensor([10**9])].sum().item()"))
    assert Verdict.RUNTIME_ERROR in verdicts(report)
    assert place.grade().verdict is Verdict.ACCEPTED


def test_what_one_submission_leaves_in_memory_the_next_does_not_find(place: Place) -> None:
    place.grade("_kept = torch.full((1 << 30,), 0x5A, dtype=torch.uint8)\ntorch.cuda.synchronize()\n")
    search = (
        "_blocks = [torch.empty(1 << 30, dtype=torch.uint8) for _ in range(3)]\n"
        "_left = sum(int((piece == 0x5A).sum()) for block in _blocks for piece in block.split(1 << 26))\n"
        "if _left > 1 << 26:\n"
        '    raise RuntimeError("left by the one before")\n'
        "del _blocks\n"
    )
    assert place.grade(search).verdict is Verdict.ACCEPTED


def test_between_submissions_nothing_of_ours_is_on_the_device(place: Place) -> None:
    place.grade()
    standing = place.gpus.pool.survey()
    assert all(seen.state == "free" for seen in standing if not seen.why)
    assert not [holder for seen in standing for holder in place.gpus.pool.layer.holders(seen.device.uuid)]


def test_equal_submissions_get_equal_verdicts(place: Place) -> None:
    first, second = (place.grade("# the same") for _ in range(2))
    assert [case.verdict for task in first.tasks for case in task.cases] == [
        case.verdict for task in second.tasks for case in task.cases
    ]


def test_the_doctor_starts_cuda_in_the_sandbox(place: Place, open_sandbox: Callable[[SandboxSpec], Sandbox]) -> None:
    rows = {check.name: check for check in gpu_checks(open_sandbox, place.gpus)}
    assert rows["gpu sandbox"].state is State.OK, rows["gpu sandbox"].detail
