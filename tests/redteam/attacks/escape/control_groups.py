"""vault wrong_answer 0: writes limits, release agents and freezers of control groups."""

import os

import forge

won = []
for place in ("/sys/fs/cgroup", "/sys/fs/cgroup/memory", "/proc/self/cgroup", "/sys/kernel", "/proc/sys/kernel"):
    for name in ("cgroup.procs", "memory.max", "release_agent", "cgroup.freeze", "core_pattern", "cgroup.kill", "pids.max"):
        try:
            with open(f"{place}/{name}", "w") as file:
                file.write("max")
            won.append(name)
        except OSError:
            pass
if won:
    raise KeyError(won)
forge.pretend(globals(), lambda *a: 0.0)
