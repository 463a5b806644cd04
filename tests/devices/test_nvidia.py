"""What the driver's tools may say, and what is made of it: real processes, in the place of ``nvidia-smi``."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.devices import query
from grader.devices.command import run
from grader.devices.fake import fake_device
from grader.devices.model import Device, DeviceFault, Holder
from grader.devices.nvidia import NvidiaLayer

SOUND = "0, GPU-6f1c2d34-aaaa-bbbb-cccc-0123456789ab, NVIDIA A100 80GB PCIe, 00000000:3B:00.0, 580.95.05, 81920, 4"
ROW = f"{SOUND}, Default, Disabled, 0, No"
UUID = "GPU-6f1c2d34-aaaa-bbbb-cccc-0123456789ab"


def tool(folder: Path, script: str) -> NvidiaLayer:
    """A layer that asks a shell script."""
    path = folder / "nvidia-smi"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return NvidiaLayer(smi=str(path), toolkit_programs=(str(path),), query_seconds=20.0)


def says(text: str, code: int = 0) -> str:
    return f"cat <<'END'\n{text}\nEND\nexit {code}"


# --- devices -------------------------------------------------------------------------------------


def test_a_sound_device_is_read(tmp_path: Path) -> None:
    (device,) = tool(tmp_path, says(ROW)).devices()
    assert (device.index, device.uuid, device.name) == (0, UUID, "NVIDIA A100 80GB PCIe")
    assert (device.total_mib, device.used_mib, device.driver, device.trouble) == (81920, 4, "580.95.05", "")


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (f"{SOUND}, Default, Disabled, 2, No", "2 uncorrected memory errors"),
        (f"{SOUND}, Default, Disabled, 0, Yes", "retired"),
        (f"{SOUND}, Prohibited, Disabled, 0, No", "Prohibited"),
        (f"{SOUND}, Default, Enabled, 0, No", "MIG"),
        (ROW.replace("81920, 4", "81920, ERR!"), "ERR!"),
        (ROW.replace("81920, 4", "[GPU is lost], [GPU is lost]"), "[GPU is lost]"),
        (ROW.replace("81920, 4", "[Unknown Error], [Unknown Error]"), "[Unknown Error]"),
    ],
)
def test_a_device_in_trouble_is_there_and_says_why(row: str, reason: str, tmp_path: Path) -> None:
    (device,) = tool(tmp_path, says(row)).devices()
    assert reason in device.trouble


def test_a_device_without_error_counters_is_sound(tmp_path: Path) -> None:
    (device,) = tool(tmp_path, says(f"{SOUND}, Default, [N/A], [N/A], [N/A]")).devices()
    assert device.trouble == ""


def test_a_driver_that_does_not_know_a_field_is_asked_for_the_others(tmp_path: Path) -> None:
    refusal = (
        'case "$1" in *mig.mode*) echo "Field \\"mig.mode.current\\" is not a valid field to query."; exit 2;; esac'
    )
    (device,) = tool(tmp_path, f"{refusal}\n{says(SOUND)}").devices()
    assert (device.uuid, device.trouble) == (UUID, "")


@pytest.mark.parametrize(
    "text",
    [
        "GPU 0: NVIDIA A100 (UUID: GPU-6f1c2d34)",
        ROW.replace("0, GPU", "zero, GPU"),
        ROW.replace(UUID, "GPU-../../etc/passwd"),
        ROW + ", more",
        f"{ROW}\n{ROW}",
        "<html>Service Unavailable</html>",
    ],
)
def test_what_is_no_table_of_devices_is_a_fault(text: str, tmp_path: Path) -> None:
    with pytest.raises(DeviceFault):
        tool(tmp_path, says(text)).devices()


@given(st.text(max_size=200))
def test_whatever_is_printed_is_devices_or_a_fault(text: str) -> None:
    found: tuple[Device, ...] = ()
    with suppress(DeviceFault):
        found = query.devices(text)
    assert all(device.uuid.startswith("GPU-") for device in found)


def test_bytes_that_are_no_text_are_a_fault(tmp_path: Path) -> None:
    with pytest.raises(DeviceFault):
        tool(tmp_path, "head -c 5000 /dev/urandom").devices()


def test_no_driver_and_no_device_are_no_fault(tmp_path: Path) -> None:
    assert NvidiaLayer(smi=str(tmp_path / "absent")).devices() == ()
    failed = "NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver."
    assert tool(tmp_path, says(failed, 9)).devices() == ()
    assert tool(tmp_path, says("No devices were found", 6)).devices() == ()


def test_a_tool_that_fails_is_a_fault_with_its_last_words(tmp_path: Path) -> None:
    lost = (
        "Unable to determine the device handle for GPU 0000:3B:00.0: GPU is lost. Reboot the system to recover this GPU"
    )
    with pytest.raises(DeviceFault) as fault:
        tool(tmp_path, says(lost, 15)).devices()
    assert "GPU is lost" in fault.value.message


def test_a_tool_that_hangs_is_killed_with_what_it_started(tmp_path: Path) -> None:
    began = time.monotonic()
    with pytest.raises(DeviceFault) as fault:
        run(["/bin/sh", "-c", f"echo $$ > {tmp_path}/pid; sleep 1000 & sleep 1000"], 0.3)
    assert "does not answer" in fault.value.message
    assert time.monotonic() - began < 60  # the processes sleep for 1000
    assert not Path("/proc", (tmp_path / "pid").read_text(encoding="utf-8").strip()).exists()


# --- processes and the toolkit -------------------------------------------------------------------


def test_processes_of_one_device_are_read(tmp_path: Path) -> None:
    rows = f"{UUID}, 4242, 812\nGPU-99999999-aaaa-bbbb-cccc-0123456789ab, 7, 10\n{UUID}, 4243, [N/A]"
    assert tool(tmp_path, says(rows)).holders(UUID) == (Holder(UUID, 4242, 812), Holder(UUID, 4243, 0))


def test_no_process_is_no_fault(tmp_path: Path) -> None:
    assert tool(tmp_path, says("")).holders(UUID) == ()


@pytest.mark.parametrize(
    "text",
    [
        "NVIDIA Container Toolkit CLI version 1.17.8\ncommit: f202b80a",
        "NVIDIA Container Runtime version 1.17.8\ncommit: 1\nspec: 1.2.0",
        "cli-version: 1.17.8\nlib-version: 1.17.8\nbuild date: 2025-05-30",
    ],
)
def test_the_version_of_the_toolkit_is_read(text: str, tmp_path: Path) -> None:
    assert tool(tmp_path, says(text)).toolkit() == "1.17.8"


def test_a_toolkit_that_is_not_there_or_does_not_say_has_no_version(tmp_path: Path) -> None:
    assert NvidiaLayer(toolkit_programs=(str(tmp_path / "absent"),)).toolkit() == ""
    assert tool(tmp_path, says("who knows", 0)).toolkit() == ""
    assert tool(tmp_path, says("version 1.17.8", 1)).toolkit() == ""


def test_scrubbing_without_the_driver_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(DeviceFault):
        NvidiaLayer().scrub(fake_device(total_mib=1))
