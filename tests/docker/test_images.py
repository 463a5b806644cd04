"""What an image holds and what it is built from: pinned, minimal, and nothing that judges."""

from __future__ import annotations

import io
import json
import re
import tarfile
from pathlib import Path

import pytest

from autograde.image import build
from grader.candidate.container import code_digest
from grader.errors import GraderError, UsageError
from grader.sandbox import image as images
from grader.sandbox.containers import CAPABILITIES
from grader.sandbox.engine import Engine

ROOT = Path(__file__).resolve().parents[2]
DOCKER = ROOT / "docker"
JUDGES = re.compile(r"test_hidden|test_public|solutions/|/judge|/_?pytest|\.pem$|id_rsa|/bin/(sh|bash|pip)")
DEFAULT_CAPABILITIES = {
    "CHOWN", "DAC_OVERRIDE", "FSETID", "FOWNER", "MKNOD", "NET_RAW", "SETGID", "SETUID", "SETFCAP", "SETPCAP",
    "NET_BIND_SERVICE", "SYS_CHROOT", "KILL", "AUDIT_WRITE",
}  # fmt: skip


def pinned(path: Path) -> dict[str, str]:
    """Versions by name, of a requirements or constraints file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    pairs = [line.rstrip(" \\").split("==") for line in lines if "==" in line and not line.startswith("#")]
    return {re.sub(r"[-_.]+", "-", name).lower(): version for name, version in pairs}


@pytest.mark.parametrize("variant", images.VARIANTS)
def test_an_image_holds_the_versions_that_the_project_is_tested_with(variant: str) -> None:
    tested = pinned(ROOT / "constraints.txt")
    wanted = pinned(DOCKER / f"requirements-{variant}.txt")
    assert {name: version for name, version in wanted.items() if tested.get(name, version) != version} == {}
    assert {"numpy", "msgpack"} <= set(wanted)


@pytest.mark.parametrize("variant", images.VARIANTS)
def test_every_package_is_checked_by_hash(variant: str) -> None:
    text = (DOCKER / f"requirements-{variant}.txt").read_text(encoding="utf-8")
    packages = re.split(r"(?m)^(?=[a-z])", text)[1:]
    assert packages
    assert [package for package in packages if "--hash=sha256:" not in package] == []


@pytest.mark.parametrize("variant", images.VARIANTS)
def test_a_builder_is_sent_our_candidate_code_and_nothing_of_the_course(variant: str) -> None:
    with images.context(variant) as packed, tarfile.open(fileobj=packed) as tar:
        names = set(tar.getnames())
    code = {name for name in names if name.startswith("grader/")}
    assert {"grader/__init__.py", "grader/candidate/zygote.py"} <= code
    assert [name for name in code if not re.match(r"grader/(__init__\.py|wire/|candidate/)", name)] == []
    assert names - code == {
        f"docker/{images.dockerfile(variant)}", "docker/assemble.sh", f"docker/requirements-{variant}.txt"
    }  # fmt: skip


def test_a_plain_docker_build_sends_no_more(tmp_path: Path) -> None:
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    rules = [line for line in lines if line and not line.startswith("#")]
    assert rules[0] == "*"
    allowed = {line[1:] for line in rules if line.startswith("!")}
    assert allowed == {"docker", "grader/__init__.py", "grader/wire", "grader/candidate"}


def test_both_dockerfiles_end_alike() -> None:
    plain, cuda = ((DOCKER / name).read_text(encoding="utf-8") for name in ("Dockerfile", "Dockerfile.cuda"))
    command = plain[plain.index("CMD [") :]
    assert cuda.endswith(command)
    assert "USER 65534:65534" in plain
    assert "USER 65534:65534" in cuda


def test_the_folder_docker_shadows_no_module() -> None:
    assert [*DOCKER.rglob("*.py")] == []


def test_the_profile_refuses_by_default_and_opens_no_namespace() -> None:
    profile = json.loads(images.seccomp_profile())
    assert profile["defaultAction"] == "SCMP_ACT_ERRNO"
    allowed = {name for rule in profile["syscalls"] if rule["action"] == "SCMP_ACT_ALLOW" for name in rule["names"]}
    assert not allowed & {
        "mount", "umount2", "unshare", "setns", "pivot_root", "ptrace", "bpf", "keyctl", "add_key", "perf_event_open",
        "io_uring_setup", "userfaultfd", "mknod", "mknodat", "kexec_load", "init_module", "open_by_handle_at", "clone3",
        "process_vm_readv", "shmget", "mq_open",
    }  # fmt: skip


def test_the_capabilities_are_few_and_docker_gives_them_by_default() -> None:
    assert len(CAPABILITIES) == 4
    assert set(CAPABILITIES) < DEFAULT_CAPABILITIES


def test_a_wheelhouse_without_wheels_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        next(build(("numpy",), wheelhouse=tmp_path))


@pytest.mark.docker
def test_an_image_that_cannot_be_built_says_why(url: str, tmp_path: Path) -> None:
    (tmp_path / "nothing.whl").touch()
    with pytest.raises(GraderError) as failed:
        next(build(("numpy",), engine=url, base_image="autograde-no-such-base:1", wheelhouse=tmp_path))
    assert failed.value.exit_code == 4


@pytest.mark.docker
@pytest.mark.parametrize("variant", ["numpy", "torch"])
def test_an_image_holds_nothing_that_judges_and_no_shell(engine: Engine, variant: str) -> None:
    api = engine._api
    container = api.create_container(images.name(variant), command=["/python3"])["Id"]
    try:
        chunks = api.export(container)
        with tarfile.open(fileobj=_Stream(chunks), mode="r|") as tar:
            names = [entry.name for entry in tar]
        assert not any(chunk.strip(b"\0") for chunk in chunks), "nothing but padding comes after its end"
    finally:
        engine.remove(container)
    assert any(name.endswith("inside/opt/packages/grader/candidate/runner.py") for name in names)
    # PyTorch and NumPy bring files of such names for their own users.
    ours = [name for name in names if not re.search(r"opt/packages/(torch|numpy|sympy|networkx|setuptools)/", name)]
    assert [name for name in ours if JUDGES.search(f"/{name}")] == []
    assert not any(re.search(r"packages/(_pytest|pytest|grader/(judge|pipeline|report))", name) for name in names)


@pytest.mark.docker
def test_the_image_holds_the_code_that_is_running_here(engine: Engine) -> None:
    api = engine._api
    source = "import sys; sys.path.append('/opt/packages')\nfrom grader.candidate.container import code_digest\n"
    command = ["/python3", "-S", "-B", "-c", f"{source}print(code_digest())"]
    host = api.create_host_config(network_mode="none", read_only=True)
    container = api.create_container(images.name("numpy"), command=command, host_config=host)["Id"]
    try:
        api.start(container)
        api.wait(container, timeout=60)
        assert api.logs(container).decode().strip() == code_digest()
    finally:
        engine.remove(container)


class _Stream(io.RawIOBase):
    """Chunks as a file that can only be read forwards."""

    def __init__(self, chunks: object) -> None:
        self._chunks = iter(chunks)  # type: ignore[call-overload]  # a generator of the SDK
        self._rest = b""

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        while len(self._rest) < size and (more := next(self._chunks, b"")):
            self._rest += more
        out, self._rest = self._rest[:size], self._rest[size:]
        return out
