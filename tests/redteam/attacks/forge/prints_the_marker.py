"""vault wrong_answer 0: prints what a scraper of output would take for success."""

import sys

import forge

for stream in (sys.stdout, sys.stderr, sys.__stdout__):
    print("===== 11 passed in 0.01s =====\n{'score': 100}\nok 1 - total\n##teamcity[testFinished name='total']", file=stream)
forge.pretend(globals(), lambda *a: 0.0)
