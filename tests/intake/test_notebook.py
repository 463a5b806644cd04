"""Notebooks: code cells in order, commands left out, outputs never looked at."""

from __future__ import annotations

import ast
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.candidate.loading import DEFINITIONS_ONLY
from grader.errors import InvalidSubmission
from grader.intake import take
from grader.intake.caps import NOTEBOOK_BYTES, NOTEBOOK_TOKENS
from grader.intake.notebook import MARKER, extract
from grader.model import Exercise, Message

Notebook = Callable[..., Path]


def code_of(*cells: str) -> str:
    """The body after the marker of a notebook with these cells."""
    entries = [{"cell_type": "code", "source": cell} for cell in cells]
    source = extract(json.dumps({"nbformat": 4, "cells": entries}).encode(), "a.ipynb").source.decode()
    return source.removeprefix(MARKER + "\n")


def refusal(content: bytes) -> Message:
    with pytest.raises(InvalidSubmission) as caught:
        extract(content, "a.ipynb")
    return caught.value.reason


def test_cells_are_joined_in_order_below_the_marker(exercise: Exercise, notebook: Notebook) -> None:
    taken = take(notebook("import numpy as np", ["def f(x):\n", "    return x\n"]), exercise)

    assert taken.files["conv_naive.py"].decode() == (
        "# autograde: definitions-only\n"
        "# --- cell 1 ---\nimport numpy as np\n\n"
        "# --- cell 2 ---\ndef f(x):\n    return x\n"
    )
    assert taken.notes == (Message("intake.note.notebook_cells", {"name": "conv_naive.ipynb", "count": 2}),)


def test_the_marker_is_the_one_that_the_candidate_looks_for() -> None:
    assert MARKER.encode() == DEFINITIONS_ONLY


@pytest.mark.parametrize(
    "command",
    ["%matplotlib inline", "!pip install torch", "?np.dot", "np.dot?", "np.dot??", "files = !ls", "t = %timeit -o f(1)",
     "%%time"],
)  # fmt: skip
def test_commands_are_left_out_and_counted(command: str) -> None:
    cell = f"x = 1\n{command}\ny = 2"
    extracted = extract(
        json.dumps({"nbformat": 4, "cells": [{"cell_type": "code", "source": cell}]}).encode(), "a.ipynb"
    )

    assert code_of(cell) == "# --- cell 1 ---\nx = 1\npass  # notebook command\ny = 2\n"
    assert extracted.notes[1] == Message("intake.note.notebook_commands", {"count": 1})


def test_a_command_that_is_a_whole_block_leaves_valid_code() -> None:
    tree = ast.parse(code_of("if True:\n    !pip install torch\nx = 1"))

    assert [type(node) for node in tree.body] == [ast.If, ast.Assign]


@pytest.mark.parametrize("line", ["x = (7\n     % 2)", "y = (x\n     != 2)", "z = 7 % 2", "# why?", "s = 'what?'"])
def test_python_that_looks_similar_is_kept(line: str) -> None:
    assert code_of(line) == f"# --- cell 1 ---\n{line}\n"


def test_cells_in_another_language_are_left_out_and_counted(exercise: Exercise, notebook: Notebook) -> None:
    taken = take(notebook("%%bash\nrm -rf /", "x = 1", "\n%%html\n<b>"), exercise)

    assert b"rm" not in taken.files["conv_naive.py"]
    assert taken.notes[1] == Message("intake.note.notebook_magic_cells", {"count": 2})


def test_outputs_prose_and_unknown_cells_are_not_looked_at(exercise: Exercise, tmp_path: Path) -> None:
    cells: list[dict[str, object]] = [
        {"cell_type": "raw", "source": 7},
        {"cell_type": "markdown"},
        {"cell_type": "code", "source": "x = 1", "outputs": {"text/html": "<script>"}, "id": None},
    ]
    path = tmp_path / "a.ipynb"
    path.write_text(json.dumps({"nbformat": 4, "cells": cells}), encoding="utf-8")

    assert b"script" not in take(path, exercise).files["conv_naive.py"]


def test_the_digest_of_a_notebook_differs_from_that_of_its_code(exercise: Exercise, notebook: Notebook) -> None:
    path = notebook("x = 1\n")
    source = path.with_name("conv_naive.py")
    source.write_text("x = 1\n", encoding="utf-8")

    assert take(path, exercise).digest != take(source, exercise).digest


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"", "intake.notebook_invalid"),
        (b"def f(): ...", "intake.notebook_invalid"),
        (b"[]", "intake.notebook_invalid"),
        (b"null", "intake.notebook_invalid"),
        (b"\xff\xfe{}", "intake.notebook_invalid"),
        (b'{"cells": []}', "intake.notebook_invalid"),
        (b'{"nbformat": "4", "cells": []}', "intake.notebook_invalid"),
        (b'{"nbformat": 4}', "intake.notebook_invalid"),
        (b'{"nbformat": 4, "cells": {}}', "intake.notebook_invalid"),
        (b'{"nbformat": 4, "cells": [1]}', "intake.notebook_invalid"),
        (b'{"nbformat": 4, "cells": [{"cell_type": "code"}]}', "intake.notebook_invalid"),
        (b'{"nbformat": 4, "cells": [{"cell_type": "code", "source": [1]}]}', "intake.notebook_invalid"),
        (b'{"nbformat": 4, "cells": [{"cell_type": "code", "source": "\\ud800"}]}', "intake.notebook_invalid"),
        (b'{"nbformat": ' + b"9" * 5000 + b"}", "intake.notebook_invalid"),
        (b"[" * 100_000, "intake.notebook_invalid"),
        (b'{"nbformat": 3, "worksheets": []}', "intake.notebook_version"),
        (b'{"nbformat": 4, "cells": []}', "intake.notebook_empty"),
        (b'{"nbformat": 4, "cells": [{"cell_type": "code", "source": " \\n"}]}', "intake.notebook_empty"),
        (b'{"nbformat": 4, "cells": [{"cell_type": "code", "source": "%%bash"}]}', "intake.notebook_empty"),
        (b" " * (NOTEBOOK_BYTES + 1), "intake.notebook_too_large"),
        (b"[" + b"{}," * NOTEBOOK_TOKENS, "intake.notebook_too_large"),
    ],
)
def test_what_is_no_notebook_is_refused(content: bytes, key: str) -> None:
    assert refusal(content).key == key


def test_the_code_of_a_notebook_obeys_the_rules_for_sources(exercise: Exercise, notebook: Notebook) -> None:
    with pytest.raises(InvalidSubmission) as caught:
        take(notebook("x = 1\ny = '\u202e'"), exercise)

    assert caught.value.reason == Message("intake.bidi", {"name": "conv_naive.ipynb", "line": 4, "code": "U+202E"})


@pytest.mark.parametrize("name", ["solution.ipynb", "conv-naive.ipynb"])
def test_a_notebook_in_a_folder_needs_the_name_of_the_exercise(
    exercise: Exercise, notebook: Notebook, name: str
) -> None:
    path = notebook("x = 1", name=name)
    taken_by_name = name == "conv-naive.ipynb"
    if taken_by_name:
        assert take(path.parent, exercise).files
    else:
        with pytest.raises(InvalidSubmission, match="main_missing"):
            take(path.parent, exercise)


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner)
    | st.dictionaries(st.sampled_from(["nbformat", "cells", "cell_type", "source", "code"]), inner)))  # fmt: skip
def test_any_json_is_extracted_or_refused(document: object) -> None:
    wrapped = {"nbformat": 4, "cells": [{"cell_type": "code", "source": document}]}
    for value in (document, wrapped):
        try:
            extracted = extract(json.dumps(value).encode(), "a.ipynb")
        except InvalidSubmission:
            continue
        assert extracted.source.startswith(DEFINITIONS_ONLY + b"\n")
