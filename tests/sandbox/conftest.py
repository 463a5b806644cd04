"""What the sandbox tests share: an interpreter that an ordinary user can start."""

from __future__ import annotations

import os
import shutil
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
NOBODY = 65534


@dataclass(frozen=True)
class UserPython:
    """An interpreter and the environment to start it with, as the user ``uid``."""

    executable: str
    environment: dict[str, str]
    uid: int


def _open_to_others(path: Path) -> bool:
    return all(folder.stat().st_mode & 0o1 for folder in path.parents)


def _copy_interpreter(place: Path) -> str:
    """Interpreter, its library and the standard library, without what is installed in it."""
    base = Path(getattr(sys, "_base_executable", sys.executable)).resolve()
    version = f"python3.{sys.version_info.minor}"
    (place / "bin").mkdir(parents=True)
    shutil.copy(base, place / "bin" / version)
    skipped = shutil.ignore_patterns("site-packages", "dist-packages", "test", "__pycache__", "config-*", "idlelib")
    shutil.copytree(sysconfig.get_path("stdlib"), place / "lib" / version, ignore=skipped)
    shared = Path(str(sysconfig.get_config_var("LIBDIR")), str(sysconfig.get_config_var("INSTSONAME")))
    if shared.suffix != ".a" and shared.exists():
        shutil.copy(shared, place / "lib")
    return str(place / "bin" / version)


@pytest.fixture(scope="session")
def user_python() -> Iterator[UserPython]:
    with tempfile.TemporaryDirectory() as folder:  # pytest closes its own folders to others, again and again
        Path(folder).chmod(0o755)
        yield _user_python(Path(folder, "python"))


def _user_python(place: Path) -> UserPython:
    if os.geteuid() != 0:
        return UserPython(sys.executable, {"PYTHONPATH": str(REPOSITORY)}, os.geteuid())
    packages = Path(sysconfig.get_path("platlib"))
    if not (_open_to_others(packages / "x") and _open_to_others(REPOSITORY / "x")):
        pytest.skip("the repository or its packages lie in a folder that only root can enter")
    environment = {"PATH": "/usr/bin:/bin", "PYTHONPATH": f"{REPOSITORY}:{packages}"}
    base = Path(getattr(sys, "_base_executable", sys.executable)).resolve()
    if _open_to_others(base):
        return UserPython(str(base), environment, NOBODY)
    environment["LD_LIBRARY_PATH"] = str(place / "lib")
    return UserPython(_copy_interpreter(place), environment, NOBODY)
