"""What is wrong with a text is said in words that a person knows, never in the code's."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

import tracker.app
from tracker.app.text_input import CALLED, NAME_LENGTH, NOUNS, called, clean_name, clean_note
from tracker.domain.errors import InvalidInput

CHECKS = {"clean_name", "clean_line", "clean_note", "check_length"}
ROOT = Path(tracker.app.__file__).parent.parent


@cache
def fields() -> set[str]:
    """Return every name that a text is checked under."""
    found = set()
    for path in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            named = isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
            if named and node.func.id in CHECKS and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    found.add(first.value)
    return found


def test_every_field_has_a_word_for_people():
    assert len(fields()) > 30
    unknown = {
        field for field in fields() if field not in {*CALLED, *NOUNS, "text", "how", "logic"}
    }
    assert unknown == {"words"}, "told as “the text”: give it a word of its own where it has one"


@pytest.mark.parametrize("field", sorted(fields()))
def test_a_sentence_holds_no_name_of_the_code(field):
    for check, text in ((clean_name, " "), (clean_note, "x" * 20_000)):
        with pytest.raises(InvalidInput) as told:
            check(field, text)
        assert told.value.field == field
        assert "_" not in told.value.sentence
        assert told.value.sentence.startswith(f"The {called(field)} ")


def test_a_name_over_its_limit_is_refused_not_cut():
    with pytest.raises(InvalidInput, match="201 characters"):
        clean_name("name", "x" * (NAME_LENGTH + 1))
