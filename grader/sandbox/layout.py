"""What a candidate may see: the standard library, the libraries it may import, and our part of the code.

Computed by the controller from the running interpreter. Everything that is not listed here
(the course, pytest, home folders, other packages) does not exist inside the sandbox.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import re
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path

from grader.errors import SandboxUnavailable

PACKAGES = "/packages"
STDLIB = "/python"
DYNLOAD = "/dynload"
_REQUIREMENT = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_C_LIBRARY = re.compile(r"(libc|ld-linux.*|ld-musl.*)[.-]")
_CPU_FILES = ("/proc/cpuinfo", *(f"/sys/devices/system/cpu/{name}" for name in ("online", "possible", "present")))
_MASKED = ("site-packages", "dist-packages", "test")


@dataclass(frozen=True, slots=True)
class Layout:
    """Real paths of everything a candidate needs.

    ``packages`` maps importable top-level names (files or folders) to where they are installed;
    ``code`` are our own modules as ``(relative path, real path)``; ``libraries`` are the shared
    libraries of the system.
    """

    stdlib: str
    dynload: str
    packages: dict[str, str]
    code: tuple[tuple[str, str], ...]
    libraries: tuple[str, ...]

    @property
    def paths(self) -> tuple[str, ...]:
        """Everything that must be readable by whoever the candidate becomes."""
        return (self.stdlib, self.dynload, *self.packages.values(), *self.libraries)


def masks(stdlib: str) -> list[str]:
    """Folders inside a standard library that hold what others installed, and its own tests."""
    return [f"{stdlib}/{name}" for name in _MASKED]


def layout(modules: tuple[str, ...]) -> Layout:
    """What is needed to import ``modules``. Raises ``SandboxUnavailable`` when one is not installed."""
    packages: dict[str, str] = {}
    for name in ("msgpack", *modules):
        packages |= _closure(name.partition(".")[0])
    stdlib = sysconfig.get_path("stdlib")
    dynload = f"{stdlib}/lib-dynload"  # what the interpreter itself expects; the build's own record does not move along
    if not Path(dynload).is_dir():
        dynload = sysconfig.get_config_var("DESTSHARED") or stdlib
    return Layout(stdlib, dynload, packages, tuple(_our_code()), tuple(_libraries()))


def _our_code() -> list[tuple[str, str]]:
    root = Path(__file__).resolve().parent.parent
    files = [root / "__init__.py", *sorted((root / "wire").rglob("*.py")), *sorted((root / "candidate").rglob("*.py"))]
    return [(f"grader/{file.relative_to(root).as_posix()}", str(file)) for file in files]


def _closure(module: str) -> dict[str, str]:
    """Top-level files of the distribution that offers ``module`` and of all it requires."""
    if importlib.util.find_spec(module) is None:
        raise SandboxUnavailable(f"the module {module} is not installed", f"install it: pip install {module}")
    found: dict[str, str] = {}
    done: set[str] = set()
    waiting = [module]
    while waiting:
        name = re.sub(r"[-_.]+", "-", waiting.pop()).lower()
        if name in done:
            continue
        done.add(name)
        try:
            distribution = importlib.metadata.distribution(name)
        except importlib.metadata.PackageNotFoundError:
            continue  # a requirement of another platform or of an extra
        found |= _top_level(distribution)
        waiting += _requirements(distribution)
    return found


def _requirements(distribution: importlib.metadata.Distribution) -> list[str]:
    lines = [line for line in distribution.requires or () if "extra ==" not in line]
    return [match.group() for line in lines if (match := _REQUIREMENT.match(line))]


def _top_level(distribution: importlib.metadata.Distribution) -> dict[str, str]:
    names = {file.parts[0] for file in distribution.files or ()} - {"..", "__pycache__", "bin"}
    found = {name: os.path.realpath(str(distribution.locate_file(name))) for name in sorted(names)}
    return {name: path for name, path in found.items() if Path(path).exists()}


def _libraries() -> list[str]:
    """The folder of the C library, and single libraries from elsewhere that this process has loaded."""
    maps = Path("/proc/self/maps").read_text(encoding="utf-8").splitlines()
    loaded = {Path(line.split()[-1]) for line in maps if ".so" in line}
    home = {path.parent for path in loaded if _C_LIBRARY.match(path.name)}
    inside = (sysconfig.get_path("stdlib"), sysconfig.get_path("platlib"), sys.prefix)
    single = {path for path in loaded if path.parent not in home and not str(path).startswith(inside)}
    merged = {twin for path in home if (twin := Path(f"/usr{path}")).is_dir()}
    return sorted(map(str, home | merged | single))


def cpu_files() -> list[str]:
    """Files from which numerical libraries learn what the processor can do."""
    return [path for path in _CPU_FILES if Path(path).exists()]


def library_links() -> list[list[str]]:
    """Top-level links such as ``/lib64 -> usr/lib64`` through which the loader finds its folders."""
    names = [f"/{name}" for name in ("lib", "lib64", "lib32") if Path(f"/{name}").is_symlink()]
    return [[name, str(Path(name).readlink())] for name in names]
