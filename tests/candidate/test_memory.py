"""Before a fork: pages joined, holes filled, freed memory kept. Each in a process of its own, which it changes."""

from __future__ import annotations

import subprocess
import sys

import pytest

linux = pytest.mark.skipif(sys.platform != "linux", reason="hints to Linux and glibc")

JOINED = """
import os
from grader.candidate import memory
many = [bytes(500) for _ in range(100_000)]
maps = os.open("/proc/self/maps", os.O_RDONLY)
huge = lambda: sum(int(l.split()[1]) for l in open("/proc/self/smaps_rollup") if l.startswith("AnonHugePages"))
before = huge()
memory.merge_pages(maps)
assert all(not any(item) for item in many)
print(huge() - before)
"""
FILLED = """
import sys
from grader.candidate import memory
kept = [bytes(100) for _ in range(20_000)]
del kept[::3]
memory.fill_holes()
fresh = [bytes(100) for _ in range(40)]
size = -(-sys.getsizeof(fresh[0]) // 16) * 16
print(sum(id(b) - id(a) == size for a, b in zip(fresh, fresh[1:])))
"""
KEPT = """
import numpy as np
from grader.candidate import memory
memory.keep_freed()
first = np.ones(1 << 20)
place = first.ctypes.data
del first
print(np.ones(1 << 20).ctypes.data == place)
"""


def said(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    return done.stdout.strip()


@linux
def test_what_was_allocated_is_joined_into_huge_pages() -> None:
    gained = int(said(JOINED))
    if gained == 0:
        pytest.skip("this kernel does not join pages when asked (Linux 6.1 does)")
    assert gained >= 2048


def test_after_filling_holes_new_objects_lie_in_a_row() -> None:
    assert int(said(FILLED)) >= 38


@linux
def test_freed_memory_is_used_again() -> None:
    assert said(KEPT) == "True"
