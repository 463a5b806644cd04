"""Where a warm process listens, and for whom: its name is a digest of the version and environment it was started with.

A process with other code, another interpreter, other packages or other variables that matter has another name, so a
stale one is never found. The folder belongs to one user alone, or warm processes are not used at all.
"""

from __future__ import annotations

import hashlib
import os
import stat
import sys
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

__all__ = ["code_state", "environment_state", "runtime_folder", "socket_path"]

PACKAGES = (Path(__file__).resolve().parents[1], Path(__file__).resolve().parents[2] / "grader")
_STARTUP = (
    "PYTHON",
    "LD_",
    "LC_",
    "LANG",
    "OMP_",
    "OPENBLAS_",
    "MKL_",
    "KMP_",
    "NPY_",
    "TORCH",
    "CUDA_",
    "VIRTUAL_ENV",
)
"""Beginnings of the variables that an interpreter or a library reads once and for all when it starts."""


def runtime_folder(environ: Mapping[str, str]) -> Path | None:
    """A folder that only this user can look into, made if need be; ``None`` where there is none to be had."""
    base = environ.get("XDG_RUNTIME_DIR")
    user = os.getuid()
    folder = Path(base) / "autograde" if base else Path(tempfile.gettempdir()) / f"autograde-{user}"
    with suppress(OSError):
        folder.mkdir(mode=0o700, exist_ok=True)
        seen = folder.lstat()
        if stat.S_ISDIR(seen.st_mode) and seen.st_uid == user and not seen.st_mode & 0o077:
            return folder
    return None


def socket_path(folder: Path, state: str, modules: Iterable[str]) -> Path:
    """The socket of the process with this ``state`` that has imported ``modules``."""
    return folder / f"{_digest([state])}-{_digest(modules)}.sock"


def code_state(packages: Iterable[Path] = PACKAGES) -> str:
    """Changes with every file of ours, and whenever a package is installed or removed; a few milliseconds."""
    facts = [sys.executable, sys.version]
    for package in packages:
        facts += [_seen(path) for path in sorted(package.rglob("*")) if path.suffix in (".py", ".ini", ".j2", ".css")]
    facts += [_seen(Path(entry)) for entry in sys.path if entry.rstrip("/").endswith("-packages")]
    return _digest(facts)


def _seen(path: Path) -> str:
    try:
        found = path.stat()
    except OSError:
        return str(path)
    return f"{path}:{found.st_size}:{found.st_mtime_ns}"


def environment_state(environ: Mapping[str, str]) -> str:
    """Changes with every variable that would have made a fresh process start differently."""
    return _digest(f"{name}={value}" for name, value in sorted(environ.items()) if name.startswith(_STARTUP))


def _digest(facts: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for fact in facts:
        digest.update(fact.encode("utf-8", "surrogateescape") + b"\0")
    return digest.hexdigest()[:16]
