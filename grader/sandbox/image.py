"""Which image holds what a sandbox needs, what goes into building one, and the seccomp profile it runs under.

The files lie in ``docker/`` of a checkout and inside the installed package otherwise. What is sent to a builder is
listed here, name by name: a hidden suite or a secret could not get into an image by accident.
"""

from __future__ import annotations

import io
import tarfile
from pathlib import Path

VARIANTS = ("numpy", "torch", "cuda")
_REPOSITORY = "autograde-candidate"
_PACKAGE = Path(__file__).resolve().parent.parent


def name(variant: str) -> str:
    """The name of the image that ``autograde image build`` makes for a variant."""
    return f"{_REPOSITORY}:{variant}"


def names(modules: tuple[str, ...], device: str) -> tuple[str, ...]:
    """Images that will do for ``modules`` on ``device``, the smallest first."""
    torch = any(module.partition(".")[0] == "torch" for module in modules)
    wanted = ("cuda",) if device == "cuda" else ("torch",) if torch else ("numpy", "torch")
    return tuple(name(variant) for variant in wanted)


def seccomp_profile() -> str:
    """The container's system call filter, as JSON text."""
    return (_folder() / "seccomp.json").read_text(encoding="utf-8")


def context(variant: str, wheelhouse: Path | None = None) -> io.BytesIO:
    """The tar file to build ``variant`` from; with ``wheelhouse`` its wheels are the only source of packages."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as tar:
        docker = _folder()
        for file in (dockerfile(variant), "assemble.sh", f"requirements-{variant}.txt"):
            _add(tar, docker / file, f"docker/{file}")
        for path in [_PACKAGE / "__init__.py", *_PACKAGE.glob("wire/**/*.py"), *_PACKAGE.glob("candidate/**/*.py")]:
            _add(tar, path, f"grader/{path.relative_to(_PACKAGE).as_posix()}")
        for wheel in sorted(wheelhouse.glob("*.whl")) if wheelhouse else ():
            _add(tar, wheel, f"docker/wheelhouse/{wheel.name}")
    packed.seek(0)
    return packed


def dockerfile(variant: str) -> str:
    """The name of the file that describes ``variant``."""
    return "Dockerfile.cuda" if variant == "cuda" else "Dockerfile"


def _add(tar: tarfile.TarFile, path: Path, inside: str) -> None:
    """One file without its owner and times: equal contents make equal layers."""
    entry = tar.gettarinfo(str(path), inside)
    entry.uid = entry.gid = entry.mtime = 0
    entry.uname = entry.gname = ""
    entry.mode = 0o644
    with path.open("rb") as file:
        tar.addfile(entry, file)


def _folder() -> Path:
    packed = _PACKAGE / "_docker"
    return packed if packed.is_dir() else _PACKAGE.parent / "docker"
