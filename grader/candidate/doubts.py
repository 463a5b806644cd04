"""What a person should look at: constructs through which forbidden functions can be reached unseen.

The scan of forbidden names follows what is written; code that builds names while it runs, or reaches into the insides
of a library, passes it. Honest solutions have no use for such constructs, but using one is no proof of anything: it is
flagged for a person and never costs a point. Tables and pure functions only; names of the student's own never count.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass

MAX_DOUBTS = 8
"""So many are told; a person who looks at the first will see the others."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """One construct: ``kind`` is ``dynamic | internal | reflection | native | grader``, with the name and the line."""

    kind: str
    name: str
    line: int


KINDS = ("dynamic", "internal", "reflection", "native", "grader")

INTERNAL = frozenset({
    "_core", "multiarray", "_multiarray_umath", "umath", "_C", "_VF", "_nn", "aten", "prims", "_refs", "_prims",
    "_decomp", "_higher_order_ops", "_inductor", "_ops",
})  # fmt: skip
"""Attributes that lead into numpy or torch below what their manuals describe."""

REFLECTION = frozenset({
    "__globals__", "__closure__", "__code__", "__subclasses__", "__mro__", "__bases__", "__base__", "__builtins__",
    "__loader__", "__getattribute__", "__wrapped__", "__self__", "f_back", "f_locals", "f_globals", "f_builtins",
    "tb_frame", "gi_frame", "cr_frame", "ag_frame", "cell_contents",
})  # fmt: skip
"""Attributes that lead from an object to what it was made from."""

_LIBRARIES = frozenset({"numpy", "torch", "grader"}) | sys.stdlib_module_names
_BUILTINS = {
    "eval": "dynamic",
    "exec": "dynamic",
    "compile": "dynamic",
    "__import__": "dynamic",
}
_PREFIXES = {
    "importlib": "dynamic", "builtins.eval": "dynamic", "builtins.exec": "dynamic",
    "builtins.compile": "dynamic", "builtins.__import__": "dynamic", "runpy": "dynamic",
    "code": "dynamic", "codeop": "dynamic",
    "pickle": "dynamic", "_pickle": "dynamic", "marshal": "dynamic", "shelve": "dynamic", "dill": "dynamic",
    "cloudpickle": "dynamic", "types.FunctionType": "dynamic", "types.CodeType": "dynamic", "codecs.decode": "dynamic",
    "operator.attrgetter": "dynamic", "operator.methodcaller": "dynamic", "torch.jit.CompilationUnit": "dynamic",
    "torch.library": "internal", "torch.ops": "internal", "torch.classes": "internal",
    "sys._getframe": "reflection", "sys._current_frames": "reflection", "sys.modules": "reflection",
    "sys.meta_path": "reflection", "sys.path_hooks": "reflection", "sys.settrace": "reflection",
    "sys.setprofile": "reflection", "sys.addaudithook": "reflection", "gc": "reflection", "unittest.mock": "reflection",
    "inspect.currentframe": "reflection", "inspect.stack": "reflection", "inspect.trace": "reflection",
    "inspect.getattr_static": "reflection", "inspect.getclosurevars": "reflection", "inspect.getmembers": "reflection",
    "ctypes": "native", "_ctypes": "native", "cffi": "native", "_cffi_backend": "native", "numpy.ctypeslib": "native",
    "numpy.f2py": "native", "torch.utils.cpp_extension": "native", "mmap": "native",
    "subprocess": "native", "os.fork": "native", "os.kill": "native", "os.dup2": "native", "os.execv": "native",
    "grader": "grader", "autograde": "grader", "msgpack": "grader",
}  # fmt: skip


def of_builtin(name: str) -> str:
    """The kind of doubt about calling the builtin function ``name``, or an empty string."""
    return _BUILTINS.get(name, "")


def of_name(dotted: str) -> str:
    """The kind of doubt about a library name, or an empty string."""
    parts = dotted.split(".")
    for length in range(1, min(len(parts), 3) + 1):
        kind = _PREFIXES.get(".".join(parts[:length]))
        if kind:
            return kind
    return "internal" if parts[0] in ("numpy", "torch") and INTERNAL.intersection(parts[1:]) else ""


def of_change(dotted: str) -> str:
    """The kind of doubt about changing something of a library, or an empty string."""
    root = dotted.partition(".")[0]
    switch = dotted.startswith("torch.backends")  # flags that courses tell students to set
    return "reflection" if root in _LIBRARIES and not switch else ""


def of_attribute(name: str) -> str:
    """The kind of doubt about an attribute, whatever it is an attribute of, or an empty string."""
    if name in REFLECTION:
        return "reflection"
    return "internal" if name in INTERNAL else ""
