"""No sentence is glued from pieces: one and several are told apart in report/wording alone.

`plural` and `number_of` put the end to a noun, `by_number` chooses between two whole sentences.
"""

from __future__ import annotations

import ast
import itertools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "tracker"
THE_ONE_PLACE = SOURCE / "report" / "wording.py"
MODULES = sorted(path for path in SOURCE.rglob("*.py") if path != THE_ONE_PLACE)


@pytest.mark.parametrize("folder", sorted({path.parent for path in MODULES}), ids=str)
def test_one_and_several_are_told_apart_in_one_place(folder: Path) -> None:
    found = [
        f"{path}:{node.lineno}"
        for path in MODULES
        if path.parent == folder
        for node in glued(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert found == []


@pytest.mark.parametrize(
    "code",
    [
        """f"{n} day{'' if n == 1 else 's'}\"""",
        """f"{n} rows {'was' if n == 1 else 'were'} bad\"""",
        """'a fix' if n == 1 else f'{n} fixes'""",
        """f"{noun}s before\"""",
        """f"{n} bod{'y' if one else 'ies'}\"""",
    ],
)
def test_a_glued_plural_is_found(code: str) -> None:
    assert len(list(glued(ast.parse(code)))) == 1


@pytest.mark.parametrize(
    "code",
    [
        "names[0] if len(names) == 1 else f'{names}'",
        "f'{number_of(n, noun)} so far'",
        "'kept' if met else 'not kept'",
        """f"name{f'-{number}' if number > 1 else ''}.db\"""",
    ],
)
def test_what_is_no_plural_is_left_alone(code: str) -> None:
    assert list(glued(ast.parse(code))) == []


def glued(tree: ast.AST) -> Iterator[ast.expr]:
    """Find words that are chosen by a number, and ends that are put to a noun."""
    for node in ast.walk(tree):
        if isinstance(node, ast.IfExp) and all(map(is_text, (node.body, node.orelse))):
            words = {written(one) for one in (node.body, node.orelse)}
            chosen = chooses_by_one(node.test) and any(map(str.isalpha, "".join(words)))
            if chosen or words & {"s", "es", "ies"}:
                yield node
        elif isinstance(node, ast.JoinedStr):
            for filled, then in itertools.pairwise(node.values):
                end = then.value if isinstance(then, ast.Constant) else ""
                if isinstance(filled, ast.FormattedValue) and re.match(r"(s|es|ies)\b", str(end)):
                    yield node


def chooses_by_one(test: ast.expr) -> bool:
    """Tell whether something is compared with one."""
    return isinstance(test, ast.Compare) and any(
        isinstance(at, ast.Constant) and at.value in {1, "1"} for at in ast.walk(test)
    )


def is_text(node: ast.expr) -> bool:
    """Tell whether this is written text, whatever is filled in."""
    return isinstance(node, ast.JoinedStr) or (
        isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def written(text: ast.expr) -> str:
    """Return the letters of a text without what is filled in."""
    parts = text.values if isinstance(text, ast.JoinedStr) else [text]
    return "".join(str(one.value) for one in parts if isinstance(one, ast.Constant))
