"""The conformance suite: every backend passes the checks of its tier.

``checks(tier)`` gives the list; a check gets a maker of sandboxes and raises ``Broken`` with a
sentence when its promise is not kept. Run from the shell it prints one JSON line per check::

    python -m grader.sandbox.conformance process --mode landlock

Nothing of any course is read here, and nobody is judged.
"""

from __future__ import annotations

import argparse
import json
import sys

from grader.errors import GraderError
from grader.sandbox.attacks import ATTACKS
from grader.sandbox.base import Sandbox, SandboxSpec
from grader.sandbox.process import ProcessSandbox
from grader.sandbox.promises import CHECKS, LIMITS, SNIPPETS, Broken, Check, Make, denies, sandbox_from
from grader.sandbox.unsafe import UnsafeSandbox
from grader.wire import WireError

__all__ = ["LIMITS", "SNIPPETS", "Broken", "Check", "Make", "checks", "main"]


def checks(tier: int) -> tuple[Check, ...]:
    """Every check that a backend of ``tier`` must pass."""
    promised = [check for check in CHECKS if check.tier <= tier]
    if tier >= 1:
        promised += [denies(attack) for attack in ATTACKS]
    return tuple(promised)


def main(arguments: list[str]) -> int:
    """Check one backend on this machine; 1 when a promise is broken."""
    parser = argparse.ArgumentParser(prog="grader.sandbox.conformance", description="Check a sandbox on this machine.")
    parser.add_argument("backend", choices=("process", "unsafe"))
    parser.add_argument("--mode", choices=("auto", "namespaces", "landlock"), default="auto")
    options = parser.parse_args(arguments)

    def make(spec: SandboxSpec) -> Sandbox:
        if options.backend == "unsafe":
            return UnsafeSandbox(spec, entry=SNIPPETS)
        return ProcessSandbox(spec, mode=options.mode, entry=SNIPPETS)

    with sandbox_from(make) as sandbox:
        facts = sandbox.facts
    rows = [{"name": check.name, "broken": _broken(check, make)} for check in checks(facts.tier)]
    head = {"backend": facts.backend, "tier": facts.tier, "layers": facts.layers, "missing": facts.missing}
    sys.stdout.writelines(json.dumps(line) + "\n" for line in [head, *rows])
    return int(any(row["broken"] for row in rows))


def _broken(check: Check, make: Make) -> str:
    try:
        check.run(make)
    except (Broken, GraderError, WireError, OSError, KeyError) as error:
        return f"{type(error).__name__}: {error}"
    return ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
