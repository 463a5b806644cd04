"""Mutants of a reference: one small change each, made on the syntax tree. Pure.

A hidden suite that notices none of them would not notice a student's slip either. Only code inside
functions and classes is mutated; docstrings, annotations and messages of exceptions are left alone.
"""

from __future__ import annotations

import ast
import copy
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

_BINARY: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult, ast.Pow: ast.Mult, ast.Mod: ast.FloorDiv,
}  # fmt: skip
_COMPARE: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
_NAMES = {
    "max": "min", "min": "max", "maximum": "minimum", "minimum": "maximum", "argmax": "argmin", "argmin": "argmax",
    "sum": "mean", "mean": "sum", "zeros": "ones", "ones": "zeros",
    "zeros_like": "ones_like", "ones_like": "zeros_like",
    "sqrt": "square", "exp": "expm1", "log": "log1p", "abs": "negative", "floor": "ceil", "var": "std",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: ``id`` is stable under unrelated edits, ``source`` is the whole mutated module."""

    id: str
    line: int
    source: str


@dataclass(frozen=True, slots=True)
class _Site:
    """Where a change is made: the function, the path of the node in its tree, and the replacement."""

    function: str
    path: tuple[tuple[str, int | None], ...]
    before: str
    after: ast.AST | None
    line: int


def mutants(source: str, limit: int, seed: int = 0) -> list[Mutant]:
    """At most ``limit`` mutants of ``source``, the same ones every time, spread over all functions."""
    tree = ast.parse(source)
    sites = list(_sites(tree))
    names: Counter[str] = Counter()
    found: list[Mutant] = []
    for site in sites:
        text = f"{site.function}: {site.before} -> {_show(site.after)}"
        names[text] += 1
        found.append(Mutant(f"{text} #{names[text]}", site.line, ""))
    fixed = random.Random(seed)  # noqa: S311 - a repeatable choice, no secret
    chosen = sorted(fixed.sample(range(len(sites)), min(limit, len(sites))))
    return [Mutant(found[i].id, found[i].line, _apply(tree, sites[i])) for i in chosen]


def _show(node: ast.AST | None) -> str:
    return "(removed)" if node is None else " ".join(ast.unparse(ast.fix_missing_locations(node)).split())[:60]


def _apply(tree: ast.Module, site: _Site) -> str:
    mutated = copy.deepcopy(tree)
    parent: ast.AST = mutated
    for field, index in site.path[:-1]:
        parent = _child(parent, field, index)
    field, index = site.path[-1]
    replacement = site.after if site.after is not None else ast.Pass()
    if index is None:
        setattr(parent, field, replacement)
    else:
        getattr(parent, field)[index] = replacement
    return ast.unparse(ast.fix_missing_locations(mutated))


def _child(node: ast.AST, field: str, index: int | None) -> ast.AST:
    value = getattr(node, field)
    child: ast.AST = value if index is None else value[index]
    return child


# --- where and what ----------------------------------------------------------------------------


def _sites(tree: ast.Module) -> Iterator[_Site]:
    yield from _walk(tree, (), "")


def _walk(node: ast.AST, path: tuple[tuple[str, int | None], ...], function: str) -> Iterator[_Site]:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        function = f"{function}.{node.name}" if function else node.name
    for field, index, child in _children(node):
        here = (*path, (field, index))
        if function and not isinstance(node, ast.ClassDef):
            for after in _changes(child):
                yield _Site(function, here, _show(child), after, getattr(child, "lineno", 0))
        yield from _walk(child, here, function)


def _children(node: ast.AST) -> Iterator[tuple[str, int | None, ast.AST]]:
    """Children worth mutating: no annotations, no docstrings, no texts of exceptions."""
    if isinstance(node, ast.Raise):
        return
    for field, value in ast.iter_fields(node):
        if field in ("annotation", "returns", "type_params", "decorator_list", "bases"):
            continue
        if isinstance(value, ast.AST):
            yield field, None, value
        elif isinstance(value, list):
            for index, item in enumerate(value):
                docstring = isinstance(item, ast.Expr) and isinstance(item.value, ast.Constant)
                if isinstance(item, ast.AST) and not docstring:
                    yield field, index, item


def _changes(node: ast.AST) -> Iterator[ast.AST | None]:
    if isinstance(node, ast.stmt):
        yield from _statements(node)
    elif isinstance(node, ast.Constant):
        yield from (ast.Constant(value) for value in _constants(node.value))
    elif isinstance(node, ast.BinOp) and type(node.op) in _BINARY:
        yield ast.BinOp(node.left, _BINARY[type(node.op)](), node.right)
    elif isinstance(node, ast.Compare) and type(node.ops[0]) in _COMPARE:
        yield ast.Compare(node.left, [_COMPARE[type(node.ops[0])](), *node.ops[1:]], node.comparators)
    elif isinstance(node, ast.BoolOp):
        yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub | ast.Not):
        if not isinstance(node.operand, ast.Constant):
            yield node.operand
    elif isinstance(node, ast.Attribute):
        yield from _attributes(node)
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ("copy", "clone"):
        yield node.func.value


def _statements(node: ast.stmt) -> Iterator[ast.AST | None]:
    if isinstance(node, ast.AugAssign):
        yield ast.Assign([node.target], node.value)
        if type(node.op) in _BINARY:
            yield ast.AugAssign(node.target, _BINARY[type(node.op)](), node.value)
    elif isinstance(node, ast.Expr | ast.Raise) or (
        isinstance(node, ast.Assign) and not isinstance(node.targets[0], ast.Name | ast.Tuple)
    ):
        yield None
    elif isinstance(node, ast.If):
        yield ast.If(ast.UnaryOp(ast.Not(), node.test), node.body, node.orelse)


def _constants(value: object) -> list[int | float | bool]:
    if type(value) is bool:
        return [not value]
    if type(value) is int:
        return [value + 1, value - 1] if value > 0 else [value + 1]
    if type(value) is float:
        return [value * 1.5 if value else 0.5]
    return []


def _attributes(node: ast.Attribute) -> Iterator[ast.AST]:
    if node.attr in _NAMES:
        yield ast.Attribute(node.value, _NAMES[node.attr], node.ctx)
    elif node.attr == "T":
        yield node.value
