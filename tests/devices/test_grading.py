"""Grading on leased devices: real judge and candidate (on the CPU, whatever they believe), scripted devices."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from autograde import skeleton
from autograde.batch import Actions, Batch, Event, Faulted
from autograde.cohort import grade_cohort
from autograde.folder import ReportFolder
from autograde.gpus import Choice, GpuGrader, Gpus, asked_for, on_cpu
from autograde.grading import Policy
from autograde.jobs import Job
from grader import catalog
from grader.catalog import Course, open_course
from grader.devices import DeviceFault
from grader.errors import SandboxUnavailable, UsageError
from grader.model import Exercise, Lang, Message, Report, SandboxFacts, Submission, Verdict
from grader.sandbox.base import Sandbox, SandboxSpec
from grader.sandbox.fake import FakeSandbox
from grader.sandbox.unsafe import UnsafeSandbox
from tests.devices.conftest import Machine

SECRET = b"of these tests"


@pytest.fixture(scope="module")
def exercise(tmp_path_factory: pytest.TempPathFactory) -> Exercise:
    root = tmp_path_factory.mktemp("course")
    (root / "exercises").mkdir()
    plan = skeleton.plan(Course(root, ()), "01_building_blocks", "centering", 1)
    skeleton.create(root, plan)
    (made,) = open_course(root).exercises
    return replace(made, devices=("cpu", "cuda"))


@pytest.fixture
def submission(exercise: Exercise) -> Submission:
    return Submission("mina", exercise.filename, {exercise.filename: catalog.reference_source(exercise)}, "5" * 64)


@pytest.fixture
def gpus(machine: Machine, tmp_path: Path) -> Gpus:
    """The devices of ``machine``, with nodes of their own."""
    for index, device in enumerate(machine.layer.there):
        bus = f"{tmp_path}/proc/driver/nvidia/gpus/{device.bus.lower()[4:]}"
        Path(bus).mkdir(parents=True)
        Path(bus, "information").write_text(f"Device Minor: {index}\n", encoding="utf-8")
    (tmp_path / "dev").mkdir()
    for name in ("nvidia0", "nvidia1", "nvidiactl", "nvidia-uvm"):
        (tmp_path / "dev" / name).touch()
    return Gpus(Choice("cuda"), machine.pool(), root=tmp_path)


class Opened:
    """Opens sandboxes that believe to be on a device, and remembers for which."""

    def __init__(self) -> None:
        self.uuids: list[str] = []

    def __call__(self, spec: SandboxSpec) -> Sandbox:
        assert spec.gpu is not None
        self.uuids.append(spec.gpu.uuid)
        return UnsafeSandbox(spec)


@pytest.fixture
def opened() -> Opened:
    return Opened()


@pytest.fixture
def grader(exercise: Exercise, gpus: Gpus, opened: Opened) -> Iterator[GpuGrader]:
    with gpus.grader(exercise, SECRET, opened) as made:
        yield made


# --- where ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "devices", "there", "found"),
    [
        ("cuda", ("cpu", "cuda"), True, "cuda"),
        ("cuda", ("cpu",), True, "skipped.other_device"),
        ("cuda", ("cuda",), False, "skipped.no_device"),
        ("cuda:1", ("cuda",), True, "cuda"),
        ("cuda:1", ("cuda",), False, "skipped.no_device"),
        ("auto", ("cpu", "cuda"), True, "cuda"),
        ("auto", ("cpu", "cuda"), False, "cpu"),
        ("auto", ("cpu",), True, "cpu"),
        ("auto", ("cuda",), False, "skipped.no_device"),
    ],
)
def test_where_an_exercise_is_graded(
    asked: str, devices: tuple[str, ...], there: bool, found: str, gpus: Gpus, machine: Machine, exercise: Exercise
) -> None:
    if not there:
        machine.layer.there = []
    gpus.choice = Choice.parse(asked)
    where = gpus.device_of(replace(exercise, devices=devices))
    assert (where.key if isinstance(where, Message) else where) == found


def test_a_device_that_does_not_exist_beside_others_is_a_mistake_of_the_command_line(
    gpus: Gpus, exercise: Exercise
) -> None:
    gpus.choice = Choice.parse("cuda:7")
    with pytest.raises(UsageError) as refused:
        gpus.device_of(exercise)
    assert "cuda:0, cuda:1" in refused.value.next_step


@pytest.mark.parametrize("text", ["tpu", "cuda:", "cuda:-1", "cuda:x", "cpu:0", "auto:1", ""])
def test_a_name_of_no_device_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        Choice.parse(text)


def test_without_the_option_only_the_cpu_is_used(exercise: Exercise) -> None:
    assert asked_for("cpu", wait_seconds=1.0) is None
    assert Policy().skip_reason(exercise) is None
    only_cuda = on_cpu(replace(exercise, devices=("cuda",)))
    assert isinstance(only_cuda, Message)
    assert only_cuda.params == {"devices": "cuda", "device": "cpu"}


def test_devices_that_are_all_out_of_service_count_as_missing(gpus: Gpus, machine: Machine, exercise: Exercise) -> None:
    for index in (0, 1):
        machine.layer.change(index, trouble="2 uncorrected memory errors")
    found = gpus.device_of(exercise)
    assert isinstance(found, Message)
    assert found.key == "skipped.no_device"


def test_a_verdict_depends_on_the_kind_of_device_and_its_driver(gpus: Gpus, machine: Machine) -> None:
    before = gpus.fingerprint()
    assert "Fake 24G" in before
    machine.layer.change(0, driver="590.10")
    assert gpus.fingerprint() != before


# --- grading -------------------------------------------------------------------------------------


def test_a_submission_is_graded_on_a_device_that_is_clean_and_free_afterwards(
    grader: GpuGrader, submission: Submission, machine: Machine
) -> None:
    report = grader.grade(submission)
    assert report.verdict is Verdict.ACCEPTED
    assert report.provenance is not None
    assert report.provenance.device == "cuda"
    assert machine.layer.scrubbed == [0, 0]
    assert machine.states() == {"cuda:0": "free", "cuda:1": "free"}


def test_the_next_submission_goes_where_everything_is_warm(
    grader: GpuGrader, submission: Submission, opened: Opened, machine: Machine
) -> None:
    with machine.pool().lease(0):
        grader.grade(submission)
    grader.grade(submission)
    assert opened.uuids == [machine.uuid(1)]


def test_a_device_that_is_lost_costs_no_points_and_the_submission_is_graded_on_another(
    exercise: Exercise, gpus: Gpus, opened: Opened, submission: Submission, machine: Machine
) -> None:
    published: list[Report] = []
    events: list[Event] = []
    actions = Actions(
        open=lambda wanted: gpus.grader(wanted, SECRET, opened),
        take=lambda _: submission,
        skip=lambda _: None,
        publish=lambda *what: published.append(what[-1]),
    )

    def notice(event: Event) -> None:
        events.append(event)

    machine.layer.answering = lambda _: machine.layer.lose(0) if len(opened.uuids) == 1 else None
    Batch([Job("mina", exercise, Path("mina.py"), "mina")], actions, workers=1).run(notice)
    assert [report.verdict for report in published] == [Verdict.ACCEPTED]
    assert opened.uuids == [machine.uuid(0), machine.uuid(1)]
    assert [event.detail for event in events if isinstance(event, Faulted)] == [
        "cuda:0 broke during a job: the device is no longer there"
    ]


def test_without_a_device_left_there_is_no_score(grader: GpuGrader, submission: Submission, machine: Machine) -> None:
    grader.grade(submission)
    machine.layer.there = []
    with pytest.raises(DeviceFault):
        grader.grade(submission)


def never(_: object) -> None:
    """A candidate that ends before it has answered."""


def test_cuda_that_never_starts_stops_the_run_with_a_next_step(
    exercise: Exercise, gpus: Gpus, submission: Submission, machine: Machine
) -> None:
    with (
        gpus.grader(exercise, SECRET, lambda _: FakeSandbox(never)) as broken,
        pytest.raises(SandboxUnavailable) as refused,
    ):
        broken.grade(submission)
    assert "CUDA does not start" in refused.value.message
    assert "doctor" in refused.value.next_step
    assert machine.states()["cuda:0"] == "free"


def test_cuda_that_stops_starting_is_a_fault_of_ours(
    grader: GpuGrader, submission: Submission, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    grader.grade(submission)
    monkeypatch.setattr(grader, "_open_sandbox", lambda _: FakeSandbox(never))
    with machine.pool().lease(0), pytest.raises(DeviceFault):
        grader.grade(submission)


def test_a_missing_device_is_shown_as_not_graded_and_never_as_a_pass(
    exercise: Exercise, gpus: Gpus, machine: Machine, tmp_path: Path
) -> None:
    machine.layer.there = []
    source = tmp_path / exercise.filename
    source.write_bytes(catalog.reference_source(exercise))
    outcome = grade_cohort(
        [Job("mina", exercise, source, "mina")],
        policy=Policy(gpus=gpus),
        secret=SECRET,
        folder=ReportFolder(tmp_path / "out", Lang.EN),
        workers=1,
        notice=lambda _: None,
        facts=SandboxFacts("process", 2),
    )
    ((_, report),) = outcome.graded
    assert (report.verdict, report.passed, report.scored) == (Verdict.SKIPPED, False, False)
