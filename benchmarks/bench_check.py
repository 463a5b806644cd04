"""How long a student waits for ``autograde check``: the first time, and with a warm process. Linux.

Runs the command as a person would, in a terminal session of its own, and takes medians of nine; ends with the session,
so nothing is left running. Edits of the code while it runs make warm processes leave and spoil the figures.
"""

from __future__ import annotations

import os
import pty
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = 9
EXERCISES = (("numpy", "09_convolution/conv_naive", 5.0), ("torch", "07_normalization/batchnorm_torch", 20.0))


def check(work: Path, *options: str) -> float:
    """Seconds of wall time of one check."""
    argv = [sys.executable, "-P", "-m", "autograde.cli.main", "check", str(work), "--course", str(ROOT), *options]
    began = time.perf_counter()
    subprocess.run(argv, stdout=2, check=True, env={**os.environ, "PYTHONPATH": str(ROOT)})
    return time.perf_counter() - began


def measure(folder: Path, out: int) -> None:
    """Cold and warm in turn, so that a change of the machine's mood meets both."""
    for kind, name, settle in EXERCISES:
        work = folder / f"{Path(name).name}.py"
        work.write_bytes((ROOT / "solutions" / name / work.name).read_bytes())
        first = check(work)
        time.sleep(settle)  # the warm process imports in the background
        pairs = [(check(work, "--no-warm"), check(work)) for _ in range(ROUNDS)]
        cold, warm = (statistics.median(column) for column in zip(*pairs, strict=True))
        least = min(seconds for _, seconds in pairs)
        line = f"| {kind} | {first:.2f} s | {cold:.2f} s | {warm:.2f} s | {least:.2f} s | {cold / warm:.1f} |\n"
        os.write(out, line.encode())


def main() -> None:
    """Print one line per exercise."""
    read, write = os.pipe()
    with tempfile.TemporaryDirectory(prefix="ag-") as name:
        os.environ["XDG_RUNTIME_DIR"] = name
        child, terminal = pty.fork()
        if child == 0:
            try:
                measure(Path(name), write)
            finally:
                os._exit(0)
        os.close(write)
        with os.fdopen(terminal, "rb", buffering=0) as screen:
            try:
                while screen.read(1 << 16):
                    pass
            except OSError:  # the terminal is closed when its last user ends
                pass
        os.waitpid(child, 0)
        print("| exercise | first | cold | warm | quickest warm | cold / warm |\n|---|---|---|---|---|---|")
        with os.fdopen(read, encoding="utf-8") as lines:
            print(lines.read(), end="")
    print(f"medians of {ROUNDS}; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")


if __name__ == "__main__":
    main()
