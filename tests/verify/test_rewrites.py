"""Rewrites change how a program is written and never what it answers."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from autograde.verify.rewrites import (
    REWRITES,
    in_float32,
    renamed,
    reordered,
    unfinished,
    with_inner_functions,
    with_temporaries,
)

SOURCE = '''
"""Title."""
import numpy as np

_SCALE = 3.0
PUBLIC = 2


def _helper(x, *, twice=False):
    value = x * _SCALE
    return value * 2 if twice else value


def layer(x, w, b=None, *rest, mode="train", **more):
    """Doc."""
    b = 0.0 if b is None else b
    total = 0.0
    for row in x:
        total = total + row.sum()
    kept = [value * total for value in (1, 2) if 1 < value]
    out = x @ w + b
    out += len(rest) + len(more)
    def inner(scale):
        nonlocal out
        out = out * scale
        return out
    if mode == "train" and x.ndim >= 2:
        inner(2)
    else:
        inner(3)
    return out - _helper(x.mean(), twice=True), kept, {"total": total}


class Net:
    size = 4

    def __init__(self, width):
        self.width = width
        self._calls = 0

    def forward(self, x):
        self._calls += 1
        try:
            half = x / self.width
        except ZeroDivisionError as error:
            raise ValueError(str(error)) from None
        return half * self._calls


class Deep(Net):
    def forward(self, x):
        import math
        root = math.sqrt(4)
        return super().forward(x) * root


def counting(n):
    for i in range(n):
        yield i * 2


def in_place(x):
    x += 1
    view = x
    view[0] += 5
    return x
'''

X, W = np.arange(6.0).reshape(2, 3), np.ones((3, 2))
STYLES = [name for name in REWRITES if "float32" not in name]


def answers(source: str) -> dict[str, Any]:
    """What the program answers to a handful of calls."""
    space: dict[str, Any] = {}
    exec(compile(source, "rewritten", "exec"), space)
    deep, changed = space["Deep"](4), X.copy()
    with pytest.raises(ValueError, match="division"):
        space["Net"](0).forward(1)
    return {
        "layer": space["layer"](X, W, None, 7, extra=1),
        "test": space["layer"](X, W, 1.0, mode="test"),
        "forward": [deep.forward(3.0), deep.forward(3.0)],
        "counting": list(space["counting"](4)),
        "in_place": space["in_place"](changed),
        "changed": changed,
        "PUBLIC": space["PUBLIC"],
    }


@pytest.mark.parametrize("style", STYLES)
def test_a_rewritten_program_answers_the_same(style: str) -> None:
    np.testing.assert_equal(answers(REWRITES[style](SOURCE)), answers(SOURCE))


@pytest.mark.parametrize("style", REWRITES)
def test_a_rewritten_program_is_another_text(style: str) -> None:
    assert ast.dump(ast.parse(REWRITES[style](SOURCE))) != ast.dump(ast.parse(SOURCE))


@pytest.mark.parametrize("style", REWRITES)
def test_rewriting_is_repeatable(style: str) -> None:
    assert REWRITES[style](SOURCE) == REWRITES[style](SOURCE)


@pytest.mark.parametrize("style", STYLES)
def test_docstrings_signatures_and_public_names_stay(style: str) -> None:
    before, after = (
        {n.name: (ast.unparse(n.args), ast.get_docstring(n)) for n in ast.walk(ast.parse(s)) if isinstance(n, kind)}
        for kind in (ast.FunctionDef,)
        for s in (SOURCE, REWRITES[style](SOURCE))
    )
    for name in ("layer", "forward", "counting", "in_place", "__init__"):
        assert before[name] == after[name]


Rewrite = Callable[[str], str]


def body(rewrite: Rewrite, *lines: str) -> str:
    """The rewritten body of a function with ``lines``."""
    text = "\n".join(["def f(x, y):", *(f"    {line}" for line in lines)])
    return rewrite(text).partition("\n")[2].rstrip()


def test_local_variables_and_private_names_get_other_names() -> None:
    text = renamed(SOURCE)
    for name in ("_helper", "_SCALE", "kept", "total", "half", "inner"):
        assert name not in {n.id for n in ast.walk(ast.parse(text)) if isinstance(n, ast.Name)}


@pytest.mark.parametrize(
    "lines",
    [
        ("sum = x", "return sum"),
        ("global SEEN", "SEEN = 1"),
        ("import math as m", "return m.pi"),
        ("x = 2", "return lambda z: z + x"),
    ],
    ids=["builtin", "global", "import", "parameter"],
)
def test_names_with_another_role_are_left_alone(lines: tuple[str, ...]) -> None:
    assert body(renamed, *lines) == body(lambda text: ast.unparse(ast.parse(text)), *lines)


def test_operands_get_names_in_the_order_of_evaluation() -> None:
    lines = body(with_temporaries, "return g(x) + h(y)").split("\n")
    assert [line.strip() for line in lines] == [
        "operand1 = g(x)",
        "operand2 = h(y)",
        "operand3 = operand1 + operand2",
        "return operand3",
    ]


def test_a_body_moves_into_a_function_inside() -> None:
    text = with_inner_functions("def f(x, *y, z=1, **k):\n    'Doc.'\n    return x\n")
    assert "def computed(x, z, y, k):\n        return x\n    return computed(x, z, y, k)" in text


def test_a_generator_stays_one() -> None:
    assert "computed" not in with_inner_functions("def f(x):\n    yield x\n")


@pytest.mark.parametrize(
    ("line", "other"),
    [
        ("return x < y", "return y > x"),
        ("return x.min() < y", "return y > x.min()"),
        ("return g(x) < h(y)", "return g(x) < h(y)"),
        ("return 0 < x < y", "return 0 < x < y"),
        ("return 2 * x", "return x * 2"),
        ("return g(x) * h(y)", "return g(x) * h(y)"),
        ("x += 1", "x += 1"),
        ("x[0] += 1", "x[0] += 1"),
    ],
)
def test_sides_are_exchanged_only_where_nobody_sees_it(line: str, other: str) -> None:
    assert body(reordered, line).strip() == other


def test_sums_in_place_and_out_of_place_for_each_other() -> None:
    text = body(reordered, "n = 0", "n = n + 1", "out = x - y", "out += n", "alias = x", "alias += 1")
    assert text.split("\n") == [
        "    n = 0",
        "    n += 1",
        "    out = x - y",
        "    out = out + n",
        "    alias = x",
        "    alias += 1",
    ]


def test_branches_are_exchanged_but_chains_stay() -> None:
    swapped = body(reordered, "if x:", "    return 1", "else:", "    return 2")
    assert swapped.split("\n")[0].strip() == "if not x:"
    chain = body(reordered, "if x:", "    return 1", "elif y:", "    return 2")
    assert chain.split("\n")[0].strip() == "if x:"


# --- float32 and unfinished tasks ----------------------------------------------------------------------


def test_answers_are_rounded_to_float32_and_keep_their_dtype() -> None:
    space: dict[str, Any] = {}
    exec(in_float32("import numpy as np\ndef f(x):\n    return x / 3, 1.0 / 3, [x], {'x': x}, 7\n"), space)
    x = np.array([1.0, 2.0])
    third, number, inside, opaque, whole = space["f"](x)
    assert third.dtype == np.float64
    np.testing.assert_array_equal(third, (x / 3).astype(np.float32))
    assert (type(number), number) == (float, float(np.float32(1 / 3)))
    assert inside[0].dtype == np.float64
    assert opaque["x"] is x
    assert whole == 7


def test_methods_round_as_well_and_functions_round_what_they_get_from_others() -> None:
    space: dict[str, Any] = {}
    source = (
        "class A:\n    def f(self):\n        return 0.1\n\ndef g():\n    return _h() * 1\n\ndef _h():\n    return 0.1\n"
    )
    exec(in_float32(source), space)
    assert space["A"]().f() == space["g"]() == float(np.float32(0.1))


def test_an_unfinished_program_is_right_for_the_rest() -> None:
    stub = "def f(x):\n    raise NotImplementedError('f')\n\ndef g(x):\n    raise NotImplementedError('g')\n"
    space: dict[str, Any] = {}
    source = unfinished("def f(x):\n    return x\n\ndef g(x):\n    return x + 1\n", stub, "f")
    exec(source, space)
    assert space["g"](1) == 2
    with pytest.raises(NotImplementedError):
        space["f"](1)
