"""Forbidden names: found however they are spelled, and never where nothing forbidden is used."""

from __future__ import annotations

import ast
import sys
import types
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.candidate.libraries import covered
from grader.candidate.policy import ForbiddenCall, find_forbidden, matches
from grader.candidate.stubs import Violations, install_stubs

RULES = ("torch", "scipy.signal", "numpy.convolve", "numpy.fft.*")


def found(source: str, rules: tuple[str, ...] = RULES) -> tuple[str, int] | None:
    seen = find_forbidden(ast.parse(source), rules)
    return (seen.name, seen.line) if seen else None


# --- rules ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "rule", "is_matched"),
    [
        ("numpy.convolve", "numpy.convolve", True),
        ("torch.nn.Linear", "torch", True),
        ("numpy.fft.rfft", "numpy.fft.*", True),
        ("numpy.fft", "numpy.fft.*", False),
        ("numpy.convolve2", "numpy.convolve", False),
        ("torchvision", "torch", False),
        ("my.torch", "torch", False),
        ("torch.nn.functional.conv2d", "torch.nn.functional.conv*", True),
        ("torch.nn.functional.relu", "torch.nn.functional.conv*", False),
    ],
)
def test_a_rule_covers_a_name_and_what_lies_inside(name: str, rule: str, is_matched: bool) -> None:
    assert matches(name, (rule,)) is is_matched


names = st.lists(st.text("abc", min_size=1, max_size=3), min_size=1, max_size=4).map(".".join)


@given(names, names)
def test_whatever_lies_inside_of_a_forbidden_name_is_forbidden(outer: str, inner: str) -> None:
    assert matches(f"{outer}.{inner}", (outer,))


# --- what is found --------------------------------------------------------------------------------------

USES = {
    "plain": "import numpy\nnumpy.convolve(a, b)",
    "alias": "import numpy as n\nn.convolve(a, b)",
    "from": "from numpy import convolve\nconvolve(a, b)",
    "from-alias": "from numpy import convolve as c\nc(a, b)",
    "module": "import torch",
    "submodule": "import torch.nn.functional as F",
    "from-module": "from torch import nn",
    "inner-module": "import scipy.signal",
    "inner-module-from": "from scipy import signal as s",
    "inner-module-star": "from scipy.signal import *",
    "star": "from numpy import *\nconvolve(a, b)",
    "getattr": "import numpy as np\ngetattr(np, 'convolve')(a, b)",
    "getattr-default": "import numpy as np\ngetattr(np, 'convolve', None)",
    "dunder-import": "__import__('torch')",
    "import-module": "import importlib\nimportlib.import_module('scipy.signal')",
    "import-module-from": "from importlib import import_module as load\nload('torch.nn')",
    "import-then-attribute": "__import__('numpy').convolve(a, b)",
    "module-by-another-name": "import numpy as np\nlibrary = np\nlibrary.convolve(a, b)",
    "submodule-by-another-name": "import numpy as np\nf = np.fft\nf.rfft(x)",
    "wildcard": "import numpy as np\nnp.fft.rfft(x)",
    "bound": "import numpy as np\nmine = np.convolve",
    "inside-a-function": "def f():\n    import torch",
    "inside-a-class": "class A:\n    import torch",
    "inside-a-lambda": "import numpy as np\nf = lambda a: np.convolve(a, a)",
    "as-default": "import numpy as np\ndef f(op=np.convolve): pass",
    "as-keyword-default": "import numpy as np\ndef f(*, op=np.convolve): pass",
    "as-decorator": "import numpy as np\n@np.convolve\ndef f(): pass",
    "as-base": "import scipy.signal\nclass A(scipy.signal.lti): pass",
    "as-assigned-value": "import numpy as np\nx: object = np.convolve(a, b)",
    "behind-try": "try:\n    import torch\nexcept ImportError:\n    pass",
    "in-a-comprehension": "import numpy as np\n[np.convolve(r, r) for r in x]",
    "async": "import numpy as np\nasync def f():\n    np.convolve(a, b)",
}  # fmt: skip


@pytest.mark.parametrize("name", USES)
def test_a_forbidden_name_is_found_however_it_is_spelled(name: str) -> None:
    assert found(USES[name]) is not None


def test_the_first_use_is_said_with_its_full_name_and_line() -> None:
    source = "import numpy as np\n\ndef f(a):\n    return np.convolve(a, a)\n\ndef g(a):\n    return np.fft.rfft(a)\n"
    assert found(source) == ("numpy.convolve", 4)


# --- what is not ------------------------------------------------------------------------------------------

INNOCENT = {
    "comment": "# import torch; np.convolve(a, b)",
    "string": "x = 'np.convolve(a, b)'",
    "docstring": "def f():\n    '''Like torch.nn.functional.conv2d.'''",
    "annotation": "import numpy as np\ndef f(x: np.convolve) -> np.convolve: pass",
    "annotated-name": "import numpy as np\nx: np.convolve",
    "own-function": "def convolve(a, b): return a\nconvolve(1, 2)",
    "own-method": "class M:\n    def convolve(self, a): return self.convolve(a)",
    "own-attribute": "self.torch = 1\nprint(self.torch)",
    "own-function-after-star": "from numpy import *\ndef convolve(a, b): return a\nconvolve(1, 2)",
    "own-class-after-star": "from numpy import *\nclass convolve: pass\nconvolve()",
    "parameter-shadows-module": "import numpy as np\ndef f(np): return np.convolve(1, 2)",
    "parameter-shadows-star": "from numpy import *\ndef f(convolve): return convolve(1, 2)",
    "star-argument-shadows": "import numpy as np\ndef f(*np, **k): return np.convolve",
    "lambda-parameter-shadows": "import numpy as np\nf = lambda np: np.convolve(1, 2)",
    "allowed-neighbour": "import numpy as np\nnp.correlate(a, b); np.fftpack.x",
    "similar-module": "import torchvision_like, mytorch",
    "relative-import": "from . import torch\nfrom .torch import nn",
    "getattr-of-own-object": "getattr(self, 'convolve')",
    "getattr-by-variable": "import numpy as np\nname = 'x'\ngetattr(np, name)",
    "keyword": "f(convolve=1, torch=2)",
    "key": "{'torch': 1}['torch']",
}


@pytest.mark.parametrize("name", INNOCENT)
def test_nothing_is_found_where_nothing_forbidden_is_used(name: str) -> None:
    assert found(INNOCENT[name]) is None


def test_without_rules_everything_is_allowed() -> None:
    assert found("import torch", ()) is None


# --- at run time --------------------------------------------------------------------------------------------


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> Any:
    module: Any = types.ModuleType("toylib")
    module.convolve = lambda *_: "library"
    module.correlate = lambda *_: "library"
    module.PI = 3
    module.Layer = type("Layer", (), {"kind": "library"})
    monkeypatch.setitem(sys.modules, "toylib", module)
    return module


def test_a_forbidden_function_refuses_and_is_noted(library: Any) -> None:
    noted = Violations()
    install_stubs(covered(("toylib.convolve",)), noted)
    with pytest.raises(ForbiddenCall, match=r"toylib\.convolve"):
        library.convolve(1, 2)
    assert noted == [("toylib.convolve", 0)]
    assert library.correlate() == "library"


def test_catching_the_refusal_does_not_take_the_note_back(library: Any) -> None:
    noted = Violations()
    install_stubs(covered(("toylib.convolve",)), noted)
    try:
        library.convolve()
    except Exception:  # noqa: BLE001 - what a submission would write
        answer = "mine"
    assert (answer, noted) == ("mine", [("toylib.convolve", 0)])


def test_a_forbidden_class_stays_a_class_and_cannot_be_made(library: Any) -> None:
    original = library.Layer
    install_stubs(covered(("toylib.Layer",)), Violations())
    assert issubclass(library.Layer, original)
    with pytest.raises(ForbiddenCall):
        library.Layer()


def test_a_wildcard_refuses_what_can_be_called_and_keeps_the_rest(library: Any) -> None:
    install_stubs(covered(("toylib.*",)), Violations())
    assert library.PI == 3
    assert library.__name__ == "toylib"
    for name in ("convolve", "correlate", "Layer"):
        with pytest.raises(ForbiddenCall):
            getattr(library, name)()


@pytest.mark.parametrize("rule", ["toylib", "not_imported_yet.f", "toylib.nothing", "toylib.inner.f"])
def test_rules_without_something_to_replace_change_nothing(library: Any, rule: str) -> None:
    before = dict(vars(library))
    install_stubs(covered((rule,)), Violations())
    assert vars(library) == before
    assert "not_imported_yet" not in sys.modules
