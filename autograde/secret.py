"""The course secret, from which the inputs of hidden tests are derived.

The same secret gives the same inputs, so a grade can be reproduced; nobody who lacks it can predict them.
It must never be printed, logged, put into a report, or lie in a folder that is handed out.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from grader.errors import UsageError

__all__ = ["course_secret"]

_BYTES = 32
_SHORTEST = 16


def course_secret(environ: Mapping[str, str], explicit: Path | None, folder: Path) -> bytes:
    """The secret in ``explicit``, else ``AUTOGRADE_SECRET``, else the one kept in ``folder``, made on first use.

    Raises ``UsageError`` when it cannot be read or stored, or is too short to be one.
    """
    try:
        if explicit:
            return _long_enough(explicit.read_bytes().strip(), str(explicit))
        if value := environ.get("AUTOGRADE_SECRET"):
            return _long_enough(value.encode("utf-8"), "AUTOGRADE_SECRET")
        path = folder / "secret"
        if not path.exists():
            _make(path)
        return _long_enough(path.read_bytes().strip(), str(path))
    except OSError as error:
        step = "set AUTOGRADE_SECRET, or name a readable file with --secret-file"
        raise UsageError(f"the course secret cannot be read or stored: {error}", step) from None


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(_BYTES) + "\n")


def _long_enough(secret: bytes, where: str) -> bytes:
    if len(secret) < _SHORTEST:
        raise UsageError(f"the course secret in {where} is too short", f"use at least {_SHORTEST} random characters")
    return secret
