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
TROUBLE = {"FileTrouble", "FileHeld", "FileDamaged", "FileChanged"}
# Where what anything else says is of a file, too: the clock, the settings, the drafts.
ABOUT_FILES = ("domain/period.py", "app/settings.py", "app/drafts.py")
NO_TROUBLE = "self_test"  # what it shows was thought up
# No face comes that far: who may not write is told so by the file itself.
FOR_PROGRAMS = {
    "This file cannot be written. Open it for writing.",
    "This file was opened to be read only. Open it for writing.",
}
QUOTED = re.compile(r"^> (.+)$", re.MULTILINE)
FILLED = re.compile(r"\{[^}]*\}")


def words(node: ast.expr | None, named: dict[str, list[str]]) -> list[str]:
    """Return a text as the code has it, with … for what is filled in; of a name, each it can be."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [FILLED.sub("…", node.value)]
    if isinstance(node, ast.JoinedStr):
        parts = (one.value if isinstance(one, ast.Constant) else "…" for one in node.values)
        return ["".join(map(str, parts))]
    return named.get(node.id, []) if isinstance(node, ast.Name) else []


def sentences(tree: ast.AST, raised: set[str]) -> Iterator[str]:
    """Return every title with its hint: where it is raised, or where it stands in a table."""
    assigned = [
        (node.lineno, node.targets[0].id, words(node.value, {}))
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    ]
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in raised:
            before = sorted(one for one in assigned if one[0] < node.lineno)
            yield from told(node.args, {name: found for _, name, found in before})
        elif isinstance(node, ast.Call) and ast.unparse(node.func) == "said.append":
            yield from (one for one in words(node.args[0], {}) if one.endswith("."))
        elif isinstance(node, ast.Dict):
            for value in node.values:
                if isinstance(value, ast.Tuple) and len(value.elts) == 2:
                    yield from told(value.elts, {})


def told(pair: list[ast.expr], named: dict[str, list[str]]) -> Iterator[str]:
    """Return both halves as a person reads them."""
    hints = words(pair[1], named) if len(pair) > 1 else []
    for title in words(pair[0], named) if pair else []:
        if " " in title:
            yield from (f"{title.rstrip('.')}. {hint}".strip() for hint in hints or [""])


def in_the_code() -> set[str]:
    found: set[str] = set()
    for path in SOURCE.rglob("*.py"):
        place = path.relative_to(SOURCE).as_posix()
        text = path.read_text(encoding="utf-8")
        about_files = place.startswith("store/") or any(name in text for name in TROUBLE)
        if (about_files or place in ABOUT_FILES) and not place.startswith(NO_TROUBLE):
            raised = TROUBLE | ({"TrackerError"} if place in ABOUT_FILES else set())
            found.update(sentences(ast.parse(text), raised))
    return found - FOR_PROGRAMS


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
