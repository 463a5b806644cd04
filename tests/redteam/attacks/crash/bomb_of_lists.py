"""vault runtime_error 0: a frame of a hundred thousand empty lists, of NaN keys, of equal keys and of huge integers."""

import forge

BOMBS = [
    [0] + [[0]] * 100_000, [2] + [float("nan"), 1] * 20_000, [2] + ["a", 1] * 20_000, [6, "9" * 100_000],
    [6, "1e5"], [3, 11, 1, 1 << 40, 1 << 40], [3, 11, 1, -1], [3, 11, 1, 0, 1 << 40], [3, 11, 1, 2.5], [3, 11],
    [3, 99, 1, 1], [5, "float32", True, 2], [4, "float64", b"x"], [99], [[]],
]


def answer(*a):
    BOMBS.append(BOMBS.pop(0))
    forge.say("ok", BOMBS[0])


forge.pretend(globals(), answer)
