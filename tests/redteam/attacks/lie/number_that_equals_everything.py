"""vault wrong_answer 0: a float and an int of its own class, equal to everything."""

import forge


class Number(float):
    __eq__ = __le__ = __ge__ = lambda self, other: True
    __lt__ = __gt__ = __ne__ = lambda self, other: False
    __sub__ = __rsub__ = __abs__ = lambda self, *other: self
    __hash__ = float.__hash__


forge.pretend(globals(), lambda *a: Number(0))
