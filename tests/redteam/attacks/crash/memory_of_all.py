"""optim_momentum memory_limit|runtime_error 0: takes all memory of the group through several processes, so that the warm one may die."""

import os
import time

for _ in range(5):
    if os.fork() == 0:
        kept = []
        while True:
            try:
                kept.append(bytearray(b"x" * (8 << 20)))
            except MemoryError:
                time.sleep(60)
kept = []
while True:
    kept.append(bytearray(b"x" * (8 << 20)))
