"""vault wrong_answer 0: its own memory, copied from the warm process that may have served the judge."""

import ctypes
import sys

import forge

found = []
for module in list(sys.modules.values()):
    found += [t for t in forge.tokens(repr(vars(module))[:20000]) if b"input" not in t]
try:
    for line in open("/proc/self/maps"):
        pass
except OSError:
    pass
block = ctypes.create_string_buffer(1 << 22)
found += forge.tokens(block.raw)
if found:
    forge.shout(found)
forge.pretend(globals(), lambda *a: 0.0)
