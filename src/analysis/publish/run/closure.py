"""Which modules of the package a piece of code imports, directly or through others: read from the source, not run."""

import ast
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from analysis.data.dependencies import PACKAGE
from analysis.data.digests import sha256, tree_digest
from analysis.data.syntax import parse

NAME = PACKAGE.name
BLOCKS = ("body", "orelse", "finalbody", "handlers", "cases")


def code_digest(modules: Iterable[str]) -> str:
    """One digest over modules of the package and all that they import of it."""
    names = sorted(closure(modules))
    return sha256("".join(f"{name} {_file_digest(name)}\n" for name in names).encode())


def closure(modules: Iterable[str]) -> set[str]:
    """The modules and, of this package, all that they import, with the packages that they lie in."""
    found: set[str] = set()
    waiting = [one for module in modules for one in _with_parents(module)]
    while waiting:
        module = waiting.pop()
        if module not in found:
            found.add(module)
            waiting += imports_of(module)
    return found


@cache
def imports_of(module: str) -> tuple[str, ...]:
    """The modules of the package that one of them imports itself."""
    path = _path(module)
    if path is None:
        return ()
    package = module if path.stem == "__init__" else module.rpartition(".")[0]
    return tuple(imported(path.read_text("utf-8"), package))


def imported(source: str, package: str = "") -> list[str]:
    """The package's modules that a source imports anywhere in it; every module where it can't be read."""
    try:
        tree = parse(source)
    except (SyntaxError, ValueError):
        return sorted(_module(path) for path in PACKAGE.rglob("*.py"))
    return sorted({one for node in _statements(tree) for name in _names(node, package) for one in _with_parents(name)})


def _statements(node: ast.AST) -> Iterator[ast.AST]:
    """The statements in a node, at any depth: imports stand nowhere else, and expressions are most of a tree."""
    for block in BLOCKS:
        for one in getattr(node, block, ()):
            yield one
            yield from _statements(one)


def _names(node: ast.AST, package: str) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        parts = package.split(".")
        base = ".".join(parts[: len(parts) - node.level + 1]) if node.level else ""
        whole = ".".join(part for part in (base, node.module) if part)
        yield whole
        yield from (f"{whole}.{alias.name}" for alias in node.names)


def _with_parents(name: str) -> list[str]:
    """A module of the package with the packages around it; nothing where there is no such module."""
    parts = name.split(".")
    around = [".".join(parts[:n]) for n in range(1, len(parts) + 1)]
    return [one for one in around if _path(one) is not None] if parts[0] == NAME else []


@cache
def _path(module: str) -> Path | None:
    base = PACKAGE.parent.joinpath(*module.split("."))
    return next((path for path in (base.with_suffix(".py"), base / "__init__.py") if path.is_file()), None)


def _module(path: Path) -> str:
    return ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")


@cache
def _file_digest(module: str) -> str:
    """The digest of a module's file with those beside it that have its stem: the data that it reads."""
    path = _path(module)
    return tree_digest(path.parent, path.parent.glob(f"{path.stem}.*")) if path else ""
