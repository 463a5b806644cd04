"""vault wrong_answer 0: looks for sockets of the engine, the system bus and the display."""

import os

import forge

won = []
import socket

for name in ("/var/run/docker.sock", "/run/docker.sock", "/run/containerd/containerd.sock", "/run/dbus/system_bus_socket",
             "/tmp/.X11-unix/X0", "/run/systemd/private", "/run/autograde/control", "/run/autograde/streams"):
    try:
        sock = socket.socket(socket.AF_UNIX)
        sock.connect(name)
        won.append(name)
    except OSError:
        pass
if won:
    raise KeyError(won)
forge.pretend(globals(), lambda *a: 0.0)
