"""How texts for people are written, and what folders say of themselves, read from the source."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).parents[1] / "src" / "tracker"


@cache
def trees() -> dict[Path, ast.Module]:
    """Return the source, read when a test asks for it."""
    return {path: ast.parse(path.read_text("utf-8")) for path in sorted(SOURCE.rglob("*.py"))}


@cache
def days() -> set[str]:
    """Return the names of fields that hold a day wherever they are declared."""
    found: dict[bool, set[str]] = {True: set(), False: set()}
    for tree in trees().values():
        for node in ast.walk(tree):
            if isinstance(node, ast.AnnAssign):
                day = ast.unparse(node.annotation) in {"date", "date | None"}
                found[day].add(ast.unparse(node.target).removeprefix("self."))
    return found[True] - found[False]


def test_a_text_is_cut_in_one_place() -> None:
    """A slice parts a sign from its marks, and a word from its end: `cut` does neither."""
    found = [
        place(path, node)
        for path, tree in trees().items()
        if layer(path) != "store"  # its names are those of files
        for node in ast.walk(tree)
        if cuts_by_hand(node)
    ]
    assert found == []


def test_a_sentence_writes_a_day_in_words() -> None:
    """`2026-11-09` is for files and the command line; `report/dates` writes it for a person."""
    found = [
        place(path, node)
        for path, tree in trees().items()
        if layer(path) in {"gui", "app", "report"}
        for node in days_in_figures(tree)
    ]
    assert found == []


def test_a_folder_says_who_lives_there_and_what_they_may_import() -> None:
    """What stands in backticks there is a module or a folder."""
    there = {path.stem for path in trees()} | {path.parent.name for path in trees()}
    for path, tree in trees().items():
        if path.name == "__init__.py" and path.parent != SOURCE:
            told = ast.get_docstring(tree) or ""
            assert set(re.findall(r"`([a-z_]+)`", told)) - there == set(), path.parent.name
            assert "import" in told, path.parent.name


def layer(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0]


def place(path: Path, node: ast.AST) -> str:
    return f"{path.relative_to(SOURCE).as_posix()}:{node.lineno}"


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def cuts_by_hand(node: ast.AST) -> bool:
    """Tell whether a text ends at a number of letters in it, or has … put behind it."""
    if isinstance(node, ast.FormattedValue):
        end = node.value.slice if isinstance(node.value, ast.Subscript) else None
        upper = end.upper if isinstance(end, ast.Slice) and end.lower is None else None
        number = upper.value if isinstance(upper, ast.Constant) else 0
        return number > 3 or isinstance(upper, ast.Name | ast.BinOp)
    if isinstance(node, ast.JoinedStr):
        pairs = zip(node.values, node.values[1:], strict=False)
        return any(is_the_rest(b) and "strip(" in ast.unparse(a) for a, b in pairs)
    if isinstance(node, ast.BinOp):
        return isinstance(node.op, ast.Add) and (is_the_rest(node.left) or is_the_rest(node.right))
    return isinstance(node, ast.IfExp) and (is_the_rest(node.body) or is_the_rest(node.orelse))


def is_the_rest(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and str(node.value).strip() == "…"


def days_in_figures(tree: ast.AST) -> Iterator[ast.AST]:
    """Find what is known to be a day, or is written by `isoformat`, within a sentence."""
    for function in functions(tree):
        nodes = list(ast.walk(function))
        known = {
            node.arg for node in nodes if isinstance(node, ast.arg) and is_day(node.annotation)
        }
        for node in nodes:
            if isinstance(node, ast.Assign):
                names = {target.id for target in node.targets if isinstance(target, ast.Name)}
                known = known | names if told_today(node.value) else known - names
        for node in nodes:
            if isinstance(node, ast.JoinedStr) and is_sentence(node):
                yield from (part for part in node.values if writes_a_day(part, known))


def is_sentence(node: ast.JoinedStr) -> bool:
    return any(isinstance(part, ast.Constant) and " " in part.value for part in node.values)


def told_today(value: ast.expr) -> bool:
    called = value.func if isinstance(value, ast.Call) else None
    return isinstance(called, ast.Attribute) and called.attr == "today"


def writes_a_day(part: ast.expr, known: set[str]) -> bool:
    if not isinstance(part, ast.FormattedValue):
        return False
    value = part.value.left if isinstance(part.value, ast.BinOp) else part.value
    if isinstance(value, ast.Name):
        return value.id in known or (part.format_spec is not None and "%Y" in ast.unparse(part))
    if isinstance(value, ast.Attribute):
        return value.attr in days()
    called = value.func if isinstance(value, ast.Call) else None
    return isinstance(called, ast.Attribute) and called.attr == "isoformat"


def is_day(annotation: ast.expr | None) -> bool:
    return annotation is not None and ast.unparse(annotation) in {"date", "date | None"}
