"""Who gets a device, when, and what happens to one that is not sound: over scripted devices, without hardware."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from contextlib import ExitStack
from pathlib import Path

import pytest

from grader.devices.fake import FakeLayer, fake_device
from grader.devices.model import DeviceFault, Holder, NoDevice, Rules
from grader.devices.pool import Pool
from tests.devices.conftest import Machine

REPOSITORY = Path(__file__).resolve().parents[2]


# --- one job per device --------------------------------------------------------------------------


def test_two_jobs_get_two_devices(machine: Machine) -> None:
    with machine.pool().lease() as first, machine.pool().lease() as second:
        assert {first.device.index, second.device.index} == {0, 1}


def test_a_job_waits_for_the_device_that_it_asks_for(machine: Machine) -> None:
    pool = machine.pool()
    with ExitStack() as other:
        other.enter_context(pool.lease(1))
        machine.clock.passing = lambda now: other.close() if now >= 2.0 else None
        with pool.lease(1) as lease:
            assert lease.device.index == 1
            assert machine.clock.now == 2.0


def test_waiting_ends_as_a_fault_of_ours_that_names_who_has_what(machine: Machine) -> None:
    pool = machine.pool()
    with pool.lease(0), pool.lease(1), pytest.raises(DeviceFault) as gave_up, pool.lease():
        pass
    assert machine.clock.now >= 5.0
    assert "cuda:0" in gave_up.value.message
    assert f"process {os.getpid()}" in gave_up.value.message


def test_a_device_that_is_preferred_is_taken_first(machine: Machine) -> None:
    with machine.pool().lease(prefer=machine.uuid(1)) as lease:
        assert lease.device.index == 1


def test_threads_of_one_controller_never_share_a_device(tmp_path: Path) -> None:
    pool = Pool(FakeLayer(), folder=tmp_path, rules=Rules(poll_seconds=0.001))
    inside: list[int] = []
    most: list[int] = []

    def jobs() -> None:
        for number in range(20):
            with pool.lease():
                inside.append(number)
                most.append(len(inside))
                inside.pop()

    threads = [threading.Thread(target=jobs) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1] * 60


CONTROLLER = """
import sys, time
sys.path.insert(0, {repository!r})
from pathlib import Path
from grader.devices.fake import FakeLayer
from grader.devices.pool import Pool
pool = Pool(FakeLayer(), folder=Path({folder!r}))
log = open({log!r}, "a", buffering=1)
for _ in range({times}):
    with pool.lease():
        log.write("begin {name}\\n")
        time.sleep({seconds})
        log.write("end {name}\\n")
"""


def controller(folder: Path, name: str, *, times: int, seconds: float) -> subprocess.Popen[bytes]:
    log = str(folder / "log")
    source = CONTROLLER.format(
        repository=str(REPOSITORY), folder=str(folder), log=log, name=name, times=times, seconds=seconds
    )
    return subprocess.Popen([sys.executable, "-c", source])


def test_racing_controllers_take_turns(tmp_path: Path) -> None:
    for process in [controller(tmp_path, name, times=6, seconds=0.005) for name in ("a", "b", "c")]:
        assert process.wait(60) == 0
    lines = (tmp_path / "log").read_text(encoding="utf-8").split()
    assert len(lines) == 2 * 2 * 18
    pairs = list(zip(lines[::2], lines[1::2], strict=True))
    assert all(
        (first[0], second[0], first[1]) == ("begin", "end", second[1])
        for first, second in zip(pairs[::2], pairs[1::2], strict=True)
    )


def test_a_killed_controller_gives_its_device_back_and_the_next_job_scrubs_it(machine: Machine) -> None:
    process = controller(machine.folder, "a", times=1, seconds=1000)
    while not (machine.folder / "log").exists() or not (machine.folder / "log").read_text(encoding="utf-8"):
        assert process.poll() is None
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    with machine.pool().lease(0):
        assert machine.layer.scrubbed == [0]


# --- clean before and after ----------------------------------------------------------------------


def test_a_device_is_scrubbed_after_each_job_and_not_twice(machine: Machine) -> None:
    pool = machine.pool()
    with pool.lease(0):
        before = list(machine.layer.scrubbed)
    with pool.lease(0):
        pass
    assert before == [0]  # nobody knows what was there before the first job
    assert machine.layer.scrubbed == [0, 0, 0]


def test_a_device_is_scrubbed_after_a_job_that_raised(machine: Machine) -> None:
    with pytest.raises(KeyError), machine.pool().lease(0):
        raise KeyError
    assert machine.layer.scrubbed == [0, 0]
    assert machine.states()["cuda:0"] == "free"


def test_memory_that_is_freed_late_is_waited_for(machine: Machine) -> None:
    with machine.pool().lease(0):
        machine.layer.change(0, used_mib=5000)
        machine.clock.passing = lambda _: machine.layer.change(0, used_mib=4)
    assert machine.states()["cuda:0"] == "free"


def test_memory_that_stays_taken_takes_the_device_out_but_the_answer_counts(machine: Machine) -> None:
    with machine.pool().lease(0):
        machine.layer.change(0, used_mib=5000)
    assert machine.states() == {"cuda:0": "out", "cuda:1": "free"}
    assert "4996 MiB" in machine.pool().survey()[0].why


def test_a_process_that_will_not_die_takes_the_device_out(machine: Machine) -> None:
    with machine.pool().lease(0):
        machine.layer.processes.append(Holder(machine.uuid(0), 4242, 900))
    assert machine.clock.now >= 2.0
    assert "4242" in machine.pool().survey()[0].why
    with machine.pool().lease() as lease:
        assert lease.device.index == 1


def test_strangers_on_a_device_are_left_alone(machine: Machine) -> None:
    machine.layer.processes.append(Holder(machine.uuid(0), 77, 900))
    with machine.pool().lease() as lease:
        assert lease.device.index == 1
    assert machine.states() == {"cuda:0": "busy", "cuda:1": "free"}
    assert 0 not in machine.layer.scrubbed


def test_strangers_that_cannot_be_seen_are_known_by_their_memory(machine: Machine) -> None:
    machine.layer.change(0, used_mib=8000)
    assert machine.states()["cuda:0"] == "busy"


# --- devices that are not sound ------------------------------------------------------------------


def test_a_device_that_is_lost_during_a_job_makes_it_a_fault_of_ours(machine: Machine) -> None:
    with pytest.raises(DeviceFault) as fault, machine.pool().lease(0):
        machine.layer.lose(0)
    assert "no longer there" in fault.value.message
    with machine.pool().lease() as lease:
        assert lease.device.index == 1


def test_memory_errors_during_a_job_make_it_a_fault_of_ours(machine: Machine) -> None:
    with pytest.raises(DeviceFault), machine.pool().lease(0):
        machine.layer.change(0, trouble="3 uncorrected memory errors since the driver was loaded")
    assert machine.states() == {"cuda:0": "out", "cuda:1": "free"}


def test_a_device_that_cannot_be_scrubbed_after_a_job_makes_it_a_fault_of_ours(machine: Machine) -> None:
    with pytest.raises(DeviceFault), machine.pool().lease(0):
        machine.layer.broken.add(machine.uuid(0))
    assert machine.states()["cuda:0"] == "out"


def test_an_unsound_device_is_never_lent(machine: Machine) -> None:
    machine.layer.change(0, trouble="memory pages wait to be retired")
    machine.layer.broken.add(machine.uuid(1))
    with pytest.raises(NoDevice) as refused, machine.pool().lease():
        pass
    assert "cuda:0: out of service: memory pages wait to be retired" in refused.value.message
    assert "cuda:1: out of service" in refused.value.message


def test_what_one_controller_took_out_is_out_for_every_other_until_its_file_is_removed(machine: Machine) -> None:
    first, second = machine.pool(), machine.pool()
    first.locks.take_out(machine.uuid(0), "somebody said so")
    with second.lease() as lease:
        assert lease.device.index == 1
    second.locks.out_file(machine.uuid(0)).unlink()
    with second.lease(0) as lease:
        assert lease.device.index == 0


def test_a_mark_of_an_earlier_boot_does_not_count(machine: Machine) -> None:
    place = machine.pool().locks.out_file(machine.uuid(0))
    place.write_text('{"boot": "another", "note": "long ago"}', encoding="utf-8")
    assert machine.states()["cuda:0"] == "free"


def test_an_unreadable_mark_counts(machine: Machine) -> None:
    machine.pool().locks.out_file(machine.uuid(0)).write_text("garbage", encoding="utf-8")
    assert machine.states()["cuda:0"] == "out"


def test_without_any_device_nothing_is_lent(machine: Machine) -> None:
    machine.layer.there = []
    with pytest.raises(NoDevice), machine.pool().lease():
        pass
    assert not machine.pool().usable()


def test_a_device_that_does_not_exist_is_refused_with_those_that_do(machine: Machine) -> None:
    with pytest.raises(NoDevice) as refused, machine.pool().lease(7):
        pass
    assert "cuda:0, cuda:1" in refused.value.next_step
    assert not machine.pool().usable(7)


def test_a_tool_that_hangs_is_a_fault_of_ours_and_takes_nothing_out(machine: Machine) -> None:
    def hang(_: str) -> None:
        raise DeviceFault("nvidia-smi does not answer within 15 s")

    with pytest.raises(DeviceFault), machine.pool().lease(0):
        machine.layer.answering = hang
    machine.layer.answering = lambda _: None
    assert machine.states()["cuda:0"] == "free"
    with machine.pool().lease(0):
        assert machine.layer.scrubbed == [0, 0]  # nobody could say that it was left clean


# --- the folder of locks -------------------------------------------------------------------------


def test_a_folder_that_cannot_hold_locks_is_a_fault_with_a_next_step(machine: Machine) -> None:
    machine.folder = machine.folder / "absent"
    with pytest.raises(DeviceFault) as fault, machine.pool().lease():
        pass
    assert "absent" in fault.value.message
    assert fault.value.next_step


def test_a_link_in_the_place_of_a_lock_is_not_followed(machine: Machine) -> None:
    target = machine.folder / "precious"
    target.write_text("kept", encoding="utf-8")
    machine.pool().locks.lock_file(fake_device(0).uuid).symlink_to(target)
    with pytest.raises(DeviceFault), machine.pool().lease(0):
        pass
    assert target.read_text(encoding="utf-8") == "kept"
