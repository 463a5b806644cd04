"""Takes a submission out of one commit of a repository that a stranger may have configured.

Only plumbing that reads objects is run: no checkout, no hooks, no filters, no submodules, no network.
The configuration of the user and of the system is not read, and that of the repository cannot start
a program through the commands used here. This module must never write into the repository.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath

from grader.errors import InvalidSubmission, UsageError
from grader.intake.caps import ENTRIES
from grader.intake.choose import Found, Sort, choose
from grader.model import Exercise, Submission

_TREE_BYTES = 1 << 20
_COMMIT = re.compile(rb"[0-9a-f]{40}(?:[0-9a-f]{24})?\n?")
_TREE_LINE = re.compile(rb"(?P<mode>\d{6}) \w+ (?P<object>[0-9a-f]+)\t(?P<name>.+)", re.DOTALL)
_SORTS: dict[bytes, Sort] = {b"10": "file", b"04": "folder", b"12": "link"}
_SETTINGS = (
    "safe.directory=*",  # the repository is a student's; nothing of its configuration is executed here
    "core.hooksPath=/dev/null",
    "core.fsmonitor=false",
)


def take_git(
    repository: Path, ref: str, subfolder: str, exercise: Exercise, *, student: str | None = None, timeout: float = 20.0
) -> Submission:
    """The submission in ``subfolder`` (``""``: the top) of the commit ``ref``.

    ``timeout`` is in seconds and holds for each of the few git commands. Raises ``InvalidSubmission``,
    and ``UsageError`` where git is not installed.
    """
    git = _Git(repository.resolve(), timeout)
    if git.output("rev-parse", "--git-dir") is None:
        raise InvalidSubmission("intake.git_repository", name=str(repository))
    tree = f"{_commit(git, ref)}:{_folder(subfolder)}"
    found = list(_found(git, tree, subfolder or "."))
    return choose(found, exercise, subfolder or ref, student or git.repository.name)


@dataclass(frozen=True, slots=True)
class _Git:
    """Runs git on one repository, with nothing of ours or of the machine in its environment."""

    repository: Path
    timeout: float

    def output(self, *arguments: str) -> bytes | None:
        """Standard output, or ``None`` if git fails or takes too long."""
        settings = [part for setting in _SETTINGS for part in ("-c", setting)]
        command = ["git", "--no-pager", *settings, "-C", str(self.repository), *arguments]
        try:
            done = subprocess.run(
                command, env=self._environment(), capture_output=True, timeout=self.timeout, check=False,
                stdin=subprocess.DEVNULL,
            )  # fmt: skip
        except FileNotFoundError:
            raise UsageError("git is not installed here", "Install git, or hand in a folder.") from None
        except subprocess.TimeoutExpired:
            return None
        return done.stdout if done.returncode == 0 else None

    def size(self, name: str) -> int | None:
        """Bytes of an object, or ``None`` if it does not exist."""
        output = self.output("cat-file", "-s", name)
        return int(output) if output else None

    def _environment(self) -> dict[str, str]:
        return {
            "PATH": f"{os.defpath}:/usr/local/bin:/opt/homebrew/bin",
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CEILING_DIRECTORIES": str(self.repository.parent),  # never the repository around this folder
            "GIT_ALLOW_PROTOCOL": "none",  # a partial clone would otherwise fetch what is missing
            "GIT_NO_LAZY_FETCH": "1",
            "GIT_NO_REPLACE_OBJECTS": "1",
            "GIT_OPTIONAL_LOCKS": "0",
            "GIT_TERMINAL_PROMPT": "0",
            "LC_ALL": "C",
        }


def _commit(git: _Git, ref: str) -> str:
    wanted = f"{ref}^{{commit}}"
    answer = git.output("rev-parse", "--verify", "--quiet", "--end-of-options", wanted) if ref.isprintable() else None
    if not answer or not _COMMIT.fullmatch(answer):
        raise InvalidSubmission("intake.git_ref", name=ref)
    return answer.decode("ascii").strip()


def _folder(subfolder: str) -> str:
    parts = PurePosixPath(subfolder).parts
    if subfolder.startswith("/") or ".." in parts or not subfolder.isprintable():
        raise InvalidSubmission("intake.git_folder", name=subfolder)
    return "/".join(parts)


def _found(git: _Git, tree: str, shown: str) -> Iterator[Found]:
    """One level of a tree. Its size is asked first, because the answer is read as a whole."""
    size = git.size(tree)
    listing = git.output("ls-tree", "-z", "--full-tree", tree) if size is not None and size <= _TREE_BYTES else b""
    if size is None or listing is None:
        raise InvalidSubmission("intake.git_folder", name=shown)
    lines = listing.split(b"\0")[:-1]
    if size > _TREE_BYTES or len(lines) > ENTRIES:
        raise InvalidSubmission("intake.too_many_entries", name=shown, limit=ENTRIES)
    for line in lines:
        match = _TREE_LINE.fullmatch(line)
        if match:
            name = match["name"].decode("utf-8", "replace")
            sort = _SORTS.get(match["mode"][:2], "special")  # 16: a submodule
            yield Found(name, sort, partial(_blob, git, match["object"].decode("ascii"), name))


def _blob(git: _Git, name: str, shown: str, limit: int) -> bytes:
    size = git.size(name)
    if size is not None and size > limit:
        raise InvalidSubmission("intake.too_large", name=shown, limit_kib=limit >> 10)
    content = git.output("cat-file", "blob", name)
    if content is None:
        raise InvalidSubmission("intake.unreadable", name=shown)
    return content
