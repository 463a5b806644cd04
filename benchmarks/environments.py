"""An environment of its own for every peer, made once from PyPI and kept in ``benchmarks/.peers``."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PEERS = ROOT / "benchmarks" / ".peers"


def python_of(name: str, packages: Sequence[str]) -> Path | None:
    """The interpreter of the environment ``name``, in which ``packages`` are installed; None if they cannot be.

    NumPy and PyTorch are the same for all: those of ``constraints.txt``.
    """
    folder = PEERS / name
    python, stamp = folder / "bin" / "python", folder / "installed"
    wanted = " ".join(packages)
    if stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
        return python
    print(f"setting up {name}: {wanted}", flush=True)
    PEERS.mkdir(exist_ok=True)
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    done = subprocess.run([*pip, *_pinned(packages)], capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"skipped: {name} cannot be installed: {done.stderr.strip().splitlines()[-1]}")
        return None
    stamp.write_text(wanted, encoding="utf-8")
    return python


def _pinned(packages: Sequence[str]) -> list[str]:
    """NumPy and PyTorch in our version; a peer brings what it wants of everything else."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    ours = {line.partition("==")[0]: line for line in lines if line.startswith(("numpy==", "torch=="))}
    return [ours.get(package, package) for package in packages]


def versions(python: Path, packages: Sequence[str]) -> dict[str, str]:
    """Installed versions of ``packages``."""
    code = "import importlib.metadata as m, sys; print(*(m.version(p) for p in sys.argv[1:]))"
    said = subprocess.run([str(python), "-c", code, *packages], capture_output=True, text=True, check=True).stdout
    return dict(zip(packages, said.split(), strict=True))
