"""Rows of the doctor's table about GPUs: driver, devices and leases, toolkit and its known holes, CUDA in the sandbox.

What can be tried is tried: where there is a free device, a candidate starts CUDA on it inside the real sandbox. None of
these rows rules a machine out, for the CPU still grades.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec

from autograde.checks import Check, State
from autograde.gpus import Choice, Gpus, OpenSandbox
from grader.devices import DeviceFault, Pool, Rules, Standing
from grader.devices.access import grant
from grader.devices.gate import refusal
from grader.devices.nvidia import NvidiaLayer
from grader.devices.session import OnDevice
from grader.errors import GraderError
from grader.model import Limits, Text
from grader.sandbox.base import SandboxSpec
from grader.sandbox.gpu import limits_on_gpu

__all__ = ["gpu_checks"]

_TRIAL_MIB = 1024


def this_machine() -> Gpus:
    """The devices of this machine, for looking at them: nobody is waited for."""
    return Gpus(Choice("cuda"), Pool(NvidiaLayer(), rules=Rules(wait_seconds=0.0)))


def gpu_checks(open_sandbox: OpenSandbox, gpus: Gpus) -> Iterator[Check]:
    """Everything about GPUs that an instructor should know. ``open_sandbox`` as a run would open it."""
    try:
        found = gpus.pool.survey()
    except DeviceFault as error:
        yield Check("gpu", State.WARN, error.message, _BROKEN_TOOL)
        return
    if not found:
        yield Check("gpu", State.OK, "no NVIDIA device: exercises that need CUDA are not graded here")
        return
    yield Check("gpu driver", State.OK, ", ".join(sorted({seen.device.driver for seen in found})))
    for seen in found:
        yield _device(seen, gpus)
    yield from _toolkit(gpus)
    yield _trial(open_sandbox, gpus)


def _device(seen: Standing, gpus: Gpus) -> Check:
    device = seen.device
    name = f"gpu {device.label}"
    detail = f"{device.name}, {device.used_mib} of {device.total_mib} MiB used; {seen.state}"
    if seen.state == "out":
        file = gpus.pool.locks.out_file(device.uuid)
        return Check(name, State.WARN, f"{detail}: {seen.why}", _out_of_service(str(file)))
    try:
        grant(device, _TRIAL_MIB, root=gpus.root)
    except DeviceFault as error:
        return Check(name, State.WARN, error.message, Text(en=error.next_step, ko=error.next_step))
    if seen.state == "busy":
        return Check(name, State.WARN, f"{detail}: {seen.why}", _STRANGERS)
    return Check(name, State.OK, f"{detail}: {seen.why}" if seen.why else detail)


def _toolkit(gpus: Gpus) -> Iterator[Check]:
    """The container toolkit matters to the docker sandbox alone."""
    version = gpus.pool.layer.toolkit()
    refused = refusal(version)
    if not refused:
        yield Check("gpu containers", State.OK, f"NVIDIA container toolkit {version}")
        return
    what, _, step = refused.partition(": ")
    yield Check("gpu containers", State.WARN, what, Text(en=step, ko=step))


def _trial(open_sandbox: OpenSandbox, gpus: Gpus) -> Check:
    """Start CUDA in a candidate, as a submission would meet it."""
    if find_spec("torch") is None:
        return Check("gpu sandbox", State.WARN, "not tried: PyTorch is not installed", _NO_TORCH)
    try:
        with gpus.pool.lease() as lease:
            gpu = gpus.access(lease.device, _TRIAL_MIB)
            spec = SandboxSpec(("numpy", "torch"), limits_on_gpu(Limits()), "cuda", gpu)
            sandbox = OnDevice(open_sandbox(spec))
            try:
                sandbox.open().finish()
                backend = sandbox.facts.backend
            finally:
                sandbox.close()
    except GraderError as error:
        return Check("gpu sandbox", State.WARN, error.message, _NO_CUDA)
    return Check("gpu sandbox", State.OK, f"CUDA starts inside {backend} on {lease.device.label}")


def _out_of_service(file: str) -> Text:
    return Text(
        en=f"Repair it (or restart the machine), then remove {file} if it is still there.",
        ko=f"장치를 고치거나 컴퓨터를 다시 시작해 주세요. 그 뒤에도 파일이 남아 있으면 지워 주세요: {file}",
    )


_BROKEN_TOOL = Text(
    en="nvidia-smi must answer: reload the driver or restart the machine. The CPU still grades.",
    ko="nvidia-smi 명령이 응답해야 해요. 드라이버를 다시 올리거나 컴퓨터를 다시 시작해 주세요. "
    "CPU 채점은 그대로 할 수 있어요.",
)
_STRANGERS = Text(
    en="Devices are lent only when nobody else computes on them: stop those processes.",
    ko="다른 프로그램이 쓰지 않는 장치만 빌려줘요. 그 프로세스를 종료해 주세요.",
)
_NO_TORCH = Text(
    en="Install a PyTorch with CUDA beside the grader; see docs/gpu.md.",
    ko="CUDA를 지원하는 PyTorch를 채점기와 함께 설치해 주세요. docs/gpu.md 문서를 참고해 주세요.",
)
_NO_CUDA = Text(
    en="Until this works, --device cuda is refused; docs/gpu.md goes through the usual causes.",
    ko="이 문제가 풀릴 때까지 --device cuda 옵션은 쓸 수 없어요. 흔한 원인은 docs/gpu.md 문서에 있어요.",
)
