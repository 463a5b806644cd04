"""Forbidden names: found in the syntax tree before execution (and stubbed at run time, see ``stubs``).

The scan runs before any line of the student's code and is what a verdict may rest on. Annotations, comments, strings
and look-alike names of the student's own never count. What it cannot follow is a doubt (``doubts``) for a person.
"""

from __future__ import annotations

import ast
import fnmatch
import sys
import types
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from grader.candidate.doubts import MAX_DOUBTS, Doubt, of_attribute, of_builtin, of_change, of_name
from grader.candidate.libraries import Covered, covered, identities, lookup


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


@dataclass(frozen=True, slots=True)
class Scanned:
    """What reading a source found: the first forbidden name, and what a person should look at."""

    found: Found | None
    doubts: tuple[Doubt, ...]


def find_forbidden(tree: ast.Module, forbidden: tuple[str, ...]) -> Found | None:
    """The first use of a forbidden name in ``tree``, or None; what stands behind the main guard is removed from it."""
    remove_guarded(tree)
    return scan(tree, forbidden, covered(forbidden)).found


def scan(tree: ast.Module, forbidden: tuple[str, ...], things: Iterable[Covered]) -> Scanned:
    """Read ``tree`` once; ``things`` are what ``libraries.covered`` found before any line of the student's ran."""
    defined = frozenset(n.name for n in tree.body if isinstance(n, ast.FunctionDef | ast.ClassDef))
    reader = _Scan(forbidden, things, defined)
    reader.visit(tree)
    doubts = dict.fromkeys(sorted(reader.doubts, key=lambda d: d.line))
    return Scanned(min(reader.found, key=lambda f: f.line, default=None), tuple(doubts)[:MAX_DOUBTS])


class _Scan(ast.NodeVisitor):
    """Resolves dotted names through imports and their aliases; knows parameters and locals that shadow them."""

    def __init__(self, forbidden: tuple[str, ...], things: Iterable[Covered], defined: frozenset[str]) -> None:
        self.forbidden = forbidden
        self.defined = defined
        self.aliases: dict[str, str] = {}
        self.stars: list[str] = []
        self.scopes: list[dict[str, str | None]] = []
        self.found: list[Found] = []
        self.doubts: list[Doubt] = []
        self._same = identities(things)
        self._modules: dict[str, bool] = {}
        self._judged: dict[str, tuple[str, str]] = {}
        self._concerned = ({rule.partition(".")[0] for rule in forbidden} & set(sys.modules)) | {"builtins", "sys"}

    def _note(self, name: str, node: ast.AST) -> None:
        if name not in self._judged:  # most names occur many times
            found = name if matches(name, self.forbidden) else self._same.get(id(lookup(name)), "")
            self._judged[name] = found, of_name(name)
        found, kind = self._judged[name]
        if found:
            self.found.append(Found(found, getattr(node, "lineno", 0)))
        else:
            self._doubt(kind, name, node)

    def _doubt(self, kind: str, name: str, node: ast.AST) -> None:
        if kind:
            self.doubts.append(Doubt(kind, name[:80], getattr(node, "lineno", 0)))

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
        self._function(node.args, node.body)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> None:
        self.visit_FunctionDef(node)

    def visit_Lambda(self, node: ast.Lambda) -> None:
        self._function(node.args, [node.body])

    def _function(self, args: ast.arguments, body: Sequence[ast.AST]) -> None:
        """Parameters and locals stand for themselves inside, unless they are given a library's name."""
        for default in (*args.defaults, *(d for d in args.kw_defaults if d)):
            self.visit(default)
        positional = [*args.posonlyargs, *args.args]
        given = dict(zip([a.arg for a in positional[::-1]], args.defaults[::-1], strict=False))
        given |= {a.arg: d for a, d in zip(args.kwonlyargs, args.kw_defaults, strict=True) if d}
        scope: dict[str, str | None] = dict.fromkeys([*_locals(body), *(a.arg for a in _arguments(args))])
        scope |= {name: self._dotted(default) for name, default in given.items()}
        self.scopes.append(scope)
        for part in body:
            self.visit(part)
        self.scopes.pop()

    def _comprehension(self, node: ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp) -> None:
        self.visit(node.generators[0].iter)  # it belongs to the scope outside
        self.scopes.append(dict.fromkeys(_locals([generator.target for generator in node.generators])))
        self.generic_visit(node)
        self.scopes.pop()

    visit_ListComp = visit_SetComp = visit_DictComp = visit_GeneratorExp = _comprehension  # noqa: N815 - names of ast

    def visit_Assign(self, node: ast.Assign) -> None:
        name = self._dotted(node.value)
        if name is None or not isinstance(node.value, ast.Name | ast.Attribute):
            self.visit(node.value)
        elif not self._is_module(name):
            self._note(name, node)
        for target in node.targets:
            self._bind(target, node.value)
            if not isinstance(target, ast.Name):
                self.visit(target)

    def _bind(self, target: ast.expr, value: ast.expr) -> None:
        """Remember under which names a library's things are known from now on."""
        if isinstance(target, ast.Tuple | ast.List) and isinstance(value, ast.Tuple | ast.List):
            for one, part in zip(target.elts, value.elts, strict=False):
                self._bind(one, part)
        if not isinstance(target, ast.Name):
            return
        name = self._dotted(value)
        if self.scopes and target.id in self.scopes[-1]:
            self.scopes[-1][target.id] = name
        elif name:
            self.aliases[target.id] = name

    def visit_NamedExpr(self, node: ast.NamedExpr) -> None:
        self.visit(node.value)
        self._bind(node.target, node.value)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value:
            self.visit(node.value)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        name = self._dotted(node)
        if name:
            self._note(name, node)
            self._bare(name, node)
            if not isinstance(node.ctx, ast.Load):
                self._doubt(of_change(name), name, node)
            return
        own = isinstance(node.value, ast.Name) and node.value.id in ("self", "cls")
        if not own:
            self._doubt(of_attribute(node.attr), node.attr, node)
        self._visit_base(node.value)

    def _visit_base(self, node: ast.expr) -> None:
        """Visit what stands before a dot: there, the name of a module is nothing special."""
        if not isinstance(node, ast.Name):
            self.visit(node)

    def visit_Name(self, node: ast.Name) -> None:
        name = self._dotted(node)
        if not isinstance(node.ctx, ast.Load):
            return
        if name:
            self._note(name, node)
            self._bare(name, node)
        elif not self._own(node.id) and node.id not in self.defined:
            self._doubt("reflection" if node.id == "__builtins__" else "", node.id, node)
            for module in self.stars:
                self._note(f"{module}.{node.id}", node)

    def _bare(self, name: str, node: ast.AST) -> None:
        """A module that is passed around is followed no further."""
        if self._is_module(name):
            self._doubt("dynamic", name, node)

    def _is_module(self, name: str) -> bool:
        if name not in self._modules:
            concerned = name.partition(".")[0] in self._concerned
            self._modules[name] = concerned and isinstance(lookup(name), types.ModuleType)
        return self._modules[name]

    def visit_Subscript(self, node: ast.Subscript) -> None:
        name = self._dotted(node)
        if name:
            self._note(name, node)
            return
        base = self._namespace(node.value)
        self._doubt("dynamic" if base and base.partition(".")[0] in self._concerned else "", base or "", node)
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        name = self._dynamic(node)
        if name:
            self._note(name, node)
        if kind := self._called(node, name):
            self._doubt(kind, ast.unparse(node.func), node)
        for part in self._arguments_to_visit(node):
            self.visit(part)

    def _called(self, node: ast.Call, resolved: str | None) -> str:
        """The kind of doubt about a call that reaches things by a name that is not written there."""
        function = node.func
        if not isinstance(function, ast.Name) or self._own(function.id) or function.id in self.defined:
            return ""
        if function.id in ("setattr", "delattr") and node.args:
            return of_change(self._dotted(node.args[0]) or "")
        if function.id == "getattr" and node.args and not resolved:
            base = self._dotted(node.args[0])
            return "dynamic" if base and base.partition(".")[0] in self._concerned else ""
        return "" if resolved else of_builtin(function.id)

    def _arguments_to_visit(self, node: ast.Call) -> Iterator[ast.AST]:
        """The parts of a call; a module in ``getattr(module, ...)`` or ``vars(module)`` was judged already."""
        yield node.func
        asks = isinstance(node.func, ast.Name) and node.func.id in (
            "getattr",
            "setattr",
            "hasattr",
            "vars",
            "isinstance",
        )
        yield from node.args[1:] if asks and node.args and self._dotted(node.args[0]) else node.args
        yield from (keyword.value for keyword in node.keywords)

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
        return any(name in scope for scope in self.scopes)

    def _namespace(self, node: ast.expr) -> str | None:
        """The module whose names ``node`` is a dict of: ``vars(module)``, ``module.__dict__``."""
        if isinstance(node, ast.Attribute) and node.attr == "__dict__":
            return self._dotted(node.value)
        called = node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
        return self._dotted(node.args[0]) if isinstance(node, ast.Call) and called == "vars" and node.args else None

    def _dotted(self, node: ast.AST) -> str | None:
        if isinstance(node, ast.Name):
            return next((scope[node.id] for scope in self.scopes[::-1] if node.id in scope), self.aliases.get(node.id))
        if isinstance(node, ast.Attribute):
            base = self._dotted(node.value)
            return f"{base}.{node.attr}" if base else None
        if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant) and type(node.slice.value) is str:
            return self._item(node.value, node.slice.value)
        if isinstance(node, ast.NamedExpr):
            return self._dotted(node.value)
        return self._dynamic(node) if isinstance(node, ast.Call) else None

    def _item(self, base: ast.expr, key: str) -> str | None:
        """``sys.modules["numpy"]`` and ``vars(numpy)["name"]`` by the names that they mean."""
        if self._dotted(base) == "sys.modules":
            return key
        module = self._namespace(base)
        return f"{module}.{key}" if module else None


def remove_guarded(tree: ast.Module) -> None:
    """Empty what stands behind the main guard, where students compare with libraries: it is not executed here, so it
    need not be read. A module that could make the guard true is left as it is.
    """
    guards = [node for node in ast.walk(tree) if isinstance(node, ast.If) and _is_main_guard(node.test)]
    if guards and not _renames_itself(tree):
        for guard in guards:
            guard.test = ast.copy_location(ast.Constant(False), guard.test)
            guard.body = [ast.copy_location(ast.Pass(), guard)]


def _is_main_guard(test: ast.expr) -> bool:
    """Whether ``test`` is ``__name__ == "__main__"``, either way around."""
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


def _locals(body: Sequence[ast.AST]) -> Iterator[str]:
    """Names that a function binds itself, without those of functions inside of it and of global ones."""
    waiting = list(body)
    names: set[str] = set()
    elsewhere: set[str] = set()
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
        elif isinstance(node, ast.Global | ast.Nonlocal):
            elsewhere.update(node.names)
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda):
            waiting += ast.iter_child_nodes(node)
    yield from names - elsewhere
