"""A candidate without a boundary: connects back to its controller and serves, nothing more.

Started by the ``unsafe`` backend in a fresh interpreter, on any platform. The port and a one-time
token arrive as one line of JSON on standard input, which then stays open: when it ends, the
controller is gone and so is this process.
"""

from __future__ import annotations

import contextlib
import importlib
import io
import json
import os
import socket
import sys
import threading

_CONNECT_SECONDS = 10.0


def main(entry: str) -> None:
    """Connect, prove that we were started by the controller, and run ``entry`` (``module:function``)."""
    start = json.loads(sys.stdin.readline())
    module, _, function = entry.partition(":")
    serve = getattr(importlib.import_module(module), function)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(line_buffering=True, encoding="utf-8", errors="backslashreplace")
    for name in start["modules"]:
        importlib.import_module(name)
    if "torch" in sys.modules:
        sys.modules["torch"].set_num_threads(1)
    sock = socket.create_connection(("127.0.0.1", start["port"]), timeout=_CONNECT_SECONDS)
    sock.sendall(start["token"].encode("ascii"))
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    sock.settimeout(None)
    threading.Thread(target=_leave_with_controller, daemon=True).start()
    serve(sock)


def _leave_with_controller() -> None:
    with contextlib.suppress(OSError, ValueError):
        os.read(0, 1)
    os._exit(1)
