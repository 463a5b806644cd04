"""vault runtime_error 0: a frame of a hundred thousand empty lists, of NaN keys, of equal keys and of huge integers."""

import forge

BOMBS = [
    [0] + [[0]] * 100_000, [2] + [float("nan"), 1] * 20_000, [2] + ["a", 1] * 20_000, [6, "9" * 100_000],
    [6, "1e5"], [3, "float64", [1 << 40, 1 << 40], "C", True, 0, 8], [3, "float64", [-1], "C", True, 0, 8],
    [3, "object", [1], "C", True, 0, 8], [5, "float32", [2], True, True, "cuda", 0, 8], [4, "float64", b"x"], [99], [[]],
]


def answer(*a):
    BOMBS.append(BOMBS.pop(0))
    forge.say("ok", BOMBS[0])


forge.pretend(globals(), answer)
