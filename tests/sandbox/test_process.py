"""What the process backend promises beyond the conformance suite: its zygote, its facts, its end."""

from __future__ import annotations

import os
import platform
import re
import select
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from grader.candidate.lockdown import seccomp, syscalls
from grader.errors import JudgeFault, SandboxUnavailable
from grader.model import Limits
from grader.sandbox.attacks import attempt
from grader.sandbox.base import SandboxSpec
from grader.sandbox.conformance import SNIPPETS
from grader.sandbox.process import Mode, ProcessSandbox
from grader.wire import Channel, WireError
from tests.sandbox.conftest import REPOSITORY

pytestmark = [
    pytest.mark.sandbox,
    pytest.mark.skipif(sys.platform != "linux", reason="the process sandbox needs Linux"),
]
MODES: tuple[Mode, ...] = ("namespaces", "landlock")


def _open(mode: Mode = "auto", *, spec: SandboxSpec | None = None) -> ProcessSandbox:
    try:
        return ProcessSandbox(spec or SandboxSpec(limits=Limits(memory_mib=512)), mode=mode, entry=SNIPPETS)
    except SandboxUnavailable as error:
        pytest.skip(str(error))


@pytest.mark.parametrize(("mode", "tier"), [("namespaces", 2), ("landlock", 1)])
def test_facts_name_the_tier_and_leave_no_layer_out(mode: Mode, tier: int) -> None:
    with _open(mode) as sandbox:
        facts = sandbox.facts
    assert facts.tier == tier
    assert not set(facts.layers) & set(facts.missing)
    assert {"seccomp", "landlock", "pid-namespace", "cgroup-memory"} <= set(facts.layers) | set(facts.missing)


@pytest.mark.parametrize("mode", MODES)
def test_nothing_is_left_when_the_controller_is_killed(mode: Mode) -> None:
    _open(mode).close()
    source = f"""
import sys, time
sys.path.insert(0, {str(REPOSITORY)!r})
from grader.sandbox.base import SandboxSpec
from grader.sandbox.process import ProcessSandbox
from grader.wire import Channel, WireError
sandbox = ProcessSandbox(SandboxSpec(), mode={mode!r}, entry={SNIPPETS!r})
session = sandbox.open()
channel = Channel(session.channel)
channel.send("answer = 1")
channel.receive(seconds=20)
channel.send("while True: pass")
print("ready", flush=True)
time.sleep(1000)
"""
    controller = subprocess.Popen([sys.executable, "-c", source], stdout=subprocess.PIPE)
    assert controller.stdout is not None
    assert controller.stdout.readline() == b"ready\n"
    family = [os.pidfd_open(pid) for pid in _descendants(controller.pid)]
    assert len(family) >= 2  # the zygote and its candidate at least
    controller.kill()
    controller.wait()
    controller.stdout.close()
    for fd in family:
        assert select.select([fd], [], [], 20)[0], "a process outlived the controller"
        os.close(fd)


def _descendants(pid: int) -> list[int]:
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                fields = (entry / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
            except OSError:
                continue
            parents[int(entry.name)] = int(fields[1])
    found = [pid]
    for above in found:
        found += [child for child, parent in parents.items() if parent == above]
    return found[1:]


@pytest.mark.parametrize("mode", MODES)
def test_a_zygote_that_was_killed_is_a_fault_and_is_replaced(mode: Mode) -> None:
    with _open(mode) as sandbox:
        session = sandbox.open()
        family = [sandbox.pid, *_descendants(sandbox.pid)]
        ends = [os.pidfd_open(pid) for pid in family]
        os.kill(family[0], signal.SIGKILL)
        for fd in ends:
            # the first one stays a zombie until it is waited for, which a pidfd does not mind
            assert select.select([fd], [], [], 20)[0]
            os.close(fd)
        with pytest.raises(JudgeFault):
            session.finish()
        assert attempt(sandbox.open(), "answer = 'again'", {}) == "again"


def test_one_session_at_a_time() -> None:
    with _open() as sandbox:
        sandbox.open()
        with pytest.raises(JudgeFault):
            sandbox.open()


def test_closing_removes_every_process_cgroup_and_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    before, groups_before = set(_descendants(os.getpid())), _own_cgroups()
    for mode in MODES:
        sandbox = _open(mode)
        sandbox.open()
        sandbox.close()
    assert set(_descendants(os.getpid())) <= before
    assert list(tmp_path.iterdir()) == []
    assert _own_cgroups() <= groups_before


def _own_cgroups() -> set[Path]:
    return set(Path("/sys/fs/cgroup").rglob(f"autograde-{os.getpid()}-*"))


def test_a_module_that_is_not_installed_is_refused_with_the_fix() -> None:
    with pytest.raises(SandboxUnavailable) as refused:
        ProcessSandbox(SandboxSpec(modules=("no_such_module_here",)))
    assert "no_such_module_here" in str(refused.value)


def test_a_gpu_is_refused() -> None:
    with pytest.raises(SandboxUnavailable):
        ProcessSandbox(SandboxSpec(device="cuda"))


@pytest.mark.torch
@pytest.mark.parametrize("mode", MODES)
def test_torch_works_inside_with_one_thread(mode: Mode) -> None:
    pytest.importorskip("torch")
    source = """
import torch
x = torch.ones(64, 64, requires_grad=True)
torch.nn.functional.conv2d(torch.ones(2, 3, 16, 16), torch.ones(4, 3, 3, 3))
(x @ x).relu().sum().backward()
answer = [torch.get_num_threads(), float(x.grad[0, 0])]
"""
    with _open(mode, spec=SandboxSpec(modules=("numpy", "torch"))) as sandbox:
        assert attempt(sandbox.open(), source, {}) == [1, 128.0]


@pytest.mark.parametrize("mode", MODES)
def test_the_runner_loads_and_calls_a_submission(mode: Mode) -> None:
    try:
        sandbox = ProcessSandbox(SandboxSpec(), mode=mode)
    except SandboxUnavailable as error:
        pytest.skip(str(error))
    with sandbox:
        channel = Channel(sandbox.open().channel)
        files = {"twice.py": b"def twice(x):\n    return x * 2\n"}
        channel.send({"n": b"1", "op": "load", "files": files, "main": "twice.py", "forbidden": []})
        assert channel.receive(seconds=20) == {"ok": None, "n": b"1"}
        channel.send({"n": b"2", "op": "call", "name": "twice", "a": [np.arange(3)], "k": {}})
        assert channel.receive(seconds=20)["ok"].tolist() == [0, 2, 4]


@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
def test_the_filter_fits_into_the_kernels_limits(machine: str) -> None:
    code = seccomp.program(machine, threads_only=True, own_pid=seccomp.OWN_PID)
    assert len(code) // 8 <= 4096


def test_a_filter_for_another_architecture_is_refused() -> None:
    with pytest.raises(KeyError):
        seccomp.program("riscv64", threads_only=False)


@pytest.mark.parametrize(
    ("machine", "header"),
    [("x86_64", "/usr/include/x86_64-linux-gnu/asm/unistd_64.h"), ("aarch64", "/usr/include/asm-generic/unistd.h")],
)
def test_call_numbers_agree_with_the_kernels_headers(machine: str, header: str) -> None:
    if not Path(header).exists():
        pytest.skip(f"{header} is not installed")
    text = Path(header).read_text(encoding="utf-8")
    known = {name: int(number) for name, number in re.findall(r"#define __NR(?:3264)?_(\w+) (\d+)", text)}
    listed = {**syscalls.NUMBERS, **syscalls.FILE_NAMES, **syscalls.CONDITIONAL}
    ours = {name: syscalls.number(name, machine) for name in listed}
    assert {name: number for name, number in ours.items() if name in known and known[name] != number} == {}
    assert platform.system() == "Linux"


@pytest.mark.parametrize("mode", MODES)
def test_output_beyond_the_pipe_does_not_block_a_patient_controller(mode: Mode) -> None:
    with _open(mode) as sandbox:
        session = sandbox.open()
        channel = Channel(session.channel)
        channel.send("import sys\nsys.stdout.write('x' * 300_000)\nanswer = 1")
        poller = select.poll()
        for fd in (session.channel.fileno(), *session.streams()):
            poller.register(fd, select.POLLIN)
        while session.channel.fileno() not in {fd for fd, _ in poller.poll(20_000)}:
            session.drain()
        assert channel.receive(seconds=20) == {"answer": 1}
        facts = session.finish()
    assert len(facts.stdout) + facts.dropped_bytes == 300_000


_HOGS = """
import os, time
def grow(mib):
    kept = bytearray(mib << 20)
    for at in range(0, len(kept), 4096):
        kept[at] = 1
    time.sleep(1000)
for _ in range(8):
    try:
        if os.fork() == 0:
            grow(200)
    except OSError:
        break
grow(100)
"""


def test_memory_of_all_processes_together_is_limited() -> None:
    with _open("namespaces") as sandbox:
        session = sandbox.open()
        channel = Channel(session.channel)
        channel.send(_HOGS)
        if "no-processes" in sandbox.facts.layers:
            pytest.skip("no processes can be started here")
        with pytest.raises(WireError):
            channel.receive(seconds=5)  # eight times 200 MiB where 512 are allowed
        assert session.finish().memory_exceeded
        assert attempt(sandbox.open(), "answer = 1", {}) == 1
