"""A bare candidate for conformance checks and ``doctor``: runs the source it is sent, answers what it found.

It takes the place of ``runner`` when the sandbox itself is under test: each message is a piece of
Python source, its answer is the value of the name ``answer`` afterwards. Inside the sandbox only.
"""

from __future__ import annotations

import socket
from typing import Any

from grader.wire import Channel, WireClosed, WireError


def serve(sock: socket.socket) -> None:
    """Run snippets until the controller hangs up. An exception answers its type and text."""
    channel = Channel(sock, candidate=True)
    while True:
        try:
            source = channel.receive()
        except WireClosed:
            return
        _reply(channel, _run(str(source)))


def _run(source: str) -> Any:
    names: dict[str, Any] = {"__name__": "snippet"}
    try:
        exec(compile(source, "snippet", "exec"), names)  # noqa: S102 - running hostile code is what it is for
    except Exception as error:  # noqa: BLE001 - whatever a snippet raises is its answer
        return {"raised": type(error).__name__, "errno": getattr(error, "errno", None), "text": str(error)[:500]}
    return {"answer": names.get("answer")}


def _reply(channel: Channel, value: Any) -> None:
    try:
        channel.send(value)
    except WireClosed:
        raise SystemExit(0) from None
    except WireError as error:
        channel.send({"raised": "WireError", "errno": None, "text": str(error)})
