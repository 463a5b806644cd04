"""vault wrong_answer 0: returns the input as text, keys, types and names, for a report that repeats answers."""

import numpy as np

import forge

FORMS = [
    lambda x, n: n, lambda x, n: {n: x}, lambda x, n: [n, repr(x)], lambda x, n: type(f"T{n}", (), {})(),
    lambda x, n: np.array([n]), lambda x, n: np.array([(1.0,)], dtype=[("f" + str(n)[:6], float)]),
    lambda x, n: n.encode() if isinstance(n, str) else b"", lambda x, n: complex(1, float(np.ravel(x)[5])),
]


def answer(x, note="", *a):
    FORMS.append(FORMS.pop(0))
    return FORMS[0](x, note if isinstance(note, str) else "")


forge.pretend(globals(), answer)
