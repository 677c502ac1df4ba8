"""A notebook's cells as statements: what each makes, needs and changes in place, read from the source, not run."""

import ast
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from types import CodeType
from typing import Any

from analysis.book_texts import text_in
from analysis.present.misuse import DeskError
from analysis.present.words import LANGUAGES, Lang, Words

PAGE_ONLY = "page"
PARAMETERS = "parameters"


@dataclass(frozen=True)
class Statement:
    """One statement at the top of a cell: the names that it makes, needs and changes in place."""

    code: CodeType
    cell: int
    makes: frozenset[str]
    needs: frozenset[str]
    changes: frozenset[str]


@dataclass(frozen=True)
class Source:
    """A notebook's computing statements in their order, and its parameters with their defaults."""

    statements: tuple[Statement, ...]
    parameters: Mapping[str, Any]
    modules: tuple[str, ...]

    @cached_property
    def plain(self) -> bool:
        """Whether a name means one thing throughout: none that is needed is made twice, none is changed in place."""
        made = Counter(name for one in self.statements for name in one.makes)
        twice = {name for name, times in made.items() if times > 1}
        return not any(one.changes or one.needs & twice for one in self.statements)


class NotebookError(DeskError):
    """A notebook's cell that failed: which, and why."""


def read_title(name: str, content: bytes) -> Words:
    """The first heading of a notebook's bytes in both languages; its name where it has none, or is no notebook."""
    found: dict[Lang, str] = {}
    try:
        cells = _cells(content)
    except (ValueError, RecursionError, KeyError, TypeError, AttributeError):
        cells = []
    for cell in cells:
        for lang in LANGUAGES if cell["cell_type"] == "markdown" else ():
            if (text := text_in(cell, lang)) and text.startswith("# "):
                found.setdefault(lang, text.splitlines()[0].removeprefix("# ").strip())
    return Words(*(found.get(lang, name) for lang in LANGUAGES))


def _cells(content: bytes) -> list[dict[str, Any]]:
    """The cells' kinds, tags and sources; ValueError, KeyError, TypeError or AttributeError where it is no notebook."""
    return [
        {
            "cell_type": cell["cell_type"],
            "metadata": {"tags": list(cell.get("metadata", {}).get("tags", []))},
            "source": "".join(cell["source"]),
        }
        for cell in json.loads(content)["cells"]
    ]


@lru_cache(maxsize=64)
def read_source(name: str, content: bytes, drawn: bool) -> Source:
    """The statements of a notebook's computing cells; a chart is drawn by nobody, its captions are filled all the same.

    Raises:
        NotebookError: the file is no notebook, or a cell is no Python.
    """
    try:
        cells = _cells(content)
    except (ValueError, RecursionError, KeyError, TypeError, AttributeError) as error:
        raise NotebookError(
            Words(f"{name}.ipynb: 노트북이 아니거나 깨졌다({error}).", f"{name}.ipynb is no notebook ({error})")
        ) from None
    statements: list[Statement] = []
    parameters: dict[str, Any] = {}
    modules: set[str] = set()
    for number, cell in enumerate(cells, 1):
        tags = cell["metadata"]["tags"]
        if cell["cell_type"] != "code" or PAGE_ONLY in tags:
            continue
        try:
            tree = ast.parse(cell["source"])
        except (SyntaxError, ValueError) as error:  # a byte of zero is no syntax
            place, why = (number, getattr(error, "lineno", 1)), getattr(error, "msg", error)
            raise NotebookError(
                Words(
                    "{} {}번째 셀 {}번째 줄: 파이썬이 아니다({}).".format(name, *place, why),
                    "{}, cell {}, line {}: {}".format(name, *place, why),
                )
            ) from None
        modules |= {module for node in ast.walk(tree) for module in _imports(node)}
        for node in tree.body:
            statements.append(_statement(node if drawn else _undrawn(node), name, number))
            if PARAMETERS in tags:
                parameters |= _defaults(node)
    return Source(tuple(statements), parameters, tuple(sorted(modules)))


def _statement(node: ast.stmt, name: str, cell: int) -> Statement:
    scope = Scope()
    scope.visit(node)
    code = compile(ast.Module([node], []), f"{name}.ipynb, cell {cell}", "exec")
    return Statement(code, cell, frozenset(scope.makes), frozenset(scope.needs), frozenset(scope.changes))


def _undrawn(node: ast.stmt) -> ast.stmt:
    """The statement without the body of a chart: `with report.chart(…) as ax: …`."""
    if isinstance(node, ast.With) and any(_is_chart(item.context_expr) for item in node.items):
        return ast.copy_location(ast.With(node.items, [ast.copy_location(ast.Pass(), node.body[0])]), node)
    return node


def _is_chart(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "chart"


def _defaults(node: ast.stmt) -> dict[str, Any]:
    match node:
        case ast.AnnAssign(target=ast.Name(name), value=ast.expr() as value):
            return {name: ast.literal_eval(value)}
        case ast.Assign(targets=[ast.Name(name)], value=value):
            return {name: ast.literal_eval(value)}
    return {}


def _imports(node: ast.AST) -> list[str]:
    found = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
    if isinstance(node, ast.ImportFrom) and node.module:
        found = [node.module]
    return [name for name in found if name.split(".")[0] == __package__]


class Scope(ast.NodeVisitor):
    """The names that a statement makes, needs, and changes in place; those of inner scopes are its own affair."""

    def __init__(self) -> None:
        self.makes: set[str] = set()
        self.needs: set[str] = set()
        self.changes: set[str] = set()
        self._inner: list[set[str]] = []

    def visit_Name(self, node: ast.Name) -> None:
        """A name that is read or assigned."""
        if isinstance(node.ctx, ast.Load):
            if not any(node.id in names for names in self._inner):
                self.needs.add(node.id)
        elif not self._inner:
            self.makes.add(node.id)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        """A name that is changed by an operator is needed, too."""
        self._changed(node.target)
        self.generic_visit(node)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        """An attribute that is assigned changes what it belongs to."""
        if not isinstance(node.ctx, ast.Load):
            self._changed(node)
        self.generic_visit(node)

    def visit_Subscript(self, node: ast.Subscript) -> None:
        """An item that is assigned changes what it belongs to."""
        if not isinstance(node.ctx, ast.Load):
            self._changed(node)
        self.generic_visit(node)

    def visit_Import(self, node: ast.Import) -> None:
        """An import makes a name."""
        self.makes |= {(alias.asname or alias.name).split(".")[0] for alias in node.names}

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        """An import makes a name."""
        self.makes |= {alias.asname or alias.name for alias in node.names}

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        """A function makes its name and needs what its body takes from outside."""
        if not self._inner:
            self.makes.add(node.name)
        for default in [*node.args.defaults, *filter(None, node.args.kw_defaults), *node.decorator_list]:
            self.visit(default)
        stored = {one.id for one in ast.walk(node) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)}
        self._within({*_arguments(node.args), *stored}, node.body)

    def visit_Lambda(self, node: ast.Lambda) -> None:
        """A lambda needs what its body takes from outside."""
        for default in [*node.args.defaults, *filter(None, node.args.kw_defaults)]:
            self.visit(default)
        self._within(_arguments(node.args), [node.body])

    def _comprehension(self, node: Any) -> None:
        targets = {one.id for each in node.generators for one in ast.walk(each.target) if isinstance(one, ast.Name)}
        self.visit(node.generators[0].iter)
        parts = [getattr(node, name) for name in ("elt", "key", "value") if hasattr(node, name)]
        rest = [each.iter for each in node.generators[1:]] + [test for each in node.generators for test in each.ifs]
        self._within(targets, [*parts, *rest])

    visit_ListComp = visit_SetComp = visit_DictComp = visit_GeneratorExp = _comprehension  # noqa: N815

    def _within(self, names: set[str], nodes: Sequence[ast.AST]) -> None:
        self._inner.append(names)
        for node in nodes:
            self.visit(node)
        self._inner.pop()

    def _changed(self, node: ast.AST) -> None:
        while isinstance(node, ast.Attribute | ast.Subscript):
            node = node.value
        if isinstance(node, ast.Name) and not self._inner:
            self.changes.add(node.id)
            self.needs.add(node.id)


def _arguments(args: ast.arguments) -> set[str]:
    return {one.arg for one in [*args.posonlyargs, *args.args, *args.kwonlyargs, args.vararg, args.kwarg] if one}
