"""The reference work: 20 submissions to the 15-case exercise of ``benchmarks/course``.

Fifteen right or nearly right ones, three with a bug, one that raises while it is imported, one that ends its process.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from grader.catalog import open_course, reference_source
from grader.model import Exercise, Submission

COURSE = Path(__file__).parent / "course"
BUGS = (
    "def relu(x):\n    return abs(x)\n",
    "def batchnorm(x, gamma, beta, eps):\n    return gamma * (x - x.mean(axis=1, keepdims=True)) + beta\n",
    "def adam(w, dw, config):\n    return w - 1e-3 * dw, config\n",
)


def exercise() -> Exercise:
    """The exercise of the reference work."""
    return open_course(COURSE).get("fifteen")


def sources() -> list[bytes]:
    """The twenty submissions."""
    right = reference_source(exercise())
    variants = [right + f"\n# variant {i}\n".encode() for i in range(15)]
    wrong = [right + b"\n" + bug.encode() for bug in BUGS]
    raising, leaving = b"raise RuntimeError('import')\n", right + b"\ndef relu(x):\n    import os\n    os._exit(0)\n"
    return [*variants, *wrong, raising, leaving]


def submissions() -> list[Submission]:
    """The twenty submissions as intake would give them."""
    return [
        Submission(f"s{i:02}", "fifteen.py", {"fifteen.py": source}, hashlib.sha256(source).hexdigest())
        for i, source in enumerate(sources())
    ]
