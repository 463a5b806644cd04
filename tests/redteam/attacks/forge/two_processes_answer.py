"""vault runtime_error|wrong_answer 0: forks while it is loaded, so that two processes answer on one channel."""
# tier: 1

import os

import forge

try:
    os.fork()
except OSError:
    pass
forge.pretend(globals(), lambda *a: 0.0)
