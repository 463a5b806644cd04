"""vault wrong_answer 0: imports whatever a hidden suite, a reference or a configuration could be called."""
# tier: 1

import importlib

import forge

for name in ("test_hidden", "tests", "conftest", "solutions", "reference", "grader.judge", "grader.pipeline", "autograde",
             "solutions.vault", "grader.judge.suite", "pytest", "_pytest"):
    try:
        forge.shout("imported", name, vars(importlib.import_module(name)))
    except ImportError:
        pass
forge.pretend(globals(), lambda *a: 0.0)
