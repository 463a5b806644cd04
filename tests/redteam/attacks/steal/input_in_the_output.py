"""vault wrong_answer 0: prints its input on every stream and as a warning and a log line."""
# tier: 1

import logging
import sys
import warnings

import forge


def answer(x, note="", *a):
    forge.shout(x, note)
    warnings.warn(f"{note} {x!r}")
    logging.error("%s %r", note, x)
    sys.stderr.write(note if isinstance(note, str) else "")
    return 0.0


forge.pretend(globals(), answer)
