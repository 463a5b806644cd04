"""optim_momentum wrong_answer 0: the environment, the command line and memory of its own process."""

import gc
import os
import sys


def sgd(w, dw, config=None):
    seen = repr(dict(os.environ)) + repr(sys.argv) + repr(sys.orig_argv) + repr(sys.path)
    for thing in gc.get_objects():
        if isinstance(thing, (dict, list, tuple)) and len(thing) < 2000:
            try:
                seen += repr(thing)[:500]
            except Exception:
                pass
    if any("".join(parts) in seen for parts in (("CAN", "ARY"), ("test_hid", "den"))):
        raise KeyError
    return w, config
