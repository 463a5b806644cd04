"""Overwriting a device's memory, against a driver made of Python: every function that is used, and its failures."""

# ruff: noqa: N802 - the driver names its functions so

from __future__ import annotations

import ctypes
import json
from typing import Any

import pytest

from grader.devices import scrub
from grader.devices.scrub import ScrubFailed, overwrite

MIB = 1 << 20


class Driver:
    """The functions of ``libcuda`` that are used, over ``mib`` of memory of which the beginning of a block is kept."""

    def __init__(self, mib: int, *, failing: str = "", stuck: bool = False) -> None:
        self.free = mib * MIB
        self.failing, self.stuck = failing, stuck
        self.blocks: dict[int, int] = {}
        self.written: dict[int, list[int]] = {}
        self.contexts = 0

    def __getattr__(self, name: str) -> Any:
        if not name.startswith("cu"):
            raise AttributeError(name)
        return lambda *arguments: 999 if name == self.failing else getattr(self, f"do_{name}")(*arguments)

    def do_cuInit(self, _flags: int) -> int:
        return 0

    def do_cuDeviceGet(self, device: Any, _ordinal: int) -> int:
        device._obj.value = 0
        return 0

    def do_cuCtxCreate_v2(self, context: Any, _flags: int, _device: Any) -> int:
        self.contexts += 1
        context._obj.value = 7
        return 0

    def do_cuCtxDestroy_v2(self, _context: Any) -> int:
        self.contexts -= 1
        return 0

    def do_cuMemAlloc_v2(self, address: Any, size: ctypes.c_size_t) -> int:
        if size.value > self.free:
            return 2
        self.free -= size.value
        address._obj.value = 1000 + len(self.blocks)
        self.blocks[address._obj.value] = size.value
        return 0

    def do_cuMemsetD8_v2(self, address: Any, value: ctypes.c_ubyte, size: ctypes.c_size_t) -> int:
        assert self.blocks[address.value] == size.value
        self.written.setdefault(address.value, []).append(value.value)
        return 0

    def do_cuCtxSynchronize(self) -> int:
        return 0

    def do_cuMemcpyDtoH_v2(self, target: Any, address: Any, size: ctypes.c_size_t) -> int:
        value = 0x5A if self.stuck else self.written[address.value][-1]
        ctypes.memset(ctypes.addressof(target._obj), value, size.value)
        return 0


def test_all_free_memory_is_overwritten_and_ends_as_zeros() -> None:
    driver = Driver(24_006)
    assert overwrite(driver) == 24_006
    assert all(values == [0xA5, 0] for values in driver.written.values())
    assert set(driver.written) == set(driver.blocks)


def test_memory_that_does_not_hold_is_a_failure() -> None:
    with pytest.raises(ScrubFailed, match="does not hold"):
        overwrite(Driver(64, stuck=True))


def test_a_device_without_a_free_block_is_a_failure() -> None:
    with pytest.raises(ScrubFailed):
        overwrite(Driver(1))


@pytest.mark.parametrize(
    "failing",
    [
        "cuInit",
        "cuDeviceGet",
        "cuCtxCreate_v2",
        "cuMemAlloc_v2",
        "cuMemsetD8_v2",
        "cuCtxSynchronize",
        "cuMemcpyDtoH_v2",
    ],
)
def test_each_call_that_fails_is_a_failure_and_leaves_no_context(failing: str) -> None:
    driver = Driver(64, failing=failing)
    with pytest.raises(ScrubFailed, match="999"):
        overwrite(driver)
    assert driver.contexts == 0


def test_the_program_says_why_it_failed(capsys: pytest.CaptureFixture[str]) -> None:
    assert scrub.main("/no/such/library.so") == 1
    assert "no/such/library" in json.loads(capsys.readouterr().out)["failed"]
