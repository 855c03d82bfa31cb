"""docs/troubleshooting.md has each sentence of trouble with a file, as the code says it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "tracker"
DOCUMENT = ROOT / "docs" / "troubleshooting.md"
TROUBLE = {"FileTrouble", "FileDamaged", "FileChanged"}
PLACES = ("store", "app/backups", "app/incoming.py", "app/settings.py")
QUOTED = re.compile(r"^> (.+)$", re.MULTILINE)
FILLED = re.compile(r"\{[^}]*\}")


def words(node: ast.expr | None) -> str | None:
    """Return a text as the code has it, with … for what is filled in."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return FILLED.sub("…", node.value)
    if isinstance(node, ast.JoinedStr):
        parts = (one.value if isinstance(one, ast.Constant) else "…" for one in node.values)
        return "".join(map(str, parts))
    return None


def sentences(tree: ast.AST) -> Iterator[str]:
    """Return every title with its hint: where it is raised, or where it stands in a table."""
    for node in ast.walk(tree):
        pair: list[ast.expr] = []
        if isinstance(node, ast.Call) and ast.unparse(node.func) in TROUBLE:
            pair = node.args
        elif isinstance(node, ast.Dict):
            for value in node.values:
                if isinstance(value, ast.Tuple) and len(value.elts) == 2:
                    yield from told(value.elts)
        yield from told(pair)


def told(pair: list[ast.expr]) -> Iterator[str]:
    """Return both halves as a person reads them."""
    halves = [words(one) for one in pair]
    if halves and halves[0] and " " in halves[0]:
        yield f"{halves[0].rstrip('.')}. {halves[1] or ''}".strip()


def in_the_code() -> set[str]:
    modules = [
        path
        for place in PLACES
        for path in ([SOURCE / place] if place.endswith(".py") else (SOURCE / place).glob("*.py"))
    ]
    return {
        sentence
        for path in modules
        for sentence in sentences(ast.parse(path.read_text(encoding="utf-8")))
    }


def in_the_document() -> list[str]:
    return QUOTED.findall(DOCUMENT.read_text(encoding="utf-8"))


@pytest.mark.parametrize("sentence", sorted(in_the_code()))
def test_each_sentence_is_explained(sentence):
    assert sentence in in_the_document()


@pytest.mark.parametrize("sentence", in_the_document())
def test_nothing_is_explained_that_nobody_says(sentence):
    assert sentence in in_the_code()


def test_the_code_has_sentences_at_all():
    assert len(in_the_code()) > 20


def test_each_one_says_what_to_do():
    text = DOCUMENT.read_text(encoding="utf-8")
    entries = re.split(r"^(?=> )", text, flags=re.MULTILINE)[1:]
    assert all(entry.partition("\n\n")[2].strip() for entry in entries)
