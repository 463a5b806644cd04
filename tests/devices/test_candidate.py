"""A candidate on a GPU, as far as can be seen without one: what is placed, capped, refused and shown."""

from __future__ import annotations

import os
import socket
import stat
import sys
import threading
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from grader.candidate import cuda
from grader.candidate.container import INSIDE, SCRATCH
from grader.devices.model import DeviceFault
from grader.devices.session import OnDevice
from grader.errors import SandboxUnavailable
from grader.model import Limits
from grader.sandbox import gpu as gpus
from grader.sandbox.base import Gpu, SandboxSpec
from grader.sandbox.containers import isolation
from grader.sandbox.docker import DockerOptions, DockerSandbox
from grader.sandbox.fake import FakeSandbox
from grader.sandbox.process import ProcessSandbox
from grader.wire import Channel

GPU = Gpu(
    uuid="GPU-00000000-0000-0000-0000-000000000000",
    total_mib=24576,
    cap_mib=4096,
    nodes=("full",),  # a device that every machine has
    texts=(("/proc/driver/nvidia/params", "ModifyDeviceFiles: 1\n"),),
    versions=(("gpu", "Fake 24G"), ("nvidia-driver", "580.95.05")),
)
SPEC = SandboxSpec(modules=("numpy", "torch"), limits=gpus.limits_on_gpu(Limits()), device="cuda", gpu=GPU)


# --- starting CUDA -------------------------------------------------------------------------------


class Torch(SimpleNamespace):
    """What of torch is used to start CUDA, remembering what was asked for."""

    def __init__(self, *, touched: bool = False, total_mib: int = 24576, total: float = 1024.0) -> None:
        self.asked: dict[str, Any] = {}
        properties = SimpleNamespace(total_memory=total_mib << 20)
        memory = SimpleNamespace(allow_tf32=True)
        super().__init__(
            asked=self.asked,
            cuda=SimpleNamespace(
                is_initialized=lambda: touched,
                _is_in_bad_fork=lambda: False,
                init=lambda: self.asked.setdefault("init", True),
                get_device_properties=lambda _: properties,
                set_per_process_memory_fraction=lambda share, index: self.asked.update(share=share, index=index),
            ),
            backends=SimpleNamespace(cuda=SimpleNamespace(matmul=memory), cudnn=SimpleNamespace(allow_tf32=True)),
            set_default_device=lambda name: self.asked.update(device=name),
            ones=lambda _: SimpleNamespace(sum=lambda: total),
        )


@pytest.fixture
def message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    monkeypatch.setattr(cuda, "TASKS", str(tmp_path / ".task"))
    for name in (*cuda._ENVIRONMENT, "CUDA_VISIBLE_DEVICES"):
        monkeypatch.setenv(name, "")
    found = gpus.message(GPU, str(tmp_path), ["/no/such/library.so"])
    assert found is not None
    return found


def test_cuda_starts_under_its_cap_on_the_leased_device(
    message: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    torch = Torch()
    monkeypatch.setitem(sys.modules, "torch", torch)
    cuda.start(message)
    assert torch.asked == {"init": True, "share": 4096 / 24576, "index": 0, "device": "cuda"}
    assert os.environ["CUDA_VISIBLE_DEVICES"] == GPU.uuid
    assert not torch.backends.cuda.matmul.allow_tf32
    assert not torch.backends.cudnn.allow_tf32


@pytest.mark.parametrize("torch", [Torch(touched=True), Torch(total=1023.0)], ids=["forked", "wrong"])
def test_cuda_that_was_started_before_or_cannot_add_is_refused(
    torch: Torch, message: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "torch", torch)
    with pytest.raises(RuntimeError):
        cuda.start(message)


@pytest.mark.parametrize(("cap", "share"), [(6144, 0.25), (24576, 1.0), (99999, 1.0)])
def test_the_cap_is_a_share_of_the_memory_that_there_is(cap: int, share: float) -> None:
    assert cuda.fraction(cap, 24576 << 20) == share


def test_a_zygote_that_has_started_cuda_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "torch", Torch(touched=True))
    with pytest.raises(RuntimeError, match="before the fork"):
        cuda.refuse_touched()


def test_a_zygote_that_has_opened_a_device_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    cuda.refuse_touched()
    node = SimpleNamespace(st_mode=stat.S_IFCHR, st_rdev=os.makedev(195, 0))
    monkeypatch.setattr(cuda, "os", SimpleNamespace(fstat=lambda _: node, major=os.major))
    with pytest.raises(RuntimeError, match="opened before the fork"):
        cuda.refuse_touched()


def test_threads_to_come_can_be_named_without_proc(tmp_path: Path) -> None:
    cuda.name_threads(tmp_path)
    names = {int(path.parent.name) for path in (tmp_path / cuda.NAMES).glob("*/comm")}
    assert names == set(range(os.getpid(), os.getpid() + cuda.THREADS))


# --- placing -------------------------------------------------------------------------------------


@pytest.mark.torch
def test_every_tensor_of_a_request_is_placed_and_nothing_else_changes() -> None:
    torch = pytest.importorskip("torch")
    from grader.candidate.placing import place

    leaf = torch.ones(2, requires_grad=True)
    placed = place({"a": [leaf, (torch.zeros(3), 1.5)], "k": {"name": "x"}}, "meta")
    first, (second, number) = placed["a"]
    assert {first.device.type, second.device.type} == {"meta"}
    assert first.requires_grad
    assert first.is_leaf
    assert not second.requires_grad
    assert (number, placed["k"]) == (1.5, {"name": "x"})


@pytest.mark.torch
def test_what_arrives_on_the_channel_is_placed() -> None:
    torch = pytest.importorskip("torch")
    from grader.candidate.placing import PlacingChannel

    ours, theirs = socket.socketpair()
    with ours, theirs:
        Channel(ours).send({"a": [torch.ones(2)]})
        assert PlacingChannel(theirs, "meta").receive(seconds=20)["a"][0].device.type == "meta"


@pytest.mark.torch
def test_requests_are_answered_as_by_the_runner_until_the_judge_hangs_up() -> None:
    torch = pytest.importorskip("torch")
    from grader.candidate import placing

    ours, theirs = socket.socketpair()
    serving = threading.Thread(target=placing.serve, args=(theirs, "cpu"))
    serving.start()
    with ours, theirs:
        channel = Channel(ours)
        channel.send({"op": "call", "lib": True, "name": "torch.sum", "a": [torch.ones(3)], "k": {}, "n": b"1"})
        assert float(channel.receive(seconds=20)["ok"]) == 3.0
        ours.shutdown(socket.SHUT_RDWR)
        serving.join(20)
    assert not serving.is_alive()


# --- a session is handed on only once CUDA answers -----------------------------------------------


def test_a_candidate_that_answers_is_handed_on_untouched() -> None:
    def serve(sock: socket.socket) -> None:
        channel = Channel(sock, candidate=True)
        for _ in range(2):
            request = channel.receive()
            channel.send({"n": request["n"], "ok": None})

    sandbox = OnDevice(FakeSandbox(serve))
    channel = Channel(sandbox.open().channel)
    channel.send({"op": "seed", "seed": 1, "n": b"mine"})
    assert channel.receive(seconds=20) == {"n": b"mine", "ok": None}
    sandbox.close()


def hang(sock: socket.socket) -> None:
    sock.recv(1 << 16)
    sock.recv(1)


def end(sock: socket.socket) -> None:
    sock.recv(1 << 16)


def lie(sock: socket.socket) -> None:
    Channel(sock, candidate=True).send({"n": b"early", "ok": None})
    sock.recv(1 << 16)


@pytest.mark.parametrize("serve", [hang, end, lie])
def test_a_candidate_that_does_not_answer_is_a_fault_of_ours(serve: Any) -> None:
    with pytest.raises(DeviceFault, match="CUDA does not start"):
        OnDevice(FakeSandbox(serve), seconds=0.3).open()


# --- sandboxes -----------------------------------------------------------------------------------


def test_a_gpu_without_a_lease_is_refused() -> None:
    for make in (ProcessSandbox, DockerSandbox):
        with pytest.raises(SandboxUnavailable, match="leased"):
            make(SandboxSpec(device="cuda"))


@pytest.mark.sandbox
@pytest.mark.torch
@pytest.mark.skipif(sys.platform != "linux", reason="the process sandbox needs Linux")
def test_the_process_sandbox_shows_a_candidate_what_cuda_needs() -> None:
    torch = pytest.importorskip("torch")
    if torch.version.cuda:
        pytest.skip("this PyTorch has CUDA: tests/gpu starts it")
    try:
        sandbox = ProcessSandbox(SPEC)
    except SandboxUnavailable as error:
        pytest.skip(str(error))
    with sandbox:
        assert sandbox.facts.tier == 2
        assert sandbox.facts.versions["nvidia-driver"] == "580.95.05"
        with pytest.raises(DeviceFault) as fault:
            OnDevice(sandbox).open()
    # Everything before was there: files for the names of threads, the node, a zygote that had touched nothing.
    assert "Torch not compiled with CUDA enabled" in fault.value.message


@pytest.mark.sandbox
@pytest.mark.torch
@pytest.mark.skipif(sys.platform != "linux", reason="the process sandbox needs Linux")
def test_a_node_that_is_missing_keeps_the_sandbox_from_starting() -> None:
    pytest.importorskip("torch")
    absent = SandboxSpec(SPEC.modules, SPEC.limits, "cuda", Gpu(GPU.uuid, 1, 1, ("nvidia99",)))
    with pytest.raises(SandboxUnavailable, match="nvidia99"):
        ProcessSandbox(absent)


def test_without_namespaces_there_is_no_gpu() -> None:
    config = gpus.add_to_process({"binds": [], "links": [], "scratch": "/tmp"}, GPU)
    assert ["/proc/self/task", "/tmp/.task"] in config["links"]
    assert gpus.add_to_process({"binds": []}, None) == {"binds": []}


def test_a_container_gets_the_leased_device_and_no_other() -> None:
    pytest.importorskip("docker")
    host = isolation(SPEC, "{}", gvisor=False, runtime="runc", cores=4)
    (request,) = host["device_requests"]
    assert request["DeviceIDs"] == [GPU.uuid]
    assert request["Count"] == 0
    assert f"/dev/full:{INSIDE}/dev/full:rw" in host["devices"]
    assert host["tmpfs"][f"{INSIDE}/proc"].endswith("mode=755")
    assert host["cap_drop"] == ["ALL"]
    assert host["network_mode"] == "none"
    assert host["read_only"]
    on_cpu = isolation(SandboxSpec(), "{}", gvisor=False, runtime="runc", cores=4)
    assert "device_requests" not in on_cpu
    assert list(on_cpu["tmpfs"]) == [INSIDE + SCRATCH]


def test_a_container_has_room_for_what_cuda_itself_takes() -> None:
    pytest.importorskip("docker")
    on_cpu = isolation(SandboxSpec(SPEC.modules), "{}", gvisor=False, runtime="runc", cores=4)
    on_gpu = isolation(SPEC, "{}", gvisor=False, runtime="runc", cores=4)
    assert int(on_gpu["mem_limit"][:-1]) - int(on_cpu["mem_limit"][:-1]) == gpus.HOST_MIB
    assert on_gpu["pids_limit"] - on_cpu["pids_limit"] == cuda.THREADS


def test_an_unpatched_toolkit_keeps_devices_out_of_containers() -> None:
    from grader.devices.gate import refusal

    refused = Gpu(GPU.uuid, 1, 1, ("full",), no_containers=refusal("1.17.3"))
    with pytest.raises(SandboxUnavailable) as gate:
        DockerSandbox(SandboxSpec(SPEC.modules, SPEC.limits, "cuda", refused), DockerOptions())
    assert "CVE-2025-23266" in gate.value.message
    assert "1.17.8 or newer" in gate.value.next_step


def test_an_engine_elsewhere_and_gvisor_get_no_device() -> None:
    with pytest.raises(SandboxUnavailable, match="another"):
        gpus.refuse_containers(SPEC, "tcp://10.0.0.1:2376")
    with pytest.raises(SandboxUnavailable, match="gVisor"):
        gpus.refuse_gvisor(SPEC, gvisor=True)
    gpus.refuse_gvisor(SPEC, gvisor=False)
    gpus.refuse_gvisor(SandboxSpec(), gvisor=True)
