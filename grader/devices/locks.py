"""One file per device, locked by whoever has it: across threads, controllers and users of one machine.

The kernel drops the lock when its holder dies, however it dies, so a lease never outlives its controller. What the file
says is for people, and for one question: did the last holder leave the device clean? What cannot be read says no.
Controllers that do not share the folder (in containers of their own) do not see each other's leases.
"""

from __future__ import annotations

import fcntl
import json
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from grader.devices.model import DeviceFault

__all__ = ["Lock", "Locks", "default_folder"]

_SHARED_FOLDERS = ("/run/lock", "/var/lock")
_MOST = 4096
_BOOT_ID = "/proc/sys/kernel/random/boot_id"


def default_folder() -> Path:
    """Where every user may make a file: the system's folder for locks, else that for temporary files."""
    found = (Path(name) for name in _SHARED_FOLDERS if os.access(name, os.W_OK | os.X_OK))
    return next(found, Path(tempfile.gettempdir()))


@dataclass(frozen=True, slots=True)
class Lock:
    """A lock that is held. ``was_clean`` says whether the holder before us said so."""

    fd: int
    was_clean: bool

    def note(self, text: str, *, clean: bool) -> None:
        """Write who has it, or that it was left clean. A file of another user stays as it is: not clean."""
        entry = json.dumps({"clean": clean, "boot": _boot(), "note": text}).encode()
        with suppress(OSError):  # opened for reading only
            os.pwrite(self.fd, entry, 0)
            os.ftruncate(self.fd, len(entry))


class Locks:
    """The lock files below one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @contextmanager
    def attempt(self, uuid: str) -> Iterator[Lock | None]:
        """The device's lock, or None when somebody else has it now. Raises ``DeviceFault`` without a file to lock."""
        fd = self._open(self.lock_file(uuid))
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(fd)
            yield None
            return
        try:
            yield Lock(fd, _read(fd).get("clean") is True)
        finally:
            os.close(fd)

    def holder(self, uuid: str) -> str:
        """What the present holder wrote; empty when nobody has it. Never disturbs one who asks at the same time."""
        try:
            fd = os.open(self.lock_file(uuid), os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
        except OSError:
            return ""
        try:
            fcntl.flock(fd, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return str(_read(fd).get("note", "")) or "somebody"
        finally:
            os.close(fd)
        return ""

    # -- devices that must not be used until somebody has looked at them --

    def take_out(self, uuid: str, why: str) -> None:
        """Put a device out of service for every controller, until the next boot or until its file is removed."""
        place = self.out_file(uuid)
        fd, made = tempfile.mkstemp(dir=self._folder, prefix=".autograde-")
        os.write(fd, json.dumps({"boot": _boot(), "note": why}).encode())
        os.fchmod(fd, 0o644)
        os.close(fd)
        try:
            Path(made).replace(place)
        except OSError:  # another user's file is there already: the device is out
            Path(made).unlink(missing_ok=True)

    def out_of_service(self, uuid: str) -> str:
        """Why a device is out of service since this boot; empty when it is not."""
        try:
            fd = os.open(self.out_file(uuid), os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
        except FileNotFoundError:
            return ""
        except OSError as error:
            return f"its mark cannot be read: {error.strerror}"
        try:
            found = _read(fd)
        finally:
            os.close(fd)
        if found.get("boot") not in (_boot(), None):
            return ""
        return str(found.get("note", "")) or "somebody put it out of service"

    def lock_file(self, uuid: str) -> Path:
        """The file whose lock is the lease."""
        return self._folder / f"autograde-{uuid}.lock"

    def out_file(self, uuid: str) -> Path:
        """The file that says that a device is out of service; removing it puts the device back."""
        return self._folder / f"autograde-{uuid}.out"

    def _open(self, path: Path) -> int:
        """For writing where it is ours; a file of another user in a shared folder can only be read, which will do."""
        flags = os.O_CLOEXEC | os.O_NOFOLLOW
        try:
            return _first(
                lambda: os.open(path, os.O_RDWR | flags),
                lambda: os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | flags, 0o644),
                lambda: os.open(path, os.O_RDWR | flags),
                lambda: os.open(path, os.O_RDONLY | flags),
            )
        except OSError as error:
            raise DeviceFault(
                f"devices cannot be leased: {path}: {error.strerror}", "make that folder writable, or remove that file"
            ) from None


def _first(*attempts: Callable[[], int]) -> int:
    """The outcome of the first attempt that does not fail; raises what the last one raises."""
    for attempt in attempts[:-1]:
        with suppress(OSError):
            return attempt()
    return attempts[-1]()


def _read(fd: int) -> dict[str, object]:
    """What a file of ours says; nothing when it says nothing of this boot or nothing readable."""
    try:
        found = json.loads(os.pread(fd, _MOST, 0) or b"{}")
    except ValueError:
        return {}
    if type(found) is not dict or found.get("boot") != _boot():
        return {"boot": found.get("boot")} if type(found) is dict else {}
    return found


def _boot() -> str:
    try:
        return Path(_BOOT_ID).read_text(encoding="ascii").strip()
    except OSError:
        return "?"
