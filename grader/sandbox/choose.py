"""Which sandbox to use: the strongest this machine offers, or a refusal. Fails closed.

Other people's code never runs below tier 1 unless a person asked for exactly that by name.
"""

from __future__ import annotations

from grader.errors import SandboxUnavailable, UsageError
from grader.sandbox.base import Sandbox, SandboxSpec
from grader.sandbox.process import ProcessSandbox
from grader.sandbox.unsafe import UnsafeSandbox

NAMES = ("auto", "process", "unsafe")


def choose(
    name: str,
    spec: SandboxSpec,
    *,
    trusted_code: bool,
    environment: dict[str, str] | None = None,
    force: bool = False,
) -> Sandbox:
    """A started sandbox.

    ``auto`` and ``process`` give the process sandbox or raise ``SandboxUnavailable``. ``unsafe`` must
    be asked for by name; for code that is not the caller's own (``trusted_code`` False) it also needs
    ``force``. ``environment`` is what ``unsafe`` picks its few variables from. ``UsageError`` for
    any other name.
    """
    if name not in NAMES:
        raise UsageError(f"there is no sandbox called '{name}'", f"choose one of: {', '.join(NAMES)}")
    if name == "unsafe":
        if not (trusted_code or force):
            raise SandboxUnavailable(
                "the unsafe sandbox is no boundary and does not run other people's code",
                "use --sandbox process, or run `autograde doctor` to see what this machine offers",
            )
        return UnsafeSandbox(spec, environment=environment)
    return ProcessSandbox(spec)
