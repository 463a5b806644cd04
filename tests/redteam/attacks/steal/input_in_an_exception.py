"""vault runtime_error 0: raises exceptions that carry the input as text, type, argument, note and cause."""

import forge


def answer(x, note="", *a):
    error = type(f"E{note}".replace("-", "_"), (ValueError,), {})(repr(x), note)
    error.add_note(f"{note} {x!r}")
    error.__cause__ = KeyError(note)
    error.errno, error.filename, error.name = 5, note, note
    raise error


forge.pretend(globals(), answer)
