"""The same program as another person would have written it: rewrites on the syntax tree that keep its meaning. Pure.

A diagnosis is precise when it does not depend on how a submission is written. Every rewrite here is
applied to known-wrongs, which must keep their hint, and to right solutions, which must keep their marks.
A rewrite leaves alone whatever it cannot change safely; it must never change what a program answers.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Callable, Iterator, Sequence

Function = ast.FunctionDef | ast.AsyncFunctionDef
_FLIPPED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.Gt, ast.Gt: ast.Lt, ast.LtE: ast.GtE, ast.GtE: ast.LtE, ast.Eq: ast.Eq, ast.NotEq: ast.NotEq,
}  # fmt: skip

_ROUNDING = """

import functools as _functools
import types as _types

import numpy as _np


def _rounded(v):
    if isinstance(v, _np.ndarray | _np.floating) and v.dtype == _np.float64:
        with _np.errstate(all="ignore"):
            return v.astype(_np.float32).astype(_np.float64)
    if type(v) is float:
        with _np.errstate(all="ignore"):
            return float(_np.float32(v))
    return type(v)(map(_rounded, v)) if type(v) in (tuple, list) else v


def _rounding(function):
    @_functools.wraps(function)
    def call(*args, **kwargs):
        return _rounded(function(*args, **kwargs))

    return call


for _name in {names!r}:
    _found = globals()[_name]
    if isinstance(_found, _types.FunctionType):
        globals()[_name] = _rounding(_found)
    for _method, _body in list(vars(_found).items()) if isinstance(_found, type) else ():
        if isinstance(_body, _types.FunctionType) and not _method.startswith("_"):
            setattr(_found, _method, _rounding(_body))
"""


def renamed(source: str) -> str:
    """Other names for local variables and for private functions, classes and constants of the module."""
    tree = ast.parse(source)
    public = _module_names(tree)
    parameters = {a.arg for node in ast.walk(tree) if isinstance(node, ast.arguments) for a in _parameters(node)}
    stored = {name for function in _functions(tree) for name in _stored(function)}
    private = {name for name in public if _private(name)} - parameters - stored
    _Rename({name: f"_own{number}" for number, name in enumerate(sorted(private), 1)}).visit(tree)
    for function in _outermost(tree):
        _Rename(_local_names(function, public)).visit(function)
    return _text(tree)


def with_temporaries(source: str) -> str:
    """Operands and returned values get names of their own first, in the order in which they are evaluated."""
    return _text(_Temporaries().visit(ast.parse(source)))


def with_inner_functions(source: str) -> str:
    """The body of every function becomes a function inside it."""
    return _text(_Inner().visit(ast.parse(source)))


def reordered(source: str) -> str:
    """``a < b`` as ``b > a``, factors exchanged, branches exchanged, ``x += y`` and ``x = x + y`` for each other."""
    return _text(_Reorder().visit(ast.parse(source)))


def restyled(source: str) -> str:
    """All of the above."""
    for rewrite in (reordered, with_temporaries, with_inner_functions, renamed):
        source = rewrite(source)
    return source


def in_float32(source: str) -> str:
    """Every number that a function of the module returns is rounded to float32; its dtype stays."""
    tree = ast.parse(source)
    names = {node.name for node in tree.body if isinstance(node, Function | ast.ClassDef)}
    return source + _ROUNDING.format(names=sorted(names))


def restyled_in_float32(source: str) -> str:
    """Another style and other rounding at once."""
    return in_float32(restyled(source))


REWRITES: dict[str, Callable[[str], str]] = {
    "renamed": renamed,
    "temporaries": with_temporaries,
    "inner functions": with_inner_functions,
    "reordered": reordered,
    "restyled": restyled,
    "float32": in_float32,
    "restyled in float32": restyled_in_float32,
}
"""By the name that a check shows."""


def unfinished(source: str, stub: str, task: str) -> str:
    """``source`` with ``task`` as the stub has it: right for the rest."""
    node = next(n for n in ast.parse(stub).body if isinstance(n, Function | ast.ClassDef) and n.name == task)
    return f"{source}\n\n\n{ast.unparse(node)}\n"


def _text(tree: ast.Module) -> str:
    return ast.unparse(ast.fix_missing_locations(tree)) + "\n"


# --- names -----------------------------------------------------------------------------------------


class _Rename(ast.NodeTransformer):
    """Replaces names, wherever they are read or written as names."""

    def __init__(self, names: dict[str, str]) -> None:
        self.names = names

    def visit_Name(self, node: ast.Name) -> ast.AST:
        node.id = self.names.get(node.id, node.id)
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.name = self.names.get(node.name, node.name)
        return self.generic_visit(node)

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        node.name = self.names.get(node.name, node.name)
        return self.generic_visit(node)


def _module_names(tree: ast.Module) -> set[str]:
    names: set[str] = set()
    for node in tree.body:
        if isinstance(node, Function | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            names |= _imported(node)
        else:
            names |= set(_stored(node))
    return names


def _imported(node: ast.Import | ast.ImportFrom) -> set[str]:
    return {(alias.asname or alias.name).partition(".")[0] for alias in node.names}


def _private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")


def _functions(tree: ast.AST) -> Iterator[Function]:
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def _outermost(tree: ast.Module) -> Iterator[Function]:
    """Functions of the module and methods of its classes; those inside of functions come with them."""
    for node in tree.body:
        if isinstance(node, Function):
            yield node
        elif isinstance(node, ast.ClassDef):
            yield from (item for item in node.body if isinstance(item, Function))


def _local_names(function: Function, public: set[str]) -> dict[str, str]:
    """New names for what ``function`` and the functions inside it assign, unless a name has another role as well."""
    taken = public | set(dir(builtins)) | {function.name}
    for node in ast.walk(function):
        if isinstance(node, ast.arguments):
            taken |= {a.arg for a in _parameters(node)}
        elif isinstance(node, ast.Global | ast.Nonlocal):
            taken |= set(node.names)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            taken |= _imported(node)
        elif isinstance(node, ast.ExceptHandler | ast.MatchAs | ast.MatchStar) and node.name:
            taken.add(node.name)
        elif isinstance(node, ast.ClassDef):
            taken |= set(_stored(node)) | {inner.name for inner in _functions(node)}
    names = set(_stored(function)) | {inner.name for inner in _functions(function)}
    return {name: f"it{number}" for number, name in enumerate(sorted(names - taken), 1)}


def _stored(tree: ast.AST) -> Iterator[str]:
    """Names that are assigned somewhere in ``tree``, in functions inside it, too."""
    return (n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store))


def _parameters(arguments: ast.arguments) -> list[ast.arg]:
    extra = [a for a in (arguments.vararg, arguments.kwarg) if a]
    return [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, *extra]


# --- refactoring -----------------------------------------------------------------------------------


class _Temporaries(ast.NodeTransformer):
    """Names operands. Only where a statement evaluates nothing before them."""

    def __init__(self) -> None:
        self.number = 0
        self.depth = 0

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        self.depth += 1
        self.generic_visit(node)
        self.depth -= 1
        return node

    def visit_Return(self, node: ast.Return) -> ast.AST | list[ast.stmt]:
        if node.value is None or isinstance(node.value, ast.Name | ast.Constant):
            return node
        before, value = self._named(node.value)
        kept, name = self._keep(value)
        return [*before, kept, ast.Return(name)]

    def visit_Assign(self, node: ast.Assign) -> ast.AST | list[ast.stmt]:
        if not self.depth:
            return node
        before, value = self._named(node.value)
        return [*before, ast.Assign(node.targets, value)]

    def _named(self, value: ast.expr) -> tuple[list[ast.stmt], ast.expr]:
        """Statements that compute the operands of a sum or product, and the expression that is left."""
        if not isinstance(value, ast.BinOp):
            return [], value
        left, first = self._keep(value.left)
        right, second = self._keep(value.right)
        return [left, right], ast.BinOp(first, value.op, second)

    def _keep(self, value: ast.expr) -> tuple[ast.stmt, ast.Name]:
        self.number += 1
        name = f"operand{self.number}"
        return ast.Assign([ast.Name(name, ast.Store())], value), ast.Name(name, ast.Load())


class _Inner(ast.NodeTransformer):
    """Wraps bodies of functions of the module and of its classes; generators are left alone."""

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        parameters = [a.arg for a in _parameters(node.args)]
        documented = isinstance(node.body[0], ast.Expr) and isinstance(node.body[0].value, ast.Constant)
        first, body = (node.body[:1], node.body[1:]) if documented else ([], node.body)
        if not body or any(isinstance(n, ast.Yield | ast.YieldFrom | ast.Await) for n in ast.walk(node)):
            return node
        inner = _definition("computed", parameters, body)
        call = ast.Call(ast.Name("computed", ast.Load()), [ast.Name(name, ast.Load()) for name in parameters], [])
        node.body = [*first, inner, ast.Return(call)]
        return node


def _definition(name: str, parameters: Sequence[str], body: list[ast.stmt]) -> ast.stmt:
    """``def name(parameters):`` with ``body``; made from text, because the fields of the node differ by version."""
    made = ast.parse(f"def {name}({', '.join(parameters)}): pass").body[0]
    assert isinstance(made, ast.FunctionDef)
    made.body = body
    return made


class _Reorder(ast.NodeTransformer):
    """Exchanges sides where the order of evaluation does not matter."""

    def __init__(self) -> None:
        self.fresh: set[str] = set()
        self.numbers: set[str] = set()

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        outside = self.fresh, self.numbers
        self.fresh, self.numbers = _fresh(node), _fresh(node, ast.Constant)
        self.generic_visit(node)
        self.fresh, self.numbers = outside
        return node

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        self.generic_visit(node)
        kind, other = type(node.ops[0]), node.comparators[0]
        if len(node.ops) > 1 or kind not in _FLIPPED or (_calls(node.left) and _calls(other)):
            return node
        return ast.Compare(other, [_FLIPPED[kind]()], [node.left])

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        self.generic_visit(node)
        exchange = isinstance(node.op, ast.Mult) and not (_calls(node.left) and _calls(node.right))
        return ast.BinOp(node.right, node.op, node.left) if exchange else node

    def visit_If(self, node: ast.If) -> ast.AST:
        self.generic_visit(node)
        if not node.orelse or (len(node.orelse) == 1 and isinstance(node.orelse[0], ast.If)):
            return node
        return ast.If(ast.UnaryOp(ast.Not(), node.test), node.orelse, node.body)

    def visit_AugAssign(self, node: ast.AugAssign) -> ast.AST:
        self.generic_visit(node)
        if not isinstance(node.target, ast.Name) or node.target.id not in self.fresh:
            return node
        name = node.target.id
        return ast.Assign([node.target], ast.BinOp(ast.Name(name, ast.Load()), node.op, node.value))

    def visit_Assign(self, node: ast.Assign) -> ast.AST:
        self.generic_visit(node)
        target, value = node.targets[0], node.value
        if len(node.targets) == 1 and isinstance(target, ast.Name) and isinstance(value, ast.BinOp):
            grows = isinstance(value.left, ast.Name) and value.left.id == target.id in self.numbers
            return ast.AugAssign(target, value.op, value.right) if grows else node
        return node


def _calls(node: ast.AST) -> bool:
    return any(isinstance(n, ast.Call | ast.NamedExpr | ast.Await) for n in ast.walk(node))


def _fresh(function: Function, *kinds: type[ast.expr]) -> set[str]:
    """Local names whose values are this function's own, so that nobody sees whether they change in place.

    They are only assigned on their own: numbers and what an operation gave, or (with ``kinds``) values of those kinds.
    """
    allowed = kinds or (ast.BinOp, ast.Constant)
    found: dict[str, bool] = {}
    targets: set[int] = set()
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
            name = node.targets[0].id
            targets.add(id(node.targets[0]))
            found[name] = found.get(name, True) and _owned(node.value, name, allowed)
        elif isinstance(node, ast.AugAssign):
            targets.add(id(node.target))
    others = {n.id for n in ast.walk(function) if isinstance(n, ast.Name) and _elsewhere(n, targets)}
    return {name for name, own in found.items() if own} - others - {a.arg for a in _parameters(function.args)}


def _owned(value: ast.expr, name: str, allowed: tuple[type[ast.expr], ...]) -> bool:
    if isinstance(value, ast.BinOp) and isinstance(value.left, ast.Name) and value.left.id == name:
        return True
    return isinstance(value, allowed) and not (isinstance(value, ast.Constant) and isinstance(value.value, str))


def _elsewhere(name: ast.Name, targets: set[int]) -> bool:
    return isinstance(name.ctx, ast.Store) and id(name) not in targets
