"""A container for CUDA on a real engine, as far as one comes without a GPU: all but the device itself."""

from __future__ import annotations

import pytest

from grader.devices.model import DeviceFault
from grader.devices.session import OnDevice
from grader.errors import SandboxUnavailable
from grader.model import Limits
from grader.sandbox import gpu as gpus
from grader.sandbox import image as images
from grader.sandbox.base import Gpu, SandboxSpec
from grader.sandbox.docker import DockerOptions, DockerSandbox
from grader.sandbox.engine import Engine

pytestmark = [pytest.mark.docker, pytest.mark.torch]

GPU = Gpu(
    uuid="GPU-00000000-0000-0000-0000-000000000000",
    total_mib=24576,
    cap_mib=4096,
    nodes=("full",),  # a device that every machine has
    texts=(("/proc/driver/nvidia/params", "ModifyDeviceFiles: 1\n"),),
    versions=(("gpu", "Fake 24G"),),
)
SPEC = SandboxSpec(("numpy", "torch"), gpus.limits_on_gpu(Limits()), "cuda", GPU)


@pytest.fixture
def in_torch_image(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """The image for the CPU stands in for that with CUDA, of several gigabytes."""
    monkeypatch.setattr(images, "names", lambda *_: (images.name("torch"),))
    engine.image((images.name("torch"),))


@pytest.mark.usefixtures("in_torch_image")
def test_an_engine_without_the_toolkit_refuses_the_device(url: str) -> None:
    with pytest.raises(SandboxUnavailable, match="nvidia"):
        DockerSandbox(SPEC, DockerOptions(url))


@pytest.mark.usefixtures("in_torch_image")
@pytest.mark.parametrize("options", [(None, "warm"), (None, "fresh")], indirect=True, ids=["warm", "fresh"])
def test_a_candidate_in_a_container_has_all_that_cuda_needs_but_cuda(
    options: DockerOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = gpus.add_to_container

    def without_request(*arguments: object) -> dict[str, object]:
        return {name: value for name, value in whole(*arguments).items() if name != "device_requests"}  # type: ignore[arg-type]

    monkeypatch.setattr(gpus, "add_to_container", without_request)
    with DockerSandbox(SPEC, options) as sandbox:
        assert sandbox.facts.versions["gpu"] == "Fake 24G"
        for _ in range(2):  # nothing of one session is in the way of the next
            with pytest.raises(DeviceFault, match="Torch not compiled with CUDA enabled"):
                OnDevice(sandbox).open()


def test_gvisor_gets_no_device(url: str) -> None:
    engine = Engine(url)
    known = "runsc" in (engine.info.get("Runtimes") or {})
    engine.close()
    if not known:
        pytest.skip("this engine knows no runsc")
    with pytest.raises(SandboxUnavailable, match="gVisor"):
        DockerSandbox(SPEC, DockerOptions(url, "runsc"))
