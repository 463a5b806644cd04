"""vault wrong_answer 0: plants links, hard links and devices where a privileged process writes or cleans up."""

import os

import forge

won = []
for name, to in (("core", "/etc/passwd"), ("report.json", "/etc/shadow"), ("a", ".."), ("loop", "loop"), ("out", "/")):
    try:
        os.symlink(to, name)
    except OSError:
        pass
for name in ("/etc/passwd", os.__file__, "/bin/sh"):
    try:
        os.link(name, "hard")
        won.append(name)
    except OSError:
        pass
for mode in (0o020666, 0o060666):
    try:
        os.mknod("node", mode, os.makedev(1, 1))
        won.append("a device")
    except OSError:
        pass
try:
    os.mkfifo("pipe")
except OSError:
    pass
if won:
    raise KeyError(won)
forge.pretend(globals(), lambda *a: 0.0)
