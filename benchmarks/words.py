"""Every text of the program for a person, on one sheet: to be read by an editor, top to bottom.

`python -m benchmarks.words [--file SHEET.csv] [PART …]`; a part is a folder such as `gui/week`.
What stands in braces is filled in by the program.
"""

from __future__ import annotations

import ast
import csv
import re
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path

import tracker

SOURCE = Path(tracker.__file__).parent
NOT_READ = ("store/migrations", "store/schema")  # words of the database, for no person
_SQL = re.compile(
    r"\b(SELECT|INSERT INTO|DELETE FROM|UPDATE \w+ SET|CREATE|PRAGMA|WHERE|ORDER BY|ON CONFLICT)\b"
)
_WORD = re.compile(r"[A-Za-z]{2}")
_CODE = re.compile(r"[\w.:/#%=\[\]()*-]+|[a-z-]+:.*;?|[MmLlHhVvCcZz\d., -]+|[^ ]*[{}<>;][^ ]*")


def texts(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield the line and the text of what may be read by a person: no docstring, no code."""
    silent = set(map(id, _docstrings(tree)))
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            silent.update(id(part) for part in ast.walk(node) if part is not node)
    for node in ast.walk(tree):
        if id(node) in silent:
            continue
        if isinstance(node, ast.JoinedStr):
            said = "".join(map(_part, node.values))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            said = node.value
        else:
            continue
        if _is_read(said):
            yield node.lineno, " ".join(said.split())


def _docstrings(tree: ast.Module) -> Iterator[ast.expr]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.value


def _part(part: ast.expr) -> str:
    if isinstance(part, ast.Constant):
        return str(part.value)
    return f"{{{ast.unparse(part.value)}}}" if isinstance(part, ast.FormattedValue) else ""


def _is_read(said: str) -> bool:
    plain = re.sub(r"\{[^}]*\}", "", said).strip()
    if not _WORD.search(plain) or _SQL.search(plain):
        return False
    return " " in plain if _CODE.fullmatch(plain) and not plain[0].isupper() else True


def rows(parts: tuple[str, ...] = ()) -> Iterator[tuple[str, int, str]]:
    """Yield file, line and text, file by file."""
    for path in sorted(SOURCE.rglob("*.py")):
        name = path.relative_to(SOURCE).as_posix()
        if name.startswith(NOT_READ) or (parts and not name.startswith(parts)):
            continue
        tree = ast.parse(path.read_text("utf-8"))
        yield from sorted((name, *found) for found in texts(tree))


def main() -> None:
    """Write the sheet."""
    parser = ArgumentParser(prog="python -m benchmarks.words", description=__doc__)
    parser.add_argument("--file", type=Path, help="a CSV file instead of standard output")
    parser.add_argument("parts", nargs="*", help="folders, such as gui/week; without any, all")
    said = parser.parse_args()
    sheet = said.file.open("w", encoding="utf-8", newline="") if said.file else sys.stdout
    with sheet:
        writer = csv.writer(sheet)
        writer.writerow(("File", "Line", "Text"))
        writer.writerows(rows(tuple(said.parts)))


if __name__ == "__main__":
    main()
