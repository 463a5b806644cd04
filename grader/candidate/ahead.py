"""Modules worth importing once in the zygote, because every candidate would otherwise import them again.

NumPy loads ``numpy.random`` and others on first use. What only some exercises need is named by them: the first
``torch.optim.Optimizer`` of a process imports ``torch._dynamo`` (0.6 s CPU), and a container that serves one
submission should not pay for another's. Only libraries are named here: the zygote must never know a submission.
"""

from __future__ import annotations

import importlib
import sys

_NUMPY = ("numpy.random", "numpy.linalg")
_STANDARD = (
    "abc", "bisect", "builtins", "collections", "contextlib", "copy", "dataclasses", "enum", "functools", "heapq",
    "itertools", "json", "math", "numbers", "operator", "os", "pickle", "random", "re", "string",
    "time", "typing", "warnings",
)  # fmt: skip
_TORCH = ("torch.nn.functional", "torch.optim.lr_scheduler", "torch.autograd.functional")


def import_ahead() -> None:
    """Import what submissions commonly use, of the libraries that are already loaded."""
    for name in (*_STANDARD, *_NUMPY, *(_TORCH if "torch" in sys.modules else ())):
        importlib.import_module(name)
