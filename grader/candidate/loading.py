"""Turns the student's bytes into a module, without a file system.

Compiles, applies the policy of forbidden names, executes. Other modules that were handed in are
importable by plain name, relatively, and as ``cs231n.<name>`` because public course files do so.
"""

from __future__ import annotations

import ast
import sys
import types
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.machinery import ModuleSpec
from typing import TYPE_CHECKING

from grader.candidate.libraries import Covered, covered
from grader.candidate.policy import ForbiddenCall, Scanned, remove_guarded, scan
from grader.candidate.stubs import Violations, install_stubs

if TYPE_CHECKING:
    from importlib.abc import Loader
else:  # importing it would bring a dozen modules and two libraries into every candidate
    Loader = object

PACKAGE = "submission"
DEFINITIONS_ONLY = b"# autograde: definitions-only"
SCAN_DEPTH = 20_000


class LoadError(Exception):
    """The submission cannot be loaded. ``kind`` as in ``grader.model.LoadFailure``."""

    def __init__(
        self, kind: str, cause: BaseException | None = None, *, name: str = "", line: int | None = None
    ) -> None:
        super().__init__(kind)
        self.kind, self.cause, self.name, self.line = kind, cause, name, line


@dataclass
class Loaded:
    """A submission on its way to becoming a module."""

    files: dict[str, bytes]
    main: str
    module: types.ModuleType
    filenames: frozenset[str]
    violations: Violations = field(default_factory=Violations)
    doubts: list[list[str | int]] = field(default_factory=list)
    trees: dict[str, ast.Module] = field(default_factory=dict)

    @classmethod
    def prepare(cls, files: dict[str, bytes], main: str) -> Loaded:
        """The empty module that ``load`` will fill."""
        module = types.ModuleType(f"{PACKAGE}.{main.removesuffix('.py')}")
        module.__package__ = PACKAGE
        module.__file__ = main
        return cls(files, main, module, frozenset(files))


def examine(loaded: Loaded, forbidden: tuple[str, ...]) -> None:
    """Compile and check, before a line of the student's is executed. Raises ``LoadError``.

    Afterwards ``loaded.doubts`` are what a person should look at: kind, name, line (0 in other files), file.
    """
    loaded.trees = {name: parse(name, source) for name, source in loaded.files.items()}
    things = covered(forbidden)
    for name, tree in loaded.trees.items() if forbidden else ():
        if b"__main__" in loaded.files[name]:  # one that is spelled otherwise is read like everything else
            remove_guarded(tree)
        seen = _scan(tree, forbidden, things)
        if seen.found:
            line = seen.found.line if name == loaded.main else None
            raise LoadError("forbidden", name=seen.found.name, line=line)
        loaded.doubts += [[doubt.kind, doubt.name, doubt.line, name] for doubt in seen.doubts]
    install_stubs(things, loaded.violations, loaded.filenames)


def load(loaded: Loaded) -> None:
    """Execute the main module of what was examined. Raises ``LoadError``."""
    sys.meta_path.insert(0, _Finder(loaded.files, loaded.trees))
    sys.modules[loaded.module.__name__] = loaded.module
    _execute(loaded.trees[loaded.main], loaded)


def _scan(tree: ast.Module, forbidden: tuple[str, ...], things: tuple[Covered, ...]) -> Scanned:
    usual = sys.getrecursionlimit()
    sys.setrecursionlimit(SCAN_DEPTH)  # Python itself takes a sum of 2000 terms
    try:
        return scan(tree, forbidden, things)
    except RecursionError as error:  # what is nested too deeply to be read is not executed
        raise LoadError("syntax", error) from None
    finally:
        sys.setrecursionlimit(usual)


def parse(name: str, source: bytes) -> ast.Module:
    """The syntax tree of one file. Raises ``LoadError`` of kind ``syntax`` or ``encoding``."""
    try:
        text = source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise LoadError("encoding", error) from None
    try:
        tree = ast.parse(text, name)
        return definitions_only(tree) if source.startswith(DEFINITIONS_ONLY) else tree
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise LoadError("syntax", error, line=getattr(error, "lineno", None)) from None


def definitions_only(tree: ast.Module) -> ast.Module:
    """Imports, definitions and plain assignments of a notebook; its experiments are left out.

    Assignments that call nothing are kept (constants, a second name for a function). A failing import
    (matplotlib, say) is not fatal. Imports from
    ``__future__``, which cells may repeat, come first.
    """
    kept: list[ast.stmt] = [node for node in tree.body if _future(node)]
    for node in tree.body:
        if _future(node):
            continue
        if isinstance(node, ast.Import | ast.ImportFrom):
            kept.append(_guarded(node, "ImportError"))
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            kept.append(node)
        elif isinstance(node, ast.Assign | ast.AnnAssign) and _calls_nothing(node.value):
            kept.append(_guarded(node, "Exception"))
    return ast.fix_missing_locations(ast.Module(body=kept, type_ignores=[]))


def _future(node: ast.stmt) -> bool:
    return isinstance(node, ast.ImportFrom) and node.module == "__future__"


def _guarded(node: ast.stmt, exception: str) -> ast.stmt:
    """``node``, allowed to fail: what it would have named stays undefined until it is used."""
    guard = ast.ExceptHandler(type=ast.Name(exception, ast.Load()), name=None, body=[ast.Pass()])
    return ast.Try(body=[node], handlers=[guard], orelse=[], finalbody=[])


def _calls_nothing(value: ast.expr | None) -> bool:
    """Constants and aliases such as ``batchnorm_backward_alt = batchnorm_backward``, but no experiment."""
    return value is not None and not any(isinstance(n, ast.Call | ast.Subscript) for n in ast.walk(value))


def _execute(tree: ast.Module, loaded: Loaded) -> None:
    try:
        code = compile(tree, loaded.main, "exec", dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise LoadError("syntax", error, line=getattr(error, "lineno", None)) from None
    try:
        exec(code, loaded.module.__dict__)  # noqa: S102 - running the submission is what the sandbox is for
    except LoadError:
        raise
    except ForbiddenCall as error:
        raise LoadError("forbidden", error, name=str(error)) from None
    except ImportError as error:
        raise LoadError("import", error, name=str(error.name or "")[:80]) from None
    except MemoryError as error:
        raise LoadError("memory", error) from None
    except BaseException as error:  # noqa: BLE001 - whatever a module raises while it is executed, SystemExit included
        raise LoadError("raised", error) from None


class _Finder(Loader):
    """Finds handed-in modules in memory, and the few names that course files of 2016 expect."""

    def __init__(self, files: dict[str, bytes], trees: dict[str, ast.Module]) -> None:
        self.files = files
        self.trees = trees

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None = None,  # noqa: ARG002 - the import system's signature
        target: types.ModuleType | None = None,  # noqa: ARG002
    ) -> ModuleSpec | None:
        if fullname in (PACKAGE, "cs231n", "past", "past.builtins"):
            return ModuleSpec(fullname, self, is_package=True)
        package, _, name = fullname.rpartition(".")
        if f"{name}.py" in self.files and package in ("", PACKAGE, "cs231n"):
            return ModuleSpec(fullname, self, origin=f"{name}.py")
        if package in (PACKAGE, "cs231n"):
            return ModuleSpec(fullname, self)
        return None

    def create_module(self, spec: ModuleSpec) -> types.ModuleType | None:  # noqa: ARG002 - the same
        return None

    def exec_module(self, module: types.ModuleType) -> None:
        name = module.__name__.rpartition(".")[2] + ".py"
        if module.__name__ == "past.builtins":
            module.__dict__.update(xrange=range, range=range, basestring=str, unicode=str, long=int)
        elif module.__spec__ and module.__spec__.origin in self.trees:
            exec(compile(self.trees[name], name, "exec", dont_inherit=True), module.__dict__)  # noqa: S102 - the same
