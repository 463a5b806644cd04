"""Intake under hostile archives, notebooks, sources and names: a submission within the caps, or ``InvalidSubmission``.

``run`` is the target of the fuzzer; every input is one archive, notebook, source, or a handful of names.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import stat
import unicodedata
import warnings
import zipfile
from pathlib import Path

from grader import intake
from grader.errors import InvalidSubmission
from grader.intake.caps import FILE_BYTES, FILES, TOTAL_BYTES
from grader.intake.names import SAFE_LENGTH, SHOWN_LENGTH, SafeNames, folded, is_module, shadows, shown_name
from grader.messages import render
from grader.model import Exercise, Lang, Submission
from tests.fuzz.choices import Choices
from tests.intake.conftest import make_exercise

EXERCISE: Exercise = make_exercise()
NAMES = (
    "conv_naive.py", "conv-naive.py", "conv_naive.ipynb", "mine.py", "numpy.py", "../conv_naive.py", "/etc/passwd",
    "C:\\a.py", "a/conv_naive.py", "a/", "__MACOSX/x", "con.py", "AUX", "conv_naive.py ", "CONV_NAIVE.PY", "\u202ea.py",
    "conftest.py", "한국어.py", "ﬁle.py", "a\0b.py", "", ".", "..", "x" * 300 + ".py", "sitecustomize.py", "-rf", "~",
)  # fmt: skip
SOURCE = b"def conv_forward_naive(x):\n    return x\n"


def run(data: bytes, folder: Path) -> None:
    """One archive, notebook or source written into ``folder`` (which must be empty), or some names."""
    choices = Choices(data)
    way = choices.below(6)
    if way == 0:
        names([choices.text(90) for _ in range(1 + choices.below(6))])
    elif way == 1:
        hand_in(choices.take(1 << 16), "conv_naive.ipynb", folder)
    elif way == 2:
        hand_in(_notebook(choices), "conv_naive.ipynb", folder)
    elif way == 3:
        name = choices.pick(("conv_naive.py", "my work.py", "s.zip"))
        hand_in(choices.take(1 << 16), name, folder)
    else:
        hand_in(_archive(choices), "s.zip", folder)


# --- properties ------------------------------------------------------------------------------


def hand_in(content: bytes, name: str, folder: Path) -> bool:
    """Whether the file is taken. Nothing else is raised, and nothing but the file lies in ``folder`` afterwards."""
    path = folder / name
    path.write_bytes(content)
    try:
        taken = intake.take(path, EXERCISE, student=name)
    except InvalidSubmission as refused:
        _told(refused)
        return False
    finally:
        assert os.listdir(folder) == [name]  # noqa: PTH208 - a string per call, a hundred thousand times
        path.unlink()
    _within_the_caps(taken)
    return True


def _told(refused: InvalidSubmission) -> None:
    for lang in Lang:
        sentence = render(refused.reason, lang)
        assert sentence
        assert inert(sentence), sentence


def _within_the_caps(taken: Submission) -> None:
    assert taken.main == EXERCISE.filename
    assert taken.main in taken.files
    assert len(taken.files) <= FILES
    assert sum(map(len, taken.files.values())) <= TOTAL_BYTES
    for name, content in taken.files.items():
        assert len(content) <= FILE_BYTES
        assert b"\0" not in content
        assert name == taken.main or (is_module(name) and not shadows(name)), name
    assert taken.digest == _digest(taken.files)
    for note in taken.notes:
        for lang in Lang:
            assert inert(render(note, lang))


def inert(sentence: str) -> bool:
    """Whether nothing in ``sentence`` is invisible, moves the cursor or turns the direction of text."""
    return all(unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp") for char in sentence)


def _digest(files: dict[str, bytes]) -> str:
    total = hashlib.sha256()
    for name, content in sorted(files.items()):
        for item in (name.encode(), content):
            total.update(len(item).to_bytes(8, "little") + item)
    return total.hexdigest()


def names(given: list[str]) -> None:
    """File names of ours made from names of strangers: storable on any disk, and different from each other."""
    used = SafeNames()
    safe = [used.add(name) for name in given]
    for name in safe:
        assert 0 < len(name) <= SAFE_LENGTH
        assert name.isprintable()
        assert not set(name) & set('/\\<>:"|?*\0 ')
        assert not name.startswith((".", "-"))
        assert not name.endswith((".", " "))
        assert len(os.fsencode(name)) <= 255
    assert len({folded(name) for name in safe}) == len(safe)
    for name in map(shown_name, given):
        assert 0 < len(name) <= SHOWN_LENGTH
        assert name.isprintable()
        assert inert(name)


# --- what is built -------------------------------------------------------------------------


def _archive(choices: Choices) -> bytes:
    """A zip with odd names, modes, flags and contents; then some of its bytes are changed."""
    buffer = io.BytesIO()
    with warnings.catch_warnings():  # duplicate names warn, and are wanted
        warnings.simplefilter("ignore")
        with contextlib.suppress(ValueError, UnicodeError), zipfile.ZipFile(buffer, "w") as archive:
            for _ in range(1 + choices.below(5)):
                archive.writestr(_entry(choices), choices.pick((SOURCE, b"", choices.chunk(), b"\0" * 4096)))
    data = bytearray(buffer.getvalue())
    for _ in range(choices.below(4)):
        if data:
            data[-1 - choices.number(2) % len(data)] = choices.below(256)
    return bytes(data) + choices.chunk(8)


def _entry(choices: Choices) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo("x")
    name = choices.pick(NAMES) if choices.below(3) else choices.text(20)
    entry.filename = name.encode("utf-8", "replace").decode()
    mode = choices.pick((0, stat.S_IFREG | 0o644, stat.S_IFDIR | 0o755, stat.S_IFLNK | 0o777, stat.S_IFIFO))
    entry.external_attr = mode << 16
    entry.compress_type = choices.pick((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))
    return entry


def _notebook(choices: Choices) -> bytes:
    lines = ("%matplotlib inline", "!ls", "x = !ls", "%%bash", "np?", "def conv_forward_naive(x): return x", "\ud800")
    cells = []
    for _ in range(choices.below(6)):
        source: object = [choices.pick(lines), choices.text(20)] if choices.below(2) else choices.text(40)
        cells.append({"cell_type": choices.pick(("code", "markdown", "raw")), "source": source})
    document = {"nbformat": choices.pick((4, 4, 4, 3, "4")), "cells": cells}
    return json.dumps(document).encode()
