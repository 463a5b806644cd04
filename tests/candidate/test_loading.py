"""From a student's bytes to a module: public course files load, and what cannot says why."""

from __future__ import annotations

import sys
import types
from collections.abc import Iterator
from typing import Any

import pytest

from grader.candidate.loading import Loaded, LoadError, examine, load
from grader.candidate.runner import Runner

CELLS = b"# autograde: definitions-only\n"


@pytest.fixture(autouse=True)
def forgotten(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What a submission adds to the import system is gone after each test."""
    before = set(sys.modules)
    monkeypatch.setattr(sys, "meta_path", list(sys.meta_path))
    yield
    for name in set(sys.modules) - before:
        del sys.modules[name]


def loaded(source: bytes | str, forbidden: tuple[str, ...] = (), **others: str) -> Any:
    data = source.encode() if isinstance(source, str) else source
    files = {"main.py": data, **{f"{name}.py": text.encode() for name, text in others.items()}}
    submission = Loaded.prepare(files, "main.py")
    examine(submission, forbidden)
    load(submission)
    return submission.module


def refused(source: bytes | str, forbidden: tuple[str, ...] = (), **others: str) -> LoadError:
    with pytest.raises(LoadError) as seen:
        loaded(source, forbidden, **others)
    return seen.value


# --- plain files ---------------------------------------------------------------------------------------


def test_a_file_becomes_a_module() -> None:
    assert loaded("def f(x):\n    return 2 * x\n").f(21) == 42


def test_a_byte_order_mark_does_not_hurt() -> None:
    assert loaded(b"\xef\xbb\xbfx = 1\n").x == 1


def test_korean_text_and_windows_line_ends_do_not_hurt() -> None:
    assert loaded("# 한글 주석\r\nx = '값'\r\n").x == "값"


def test_a_name_of_the_main_program_is_not_run() -> None:
    assert not hasattr(loaded("if __name__ == '__main__':\n    x = 1\n"), "x")


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        (b"def f(:\n", "syntax"),
        (b"x = 1\n\0", "syntax"),
        ("주석".encode("euc-kr"), "encoding"),
        (b"import no_such_library_here", "import"),
        (b"from numpy import no_such_function", "import"),
        (b"1 / 0", "raised"),
        (b"raise SystemExit(0)", "raised"),
        (b"raise MemoryError", "memory"),
        (b"raise KeyboardInterrupt", "raised"),
        (b"return 1", "syntax"),
    ],
)  # fmt: skip
def test_each_reason_has_its_kind(source: bytes, kind: str) -> None:
    assert refused(source).kind == kind


def test_a_syntax_error_has_a_line() -> None:
    assert refused("a = 1\nb = (\n").line == 2


def test_a_missing_library_is_named() -> None:
    assert refused("import no_such_library_here\n").name == "no_such_library_here"


BOMBS = {
    "signs": "x = " + "-" * 100_000 + "1",
    "brackets": "x = " + "(" * 5_000 + ")" * 5_000,
    "attributes": "x = a" + ".b" * 50_000,
    "sum": "x = 1" + " + 1" * 20_000,
    "calls": "x = f" + "()" * 20_000,
    "deep-for-the-scan": "x = 1" + " + 1" * 700,
    "elif": "if a: pass\n" + "elif a: pass\n" * 3_000,
}


@pytest.mark.parametrize("name", BOMBS)
@pytest.mark.parametrize("marker", [b"", CELLS], ids=["file", "notebook"])
def test_a_file_that_is_too_deep_is_a_syntax_error_or_harmless(name: str, marker: bytes) -> None:
    submission = Loaded.prepare({"main.py": marker + BOMBS[name].encode()}, "main.py")
    try:
        examine(submission, ("torch",))
        load(submission)
        kind = "digested"
    except LoadError as error:
        kind = error.kind
    assert kind in ("syntax", "raised", "digested")


# --- forbidden names -------------------------------------------------------------------------------------


def test_a_forbidden_name_is_refused_before_a_line_runs(capsys: pytest.CaptureFixture[str]) -> None:
    error = refused("print('ran')\nimport numpy as np\nnp.convolve\n", ("numpy.convolve",))
    assert (error.kind, error.name, error.line) == ("forbidden", "numpy.convolve", 3)
    assert capsys.readouterr().out == ""


def test_other_files_are_held_to_the_rules_as_well() -> None:
    error = refused("import tools\n", ("numpy.convolve",), tools="from numpy import convolve\n")
    assert (error.kind, error.name, error.line) == ("forbidden", "numpy.convolve", None)


def test_a_forbidden_call_that_is_swallowed_is_noted(monkeypatch: pytest.MonkeyPatch) -> None:
    library: Any = types.ModuleType("toylib")
    library.convolve = lambda: "library"
    monkeypatch.setitem(sys.modules, "toylib", library)
    source = b"import toylib\ntry:\n    vars(toylib)['con' + 'volve']()\nexcept Exception:\n    pass\n"
    submission = Loaded.prepare({"main.py": source}, "main.py")
    examine(submission, ("toylib.convolve",))
    load(submission)
    assert submission.violations == [("toylib.convolve", 3)]


# --- other modules ---------------------------------------------------------------------------------------

IMPORTS = {
    "plain": "import tools\nx = tools.x",
    "from": "from tools import x",
    "star": "from tools import *",
    "relative": "from .tools import x",
    "relative-module": "from . import tools\nx = tools.x",
    "cs231n": "from cs231n.tools import x",
    "cs231n-star": "from cs231n.tools import *",
}


@pytest.mark.parametrize("name", IMPORTS)
def test_a_handed_in_module_is_found_by_all_its_names(name: str) -> None:
    assert loaded(IMPORTS[name], tools="x = 5").x == 5


def test_handed_in_modules_may_import_each_other() -> None:
    assert loaded("from a import x", a="from b import x", b="x = 7").x == 7


def test_a_relative_import_inside_of_a_handed_in_package_works() -> None:
    assert loaded("from .a import x", a="from .b import x", b="x = 8").x == 8


def test_parts_of_the_course_that_were_not_handed_in_are_empty() -> None:
    module = loaded("from cs231n.fast_layers import *\nimport cs231n.data_utils\nx = 1")
    assert module.x == 1


def test_a_course_function_that_was_not_handed_in_is_an_import_error() -> None:
    assert refused("from cs231n.data_utils import get_CIFAR10_data").kind == "import"


def test_the_old_compatibility_names_are_there() -> None:
    module = loaded("from past.builtins import xrange\nfrom builtins import range\nx = list(xrange(3))")
    assert module.x == [0, 1, 2]


def test_an_error_in_a_handed_in_module_is_the_submissions_error() -> None:
    assert refused("import tools", tools="def f(:\n").kind == "syntax"
    assert refused("import broken", broken="1 / 0").kind == "raised"


# --- notebooks -------------------------------------------------------------------------------------------


def test_of_a_notebook_only_definitions_run() -> None:
    module = loaded(
        CELLS
        + b"import math\nSIZE = 3\nNAMES = ['a', 'b']\nrate: float = 0.1\n"
        + b"def f(x): return math.sqrt(x)\nclass A: pass\n"
        + b"data = open('no such file')\ny = f(4)\nprint('ran')\nfor i in range(3): f(i)\nf(9)\nplt.show()\n"
    )
    assert (module.f(9), module.SIZE, module.NAMES, module.rate) == (3.0, 3, ["a", "b"], 0.1)
    assert not hasattr(module, "y")
    assert not hasattr(module, "data")


def test_a_library_that_a_notebook_needs_for_pictures_only_may_be_missing() -> None:
    assert loaded(CELLS + b"import no_such_plots as plt\ndef f(): return 1\n").f() == 1


@pytest.mark.parametrize("before", [b"", b"import math\n\n", b'"""Title."""\n'])
def test_a_notebook_may_import_from_the_future_in_any_cell(before: bytes) -> None:
    cells = before + b"from __future__ import print_function, annotations\ndef f(x: Unknown): return x\n"
    assert loaded(CELLS + cells).f(1) == 1


def test_a_plain_file_runs_completely() -> None:
    assert loaded("values = [1]\nvalues.append(2)\n").values == [1, 2]


# --- what is noted per case --------------------------------------------------------------------------------


def test_a_forbidden_call_in_one_case_is_not_held_against_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    library: Any = types.ModuleType("toylib")
    library.convolve = lambda: "library"
    monkeypatch.setitem(sys.modules, "toylib", library)
    source = b"import toylib\ndef bad():\n    return vars(toylib)['con' + 'volve']()\ndef good():\n    return 1\n"
    runner = Runner(lambda *_: None)
    runner.dispatch({"op": "load", "files": {"main.py": source}, "main": "main.py", "forbidden": ["toylib.convolve"]})
    assert runner.dispatch({"op": "call", "name": "bad", "begin": 1})["forbidden"][0] == "toylib.convolve"
    assert "forbidden" in runner.dispatch({"op": "call", "name": "good"})
    assert runner.dispatch({"op": "call", "name": "good", "begin": 2}) == {"ok": 1}


def test_a_forbidden_call_while_loading_counts_in_every_case(monkeypatch: pytest.MonkeyPatch) -> None:
    library: Any = types.ModuleType("toylib")
    library.convolve = lambda: "library"
    monkeypatch.setitem(sys.modules, "toylib", library)
    source = b"import toylib\ntry:\n    vars(toylib)['con' + 'volve']()\nexcept Exception: pass\ndef good(): return 1\n"
    runner = Runner(lambda *_: None)
    runner.dispatch({"op": "load", "files": {"main.py": source}, "main": "main.py", "forbidden": ["toylib.convolve"]})
    assert runner.dispatch({"op": "call", "name": "good", "begin": 1})["forbidden"][0] == "toylib.convolve"


def test_a_second_name_for_a_function_survives_in_a_notebook() -> None:
    cells = CELLS + b"def f(x):\n    return x + 1\n\ng = f\n"
    assert loaded(cells).g(1) == 2


def test_an_assignment_of_a_notebook_that_needs_a_dropped_experiment_is_passed_over() -> None:
    cells = CELLS + b"model = train()\nbest = model\n\ndef f(x):\n    return x + 1\n"
    module = loaded(cells)
    assert module.f(1) == 2
    assert not hasattr(module, "best")
