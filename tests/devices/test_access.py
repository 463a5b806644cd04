"""What a sandbox is told about a device: nodes, texts, libraries; over a machine made of files."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.devices import access
from grader.devices.fake import fake_device
from grader.devices.model import DeviceFault

DEVICE = fake_device(1, bus="00000000:3B:00.0")


MODULES = """\
ext4 1 2 - Live 0xffffffffc0123000
nvidia_uvm 9 0 - Live 0xffffffffc0456000
nvidia 9 1 - Live 0xffffffffc0789000
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """``/dev`` with two devices, and a driver that says that the second on the bus is ``/dev/nvidia0``."""
    texts = {
        "dev/nvidia0": "",
        "dev/nvidia1": "",
        "dev/nvidiactl": "",
        "dev/nvidia-uvm": "",
        "dev/nvidia-modeset": "",
        "proc/driver/nvidia/gpus/0000:3b:00.0/information": "Model: \t\t Fake\nDevice Minor: \t 0\n",
        "proc/driver/nvidia/gpus/0000:86:00.0/information": "Model: \t\t Other\nDevice Minor: \t 1\n",
        "proc/driver/nvidia/params": "ModifyDeviceFiles: 1\n",
        "proc/devices": "195 nvidia\n",
        "proc/modules": MODULES,
    }
    for name, text in texts.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_only_the_nodes_of_the_leased_device_are_given(root: Path) -> None:
    assert access.nodes(DEVICE, root) == ("nvidia0", "nvidiactl", "nvidia-uvm")


def test_the_profiling_node_is_given_where_it_exists(root: Path) -> None:
    (root / "dev/nvidia-uvm-tools").touch()
    assert access.nodes(DEVICE, root)[-1] == "nvidia-uvm-tools"


def test_a_node_that_is_missing_is_a_fault_with_a_next_step(root: Path) -> None:
    (root / "dev/nvidia-uvm").unlink()
    with pytest.raises(DeviceFault) as fault:
        access.nodes(DEVICE, root)
    assert "/dev/nvidia-uvm" in fault.value.message
    assert "nvidia-modprobe" in fault.value.next_step


def test_nobody_guesses_which_node_a_device_is(root: Path) -> None:
    (root / "proc/driver/nvidia/gpus/0000:3b:00.0/information").unlink()
    with pytest.raises(DeviceFault):
        access.nodes(DEVICE, root)
    (root / "dev/nvidia0").unlink()
    assert access.nodes(DEVICE, root)[0] == "nvidia1"


def test_texts_name_this_device_alone_and_no_address_of_the_kernel(root: Path) -> None:
    texts = dict(access.texts(DEVICE, root))
    assert "Device Minor: \t 0" in texts["/proc/driver/nvidia/gpus/0000:3b:00.0/information"]
    assert not any("0000:86" in path for path in texts)
    modules = texts["/proc/modules"]
    assert [line.split()[0] for line in modules.splitlines()] == ["nvidia_uvm", "nvidia"]
    assert "ffffffff" not in modules
    assert "/proc/driver/nvidia/version" not in texts  # absent on this machine


def test_the_cap_is_never_more_than_the_device_has(root: Path) -> None:
    assert access.grant(DEVICE, 4096, root=root).cap_mib == 4096
    assert access.grant(DEVICE, 1 << 20, root=root).cap_mib == DEVICE.total_mib


def test_versions_for_provenance_name_device_driver_and_toolkit(root: Path) -> None:
    granted = access.grant(DEVICE, 1, toolkit="1.17.8", root=root)
    assert dict(granted.versions) == {
        "gpu": "Fake 24G",
        "nvidia-driver": "580.95.05",
        "nvidia-container-toolkit": "1.17.8",
    }
    assert "nvidia-container-toolkit" not in dict(access.grant(DEVICE, 1, root=root).versions)
