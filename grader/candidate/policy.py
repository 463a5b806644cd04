"""Forbidden names: found in the syntax tree before execution, and stubbed at run time.

The scan runs before any line of the student's code and is what a verdict may rest on; the stubs
run beside it and are advisory, because code in the same process could undo them. Annotations,
comments, strings and look-alike names of the student's own never count.
"""

from __future__ import annotations

import ast
import fnmatch
import importlib
import sys
from dataclasses import dataclass
from typing import Any


class ForbiddenCall(Exception):
    """A name that the exercise forbids was used; the text is the dotted name."""


@dataclass(frozen=True, slots=True)
class Found:
    """The first use of a forbidden name: dotted name as resolved, and line."""

    name: str
    line: int


def matches(name: str, forbidden: tuple[str, ...]) -> bool:
    """Whether dotted ``name`` is one of ``forbidden`` (``*`` allowed) or lies inside one of them."""
    parts = name.split(".")
    prefixes = [".".join(parts[: i + 1]) for i in range(len(parts))]
    return any(fnmatch.fnmatchcase(prefix, rule) for rule in forbidden for prefix in prefixes)


def find_forbidden(tree: ast.Module, forbidden: tuple[str, ...]) -> Found | None:
    """The first use of a forbidden name in ``tree``, or None."""
    if not forbidden:
        return None
    scan = _Scan(forbidden, frozenset(n.name for n in tree.body if isinstance(n, ast.FunctionDef | ast.ClassDef)))
    scan.renamed = _renames_itself(tree)
    scan.visit(tree)
    return min(scan.found, key=lambda f: f.line, default=None)


class _Scan(ast.NodeVisitor):
    """Resolves dotted names through imports and their aliases; knows parameters that shadow them."""

    def __init__(self, forbidden: tuple[str, ...], defined: frozenset[str]) -> None:
        self.forbidden = forbidden
        self.defined = defined
        self.aliases: dict[str, str] = {}
        self.renamed = False
        self.stars: list[str] = []
        self.shadowed: list[frozenset[str]] = []
        self.found: list[Found] = []

    def _note(self, name: str, node: ast.AST) -> None:
        if matches(name, self.forbidden):
            self.found.append(Found(name, getattr(node, "lineno", 0)))

    def visit_Import(self, node: ast.Import) -> None:
        for alias in node.names:
            self._note(alias.name, node)
            if alias.asname:
                self.aliases[alias.asname] = alias.name
            else:
                top = alias.name.partition(".")[0]
                self.aliases[top] = top

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        if node.level or not node.module:
            return
        for alias in node.names:
            if alias.name == "*":
                self._note(node.module, node)
                self.stars.append(node.module)
                continue
            full = f"{node.module}.{alias.name}"
            self._note(full, node)
            self.aliases[alias.asname or alias.name] = full

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        for decorator in node.decorator_list:
            self.visit(decorator)
        for default in (*node.args.defaults, *(d for d in node.args.kw_defaults if d)):
            self.visit(default)
        self.shadowed.append(frozenset(a.arg for a in _arguments(node.args)))
        for statement in node.body:
            self.visit(statement)
        self.shadowed.pop()

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> None:
        self.visit_FunctionDef(node)

    def visit_Lambda(self, node: ast.Lambda) -> None:
        for default in (*node.args.defaults, *(d for d in node.args.kw_defaults if d)):
            self.visit(default)
        self.shadowed.append(frozenset(a.arg for a in _arguments(node.args)))
        self.visit(node.body)
        self.shadowed.pop()

    def visit_Assign(self, node: ast.Assign) -> None:
        self.generic_visit(node)
        name = self._dotted(node.value)
        for target in node.targets:
            if name and isinstance(target, ast.Name):
                self.aliases[target.id] = name

    def visit_If(self, node: ast.If) -> None:
        """What stands behind the main guard is never executed here: students compare with libraries there."""
        if self.renamed or not _is_main_guard(node.test):
            self.generic_visit(node)
            return
        for statement in node.orelse:
            self.visit(statement)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value:
            self.visit(node.value)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        name = self._dotted(node)
        if name:
            self._note(name, node)
        else:
            self.generic_visit(node)

    def visit_Name(self, node: ast.Name) -> None:
        name = self._dotted(node)
        if name and isinstance(node.ctx, ast.Load):
            self._note(name, node)
        elif isinstance(node.ctx, ast.Load) and not self._own(node.id) and node.id not in self.defined:
            for module in self.stars:
                self._note(f"{module}.{node.id}", node)

    def visit_Call(self, node: ast.Call) -> None:
        name = self._dynamic(node)
        if name:
            self._note(name, node)
        self.generic_visit(node)

    def _dynamic(self, node: ast.Call) -> str | None:
        """``getattr(module, "name")``, ``__import__("name")``, ``importlib.import_module("name")``."""
        target = self._dotted(node.func) or (node.func.id if isinstance(node.func, ast.Name) else "")
        texts = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
        if target == "getattr" and len(node.args) >= 2 and texts:
            base = self._dotted(node.args[0])
            return f"{base}.{texts[0]}" if base else None
        if target in ("__import__", "importlib.import_module") and texts:
            return texts[0]
        return None

    def _own(self, name: str) -> bool:
        return any(name in names for names in self.shadowed)

    def _dotted(self, node: ast.AST) -> str | None:
        if isinstance(node, ast.Name):
            return None if self._own(node.id) else self.aliases.get(node.id)
        if isinstance(node, ast.Attribute):
            base = self._dotted(node.value)
            return f"{base}.{node.attr}" if base else None
        if isinstance(node, ast.Call):
            return self._dynamic(node)
        return None


def _is_main_guard(test: ast.expr) -> bool:
    if not (isinstance(test, ast.Compare) and len(test.ops) == 1 and isinstance(test.ops[0], ast.Eq)):
        return False
    sides = {ast.dump(test.left), ast.dump(test.comparators[0])}
    return sides == {ast.dump(ast.Name("__name__", ast.Load())), ast.dump(ast.Constant("__main__"))}


def _renames_itself(tree: ast.Module) -> bool:
    """Whether ``__name__`` is anywhere but read, so that the main guard might guard nothing."""
    reads = ast.Name | ast.Attribute
    nodes = (n for n in ast.walk(tree) if not (isinstance(n, reads) and isinstance(n.ctx, ast.Load)))
    return any(value == "__name__" for node in nodes for _, value in ast.iter_fields(node))


def _arguments(args: ast.arguments) -> list[ast.arg]:
    extra = [a for a in (args.vararg, args.kwarg) if a]
    return [*args.posonlyargs, *args.args, *args.kwonlyargs, *extra]


def install_stubs(forbidden: tuple[str, ...], violations: list[str]) -> None:
    """Replace forbidden attributes of libraries that are already imported by stubs that raise.

    Each use is also noted in ``violations``, so that ``try: library; except: mine`` is seen.
    """
    for rule in forbidden:
        module_name, _, attribute = rule.rpartition(".")
        if not module_name or module_name.partition(".")[0] not in sys.modules:
            continue
        try:
            module = importlib.import_module(module_name)
        except ImportError:
            continue
        for name in fnmatch.filter(list(vars(module)), attribute):
            if callable(getattr(module, name)) and not name.startswith("__"):
                setattr(module, name, _stub(f"{module_name}.{name}", getattr(module, name), violations))


def _stub(name: str, original: Any, violations: list[str]) -> Any:
    def refuse(*_args: object, **_kwargs: object) -> Any:
        violations.append(name)
        raise ForbiddenCall(name)

    if isinstance(original, type):  # stays a class, so that isinstance checks of the library keep working
        return type(original.__name__, (original,), {"__init__": refuse, "__module__": original.__module__})
    return refuse
