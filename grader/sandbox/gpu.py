"""The controller's half of a candidate on a GPU: what is added to a sandbox, and nothing that is not named here.

A candidate on the CPU is untouched by all of this. What is loosened for CUDA: no limit on address space (its place is
taken by the cgroup, or by a limit on data), 1024 open files, the device's own nodes for reading, writing and requests,
and a few texts in the place of ``/proc``. The filter of system calls stays as it is.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from grader.candidate.cuda import NAMES, TASKS, THREADS
from grader.errors import SandboxUnavailable
from grader.model import Limits, SandboxFacts
from grader.sandbox.base import Gpu, SandboxSpec

__all__ = ["add_to_container", "add_to_process", "limits_on_gpu", "message", "named", "needed"]

HOST_MIB = 4096
"""Memory of the machine that a CUDA context takes beside that of the device: libraries, buffers, page tables."""
_LIBRARIES = "/nvidia"
_CAPABILITIES = [["gpu", "compute", "utility"]]


def limits_on_gpu(limits: Limits) -> Limits:
    """``limits`` with room for CUDA's own threads, files and host memory. Times stay as they are."""
    return replace(
        limits,
        memory_mib=limits.memory_mib + HOST_MIB,
        processes=limits.processes + THREADS,
        files=limits.files + 2 * THREADS + 1,
    )


def needed(spec: SandboxSpec) -> Gpu:
    """The device of a spec that asks for one. Raises ``SandboxUnavailable`` without."""
    if spec.gpu is None:
        raise SandboxUnavailable(
            "a sandbox for CUDA needs a leased device", "grade with `autograde grade --device cuda`"
        )
    return spec.gpu


def refuse_containers(spec: SandboxSpec, engine: str | None) -> None:
    """Raise ``SandboxUnavailable`` where a container must not, or cannot, get the device."""
    gpu = needed(spec)
    if gpu.no_containers:
        what, _, step = gpu.no_containers.partition(": ")
        raise SandboxUnavailable(what, step)
    if engine and not engine.startswith("unix://"):
        raise SandboxUnavailable("devices are leased on this machine, and the engine runs on another", "grade there")


def refuse_gvisor(spec: SandboxSpec, *, gvisor: bool) -> None:
    """Raise ``SandboxUnavailable`` for a GPU behind gVisor: its own device support does not reach into our root."""
    if gvisor and spec.gpu:
        raise SandboxUnavailable("CUDA behind gVisor is not offered", "use --runtime runc, or --sandbox process")


def message(gpu: Gpu | None, scratch: str, preload: list[str]) -> dict[str, Any] | None:
    """What the zygote is told: see ``grader.candidate.cuda``."""
    if gpu is None:
        return None
    return {
        "uuid": gpu.uuid,
        "cap_mib": gpu.cap_mib,
        "nodes": list(gpu.nodes),
        "texts": [list(pair) for pair in gpu.texts],
        "preload": preload,
        "scratch": scratch,
        "tasks": [TASKS, f"{scratch}/{NAMES}"],
    }


def add_to_process(config: dict[str, Any], gpu: Gpu | None) -> dict[str, Any]:
    """The zygote's configuration for the ``process`` sandbox, with the driver's libraries bound where it finds them."""
    if gpu is None:
        return config
    places = [[path, f"{_LIBRARIES}/{name}"] for name, path in gpu.libraries]
    return {
        **config,
        "binds": [*config["binds"], *places],
        "links": [*config["links"], [TASKS, f"{config['scratch']}/{NAMES}"]],
        "gpu": message(gpu, config["scratch"], [target for _, target in places]),
    }


def add_to_container(host: dict[str, Any], gpu: Gpu | None, inside: str) -> dict[str, Any]:
    """A container's restrictions, with one device: requested from the engine, its nodes where candidates see them."""
    if gpu is None:
        return host
    from docker.types import DeviceRequest

    nodes = [f"/dev/{name}:{inside}/dev/{name}:rw" for name in gpu.nodes]
    return {
        **host,
        "device_requests": [DeviceRequest(driver="nvidia", device_ids=[gpu.uuid], capabilities=_CAPABILITIES)],
        "devices": [*host["devices"], *nodes],
        "tmpfs": {**host["tmpfs"], f"{inside}/proc": "rw,noexec,nosuid,nodev,size=1m,mode=755"},
    }


def named(facts: SandboxFacts, gpu: Gpu | None) -> SandboxFacts:
    """``facts`` with the versions that a verdict on this device may depend on."""
    return replace(facts, versions={**facts.versions, **dict(gpu.versions)}) if gpu else facts
