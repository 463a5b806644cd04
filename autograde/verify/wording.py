"""Finds the words of a suite that Korean students would read in English: what ``verify`` refuses.

Reads syntax trees; it must never import or run a suite. What reaches a report is the name of a quantity or property in
``expect`` and ``show``, and what it is built from: arguments of the suite's own functions, loops, parameters of tests.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

LABELS = {
    "expect.close": (2, "what"), "expect.equal": (2, "what"), "expect.gradient": (2, "what"),
    "expect.shape": (2, "what"), "expect.dtype": (2, "what"), "expect.finite": (1, "what"),
    "expect.holds": (1, "what"), "expect.between": (3, "what"), "expect.raises": (2, "what"),
    "expect.unmodified": (-1, "what"), "show.curve": (1, "what"), "show.histogram": (1, "what"),
    "show.path": (1, "what"), "show.boundary": (1, "what"),
}  # fmt: skip
"""Where a function of ours takes words: the position (-1: by name only) and the name of the argument."""

TO_TRY = {name: (-1, "call") for name in LABELS if name.startswith("show.")}
"""What students are told to run at home: code, never words."""

_CODE = re.compile(r"`[^`]*`|[\w.]+\([^()]*\)|'[^']*'|\"[^\"]*\"")
_PROSE = re.compile(r"(?<![\w.])(?:[A-Za-z][a-z'-]+|[Aa]) +(?:[A-Za-z][a-z'-]+|a)(?![\w(\[=])")
_HANGUL = re.compile("[\uac00-\ud7a3]")

Places = Mapping[str, tuple[int, str]]


def is_prose(text: str) -> bool:
    """Whether ``text`` is English rather than code: two words of letters only, one after the other, and no Hangul.

    Calls, quotations and what stands in backticks do not count; a comma, a bracket or a sign ends the run of words.
    """
    return not _HANGUL.search(text) and _PROSE.search(_CODE.sub("#", text)) is not None


def untranslated(source: str, name: str) -> list[str]:
    """``name:line: text`` for each label in ``source`` that is English prose, or words without Korean."""
    tree = ast.parse(source)
    found = {(line, text) for line, text in (*_labels(tree), *_half_said(tree))}
    return [f'{name}:{line}: "{text}"' for line, text in sorted(found)]


def of_exercise(published: Path, private: Path | None) -> list[str]:
    """``untranslated`` for the public and the hidden suite of an exercise."""
    suites = [published / "test_public.py", *([private / "test_hidden.py"] if private else [])]
    return [
        row for path in suites if path.is_file() for row in untranslated(path.read_text(encoding="utf-8"), path.name)
    ]


def _labels(tree: ast.Module) -> Iterator[tuple[int, str]]:
    places = _places(tree)
    for scope in (tree, *_functions(tree)):
        for call in _calls(scope):
            for label in filter(None, (_argument(call, places), _argument(call, TO_TRY))):
                yield from ((line, text) for line, text in _texts(label, scope) if is_prose(text))


def _half_said(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """``say`` with one language only."""
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and _name(call) == "say":
            said = [_literal(part) for part in call.args]
            if len(said) != 2 or (said[1] is not None and not _HANGUL.search(said[1])):
                yield call.lineno, ", ".join(filter(None, said))


def _places(tree: ast.Module) -> Places:
    """Where words are given: to our functions, and to functions of the suite that pass an argument on as words."""
    places: dict[str, tuple[int, str]] = dict(LABELS)
    functions = [f for f in _functions(tree) if not f.name.startswith("test_")]
    for _ in functions:  # so long a chain of calls at most
        for function in functions:
            names = [arg.arg for arg in (*function.args.posonlyargs, *function.args.args)]
            everyone = [*names, *(arg.arg for arg in function.args.kwonlyargs)]
            given = [_argument(call, places) for call in _calls(function)]
            used = {n.id for label in given if label is not None for n in ast.walk(label) if isinstance(n, ast.Name)}
            for name in everyone:
                if name in used:
                    places.setdefault(function.name, (names.index(name) if name in names else -1, name))
    return places


def _functions(tree: ast.Module) -> list[ast.FunctionDef]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]


def _calls(scope: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(scope) if isinstance(node, ast.Call))


def _name(call: ast.Call) -> str:
    return ast.unparse(call.func)


def _argument(call: ast.Call, places: Places) -> ast.expr | None:
    place, keyword = places.get(_name(call), (-1, ""))
    named = next((given.value for given in call.keywords if given.arg == keyword), None)
    return named or (call.args[place] if 0 <= place < len(call.args) else None)


def _texts(label: ast.expr, scope: ast.AST) -> Iterator[tuple[int, str]]:
    """The texts that ``label`` can be: written there, or bound to its name in ``scope``."""
    if isinstance(label, ast.Call):
        return  # say(...), or a function that makes words
    yield from _constants(label)
    for name in {node.id for node in ast.walk(label) if isinstance(node, ast.Name)}:
        yield from (text for value in _bound(name, scope) for text in _constants(value))


def _literal(node: ast.expr) -> str | None:
    """A text as written, with # for what is filled in."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "#" for part in node.values)
    return None


def _constants(value: ast.AST) -> Iterator[tuple[int, str]]:
    """Texts inside of a value; those of a call belong to it."""
    if isinstance(value, ast.Call):
        return
    literal = _literal(value) if isinstance(value, ast.expr) else None
    if literal is not None and isinstance(value, ast.expr):
        yield value.lineno, literal
        return
    for part in ast.iter_child_nodes(value):
        yield from _constants(part)


def _bound(name: str, scope: ast.AST) -> Iterator[ast.AST]:
    """What ``name`` takes in ``scope``: from assignments, loops and ``parametrize``."""
    for node in ast.walk(scope):
        if isinstance(node, ast.For | ast.comprehension) and name in _targets(node.target):
            yield node.iter
        elif isinstance(node, ast.Assign) and any(name in _targets(target) for target in node.targets):
            yield node.value
        elif isinstance(node, ast.FunctionDef):
            yield from _defaults(name, node.args)
        elif isinstance(node, ast.Call) and _name(node).endswith("parametrize") and len(node.args) > 1:
            yield from node.args[1:2] if name in re.findall(r"\w+", ast.unparse(node.args[0])) else ()


def _defaults(name: str, given: ast.arguments) -> Iterator[ast.expr]:
    placed = [*given.posonlyargs, *given.args][-len(given.defaults) :] if given.defaults else []
    pairs = [*zip(placed, given.defaults, strict=True), *zip(given.kwonlyargs, given.kw_defaults, strict=True)]
    return (value for arg, value in pairs if arg.arg == name and value is not None)


def _targets(target: ast.expr) -> set[str]:
    return {node.id for node in ast.walk(target) if isinstance(node, ast.Name)}
