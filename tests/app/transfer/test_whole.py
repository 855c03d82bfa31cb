"""A whole tracker as JSON: out, in, and out again byte for byte; garbage is one sentence."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from tests.app.transfer.data_schema import SCHEMA_FILE, document_schema
from tests.secret_diary import TODAY, world
from tests.test_no_secrets import SHAPE

from tracker.app.demo import fill_demo
from tracker.app.tables import FACTS, TABLES
from tracker.app.tracker import Tracker
from tracker.app.transfer.whole import (
    is_whole,
    read_whole,
    take_whole,
    whole_bytes,
)
from tracker.domain.errors import InvalidInput

LATER = date(2026, 11, 29)


def rows_of(tracker: Tracker) -> dict[str, list[object]]:
    """Return every row of every told table, without the numbers that only this file knows."""
    return json.loads(whole_bytes(tracker, private=True))["tables"]


@pytest.fixture
def full(tracker: Tracker) -> Tracker:
    """A diary with something in every table, hostile and secret texts included."""
    world(tracker, SHAPE, {})
    tracker.today = lambda: TODAY
    return tracker


def test_the_diary_of_this_test_has_a_row_in_every_table(full: Tracker) -> None:
    there = {table for table, rows in rows_of(full).items() if rows}
    assert set(TABLES) | set(FACTS) == set(rows_of(full))
    assert (set(TABLES) | set(FACTS)) - there <= {"share_part", "share", "share_measure", "signal"}


@pytest.mark.parametrize("private", [True, False])
def test_out_in_and_out_again_is_the_same_byte_for_byte(full: Tracker, *, private: bool) -> None:
    written = whole_bytes(full, private=private)
    with Tracker() as other:
        rows = take_whole(other, read_whole(written))
        assert rows == sum(map(len, json.loads(written)["tables"].values()))
        assert whole_bytes(other, private=True) == written.replace(
            b'"private": false', b'"private": true'
        )


def test_the_sample_data_comes_back_row_for_row_and_can_be_gone_on_with(tmp_path: Path) -> None:
    with Tracker(tmp_path / "a.db") as demo, Tracker(tmp_path / "b.db") as other:
        fill_demo(demo, LATER)
        take_whole(other, read_whole(whole_bytes(demo, private=True)))
        assert rows_of(other) == rows_of(demo)
        for table in TABLES:
            count = f"SELECT count(*) FROM {table}"
            assert other.file.query(count) == demo.file.query(count), table
        assert other.judge.findings() == demo.judge.findings()
        assert other.undo() == "import"
        assert other.empty


def test_without_the_wish_no_private_word_is_in_it(full: Tracker) -> None:
    written = whole_bytes(full, private=False).decode()
    document = json.loads(written)
    assert document["private"] is False
    assert not any(document["tables"][name] for name in ("pulse", "note", "assessment"))
    assert {one["private_note"] for one in document["tables"]["evaluation"]} == {""}
    assert {one["who"] for one in document["tables"]["customer"]} == {""}
    wished = json.loads(whole_bytes(full, private=True))["tables"]["evaluation"]
    assert {one["private_note"] for one in wished} - {""}


def test_the_document_is_what_its_schema_says(full: Tracker) -> None:
    schema = document_schema(full)
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    document = json.loads(whole_bytes(full, private=True))
    assert list(validator.iter_errors(document)) == []
    document["tables"]["customer"][0]["name"] = 5
    assert len(list(validator.iter_errors(document))) == 1
    assert json.loads(SCHEMA_FILE.read_text(encoding="utf-8")) == schema


def test_only_an_empty_tracker_takes_a_whole_one(full: Tracker) -> None:
    before = rows_of(full)
    with pytest.raises(InvalidInput, match="empty file only"):
        take_whole(full, read_whole(whole_bytes(full, private=True)))
    assert rows_of(full) == before


BROKEN: dict[str, tuple[tuple[str | int, ...], object]] = {
    "unknown table": (("tables", "secret"), []),
    "unknown column": (("tables", "customer", 0, "x); DROP TABLE customer; --"), 1),
    "named but not there": (("tables", "measure", 0, "customer_id"), "nobody"),
    "wrong type": (("tables", "evaluation", 0, "value"), "many"),
    "boolean": (("tables", "measure", 0, "shared"), True),
    "no row": (("tables", "measure", 0), [1]),
    "empty row": (("tables", "share_part"), [{}]),
    "no list": (("tables", "measure"), {}),
    "huge": (("tables", "measure", 0, "position"), 10**30),
    "lone surrogate": (("tables", "customer", 0, "name"), "\ud800"),
    "impossible day": (("tables", "event", 0, "happened_on"), "2026-02-31"),
    "bad bytes": (("tables", "person", 0, "logo"), {"base64": "?"}),
    "uid twice": (("tables", "customer", 0, "uid"), None),
    "newer": (("version",), 99),
    "another format": (("format",), "other"),
    "no version": (("version",), None),
    "no tables": (("tables",), []),
}


def _broken(change: str, tracker: Tracker) -> bytes:
    document = json.loads(whole_bytes(tracker, private=True))
    path, value = BROKEN[change]
    if change == "uid twice":
        value = document["tables"]["customer"][1]["uid"]
    place = document
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return json.dumps(document).encode()


@pytest.mark.parametrize("change", BROKEN)
def test_what_does_not_hold_together_is_one_sentence_and_nothing_is_taken(
    full: Tracker, change: str
) -> None:
    with Tracker() as other:
        with pytest.raises(InvalidInput) as refusal:
            take_whole(other, read_whole(_broken(change, full)))
        assert refusal.value.hint
        assert other.empty


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"[]", b"null", b"\xff\xfe", b"[" * 100_000, b'{"format": NaN}', b"5", b'"x"'],
)
def test_bytes_that_are_no_tracker_are_refused(data: bytes) -> None:
    with pytest.raises(InvalidInput):
        read_whole(data)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    is_whole(data)
    with pytest.raises(InvalidInput):
        read_whole(data)


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["customer", "uid", "name", "base64", "tables", "measure"]), inner
            )
        ),
        max_leaves=12,
    )
)
@settings(deadline=None, max_examples=60)
def test_any_tables_are_taken_or_refused(tables: object) -> None:
    data = json.dumps({"format": "impact-tracker", "version": 1, "tables": tables}).encode()
    assert is_whole(data)
    with Tracker() as other:
        try:
            take_whole(other, read_whole(data))
        except InvalidInput:
            assert other.empty
