"""What the doctor says about GPUs, over scripted devices."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograde.checks import Check, State
from autograde.gpu_checks import gpu_checks
from autograde.gpus import Choice, Gpus
from grader.devices import DeviceFault, Holder
from grader.errors import SandboxUnavailable
from grader.sandbox.base import Sandbox, SandboxSpec
from grader.sandbox.unsafe import UnsafeSandbox
from tests.devices.conftest import Machine


@pytest.fixture
def gpus(machine: Machine, tmp_path: Path) -> Gpus:
    (tmp_path / "dev").mkdir()
    for name in ("nvidia0", "nvidiactl", "nvidia-uvm"):
        (tmp_path / "dev" / name).touch()
    machine.layer.there = machine.layer.there[:1]
    return Gpus(Choice("cuda"), machine.pool(), root=tmp_path)


def refused(_: SandboxSpec) -> Sandbox:
    raise SandboxUnavailable("CUDA does not start inside the sandbox: Torch not compiled with CUDA enabled")


def rows(gpus: Gpus) -> dict[str, Check]:
    return {check.name: check for check in gpu_checks(refused, gpus)}


def test_a_machine_without_a_device_can_still_grade(machine: Machine) -> None:
    machine.layer.there = []
    (row,) = gpu_checks(refused, Gpus(Choice("cuda"), machine.pool()))
    assert row.state is State.OK
    assert "not graded here" in row.detail


def test_driver_device_and_toolkit_have_rows(gpus: Gpus) -> None:
    found = rows(gpus)
    assert found["gpu driver"].detail == "580.95.05"
    assert "24576 MiB" in found["gpu cuda:0"].detail
    assert found["gpu cuda:0"].state is State.OK
    assert found["gpu containers"].detail == "NVIDIA container toolkit 1.17.8"


def test_a_lease_is_shown_with_its_holder(gpus: Gpus) -> None:
    with gpus.pool.lease():
        row = rows(gpus)["gpu cuda:0"]
    assert row.state is State.OK
    assert "leased: process" in row.detail


def test_a_device_that_is_out_of_service_is_shown_with_the_way_back(gpus: Gpus, machine: Machine) -> None:
    gpus.pool.locks.take_out(machine.uuid(0), "a process of the last job does not end: 4242")
    row = rows(gpus)["gpu cuda:0"]
    assert row.state is State.WARN
    assert "4242" in row.detail
    assert row.fix
    assert str(gpus.pool.locks.out_file(machine.uuid(0))) in row.fix.en


def test_strangers_and_missing_nodes_are_warned_about(gpus: Gpus, machine: Machine, tmp_path: Path) -> None:
    machine.layer.processes.append(Holder(machine.uuid(0), 77, 1))
    assert "77" in rows(gpus)["gpu cuda:0"].detail
    (tmp_path / "dev/nvidia-uvm").unlink()
    row = rows(gpus)["gpu cuda:0"]
    assert row.state is State.WARN
    assert "/dev/nvidia-uvm" in row.detail


def test_known_holes_of_the_toolkit_are_named_with_the_fix(gpus: Gpus, machine: Machine) -> None:
    machine.layer.toolkit_version = "1.16.1"
    row = rows(gpus)["gpu containers"]
    assert row.state is State.WARN
    assert "CVE-2024-0132" in row.detail
    assert row.fix
    assert "1.17.8" in row.fix.en


def test_a_tool_that_hangs_is_one_row(gpus: Gpus, machine: Machine) -> None:
    def hang(_: str) -> None:
        raise DeviceFault("nvidia-smi does not answer within 15 s")

    machine.layer.answering = hang
    assert list(rows(gpus)) == ["gpu"]


@pytest.mark.torch
def test_cuda_is_tried_in_the_sandbox(gpus: Gpus) -> None:
    pytest.importorskip("torch")
    row = rows(gpus)["gpu sandbox"]
    assert row.state is State.WARN
    assert "Torch not compiled" in row.detail
    works = {check.name: check for check in gpu_checks(UnsafeSandbox, gpus)}["gpu sandbox"]
    assert works.state is State.OK
    assert "cuda:0" in works.detail
