"""Attacks that a sandbox must deny, as snippets that really try them: one list for conformance and ``doctor``.

Each snippet runs in a candidate (``grader.candidate.snippets``) with ``target`` at hand, which says
where the prey is, and leaves ``answer`` true when it got what it wanted. An exception, a crash or
a false answer means that the attack was denied. Defensive: nothing here harms the machine it succeeds on.
"""

# ruff: noqa: E501 - a table: one attack, one line

from __future__ import annotations

import contextlib
import os
import socket
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from grader.errors import JudgeFault
from grader.sandbox.base import Session
from grader.wire import Channel, WireError

ATTACK_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Attack:
    """One thing to try. ``layer`` names what should stop it, ``fix`` what to do where nothing does."""

    name: str
    layer: str
    source: str
    fix: str


_NAMESPACES = "allow unprivileged user namespaces, or start as root"
_KERNEL = "use a kernel with seccomp and Landlock (5.13 or newer)"
_LIMITS = "let the grader write a cgroup (systemd user delegation, or root)"
_BUG = "this should never happen: please report it with the output of `autograde doctor --json`"

_SYSCALL = """
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
x86 = os.uname().machine == "x86_64"
def call(x86_64, aarch64, *words):
    return libc.syscall(ctypes.c_long(x86_64 if x86 else aarch64), *[ctypes.c_long(w) for w in words])
"""


def _call(x86_64: int, aarch64: int, *words: int) -> str:
    """A snippet that succeeds when the raw system call does."""
    return f"{_SYSCALL}answer = call({', '.join(map(str, (x86_64, aarch64, *words)))}) >= 0"


ATTACKS: tuple[Attack, ...] = (
    # files
    Attack("read a file outside", "files", "answer = open(target['canary']).read() == target['secret']", _NAMESPACES),
    Attack("list a folder outside", "files", "import os\nanswer = bool(os.listdir(os.path.dirname(target['canary'])))", _NAMESPACES),
    Attack("read the grader's own source", "files", "answer = bool(open(target['source']).read())", _NAMESPACES),
    Attack("import the test runner", "files", "import pytest\nanswer = True", _NAMESPACES),
    Attack("read /etc/passwd", "files", "answer = 'root' in open('/etc/passwd').read()", _NAMESPACES),
    Attack("write outside of scratch", "files", """
import os, sys
answer = False
for folder in ('/', '/dev', '/dev/shm/..', '/var/tmp', os.path.dirname(os.__file__), *sys.path):
    try:
        open(os.path.join(folder, 'autograde-attack'), 'w').close()
    except OSError:
        continue
    os.unlink(os.path.join(folder, 'autograde-attack'))
    answer = True
""", _NAMESPACES),
    Attack("change a library", "files", "import numpy\nopen(numpy.__file__, 'r+').close()\nanswer = True", _NAMESPACES),
    # other processes
    Attack("see other processes", "processes", "import os\nanswer = any(name.isdigit() for name in os.listdir('/proc'))", _NAMESPACES),
    Attack("read the controller's environment", "processes", "answer = bool(open(f\"/proc/{target['pid']}/environ\", 'rb').read())", _NAMESPACES),
    Attack("signal the controller", "processes", "import os\nos.kill(target['pid'], 0)\nanswer = True", _KERNEL),
    Attack("stop the parent", "processes", "import os\nanswer = os.getppid() > 1 and os.kill(os.getppid(), 0) is None", _KERNEL),
    Attack("trace the controller", "processes", _SYSCALL + "answer = call(101, 117, 0x4206, target['pid'], 0, 0) == 0", _KERNEL),
    Attack("read the controller's memory", "processes", _SYSCALL + """
here = ctypes.create_string_buffer(8)
vector = (ctypes.c_ulong * 2)(ctypes.addressof(here), 8)
at = ctypes.addressof(vector)
answer = call(310, 270, target['pid'], at, 1, at, 1, 0) >= 0 or ctypes.get_errno() == 14
""", _KERNEL),
    Attack("take over a descriptor of the controller", "processes", _SYSCALL + """
fd = call(434, 434, target['pid'], 0)
answer = fd >= 0
""", _KERNEL),
    Attack("change the controller's limits", "processes", _SYSCALL + "answer = call(302, 261, target['pid'], 7, 0, 0) == 0", _KERNEL),
    Attack("outlive the parent", "processes", _call(157, 167, 1, 0), _KERNEL),
    # the network
    Attack("connect to a local server", "network", "import socket\nsocket.create_connection(('127.0.0.1', target['port']), 2)\nanswer = True", _KERNEL),
    Attack("send a datagram", "network", "import socket\nsocket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', 9))\nanswer = True", _KERNEL),
    Attack("connect to an abstract unix socket", "network", "import socket\nsocket.socket(socket.AF_UNIX).connect(target['abstract'])\nanswer = True", _KERNEL),
    Attack("aim a unix datagram pair at a path", "network", "import socket\na, b = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)\nanswer = True", _KERNEL),
    Attack("talk to the kernel over netlink", "network", "import socket\nsocket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0)\nanswer = True", _KERNEL),
    Attack("talk to the host over vsock", "network", "import socket\nsocket.socket(40, socket.SOCK_STREAM)\nanswer = True", _KERNEL),
    # the kernel
    Attack("start a program", "kernel", "import subprocess, sys\nanswer = subprocess.run([sys.executable, '-c', '']).returncode == 0", _KERNEL),
    Attack("open a user namespace", "kernel", _call(272, 97, 0x10000000), _KERNEL),
    Attack("clone into a user namespace", "kernel", _SYSCALL + """
pid = call(56, 220, 0x10000000 | 17, 0, 0, 0, 0)
if pid == 0:
    os._exit(0)
answer = pid > 0
""", _KERNEL),
    Attack("mount a file system", "kernel", _SYSCALL + "answer = libc.mount(b'none', b'/tmp', b'tmpfs', 0, None) == 0", _KERNEL),
    Attack("set up io_uring", "kernel", _SYSCALL + "params = ctypes.create_string_buffer(120)\nanswer = call(425, 425, 1, ctypes.addressof(params)) >= 0", _KERNEL),
    Attack("use the kernel's keyrings", "kernel", _call(250, 219, 0, -3, 1), _KERNEL),
    Attack("load a BPF program", "kernel", _SYSCALL + "attr = ctypes.create_string_buffer(b'\\2\\0\\0\\0\\4\\0\\0\\0\\4\\0\\0\\0\\1', 128)\nanswer = call(321, 280, 0, ctypes.addressof(attr), 72) >= 0", _KERNEL),
    Attack("open a performance counter", "kernel", _SYSCALL + "attr = ctypes.create_string_buffer(b'\\1\\0\\0\\0\\x78', 128)\nanswer = call(298, 241, ctypes.addressof(attr), 0, -1, -1, 0) >= 0", _KERNEL),
    Attack("share memory beyond the process", "kernel", _call(29, 194, 0, 4096, 0o1600), _KERNEL),
    Attack("make an anonymous file", "kernel", "import os\nos.memfd_create('x')\nanswer = True", _KERNEL),
    Attack("become root", "kernel", "import os\nbefore = os.getuid()\nos.setuid(0)\nanswer = before != 0", _NAMESPACES),
    Attack("hold a capability", "kernel", """
import ctypes
data = (ctypes.c_uint32 * 6)()
ctypes.CDLL(None).capget((ctypes.c_uint32 * 2)(0x20080522, 0), data)
answer = any(data)
""", _BUG),
    Attack("loosen the system call filter", "kernel", _call(157, 167, 22, 0), _KERNEL),
    # limits
    Attack("raise a limit", "limits", "import resource\nresource.setrlimit(resource.RLIMIT_AS, (-1, -1))\nanswer = True", _BUG),
    Attack("write a core file", "limits", "import resource\nanswer = resource.getrlimit(resource.RLIMIT_CORE) != (0, 0)", _BUG),
    Attack("write a file beyond the limit", "limits", """
with open('large', 'wb') as file:
    for _ in range(2 * target['file_mib']):
        file.write(bytes(1 << 20))
answer = True
""", _BUG),
    Attack("allocate beyond the limit", "limits", "import numpy\nanswer = bool(numpy.ones(target['memory_mib'] << 18)[-1])", _LIMITS),
)  # fmt: skip


def attempt(session: Session, source: str, target: dict[str, object]) -> object:
    """What ``source`` finds in a session: its ``answer``; None when it raised, crashed or hung."""
    channel = Channel(session.channel)
    try:
        channel.send(f"target = {target!r}\n{source}", seconds=ATTACK_SECONDS)
        reply = channel.receive(seconds=ATTACK_SECONDS)
    except WireError:
        return None
    if type(reply) is not dict:
        raise JudgeFault("a snippet answered something else than an answer")
    return reply.get("answer")


@contextlib.contextmanager
def prey(*, memory_mib: int, file_mib: int) -> Iterator[dict[str, object]]:
    """Something to attack, as ``target``: a readable secret file, two listening sockets, this process."""
    name = f"autograde-{os.getpid()}"
    with (
        tempfile.TemporaryDirectory() as folder,
        socket.create_server(("127.0.0.1", 0)) as tcp,
        socket.socket(socket.AF_UNIX) as abstract,
    ):
        Path(folder).chmod(0o755)
        canary = Path(folder, "canary")
        canary.write_text("a secret", encoding="utf-8")
        canary.chmod(0o644)
        abstract.bind(f"\0{name}")
        abstract.listen()
        yield {
            "canary": str(canary),
            "secret": "a secret",
            "source": str(Path(__file__).resolve()),
            "pid": os.getpid(),
            "port": tcp.getsockname()[1],
            "abstract": f"\0{name}",
            "memory_mib": memory_mib,
            "file_mib": file_mib,
        }
