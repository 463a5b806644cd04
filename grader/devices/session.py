"""A sandbox whose candidates have started CUDA before anything of a student's reaches them.

Whatever goes wrong before a candidate has answered its first request cannot be the doing of a submission, whose source
is not there yet: it is a fault of the device or of this machine's set-up, and never a zero. Starting CUDA is also not
on the submission's clock. Nothing is asked of the device from here.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import Any

from grader.devices.model import DeviceFault
from grader.errors import JudgeFault
from grader.model import RunFacts, SandboxFacts
from grader.sandbox.base import Sandbox, Session
from grader.wire import Channel, WireError

__all__ = ["OnDevice"]

START_SECONDS = 60.0
"""Loading the libraries from a cold disk and making a context; usually a second or two."""


class OnDevice:
    """``inner``, whose sessions are handed on only once CUDA answers. One session at a time, as with any sandbox."""

    def __init__(self, inner: Sandbox, *, seconds: float = START_SECONDS) -> None:
        self._inner, self._seconds = inner, seconds

    @property
    def facts(self) -> SandboxFacts:
        """Those of ``inner``."""
        return self._inner.facts

    def open(self) -> Session:
        """A candidate that has started CUDA. Raises ``DeviceFault`` when it does not, else as ``inner`` does."""
        session = self._inner.open()
        try:
            greet(Channel(session.channel), self._seconds)
        except WireError as error:
            raise DeviceFault(f"CUDA does not start inside the sandbox: {_reason(session, error)}") from None
        return session

    def close(self) -> None:
        """Close ``inner``. Idempotent."""
        self._inner.close()


def greet(channel: Channel, seconds: float) -> None:
    """One request that every candidate answers and that needs no student's code. Raises ``WireError``."""
    nonce = os.urandom(8)
    channel.send({"op": "seed", "seed": 0, "n": nonce}, seconds=seconds)
    answer: Any = channel.receive(seconds=seconds)
    if type(answer) is not dict or answer.get("n") != nonce or answer.get("ok", ...) is not None:
        raise WireError("an answer out of turn")
    channel.sock.settimeout(None)


def _reason(session: Session, error: WireError) -> str:
    """What the candidate's last line says (an exception), else how it ended."""
    facts = RunFacts()
    with suppress(JudgeFault):
        facts = session.finish()
    lines = facts.stderr.decode("utf-8", "replace").strip().splitlines()
    return "".join(c for c in lines[-1] if c.isprintable())[:300] if lines else str(error)
