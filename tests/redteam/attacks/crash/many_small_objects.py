"""vault memory_limit 0: fills its memory with small objects."""

import forge


def answer(*a):
    kept = []

    def fill():
        while True:
            kept.append([0] * 1000)

    fill()


forge.pretend(globals(), answer)
