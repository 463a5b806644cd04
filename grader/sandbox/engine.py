"""The one place that talks to a Docker engine: through the SDK, with a bound on every call.

An engine that is absent, hung or restarted is ours to explain, never a student's fault: whatever the SDK raises leaves
here as ``SandboxUnavailable``. Containers carry labels that say whose they are, so that those of a killed controller
are found and removed. Nothing here knows what a container is for, and no environment is read.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

from grader.errors import SandboxUnavailable
from grader.sandbox.owners import pid_namespace

DEFAULT_ENGINE = "unix:///var/run/docker.sock"
OWNER = "autograde.owner"
_ANSWER_SECONDS = 10
_WORK_SECONDS = 90
_LEFTOVER = timedelta(minutes=10)  # from making a container to starting it takes two calls at most
_STILL = ("created", "exited", "dead")
_START_ENGINE = "start the Docker engine, or use --sandbox process; `autograde doctor` says what this machine offers"
_BUILD = "build it: autograde image build"


@dataclass(frozen=True, slots=True)
class Image:
    """An image as the engine knows it: its name and the digest of its contents."""

    name: str
    digest: str


@contextmanager
def _asking(what: str, step: str = _START_ENGINE) -> Iterator[None]:
    """Turn every failure of the SDK into one sentence. Its own exceptions, its transport's, and the socket's."""
    from docker.errors import DockerException
    from requests import RequestException

    try:
        yield
    except (DockerException, RequestException, OSError) as error:
        reason = str(getattr(error, "explanation", None) or error).strip()[:500]
        raise SandboxUnavailable(f"{what}: {reason or type(error).__name__}", step) from None


class Engine:
    """A connection to an engine. Raises ``SandboxUnavailable`` when none answers or the SDK is not installed."""

    def __init__(self, url: str | None = None) -> None:
        self.url = url or DEFAULT_ENGINE
        try:
            docker: Any = import_module("docker")  # by name: a checkout's folder of that name is no module
        except ImportError:
            raise SandboxUnavailable("the Docker SDK is not installed", "pip install 'autograde[docker]'") from None
        if self.local and not Path(self.url.removeprefix("unix://")).exists():
            raise SandboxUnavailable(f"no Docker engine answers at {self.url}: there is no such socket", _START_ENGINE)
        with _asking(f"no Docker engine answers at {self.url}"):
            self._api: Any = docker.APIClient(base_url=self.url, version="auto", timeout=_ANSWER_SECONDS, num_pools=4)
            self.info: dict[str, Any] = self._api.info()
            self._api.timeout = _WORK_SECONDS

    @property
    def local(self) -> bool:
        """Whether its containers run on this machine's kernel and see its files."""
        return self.url.startswith("unix://")

    def keeps_on(self, core: int) -> bool:
        """Whether a container of it can be kept on a core of this machine."""
        return self.local and bool(self.info.get("CPUSet")) and core < int(self.info.get("NCPU") or 0)

    @property
    def version(self) -> str:
        """Version of the engine."""
        return str(self.info.get("ServerVersion", ""))

    def runtime(self, wanted: str | None) -> str:
        """The name of the runtime to use. Raises ``SandboxUnavailable`` for one that the engine does not know."""
        known = self.info.get("Runtimes") or {}
        name = wanted or str(self.info.get("DefaultRuntime") or "runc")
        if wanted and wanted not in known:
            raise SandboxUnavailable(
                f"the engine knows no runtime called '{wanted}'",
                f"configure it in the engine's daemon.json; it knows: {', '.join(sorted(known))}",
            )
        return name

    def is_gvisor(self, runtime: str) -> bool:
        """Whether ``runtime`` is gVisor, by the program that the engine starts for it."""
        entry = (self.info.get("Runtimes") or {}).get(runtime) or {}
        program = str(entry.get("path") or entry.get("runtimeType") or runtime)
        return "runsc" in program

    def passes_sockets(self, runtime: str) -> bool:
        """Whether programs behind gVisor may connect to sockets in folders that are mounted for them."""
        entry = (self.info.get("Runtimes") or {}).get(runtime) or {}
        arguments = {str(argument).lstrip("-") for argument in entry.get("runtimeArgs") or ()}
        return bool(arguments & {"host-uds=open", "host-uds=all", "fsgofer-host-uds", "fsgofer-host-uds=true"})

    def image(self, names: tuple[str, ...]) -> Image:
        """The first of ``names`` that exists. Raises ``SandboxUnavailable`` with the command that builds it."""
        from docker.errors import ImageNotFound

        with _asking("the engine does not say which images it has"):
            for name in names:
                try:
                    return Image(name, str(self._api.inspect_image(name)["Id"]))
                except ImageNotFound:
                    continue
        raise SandboxUnavailable(f"there is no image called '{names[0]}'", _BUILD)

    def create(self, image: Image, host: dict[str, Any], *, core: int | None = None, **more: Any) -> str:
        """A new container's id. ``host`` are arguments of the SDK's ``create_host_config``.

        It is kept on ``core``, if the engine has that one to give.
        """
        from docker.errors import APIError

        with _asking(f"no container of {image.name} can be made", _BUILD):
            if core is not None:
                with suppress(APIError):  # asked again without the core, it says what else is wrong
                    return self._create(image, {**host, "cpuset_cpus": str(core)}, more)
            return self._create(image, host, more)

    def _create(self, image: Image, host: dict[str, Any], more: dict[str, Any]) -> str:
        config = self._api.create_host_config(auto_remove=True, **host)
        fixed = {"user": "0:0", "hostname": "candidate", "use_config_proxy": False, "labels": {OWNER: owner()},
                 "stop_timeout": 1}  # an engine that is restarted need not wait for us  # fmt: skip
        return str(self._api.create_container(image.digest, host_config=config, **fixed, **more)["Id"])

    def start(self, container: str) -> int:
        """Start it; the process id of its first process as the engine's machine counts."""
        with _asking("a container does not start"):
            self._api.start(container)
            return int(self._api.inspect_container(container)["State"]["Pid"])

    def attach(self, container: str) -> socket.socket:
        """The raw connection to a container's standard streams; what it prints comes in the engine's framing."""
        with _asking("the engine does not attach to a container"):
            streams = {"stdin": 1, "stdout": 1, "stderr": 1, "stream": 1}
            stream = self._api.attach_socket(container, params=streams)
            with closing(stream._response):  # noqa: SLF001 - else never closed
                raw = getattr(stream, "_sock", None)
                if type(raw) is not socket.socket:
                    raise OSError(f"{self.url} gives no plain connection")
                return raw.dup()

    def is_running(self, container: str) -> bool:
        """Whether it runs, as far as the engine says."""
        try:
            with _asking("the engine does not answer"):
                return bool(self._api.inspect_container(container)["State"]["Running"])
        except SandboxUnavailable:
            return False

    def remove(self, container: str) -> None:
        """Kill and remove a container and its volumes. Never raises: what stays is found by the next ``reap``."""
        with suppress(SandboxUnavailable), _asking("a container cannot be removed"):
            self._api.remove_container(container, force=True, v=True)

    def reap(self) -> int:
        """Remove containers whose controller is gone; how many."""
        with _asking("the engine does not list its containers"):
            found = self._api.containers(all=True, filters={"label": OWNER})
        gone = [seen["Id"] for seen in found if _is_leftover(seen)]
        for container in gone:
            self.remove(container)
        return len(gone)

    def build(self, context: Any, **options: Any) -> Iterator[dict[str, Any]]:
        """Build an image from a tar file; what the engine says, message by message."""
        self._api.timeout = 3600
        with _asking("the image cannot be built"):
            yield from self._api.build(fileobj=context, custom_context=True, decode=True, rm=True, **options)

    def size(self, name: str) -> int:
        """Bytes that an image takes."""
        with _asking("the engine does not know the image"):
            return int(self._api.inspect_image(name)["Size"])

    def close(self) -> None:
        """Close connections. Idempotent."""
        self._api.close()


# --- whose a container is ------------------------------------------------------------------------


def owner() -> str:
    """This process, so that nobody mistakes a later one with its number for it."""
    return f"{_place()}:{os.getpid()}:{_started(os.getpid())}"


def _place() -> str:
    """Where process numbers mean what they mean here: this boot, this pid namespace."""
    boot = ""
    with suppress(OSError):
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    return f"{boot or socket.gethostname()}:{pid_namespace()}"


def _started(pid: int) -> str:
    """When a process began, in the kernel's ticks; empty when there is none."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[19]
    except OSError:
        return ""


def _is_leftover(seen: dict[str, Any]) -> bool:
    """Whether nobody will ever come back for a container: its controller is gone, or it is old and does not run.

    The latter also where the controller lives: it never heard of what a stuck engine made too late.
    """
    place, _, rest = str(seen.get("Labels", {}).get(OWNER, "")).rpartition(":")
    place, _, pid = place.rpartition(":")
    if place == _place() and (not pid.isdecimal() or _started(int(pid)) != rest):
        return True
    return seen.get("State") in _STILL and _is_old(seen)


def _is_old(seen: dict[str, Any]) -> bool:
    return datetime.now(UTC) - datetime.fromtimestamp(int(seen.get("Created", 0)), UTC) > _LEFTOVER
