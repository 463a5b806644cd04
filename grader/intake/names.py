"""Which names may be taken, and what an untrusted name is called on our side.

Names come from archives, folders and repositories of strangers: they are compared, shown and turned
into names of our own, and must never be used as a path.
"""

from __future__ import annotations

import hashlib
import itertools
import keyword
import re
import sys
import unicodedata
from collections.abc import Collection, Iterable, Iterator

from grader.errors import InvalidSubmission

SAFE_LENGTH = 60
SHOWN_LENGTH = 80

_MODULE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*\.py", re.ASCII)
_DRIVE = re.compile(r"^[A-Za-z]:")
_OURS = frozenset(["grader", "autograde", "submission", "cs231n", "past"])
_LIBRARIES = frozenset(
    ["numpy", "torch", "torchvision", "torchaudio", "scipy", "sklearn", "pandas", "matplotlib", "msgpack", "pydantic"]
)
_TOOLS = frozenset(["pytest", "_pytest", "pluggy", "hypothesis"])
_NEVER_TAKEN = frozenset(["conftest.py", "setup.py", "sitecustomize.py", "usercustomize.py"])
_DEVICES = frozenset(["con", "prn", "aux", "nul", "conin$", "conout$"])
_DEVICES |= frozenset(f"{port}{digit}" for port in ("com", "lpt") for digit in "123456789¹²³")
_FORBIDDEN_ON_WINDOWS = frozenset('<>:"|?*')
_NOISE = frozenset(["__pycache__", "__MACOSX", "__init__.py", "Thumbs.db", "desktop.ini"])
_INVISIBLE = frozenset(["Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"])


def is_source(name: str) -> bool:
    """True for a Python file that may hold a solution: no test, no file that tools execute by themselves."""
    return name.lower().endswith(".py") and not name.startswith(("test_", "__", ".")) and name not in _NEVER_TAKEN


def is_module(name: str) -> bool:
    """True for a source with a plain name that can be imported."""
    return is_source(name) and bool(_MODULE.fullmatch(name)) and not keyword.iskeyword(name.removesuffix(".py"))


def shadows(name: str) -> bool:
    """True if the module ``name`` would stand in front of one that Python, a library or the grader brings."""
    stem = name.removesuffix(".py")
    return stem in sys.stdlib_module_names or stem in _LIBRARIES | _TOOLS | _OURS


def is_noise(name: str) -> bool:
    """What systems and editors leave behind without anybody's intention: dot files, caches."""
    return name in _NOISE or name.startswith(".")


# --- names inside of archives --------------------------------------------------------------


def check_entry_name(name: str) -> None:
    """Raise ``InvalidSubmission``, by reason, for a path that an honest archive of source files never holds."""
    parts = name.removesuffix("/").split("/")
    if any(not char.isprintable() for char in name):
        raise InvalidSubmission("intake.archive_control", name=name)
    if "\\" in name or _DRIVE.match(name):
        raise InvalidSubmission("intake.archive_backslash", name=name)
    if name.startswith("/"):
        raise InvalidSubmission("intake.archive_absolute", name=name)
    if ".." in parts:
        raise InvalidSubmission("intake.archive_parent", name=name)
    if any(_reserved(part) for part in parts):
        raise InvalidSubmission("intake.archive_reserved", name=name)


def _reserved(part: str) -> bool:
    """Empty, ``.``, device names, trailing dots and blanks, and what a Windows disk cannot store."""
    stem = part.partition(".")[0].rstrip(" ").casefold()
    unstorable = len(part) > 255 or part[-1:] in ("", ".", " ") or not _FORBIDDEN_ON_WINDOWS.isdisjoint(part)
    return unstorable or stem in _DEVICES


def folded(name: str) -> str:
    """Equal for names that a case-insensitive or normalising disk takes for one."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


# --- names of students -----------------------------------------------------------------------


def shown_name(name: str) -> str:
    """``name`` for people: NFC, on one line, nothing invisible, at most ``SHOWN_LENGTH`` characters."""
    visible = "".join(c for c in unicodedata.normalize("NFC", name) if unicodedata.category(c) not in _INVISIBLE)
    return " ".join(visible.split())[:SHOWN_LENGTH].strip() or "student"


def safe_name(name: str, taken: Collection[str] = ()) -> str:
    """``name`` as a file name of ours: letters and digits of any script, ``-``, ``_`` and inner dots.

    Never empty, hidden, reserved or longer than ``SAFE_LENGTH``; differs from every name in ``taken``
    even on disks that ignore case. When it has to differ, a hash of ``name`` tells them apart.
    """
    return SafeNames(taken).add(name)


class SafeNames:
    """Gives out safe names that differ from each other; for cohorts, where comparing all with all is slow."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._used = {folded(name) for name in taken}

    def add(self, name: str) -> str:
        """The safe name of ``name``, as described at ``safe_name``."""
        chosen = next(candidate for candidate in _candidates(name) if folded(candidate) not in self._used)
        self._used.add(folded(chosen))
        return chosen


def _candidates(name: str) -> Iterator[str]:
    kept = "".join(c if c.isalnum() or c in "-_." else "_" for c in shown_name(name))
    safe = unicodedata.normalize("NFC", kept)[:SAFE_LENGTH].strip("._ -")
    mark = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    if not safe or _reserved(safe):
        safe = f"student-{mark}"
    yield safe
    marked = f"{safe[: SAFE_LENGTH - 16]}-{mark}"
    yield marked
    for number in itertools.count(2):
        yield f"{marked}-{number}"
