"""The promises of a sandbox, each as a function that checks it on a real one (``conformance`` lists them).

A function gets a maker of sandboxes and raises ``Broken`` with a sentence when the promise is not
kept. Promises run snippets in real sessions; they decide nothing by measured time: only a hang is bounded.
"""

from __future__ import annotations

import os
import signal
import socket
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.model import Limits, RunFacts
from grader.sandbox.attacks import Attack, attempt, prey
from grader.sandbox.base import Sandbox, SandboxSpec, Session
from grader.sandbox.output import TAIL_BYTES
from grader.wire import Channel, WireClosed, WireError, WireTimeout

SNIPPETS = "grader.candidate.snippets:serve"
LIMITS = Limits(memory_mib=512, processes=16, file_mib=4, files=64, output_kib=256)
_SECONDS = 20.0
_ALLOWED_VARIABLES = {
    "LANG", "LC_CTYPE", "HOME", "TMPDIR", "USER", "PATH", "PYTHONHASHSEED", "PYTHONUTF8", "OPENBLAS_NUM_THREADS",
    "OMP_NUM_THREADS", "MKL_NUM_THREADS", "USERPROFILE", "SYSTEMROOT", "TEMP", "TMP", "LC_ALL",
}  # fmt: skip

Make = Callable[[SandboxSpec], Sandbox]
"""Starts a sandbox whose candidates run ``SNIPPETS``."""


class Broken(AssertionError):
    """A promise that is not kept."""


@dataclass(frozen=True, slots=True)
class Check:
    """One promise: its name, the lowest tier that makes it, and the function that checks it."""

    name: str
    tier: int
    run: Callable[[Make], None]


def _expect(kept: object, sentence: str) -> None:
    if not kept:
        raise Broken(sentence)


@contextmanager
def sandbox_from(make: Make) -> Iterator[Sandbox]:
    """A sandbox with ``LIMITS``, closed at the end."""
    sandbox = make(SandboxSpec(limits=LIMITS))
    try:
        yield sandbox
    finally:
        sandbox.close()


def _run(session: Session, source: str, seconds: float = _SECONDS) -> dict[str, Any]:
    channel = Channel(session.channel)
    channel.send(source)
    reply: dict[str, Any] = channel.receive(seconds=seconds)
    return reply


def _once(make: Make, source: str) -> tuple[dict[str, Any], RunFacts]:
    """The reply to one snippet (empty when the candidate died or hung), and the facts."""
    with sandbox_from(make) as sandbox:
        session = sandbox.open()
        try:
            reply = _run(session, source)
        except WireError:
            reply = {}
        session.drain()
        return reply, session.finish()


# --- every tier --------------------------------------------------------------------------------


def _opens_and_answers(make: Make) -> None:
    reply, _ = _once(make, "answer = 6 * 7")
    _expect(reply == {"answer": 42}, f"the candidate answered {reply}")


def _numpy_is_there(make: Make) -> None:
    reply, _ = _once(make, "import numpy, numpy.linalg\nanswer = numpy.linalg.inv(numpy.eye(3) * 2)[0, 0]")
    _expect(reply.get("answer") == 0.5, f"the candidate answered {reply}")


def _exit_is_a_fact(make: Make) -> None:
    _, facts = _once(make, "import os\nos._exit(7)")
    _expect((facts.exit_code, facts.signal) == (7, None), f"seen: {facts}")


def _crash_is_a_fact(make: Make) -> None:
    _, facts = _once(make, "import ctypes\nctypes.string_at(0)")
    _expect(facts.signal == signal.SIGSEGV, f"seen: {facts}")


def _hang_is_killed(make: Make) -> None:
    with sandbox_from(make) as sandbox:
        session = sandbox.open()
        try:
            _run(session, "import signal\nsignal.alarm(0)\nwhile True: pass", 0.5)
        except WireTimeout:
            facts = session.finish()
            _expect(facts.exit_code is None and facts.signal is None, f"our kill is shown as the student's: {facts}")
        else:
            raise Broken("an endless loop answered")
        _expect(_run(sandbox.open(), "answer = 1") == {"answer": 1}, "the next session does not work")


def _swallowed_signals_do_not_help(make: Make) -> None:
    source = "import signal\nfor n in (1, 2, 3, 14, 15): signal.signal(n, signal.SIG_IGN)\n"
    with sandbox_from(make) as sandbox:
        session = sandbox.open()
        with _holding(session) as rest, suppress(WireTimeout):
            _run(session, source + "while True:\n try:\n  while True: pass\n except BaseException: pass", 0.5)
        session.finish()
        _expect(_hung_up(rest), "the candidate survived finish()")
        rest.close()


def _output_is_collected(make: Make) -> None:
    _, facts = _once(make, "import sys\nprint('to stdout')\nprint('to stderr', file=sys.stderr)\nanswer = 1")
    seen = (facts.stdout, facts.stderr)
    _expect(b"to stdout" in seen[0] and b"to stderr" in seen[1], f"seen: {seen}")


def _flood_is_capped(make: Make) -> None:
    with sandbox_from(make) as sandbox:
        session = sandbox.open()
        channel = Channel(session.channel)
        channel.send("while True: print('x' * 4096)")
        for _ in range(200):
            if not session.drain():
                break
            with suppress(WireTimeout):
                channel.receive(seconds=0.05)
        facts = session.finish()
    _expect(facts.output_exceeded and facts.dropped_bytes > 0, "the flood went unnoticed")
    _expect(len(facts.stdout) <= TAIL_BYTES, "more than the tail was kept")


def _finish_is_idempotent(make: Make) -> None:
    with sandbox_from(make) as sandbox:
        session = sandbox.open()
        _run(session, "answer = 1")
        _expect(session.finish() == session.finish(), "two calls saw different things")


def _sessions_share_nothing(make: Make) -> None:
    source = "import builtins\nanswer = hasattr(builtins, 'mark')\nbuiltins.mark = 1"
    with sandbox_from(make) as sandbox:
        for _ in range(2):
            session = sandbox.open()
            _expect(_run(session, source) == {"answer": False}, "a session found what another left in memory")
            session.finish()


def _environment_is_cleared(make: Make) -> None:
    reply, _ = _once(make, "import os\nanswer = sorted(os.environ)")
    extra = set(reply["answer"]) - _ALLOWED_VARIABLES
    _expect(not extra, f"these variables are visible: {sorted(extra)}")


def _descriptors_are_not_inherited(make: Make) -> None:
    with tempfile.TemporaryFile() as file:
        os.set_inheritable(file.fileno(), True)
        seen = os.fstat(file.fileno())
        reply, _ = _once(make, _LIST_DESCRIPTORS)
    _expect([seen.st_dev, seen.st_ino] not in reply["answer"], "a file of the controller is open in the candidate")


_LIST_DESCRIPTORS = """
import os
answer = []
for fd in range(1024):
    try:
        seen = os.fstat(fd)
    except OSError:
        continue
    answer.append([seen.st_dev, seen.st_ino])
"""


def _close_is_idempotent(make: Make) -> None:
    sandbox = make(SandboxSpec(limits=LIMITS))
    sandbox.open()
    sandbox.close()
    sandbox.close()


# --- tier 1: a boundary ------------------------------------------------------------------------


def denies(attack: Attack) -> Check:
    """The promise that ``attack`` does not succeed."""

    def run(make: Make) -> None:
        with sandbox_from(make) as sandbox, prey(memory_mib=LIMITS.memory_mib, file_mib=LIMITS.file_mib) as target:
            found = attempt(sandbox.open(), attack.source, target)
        _expect(not found, f"the attack succeeded; {attack.layer} should have denied it")

    return Check(f"denies: {attack.name}", 1, run)


def _only_four_descriptors(make: Make) -> None:
    reply, _ = _once(make, _LIST_DESCRIPTORS)
    _expect(len(reply["answer"]) == 4, f"{len(reply['answer'])} descriptors are open")


@contextmanager
def _holding(session: Session) -> Iterator[socket.socket]:
    """A second handle on the channel: it reads end of file when nobody inside holds the other end."""
    yield session.channel.dup()


def _hung_up(sock: socket.socket) -> bool:
    sock.settimeout(_SECONDS)
    try:
        while sock.recv(1 << 16):
            pass
    except TimeoutError:
        return False
    except OSError:
        return True
    return True


_DAEMONS = """
import os, time
for _ in range(4):
    try:
        if os.fork() == 0:
            os.setsid()
            if os.fork():
                os._exit(0)
            while True:
                time.sleep(1)
    except OSError:
        pass
answer = 1
"""


def _nothing_survives_finish(make: Make) -> None:
    with sandbox_from(make) as sandbox:
        session = sandbox.open()
        with _holding(session) as rest:
            _run(session, _DAEMONS)
        session.finish()
        _expect(_hung_up(rest), "a process of the session outlived it")
        rest.close()


_FORK_BOMB = """
import os, time
answer = 0
try:
    for answer in range(200):
        if os.fork() == 0:
            time.sleep(1000)
except OSError:
    pass
"""


def _fork_bomb_is_contained(make: Make) -> None:
    with sandbox_from(make) as sandbox:
        session = sandbox.open()
        with _holding(session) as rest:
            reply = _run(session, _FORK_BOMB)
        session.finish()
        _expect(reply["answer"] <= LIMITS.processes, f"{reply['answer']} processes were started")
        _expect(_hung_up(rest), "a process of the bomb outlived the session")
        rest.close()
        _expect(_run(sandbox.open(), "answer = 1") == {"answer": 1}, "the next session does not work")


def _scratch_is_wiped(make: Make) -> None:
    first = """
import os
path = 'a'
for _ in range(40):
    os.mkdir(path)
    path += '/' + 'b' * 50
open('locked', 'w').close()
os.symlink('/', 'link')
for name, mode in (('locked', 0), ('a', 0), ('.', 0o700)):
    try:
        os.chmod(name, mode)
    except OSError:
        pass
answer = sorted(os.listdir('.'))
"""
    with sandbox_from(make) as sandbox:
        session = sandbox.open()
        made = _run(session, first)
        session.finish()
        session = sandbox.open()
        left = _run(session, "import os\nanswer = os.listdir('.')")
        session.finish()
    _expect(made.get("answer") == ["a", "link", "locked"], f"scratch is not writable: {made}")
    _expect(left == {"answer": []}, f"the next session found {left}")


def _memory_hog_is_a_fact_or_an_error(make: Make) -> None:
    reply, facts = _once(make, "kept = []\nwhile True: kept.append(bytearray(1 << 24))")
    _expect(reply.get("raised") == "MemoryError" or facts.memory_exceeded, f"seen: {reply} {facts}")


def _sessions_leak_nothing(make: Make) -> None:
    with sandbox_from(make) as sandbox:
        sandbox.open().finish()
        before = len(list(Path("/proc/self/fd").iterdir()))
        for _ in range(50):
            session = sandbox.open()
            _run(session, "open('left', 'w').close()\nanswer = 1")
            session.finish()
        after = len(list(Path("/proc/self/fd").iterdir()))
    _expect(before == after, f"{after - before} descriptors leaked in 50 sessions")


def _hostile_bytes_stay_bytes(make: Make) -> None:
    with sandbox_from(make) as sandbox:
        session = sandbox.open()
        channel = Channel(session.channel)
        channel.send("import os\nos.write(3, b'\\xff' * 64)\nos._exit(0)")
        try:
            channel.receive(seconds=_SECONDS)
        except WireClosed as error:
            raise Broken("bytes that were written did not arrive") from error
        except WireError:
            session.finish()


# --- tier 2: namespaces ------------------------------------------------------------------------


def _number_of_files_is_limited(make: Make) -> None:
    source = "answer = 0\ntry:\n for answer in range(1000): open(f'f{answer}', 'w').close()\nexcept OSError: pass"
    reply, _ = _once(make, source)
    _expect(reply["answer"] <= LIMITS.files, f"{reply['answer']} files were made")


def _total_size_is_limited(make: Make) -> None:
    source = """
answer = 0
try:
    for answer in range(64):
        with open(f'f{answer}', 'wb') as file: file.write(bytes(1 << 20))
except OSError: pass
"""
    reply, _ = _once(make, source)
    _expect(reply["answer"] <= LIMITS.file_mib, f"{reply['answer']} MiB were written")


def _root_is_small(make: Make) -> None:
    reply, _ = _once(make, "import os\nanswer = sorted(os.listdir('/')), os.listdir('/proc')")
    names, proc = reply["answer"]
    _expect(not {"home", "etc", "var", "boot", "srv", "mnt"} & set(names), f"the root shows {names}")
    _expect(set(proc) <= {"cpuinfo"}, f"/proc shows {proc}")


CHECKS = tuple(
    Check(run.__name__.strip("_").replace("_", " "), tier, run)
    for tier, runs in (
        (0, (
            _opens_and_answers, _numpy_is_there, _exit_is_a_fact, _crash_is_a_fact, _hang_is_killed,
            _swallowed_signals_do_not_help, _output_is_collected, _flood_is_capped, _finish_is_idempotent,
            _sessions_share_nothing, _environment_is_cleared, _descriptors_are_not_inherited, _close_is_idempotent,
        )),
        (1, (
            _only_four_descriptors, _nothing_survives_finish, _fork_bomb_is_contained, _scratch_is_wiped,
            _memory_hog_is_a_fact_or_an_error, _sessions_leak_nothing, _hostile_bytes_stay_bytes,
        )),
        (2, (_number_of_files_is_limited, _total_size_is_limited, _root_is_small)),
    )
    for run in runs
)  # fmt: skip
