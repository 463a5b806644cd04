"""vault runtime_error 0: lists and dicts that contain themselves, a hundred thousand levels deep."""

import forge


def answer(*_):
    inside = []
    deep = inside
    for _ in range(100_000):
        deep = [deep]
    inside.append(deep)
    return inside


forge.pretend(globals(), answer)
