"""Which sandbox to use: the strongest this machine offers, or a refusal. Fails closed.

Other people's code never runs below tier 1 unless a person asked for exactly that by name.
"""

from __future__ import annotations

from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

from grader.errors import SandboxUnavailable, UsageError
from grader.sandbox.base import RUNNER, Sandbox, SandboxSpec
from grader.sandbox.docker import DockerOptions, DockerSandbox
from grader.sandbox.engine import DEFAULT_ENGINE
from grader.sandbox.process import ProcessSandbox
from grader.sandbox.unsafe import UnsafeSandbox

NAMES = ("auto", "docker", "process", "unsafe")


def choose(
    name: str,
    spec: SandboxSpec,
    *,
    trusted_code: bool,
    environment: dict[str, str] | None = None,
    force: bool = False,
    docker: DockerOptions = DockerOptions(),
    entry: str = RUNNER,
) -> Sandbox:
    """A started sandbox.

    ``docker`` and ``process`` give that or raise ``SandboxUnavailable``; ``auto`` gives docker where an
    engine answers and has the image, else process. Asking for a runtime or for fresh containers is asking
    for docker. ``unsafe`` must be asked for by name; for code that is not the caller's own
    (``trusted_code`` False) it also needs ``force``. ``environment`` is what ``unsafe`` picks its few
    variables from, ``entry`` the function inside that serves. ``UsageError`` for any other name.
    """
    if name not in NAMES:
        raise UsageError(f"there is no sandbox called '{name}'", f"choose one of: {', '.join(NAMES)}")
    if name == "unsafe":
        if not (trusted_code or force):
            raise SandboxUnavailable(
                "the unsafe sandbox is no boundary and does not run other people's code",
                "use --sandbox process, or run `autograde doctor` to see what this machine offers",
            )
        if spec.gpu:  # it would compute on the CPU and say that it had not
            raise UsageError("the unsafe sandbox knows no GPU", "use --sandbox process or docker with --device cuda")
        return UnsafeSandbox(spec, environment=environment, entry=entry)
    containers_only = bool(docker.runtime) or docker.isolation != "warm"
    if name == "process":
        if containers_only:
            raise UsageError("--runtime and --isolation are about containers", "use them with --sandbox docker")
        return ProcessSandbox(spec, entry=entry)
    if name == "docker" or containers_only:
        return DockerSandbox(spec, docker, entry=entry)
    return _strongest(spec, docker, entry)


def _strongest(spec: SandboxSpec, docker: DockerOptions, entry: str) -> Sandbox:
    """Docker where it is likely to be there and turns out to be, else process."""
    url = docker.engine or DEFAULT_ENGINE
    if find_spec("docker") and (not url.startswith("unix://") or Path(url.removeprefix("unix://")).exists()):
        with suppress(SandboxUnavailable):
            return DockerSandbox(spec, docker, entry=entry)
    return ProcessSandbox(spec, entry=entry)
