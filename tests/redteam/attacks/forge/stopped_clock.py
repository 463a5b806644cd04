"""vault/total time_limit 0: stops every clock of its own process, so that no time seems to pass."""

import time

import forge

for name in ("time", "monotonic", "perf_counter", "process_time", "thread_time"):
    setattr(time, name, lambda: 0.0)
_sleep = time.sleep


def answer(*_):
    _sleep(30)


forge.pretend(globals(), answer)
