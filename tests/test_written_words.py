"""How texts for people are written, and what folders say of themselves, read from the source."""

from __future__ import annotations

import ast
import re
from pathlib import Path

SOURCE = Path(__file__).parents[1] / "src" / "tracker"
TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(SOURCE.rglob("*.py"))}


def test_a_text_is_cut_in_one_place() -> None:
    """A slice parts a sign from its marks, and a word from its end: `cut` does neither."""
    found = [
        place(path, node)
        for path, tree in TREES.items()
        for node in ast.walk(tree)
        if layer(path) != "store" and cuts_by_hand(node)  # its names are those of files
    ]
    assert found == []


def test_a_folder_says_who_lives_there_and_what_they_may_import() -> None:
    """What stands in backticks there is a module or a folder."""
    there = {path.stem for path in TREES} | {path.parent.name for path in TREES}
    for path, tree in TREES.items():
        if path.name == "__init__.py" and path.parent != SOURCE:
            told = ast.get_docstring(tree) or ""
            assert set(re.findall(r"`([a-z_]+)`", told)) - there == set(), path.parent.name
            assert "import" in told, path.parent.name


def layer(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0]


def place(path: Path, node: ast.AST) -> str:
    return f"{path.relative_to(SOURCE).as_posix()}:{node.lineno}"


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
