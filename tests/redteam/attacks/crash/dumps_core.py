"""vault runtime_error 0: lifts the limit of core files and dies."""

import os
import resource

import forge

try:
    resource.setrlimit(resource.RLIMIT_CORE, (-1, -1))
except (OSError, ValueError):
    pass


def answer(*a):
    os.abort()


forge.pretend(globals(), answer)
