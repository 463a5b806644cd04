"""vault/widen runtime_error 0: references that it never gave out, or gave out in another case, come back as caches."""

import forge


def squeeze(x):
    forge.say("ok", [1, [7, "ref", 424242, "tuple"], [7, "ref", -1, "tuple"]])
    return x, (x,)


forge.pretend(globals(), lambda *a: 0.0)
