"""Honest code is never flagged: neither as forbidden nor for a person to look at, whatever words it is full of."""

from __future__ import annotations

import ast
import builtins
import keyword
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.candidate.doubts import INTERNAL, REFLECTION
from grader.candidate.libraries import covered
from grader.candidate.loading import parse
from grader.candidate.policy import Scanned, remove_guarded, scan
from grader.catalog import known_wrongs, open_course, reference_source
from grader.model import Exercise

ROOT = Path(__file__).parents[2]
EXERCISES = [exercise for exercise in open_course(ROOT).exercises if exercise.private]
RULES = ("torch", "scipy", "numpy.convolve", "numpy.gradient")
WORDS = (
    "convolve",
    "torch",
    "scipy",
    "gradient",
    "eval_",
    "numpy",
    "np",
    "grader",
    "ctypes",
    "gc",
    "importlib",
    "pickle",
)
NOTHING = Scanned(None, ())
assert "numpy" in np.__name__, "the rules name what is imported"


def seen(source: str, rules: tuple[str, ...] = RULES) -> Scanned:
    tree = ast.parse(source)
    remove_guarded(tree)
    return scan(tree, rules, covered(rules))


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.slug)
def test_no_solution_of_the_course_is_flagged(exercise: Exercise) -> None:
    assert exercise.private is not None
    right = [path.read_bytes() for path in sorted((exercise.private / "right").glob("*.py"))]
    stub = (exercise.published / exercise.filename).read_bytes()
    sources = [reference_source(exercise), stub, *right, *(wrong.source for wrong in known_wrongs(exercise))]
    things = covered(exercise.forbidden)
    flagged = [
        (number, scan(parse("x.py", source), exercise.forbidden, things)) for number, source in enumerate(sources)
    ]
    assert [(number, found) for number, found in flagged if found != NOTHING] == []


names = st.sampled_from(WORDS).filter(lambda name: not keyword.iskeyword(name) and name not in dir(builtins))
lines = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=40)


@given(name=names, words=lines)
def test_comments_strings_and_annotations_say_what_they_like(name: str, words: str) -> None:
    quoted = repr(words + f" np.{name}(x) import {name}")
    source = f"# np.{name} {words.splitlines()[0] if words.splitlines() else ''}\n'''{name}.{name}'''\nx = {quoted}\n"
    source += f"def f(a: 'np.{name}', b: {name}.{name} = 1) -> {name}.nn: return {quoted}\ny: {name}.x = 1\n"
    assert seen(source) == NOTHING


@given(name=names)
def test_names_of_the_students_own_are_their_own(name: str) -> None:
    source = f"def {name}(x): return x\nclass A:\n    def {name}(self): return self.{name}\n    {name} = 3\n"
    source += f"def g({name}): return {name}.convolve({name})\ndef h():\n    {name} = A()\n    return {name}.gradient\n"
    assert seen(source) == NOTHING
    assert seen(f"import numpy as np\nx = [np.sum({name}) for {name} in (1, 2)]\n") == NOTHING


@given(name=names, other=names)
def test_parameters_keywords_keys_and_attributes_are_no_uses(name: str, other: str) -> None:
    source = f"import numpy as np\ndef f(x, *, {name}=1, **{other}_s): return dict({name}={name})\n"
    source += f"d = {{'{name}': 1}}\nprint(d['{name}'], f(1, {name}=2))\nclass B: pass\nB.{name} = 1\nB().{other}\n"
    assert seen(source) == NOTHING


HONEST = {
    "cupy style": "import numpy as np\nxp = np\ndef f(x): return xp.sum(x)",
    "a rule by name from a module of one's own": "from cs231n import optim\ndef f(rule): return getattr(optim, rule)",
    "attributes of one's own by name": "class A:\n    def f(self, n): return getattr(self, f'layer{n}')",
    "evaluation mode": "def f(net):\n    net.eval()\n    net.compile()\n    return net",
    "a compiled expression": "import re\nword = re.compile('a+')",
    "the name of a class": "class A:\n    def __repr__(self): return self.__class__.__name__ + str(self.__dict__)",
    "checked against torch behind the guard": "if __name__ == '__main__':\n    import torch\n    print(eval('1'))",
    "own eval": "def eval(x): return x\nprint(eval(1))",
    "whether numpy has it": "import numpy as np\nif hasattr(np, 'trapezoid'): area = np.trapezoid",
    "a parameter C": "class Svm:\n    def __init__(self, C): self._C = C\n    def f(self): return self._C",
    "sliding windows": "import numpy as np\nf = np.lib.stride_tricks.sliding_window_view",
    "isinstance": "import numpy as np\ndef f(x): return isinstance(x, np.ndarray) and x.dtype == np.float64",
    "rebound parameter": "import numpy as np\ndef f(x, ufunc=np.add): return ufunc.reduce(x)",
    "an attribute of one's own module": "from cs231n import layers\nlayers.eps = 1",
    "super": "class A(dict):\n    def __init__(self): super().__init__()\n    def __getattr__(self, n): return self[n]",
}


@pytest.mark.parametrize("name", HONEST)
def test_what_honest_programs_do_is_not_flagged(name: str) -> None:
    assert seen(HONEST[name]) == NOTHING


def test_switches_that_courses_tell_students_to_set_are_not_flagged() -> None:
    assert seen("import torch\ntorch.backends.cudnn.deterministic = True", ("torch.nn.LayerNorm",)) == NOTHING


DOUBTFUL = {
    "a name that is computed": ("import numpy as np\ngetattr(np, 'con' + 'volve')", "dynamic"),
    "a name in a variable": ("import numpy as np\ndef f(n): return getattr(np, n)", "dynamic"),
    "evaluated text": ("x = eval('1')", "dynamic"),
    "executed text": ("exec('x = 1')", "dynamic"),
    "an import by name": ("import importlib\nimportlib.import_module(name)", "dynamic"),
    "a module in a call": ("import numpy as np\nf(np)", "dynamic"),
    "a module in a list": ("import numpy as np\nfor lib in [np]: lib.convolve", "dynamic"),
    "a dict of a module": ("import numpy as np\nvars(np)[name]", "dynamic"),
    "another dict of a module": ("import numpy as np\nnp.__dict__[name]", "dynamic"),
    "a getter": ("import operator\noperator.attrgetter(name)(np)", "dynamic"),
    "pickled names": ("import pickle\npickle.loads(data)", "dynamic"),
    "the insides of numpy": ("import numpy as np\nnp._core.multiarray.normalize_axis_index", "internal"),
    "the insides of numpy, imported": ("from numpy._core import umath", "internal"),
    "the insides of anything": ("def f(lib): return lib._core.multiarray", "internal"),
    "subclasses": ("object.__subclasses__()", "reflection"),
    "closures": ("def f(g): return g.__closure__[0].cell_contents", "reflection"),
    "frames": ("import sys\nsys._getframe(1)", "reflection"),
    "loaded modules": ("import sys\nfor m in sys.modules: pass", "reflection"),
    "garbage": ("import gc\ngc.get_objects()", "reflection"),
    "another function in the place of a builtin": ("import builtins\nbuiltins.enumerate = list", "reflection"),
    "the same by setattr": ("import builtins\nsetattr(builtins, name, list)", "reflection"),
    "the same by its dict": ("import builtins\nvars(builtins)[name] = list", "dynamic"),
    "another function in a library": ("import numpy as np\nnp.sum = sum", "reflection"),
    "a patch": ("from unittest import mock\nmock.patch('builtins.len')", "reflection"),
    "native code": ("import ctypes", "native"),
    "the grader": ("from grader.candidate import runner", "grader"),
}  # fmt: skip


@pytest.mark.parametrize("name", DOUBTFUL)
def test_what_could_hide_something_is_for_a_person_to_look_at(name: str) -> None:
    source, kind = DOUBTFUL[name]
    found = seen(source)
    assert found.found is None
    assert kind in {doubt.kind for doubt in found.doubts}


FORBIDDEN = {
    "another name of the same function": "import numpy as np\nnp._core.numeric.convolve(a, b)",
    "imported by another name": "from numpy._core.numeric import convolve as mine",
    "by way of its module's dict": "import numpy as np\nnp.__dict__['convolve'](a, b)",
    "by way of vars": "import numpy as np\nvars(np)['convolve'](a, b)",
    "by way of the loaded modules": "import sys\nsys.modules['numpy'].convolve(a, b)",
    "unpacked": "import numpy as np\na, lib = 1, np\nlib.convolve(a, b)",
    "in a walrus": "import numpy as np\n(lib := np).convolve(a, b)",
    "as the default of a parameter": "import numpy as np\ndef f(x, np=np): return np.convolve(x, x)",
    "as the default of a lambda": "import numpy as np\nf = lambda x, *, n=np: n.convolve(x, x)",
    "a local name": "import numpy as np\ndef f(x):\n    lib = np\n    return lib.convolve(x, x)",
}


@pytest.mark.parametrize("name", FORBIDDEN)
def test_a_forbidden_function_is_found_under_all_its_names(name: str) -> None:
    found = seen(FORBIDDEN[name]).found
    assert found is not None
    assert found.name.endswith("convolve")


def test_what_stands_behind_the_main_guard_is_never_executed() -> None:
    tree = ast.parse("x = 1\nif __name__ == '__main__':\n    x = 2\nelse:\n    y = 3\n")
    remove_guarded(tree)
    place: dict[str, object] = {"__name__": "__main__"}
    exec(compile(tree, "x", "exec"), place)
    assert (place["x"], place["y"]) == (1, 3)


def test_only_so_many_doubts_are_told() -> None:
    assert len(seen("eval('1')\n" * 100).doubts) == 8


@pytest.mark.parametrize("name", sorted(INTERNAL | REFLECTION))
def test_every_name_on_the_lists_is_flagged_wherever_it_stands(name: str) -> None:
    assert seen(f"def f(x): return x.{name}").doubts
