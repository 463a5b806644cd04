"""Can this machine grade safely and repeatably? Found out by trying, not by reading version numbers.

Exists so that an instructor learns before the deadline, not after it, what is missing and how to repair it.
It changes nothing on the machine.
"""

from __future__ import annotations

import importlib.metadata
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from autograde.checks import Check, State
from autograde.gpu_checks import gpu_checks, this_machine
from autograde.grading import Policy, inspect_sandbox
from autograde.probes import probe_policy
from autograde.timing import timing
from grader.errors import SandboxUnavailable
from grader.model import SandboxFacts, Text
from grader.sandbox import image as images
from grader.sandbox.engine import Engine

__all__ = ["Check", "Diagnosis", "State", "examine"]

LEAST_FREE_MIB = 512
"""Room in the folder for temporary files below which a run may fail half-way."""


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """Everything that was looked at. ``sandbox`` is ``None`` where no real boundary could be started."""

    checks: tuple[Check, ...]
    sandbox: SandboxFacts | None

    @property
    def ready(self) -> bool:
        """Whether other people's code may be graded here."""
        return self.sandbox is not None and all(check.state is not State.FAIL for check in self.checks)


def examine(policy: Policy = Policy()) -> Diagnosis:
    """Look at this machine. Starts sandboxes and tries every known attack in one of them: a few seconds."""
    try:
        facts = inspect_sandbox(policy)
        isolation = [*_layers(facts), *_attacks(policy)]
    except SandboxUnavailable as error:
        facts = None
        isolation = [Check("isolation", State.FAIL, error.message, _NO_SANDBOX)]
    gpus = gpu_checks(policy.open_sandbox, policy.gpus or this_machine())
    return Diagnosis((*_software(), *_engine(policy), *isolation, *gpus, *_machine(), *timing()), facts)


# --- software --------------------------------------------------------------------------------


def _software() -> Iterator[Check]:
    yield Check("python", State.OK, f"{platform.python_version()} ({sys.implementation.name}, {platform.machine()})")
    names = ("autograde", "numpy", "pytest", "msgpack")
    yield Check("packages", State.OK, ", ".join(f"{name} {importlib.metadata.version(name)}" for name in names))
    if find_spec("torch") is None:
        yield Check("torch", State.WARN, "not installed", _NO_TORCH)
    else:
        yield Check("torch", State.OK, importlib.metadata.version("torch"))


# --- isolation -------------------------------------------------------------------------------


def _layers(facts: SandboxFacts) -> Iterator[Check]:
    state = State.OK if facts.tier >= 2 else State.WARN
    yield Check("isolation", state, f"{facts.backend}, tier {facts.tier}", None if state is State.OK else _TIER_1)
    yield Check("layers", State.OK, ", ".join(facts.layers))
    for layer in facts.missing:
        yield Check(f"layer {layer}", State.WARN, "", _LAYER_FIXES.get(layer, _NO_LAYER))


def _engine(policy: Policy) -> Iterator[Check]:
    """Whether containers could be used, and with which runtimes."""
    try:
        engine = Engine(policy.docker.engine)
    except SandboxUnavailable as error:
        yield Check("docker", State.WARN, error.message, _NO_ENGINE)
        return
    runtimes = ", ".join(sorted(engine.info.get("Runtimes") or ()))
    yield Check("docker", State.OK, f"engine {engine.version} at {engine.url}; runtimes: {runtimes}")
    try:
        found = engine.image(images.names(("numpy",), "cpu"))
        yield Check("docker image", State.OK, f"{found.name} ({found.digest[:19]})")
    except SandboxUnavailable as error:
        yield Check("docker image", State.WARN, error.message, _NO_IMAGE)
    finally:
        engine.close()


def _attacks(policy: Policy) -> Iterator[Check]:
    """Known attacks, each tried for real: one row for all that were denied, one for each that was not."""
    rows = probe_policy(policy.backend, policy.docker)
    denied = sum(row.denied for row in rows)
    yield Check("attacks", State.OK, f"{denied} of {len(rows)} denied")
    for row in rows:
        if not row.denied:
            yield Check(f"attack {row.name}", State.FAIL, f"not denied by {row.layer}", Text(en=row.fix, ko=row.fix))


# --- machine ---------------------------------------------------------------------------------


def _machine() -> Iterator[Check]:
    yield Check("cores", State.OK, str(os.cpu_count() or 1))
    yield _temporary_room()
    if sys.platform == "linux":
        yield _core_dumps(Path("/proc/sys/kernel/core_pattern"))


def _temporary_room() -> Check:
    folder = tempfile.gettempdir()
    free = shutil.disk_usage(folder).free >> 20
    detail = f"{free} MiB free in {folder}"
    return Check("temporary files", State.OK, detail) if free >= LEAST_FREE_MIB else _full(detail)


def _full(detail: str) -> Check:
    return Check("temporary files", State.WARN, detail, _NO_ROOM)


def _core_dumps(pattern: Path) -> Check:
    """A pattern that pipes to a program writes dumps of crashing submissions whatever limits say."""
    try:
        text = pattern.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return Check("core dumps", State.WARN, "unknown", _CORE_PIPE)
    return (
        Check("core dumps", State.WARN, text, _CORE_PIPE)
        if text.startswith("|")
        else Check("core dumps", State.OK, text)
    )


# --- what to do ------------------------------------------------------------------------------

_NO_TORCH = Text(
    en="PyTorch exercises are shown as 'not graded here'; `make grade TORCH=1` installs it.",
    ko="PyTorch 과제는 '여기서 채점하지 않음'으로 나와요. `make grade TORCH=1` 명령으로 설치할 수 있어요.",
)
_NO_SANDBOX = Text(
    en="Use Linux 5.13 or newer with user namespaces or Landlock, or grade on another machine.",
    ko="사용자 네임스페이스나 Landlock을 쓸 수 있는 Linux 5.13 이상에서 채점해 주세요.",
)
_TIER_1 = Text(
    en="Allow user namespaces (sysctl kernel.unprivileged_userns_clone=1, "
    "kernel.apparmor_restrict_unprivileged_userns=0) to reach tier 2.",
    ko="사용자 네임스페이스를 허용하면 2단계가 돼요(sysctl kernel.unprivileged_userns_clone=1, "
    "kernel.apparmor_restrict_unprivileged_userns=0).",
)
_NO_ENGINE = Text(
    en="Optional: the process sandbox needs no engine. For containers: pip install 'autograde[docker]', start Docker, "
    "set DOCKER_HOST if its socket is elsewhere.",
    ko="없어도 process 방식으로 채점할 수 있어요. 컨테이너를 쓰려면 pip install 'autograde[docker]' 명령으로 설치하고 "
    "Docker를 시작해 주세요. 소켓이 다른 곳에 있으면 DOCKER_HOST 변수에 적어 주세요.",
)
_NO_IMAGE = Text(
    en="Build the image that submissions run in: autograde image build",
    ko="제출물을 실행할 이미지를 만들어 주세요: autograde image build",
)
_NO_LAYER = Text(
    en="Not possible with this kernel or account; the other layers still hold.",
    ko="이 커널이나 계정에서는 쓸 수 없어요. 나머지 계층은 그대로 동작해요.",
)
_CGROUP = Text(
    en="Run inside a delegated cgroup (systemd-run --user --scope -p Delegate=yes ...) or as root; "
    "until then each process has its own limit, and no limit covers all of them together.",
    ko="위임된 cgroup 안에서(systemd-run --user --scope -p Delegate=yes ...) 또는 root 계정으로 실행해 주세요. "
    "그 전에는 프로세스마다 한도가 따로 있고, 합계에 대한 한도는 없어요.",
)
_REMAP = Text(
    en='Set "userns-remap": "default" in the engine\'s daemon.json: root of a container is then nobody outside of it.',
    ko='엔진의 daemon.json 파일에 "userns-remap": "default" 설정을 넣으면, '
    "컨테이너의 root 계정이 바깥에서는 아무 권한도 갖지 않아요.",
)
_LAYER_FIXES = {"cgroup-memory": _CGROUP, "cgroup-pids": _CGROUP, "user-namespace": _REMAP}
_NO_ROOM = Text(
    en="Free some space, or set TMPDIR to a larger folder.", ko="공간을 비우거나 TMPDIR 변수에 넓은 폴더를 정해 주세요."
)
_CORE_PIPE = Text(
    en="Crash dumps go to a program and ignore our limit: sysctl kernel.core_pattern=core turns that off.",
    ko="충돌 덤프가 다른 프로그램으로 전달되어 한도가 적용되지 않아요. "
    "sysctl kernel.core_pattern=core 설정으로 끌 수 있어요.",
)
