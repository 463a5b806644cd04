"""The direction of imports, read from the syntax trees: what the design promises about who may know whom."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
OURS = ("grader", "autograde", "exercises", "solutions", "tests", "benchmarks", "examples")
HEAVY = {
    "numpy",
    "torch",
    "docker",
    "sqlalchemy",
    "alembic",
    "fastapi",
    "uvicorn",
    "nbgrader",
    "nbformat",
    "ray",
    "pytest",
}
HEAVY |= {"rich", "pydantic", "jinja2", "msgpack"}


@dataclass(frozen=True)
class Import:
    """One imported name: who imports, what, and whether it happens when the module is imported."""

    importer: str
    target: str
    line: int
    at_import: bool


def modules(package: str) -> dict[str, Path]:
    return {_name(path): path for path in sorted((ROOT / package).rglob("*.py")) if "_course" not in path.parts}


def _name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def imports() -> tuple[Import, ...]:
    found: list[Import] = []
    for package in ("grader", "autograde"):
        for name, path in modules(package).items():
            tree = ast.parse(path.read_text(encoding="utf-8"))
            found += _walk(name, tree, path.name == "__init__.py", at_import=True)
    return tuple(found)


def _walk(name: str, node: ast.AST, is_package: bool, *, at_import: bool) -> Iterator[Import]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            for alias in child.names:
                yield Import(name, alias.name, child.lineno, at_import)
        elif isinstance(child, ast.ImportFrom):
            base = _base(name, child, is_package)
            for alias in child.names:
                yield Import(name, f"{base}.{alias.name}", child.lineno, at_import)
        elif not _type_checking(child):
            inside = at_import and not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
            yield from _walk(name, child, is_package, at_import=inside)


def _base(name: str, node: ast.ImportFrom, is_package: bool) -> str:
    if not node.level:
        return node.module or ""
    parts = name.split(".")
    parents = parts[: len(parts) - node.level + is_package]
    return ".".join([*parents, *([node.module] if node.module else [])])


def _type_checking(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"


def within(target: str, *packages: str) -> bool:
    return any(target == package or target.startswith(package + ".") for package in packages)


def offenders(importers: tuple[str, ...], allowed: tuple[str, ...]) -> list[str]:
    """Imports of ours from ``importers`` that are not ``allowed``."""
    return [
        f"{item.importer}:{item.line} imports {item.target}"
        for item in imports()
        if within(item.importer, *importers) and within(item.target, *OURS) and not within(item.target, *allowed)
    ]


@pytest.mark.parametrize(
    ("importers", "allowed"),
    [
        (("grader.model",), ()),
        (("grader.errors",), ("grader.model",)),
        (("grader.wire",), ("grader.wire",)),
        (("grader.candidate",), ("grader.candidate", "grader.wire")),
        (("grader.messages",), ("grader.messages", "grader.model", "grader.errors")),
        (("grader.report",), ("grader.report", "grader.messages", "grader.model", "grader.errors")),
        (("grader.quiz",), ("grader.quiz", "grader.model", "grader.errors", "grader.manifest")),
        (("grader.catalog",), ("grader.model", "grader.errors", "grader.manifest", "grader.quiz")),
        (("grader.sandbox",), ("grader.sandbox", "grader.model", "grader.errors", "grader.wire", "grader.candidate")),
        (("grader",), ("grader",)),
    ],
    ids=lambda value: ",".join(value) or "nothing",
)
def test_a_part_of_the_core_imports_only_what_lies_below_it(
    importers: tuple[str, ...], allowed: tuple[str, ...]
) -> None:
    assert offenders(importers, allowed) == []


def test_the_shells_import_the_core_but_never_the_candidate() -> None:
    assert offenders(("autograde",), ("grader", "autograde")) == []
    assert [
        item for item in imports() if within(item.importer, "autograde") and within(item.target, "grader.candidate")
    ] == []


def test_the_shells_use_public_names_only() -> None:
    private = [
        f"{item.importer}:{item.line} imports {item.target}"
        for item in imports()
        if within(item.importer, "autograde")
        and within(item.target, "grader")
        and any(part.startswith("_") for part in item.target.split("."))
    ]
    assert private == []


def test_the_base_install_is_enough_to_import_any_command() -> None:
    heavy = [
        f"{item.importer}:{item.line} imports {item.target}"
        for item in imports()
        if within(item.importer, "autograde.cli") and item.at_import and item.target.split(".")[0] in HEAVY
    ]
    assert heavy == []


def test_no_modules_import_each_other_in_a_circle() -> None:
    names = {**modules("grader"), **modules("autograde")}
    graph = {name: {t for t in _targets(name, set(names)) if t != name} for name in names}
    assert _circle(graph) == []


def _targets(name: str, known: set[str]) -> Iterator[str]:
    for item in imports():
        if item.importer == name and item.at_import:
            target = item.target if item.target in known else item.target.rpartition(".")[0]
            if target in known:
                yield target


def _circle(graph: dict[str, set[str]]) -> list[str]:
    """Modules that are left when everything that depends on nothing left has been removed, again and again."""
    left = {name: set(targets) for name, targets in graph.items()}
    while ready := [name for name, targets in left.items() if not targets]:
        for name in ready:
            del left[name]
        for targets in left.values():
            targets.difference_update(ready)
    return sorted(left)


def test_the_docker_folder_cannot_shadow_the_docker_sdk() -> None:
    assert [path.name for path in (ROOT / "docker").rglob("*.py")] == []


def test_the_help_loads_nothing_heavy() -> None:
    program = (
        "import sys\n"
        "from autograde.cli.main import run\n"
        "code = run(['--help'], {})\n"
        f"loaded = {sorted(HEAVY)!r}\n"
        "print(code, [name for name in loaded if name in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "0 []"
