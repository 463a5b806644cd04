"""Commits of strangers: objects are read, nothing of the repository's configuration is executed."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from grader.errors import InvalidSubmission
from grader.intake import take, take_git
from grader.model import Exercise, Message

SOURCE = b"def conv_forward_naive(x, w):\n    return x\n"
IDENTITY = ["-c", "user.name=n", "-c", "user.email=e@example.org", "-c", "commit.gpgsign=false"]


def git(repository: Path, *arguments: str, stdin: bytes = b"") -> str:
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    command = ["git", "-C", str(repository), *IDENTITY, *arguments]
    return (
        subprocess.run(command, env=environment, check=True, capture_output=True, input=stdin).stdout.decode().strip()
    )


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """One commit on ``main`` with the solution in ``week 3/``."""
    root = tmp_path / "alice"
    (root / "week 3").mkdir(parents=True)
    (root / "week 3" / "conv_naive.py").write_bytes(SOURCE)
    git(root, "init", "-q", "-b", "main")
    git(root, "add", ".")
    git(root, "commit", "-q", "-m", "hand in")
    return root


def refusal(repository: Path, ref: str, folder: str, exercise: Exercise) -> Message:
    with pytest.raises(InvalidSubmission) as caught:
        take_git(repository, ref, folder, exercise)
    return caught.value.reason


@pytest.mark.parametrize("ref", ["main", "HEAD", "refs/heads/main"])
def test_a_folder_of_a_commit_is_taken(repository: Path, exercise: Exercise, ref: str) -> None:
    taken = take_git(repository, ref, "week 3", exercise)

    assert (taken.name, taken.files) == ("alice", {"conv_naive.py": SOURCE})


def test_the_digest_is_that_of_the_same_folder_on_disk(repository: Path, exercise: Exercise) -> None:
    assert take_git(repository, "main", "week 3/", exercise).digest == take(repository / "week 3", exercise).digest


def test_what_is_not_committed_does_not_count(repository: Path, exercise: Exercise) -> None:
    (repository / "week 3" / "conv_naive.py").write_bytes(b"x = 1\n")

    assert take_git(repository, "main", "week 3", exercise).files == {"conv_naive.py": SOURCE}


@pytest.mark.parametrize("ref", ["nowhere", "--help", "-p", "", "main:week 3", "ma\0in", "main\nHEAD", "HEAD~9"])
def test_a_ref_that_is_no_commit_is_refused(repository: Path, exercise: Exercise, ref: str) -> None:
    assert refusal(repository, ref, "week 3", exercise) == Message("intake.git_ref", {"name": ref})


@pytest.mark.parametrize("folder", ["nowhere", "../alice", "/etc", "week 3/conv_naive.py", "week\0", "a\n"])
def test_a_path_that_is_no_folder_is_refused(repository: Path, exercise: Exercise, folder: str) -> None:
    assert refusal(repository, "main", folder, exercise).key == "intake.git_folder"


def test_a_folder_inside_another_repository_is_not_that_repository(repository: Path, exercise: Exercise) -> None:
    assert refusal(repository / "week 3", "main", "", exercise).key == "intake.git_repository"


@pytest.mark.parametrize("name", ["nothing", "file"])
def test_what_is_no_repository_is_refused(tmp_path: Path, exercise: Exercise, name: str) -> None:
    (tmp_path / "file").touch()

    assert refusal(tmp_path / name, "main", "", exercise).key == "intake.git_repository"


def test_a_committed_link_is_refused(repository: Path, exercise: Exercise) -> None:
    (repository / "conv_naive.py").symlink_to("/etc/passwd")
    git(repository, "add", ".")
    git(repository, "commit", "-q", "-m", "link")

    assert refusal(repository, "main", "", exercise) == Message("intake.link", {"name": "conv_naive.py"})


def test_a_submodule_is_refused(repository: Path, exercise: Exercise) -> None:
    commit = git(repository, "rev-parse", "HEAD")
    tree = git(repository, "mktree", "--missing", stdin=f"160000 commit {commit}\tconv_naive.py\n".encode())
    made = git(repository, "commit-tree", tree, "-m", "submodule")

    assert refusal(repository, made, "", exercise) == Message("intake.special", {"name": "conv_naive.py"})


def test_a_large_object_is_refused_before_it_is_read(repository: Path, exercise: Exercise) -> None:
    (repository / "conv_naive.py").write_bytes(b"#" * (2 << 20))
    git(repository, "add", ".")
    git(repository, "commit", "-q", "-m", "large")

    assert refusal(repository, "main", "", exercise).key == "intake.too_large"


def test_nothing_that_the_repository_configures_is_executed(
    repository: Path, exercise: Exercise, tmp_path: Path
) -> None:
    marker = tmp_path / "executed"
    trap = tmp_path / "trap"
    trap.write_text(f"#!/bin/sh\ntouch {marker}\ncat\n", encoding="utf-8")
    trap.chmod(0o755)
    (repository / "week 3" / ".gitattributes").write_text("*.py filter=trap diff=trap\n", encoding="utf-8")
    git(repository, "add", ".")
    git(repository, "commit", "-q", "-m", "traps")
    for name in ("core.fsmonitor", "core.pager", "filter.trap.smudge", "diff.trap.textconv", "core.sshCommand"):
        git(repository, "config", name, str(trap))
    git(repository, "config", "core.hooksPath", str(tmp_path))
    git(repository, "config", "alias.ls-tree", f"!{trap}")
    marker.unlink(missing_ok=True)  # setting the traps may have sprung one
    take_git(repository, "main", "week 3", exercise)

    assert not marker.exists()


def test_missing_objects_are_not_fetched(repository: Path, exercise: Exercise, tmp_path: Path) -> None:
    marker = tmp_path / "executed"
    blob = git(repository, "rev-parse", "main:week 3/conv_naive.py")
    (repository / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    git(repository, "config", "core.repositoryFormatVersion", "1")
    git(repository, "config", "extensions.partialClone", "origin")
    git(repository, "config", "remote.origin.promisor", "true")
    git(repository, "config", "remote.origin.url", f"ext::touch {marker}")
    git(repository, "config", "protocol.ext.allow", "always")

    assert refusal(repository, "main", "week 3", exercise).key == "intake.unreadable"
    assert not marker.exists()
