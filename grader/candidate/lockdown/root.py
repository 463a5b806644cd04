"""A private root: read-only binds of what a candidate needs, a small /dev, and one writable /tmp.

Everything else of the machine (home folders, the course, /proc, /sys) is not hidden but absent.
Works as real root and as the root of a user namespace; in the second case the kernel locks the
flags of the mounts, so they are only ever tightened.
"""

from __future__ import annotations

import ctypes
import os
from pathlib import Path

from grader.candidate.lockdown import kernel, syscalls

DEVICES = ("null", "zero", "random", "urandom")
_AT_FDCWD, _AT_RECURSIVE = -100, 0x8000
_ATTR_RDONLY, _ATTR_NOSUID = 1, 2
_OLD = "/.old"
_STAGE = "/tmp"  # noqa: S108 - only a mount point that exists everywhere; it is covered, never written to


class _MountAttributes(ctypes.Structure):
    _fields_ = tuple((name, ctypes.c_uint64) for name in ("set", "clear", "propagation", "userns_fd"))


def enter(
    binds: list[list[str]],
    masks: list[str],
    copies: list[list[str]],
    links: list[list[str]],
    scratch: str,
    *,
    devices: tuple[str, ...] = DEVICES,
    texts: list[list[str]] | None = None,
) -> None:
    """Make the private root and move into it; the old root is gone afterwards.

    ``binds`` and ``copies`` are ``[source, target]``, ``masks`` folders of the new root that are
    covered with emptiness, ``links`` are ``[target, destination]``, ``scratch`` is made, empty.
    ``devices`` are names below ``/dev``, ``texts`` files to write, as ``[target, content]``.
    Call it in a mount namespace of one's own. Raises ``OSError``.
    """
    kernel.mount(None, "/", None, kernel.MS_REC | kernel.MS_PRIVATE)
    kernel.mount("tmpfs", _STAGE, "tmpfs", kernel.MS_NOSUID | kernel.MS_NODEV, "size=16m,mode=755")
    Path(_STAGE + _OLD).mkdir()
    kernel.check(int(_pivot(_STAGE, _STAGE + _OLD)), "pivot_root")
    os.chdir("/")
    for source, target in binds:
        _bind(_OLD + source, target)
    for target in masks:
        if Path(target).is_dir():
            kernel.mount("tmpfs", target, "tmpfs", kernel.MS_RDONLY | kernel.MS_NOSUID | kernel.MS_NODEV, "size=4k")
    for source, target in copies:
        _copy(_OLD + source, target)
    for name in devices:
        _bind(f"{_OLD}/dev/{name}", f"/dev/{name}", read_only=False)
    write_texts(texts or [])
    for target, destination in links:
        Path(target).parent.mkdir(parents=True, exist_ok=True)
        Path(target).symlink_to(destination)
    Path(scratch).mkdir(parents=True, exist_ok=True)
    kernel.umount(_OLD)
    Path(_OLD).rmdir()
    flags = kernel.MS_REMOUNT | kernel.MS_RDONLY | kernel.MS_NOSUID | kernel.MS_NODEV
    kernel.mount(None, "/", None, flags, "size=16m,mode=755")


def _pivot(new: str, old: str) -> int:
    return int(kernel.libc().pivot_root(os.fsencode(new), os.fsencode(old)))


def _bind(source: str, target: str, *, read_only: bool = True) -> None:
    if Path(source).is_dir():
        Path(target).mkdir(parents=True, exist_ok=True)
    else:
        Path(target).parent.mkdir(parents=True, exist_ok=True)
        Path(target).touch()
    kernel.mount(source, target, None, kernel.MS_BIND | kernel.MS_REC)
    if read_only:
        _tighten(target)


def _tighten(target: str) -> None:
    """Read-only and nosuid, including what is mounted below. Older kernels: the top mount only."""
    wanted = _MountAttributes(_ATTR_RDONLY | _ATTR_NOSUID, 0, 0, 0)
    path = ctypes.c_char_p(os.fsencode(target))
    try:
        size = ctypes.sizeof(wanted)
        arguments = (_AT_FDCWD, path, _AT_RECURSIVE, ctypes.byref(wanted), size)
        kernel.syscall(syscalls.MOUNT_SETATTR, f"mount_setattr {target}", *arguments)
    except OSError:
        kept = _locked_flags(os.statvfs(target).f_flag)
        flags = kernel.MS_REMOUNT | kernel.MS_BIND | kernel.MS_RDONLY | kernel.MS_NOSUID | kept
        kernel.mount(None, target, None, flags)


def _locked_flags(flags: int) -> int:
    pairs = (
        (os.ST_NODEV, kernel.MS_NODEV),
        (os.ST_NOEXEC, kernel.MS_NOEXEC),
        (os.ST_NOATIME, kernel.MS_NOATIME),
        (os.ST_NODIRATIME, kernel.MS_NODIRATIME),
        (os.ST_RELATIME, kernel.MS_RELATIME),
    )
    return sum(ours for theirs, ours in pairs if flags & theirs)


def _copy(source: str, target: str) -> None:
    Path(target).parent.mkdir(parents=True, exist_ok=True)
    Path(target).write_bytes(Path(source).read_bytes())  # a plain read: files of /proc have no size to go by


def write_texts(texts: list[list[str]], below: str = "") -> None:
    """Write ``[target, content]`` pairs, each target taken as lying ``below`` a folder."""
    for target, content in texts:
        place = Path(below + target)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(content, encoding="utf-8")


class Scratch:
    """The one writable folder of a private root: a fresh file system whenever the last candidate touched it.

    Replacing the mount wipes everything whatever its names, depth or modes. When not even a
    timestamp of the folder moved there is nothing to wipe, and the mount is kept.
    """

    def __init__(self, path: str, mib: int, files: int) -> None:
        self._path = path
        self._options = f"size={mib}m,nr_inodes={files + 1},mode=1777"
        self._clean: tuple[int, int] | None = None

    def renew(self) -> bool:
        """Make it empty; False when it was untouched. Raises ``OSError``."""
        if self._clean is not None:
            if self._stamp() == self._clean and not any(Path(self._path).iterdir()):  # old kernels' clocks are coarse
                return False
            kernel.umount(self._path)
        flags = kernel.MS_NOSUID | kernel.MS_NODEV | kernel.MS_NOEXEC | kernel.MS_NOATIME
        kernel.mount("tmpfs", self._path, "tmpfs", flags, self._options)
        self._clean = self._stamp()
        return True

    def _stamp(self) -> tuple[int, int]:
        seen = Path(self._path).stat()
        return seen.st_ctime_ns, seen.st_mtime_ns


def wipe(folder: str) -> bool:
    """Empty a folder that a dead candidate could write to; False when there was nothing in it.

    Folders are emptied one by one and their subfolders moved up first, so that neither depth nor
    length of names can stop it. Nothing is followed and nothing runs any more that could interfere.
    """
    waiting = list(Path(folder).iterdir())
    dirty = bool(waiting)
    mark = os.urandom(8).hex()  # a name that the candidate could foresee would be taken
    moved = 0
    while waiting:
        path = waiting.pop()
        if path.is_symlink() or not path.is_dir():
            path.unlink()
            continue
        path.chmod(0o700)
        for inner in list(path.iterdir()):
            moved += 1
            waiting.append(inner.rename(Path(folder, f".{mark}-{moved}")))
        path.rmdir()
    return dirty
