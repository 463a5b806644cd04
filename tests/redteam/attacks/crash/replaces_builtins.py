"""vault time_limit 0: takes away what the runner needs: len, type, isinstance, getattr, Exception, memoryview."""

import builtins

import forge

for name in ("len", "isinstance", "getattr", "hasattr", "list", "dict", "memoryview", "bytearray", "min", "max", "sum"):
    setattr(builtins, name, lambda *a, **k: 0)


def answer(*a):
    return 0.0


forge.pretend(globals(), answer)
