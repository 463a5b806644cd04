"""Builds what attacks hand in that is more than a file: archives, notebooks, folders, repositories, cohorts.

Takes the description of a fixture and writes it below a temporary folder, hostile as it is described. Only file
formats are made here; nothing that is made is ever executed or unpacked by this module.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import warnings
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from autograde.redteam.record import HONEST
from grader.errors import UsageError

Spec = Mapping[str, Any]
_METHODS = {"stored": zipfile.ZIP_STORED, "deflated": zipfile.ZIP_DEFLATED, "bzip2": zipfile.ZIP_BZIP2}
_EPOCH = (2026, 1, 1, 0, 0, 0)


def build(spec: Spec, root: Path, honest: bytes) -> Path:
    """Write what ``spec`` describes below ``root``; where it lies. ``honest`` replaces the mark of the reference."""
    build_form: dict[str, Callable[[Spec, Path, bytes], Path]] = {
        "file": _file,
        "zip": _zip,
        "notebook": _notebook,
        "folder": _folder,
        "git": _repository,
        "cohort": _cohort,
    }
    return build_form[spec["form"]](spec, root, honest)


def content(entry: Spec, honest: bytes) -> bytes:
    """The bytes of one entry: ``text`` or ``hex``, ``repeat`` times."""
    raw = bytes.fromhex(entry["hex"]) if "hex" in entry else str(entry.get("text", "")).encode("utf-8", "surrogatepass")
    return raw.replace(HONEST.encode("ascii"), honest) * int(entry.get("repeat", 1))


def _file(spec: Spec, root: Path, honest: bytes) -> Path:
    path = root / str(spec["name"])
    path.write_bytes(content(spec, honest))
    return path


# --- archives ------------------------------------------------------------------------------------


def _zip(spec: Spec, root: Path, honest: bytes) -> Path:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # two entries of one name are what some attacks are about
        for entry in spec["entries"]:
            archive.writestr(_info(entry), content(entry, honest))
        archive.comment = str(spec.get("comment", "")).encode("utf-8")
    raw = buffer.getvalue()
    for before, after in spec.get("patches", ()):
        raw = raw.replace(bytes.fromhex(before), bytes.fromhex(after))
    path = root / str(spec.get("name", "handed_in.zip"))
    path.write_bytes(bytes.fromhex(spec.get("prepend", "")) + raw)
    return path


def _info(entry: Spec) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(entry["name"], _EPOCH)
    info.filename = info.orig_filename = entry["name"]  # the constructor would tidy it up
    info.compress_type = _METHODS[entry.get("method", "deflated")]
    info.external_attr = int(entry.get("mode", "100644"), 8) << 16
    return info


# --- notebooks -----------------------------------------------------------------------------------


def _notebook(spec: Spec, root: Path, honest: bytes) -> Path:
    path = root / str(spec.get("name", "vault.ipynb"))
    if "raw" in spec:
        path.write_bytes(content({"text": spec["raw"], "repeat": spec.get("repeat", 1)}, honest))
        return path
    cells = [_cell(cell, honest) for cell in spec["cells"]]
    document = {"nbformat": 4, "nbformat_minor": 5, "metadata": spec.get("metadata", {}), "cells": cells}
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def _cell(cell: Spec, honest: bytes) -> dict[str, Any]:
    source = content({"text": cell["source"]}, honest).decode("utf-8")
    made: dict[str, Any] = {"cell_type": cell.get("type", "code"), "metadata": cell.get("metadata", {})}
    made |= {"source": source.splitlines(keepends=True)}
    if made["cell_type"] == "code":
        made |= {"execution_count": 1, "outputs": cell.get("outputs", [])}
    return made | {name: cell[name] for name in ("attachments", "id") if name in cell}


# --- folders -------------------------------------------------------------------------------------


def _folder(spec: Spec, root: Path, honest: bytes) -> Path:
    folder = root / str(spec.get("name", "handed_in"))
    _fill(folder, spec.get("entries", ()), honest)
    return folder


def _fill(folder: Path, entries: Any, honest: bytes) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for entry in entries:
        path = folder / entry["name"]
        path.parent.mkdir(parents=True, exist_ok=True)
        if "link" in entry:
            path.symlink_to(entry["link"])
        elif entry.get("fifo"):
            os.mkfifo(path)
        elif entry.get("folder"):
            path.mkdir()
        else:
            path.write_bytes(content(entry, honest))


def _cohort(spec: Spec, root: Path, honest: bytes) -> Path:
    cohort = root / "cohort"
    cohort.mkdir()
    for student in spec["students"]:
        if "link" in student:
            (cohort / student["folder"]).symlink_to(student["link"])
        else:
            _fill(cohort / student["folder"], student.get("entries", ()), honest)
    return cohort


# --- repositories --------------------------------------------------------------------------------


def _repository(spec: Spec, root: Path, honest: bytes) -> Path:
    repository = root / "repository"
    _fill(repository, spec.get("entries", ()), honest)
    _git(repository, "init", "--quiet", "--initial-branch=main")
    _git(repository, "add", "--all", "--force")
    for mode, name, text in spec.get("index", ()):
        blob = "1" * 40 if mode == "160000" else _git(repository, "hash-object", "-w", "--stdin", stdin=text)
        _git(repository, "update-index", "--add", "--cacheinfo", f"{mode},{blob},{name}")
    _git(repository, "commit", "--quiet", "--allow-empty", "--message", spec.get("message", "work"))
    _fill(repository / ".git", spec.get("inside", ()), honest)
    for hook in (repository / ".git" / "hooks").glob("*"):
        hook.chmod(0o755)
    return repository


def _git(repository: Path, *arguments: str, stdin: str = "") -> str:
    who = [("user.name", "red"), ("user.email", "red@example.invalid"), ("commit.gpgsign", "false")]
    command = ["git", *(part for name, value in who for part in ("-c", f"{name}={value}")), "-C", str(repository)]
    variables = {"PATH": os.defpath + ":/usr/local/bin", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    try:
        done = subprocess.run(
            [*command, *arguments], input=stdin, env=variables, capture_output=True, text=True, check=True
        )
    except FileNotFoundError:
        raise UsageError("git is not installed here", "install git to try the attacks on repositories") from None
    return done.stdout.strip()
