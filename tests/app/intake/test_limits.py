"""Files that are none, or far too large: one sentence, within bounds of memory and time."""

from __future__ import annotations

import io
import json
import tracemalloc
import zipfile
from contextlib import suppress

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.app.intake import reading, sheet
from tracker.app.intake.choices import ReadingChoices
from tracker.app.intake.reading import read_file
from tracker.domain.errors import InvalidInput

MEGABYTE = 1_000_000


def refusal(data: bytes) -> str:
    with pytest.raises(InvalidInput) as refused:
        read_file(data)
    return refused.value.sentence


def swollen(part: str, megabytes: int) -> bytes:
    """Return a workbook one part of which unpacks to far more than it weighs."""
    small, out = io.BytesIO(), io.BytesIO()
    openpyxl.Workbook().save(small)
    with (
        zipfile.ZipFile(small) as given_one,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bomb,
    ):
        for name in given_one.namelist():
            bomb.writestr(name, given_one.read(name))
        bomb.writestr(part, b" " * megabytes * MEGABYTE)
    return out.getvalue()


TOO_MUCH = {
    "bytes without meaning": (bytes(range(256)) * 4000, "not text"),
    "a line of a million columns": (b"1," * MEGABYTE, "more than 2000 columns"),
    "one endless line": (b"x" * 5 * MEGABYTE, "not a table"),
    "a quotation mark that never ends": (b'a,b\n"' + b"y\n" * MEGABYTE, "not a table"),
    "nested lists": (b"[" * MEGABYTE, "no JSON that can be read"),
    "nested objects": (b'{"a":' * 100_000, "no JSON that can be read"),
    "a bomb of texts": (swollen("xl/sharedStrings.xml", 60), "would be too large"),
    "a bomb of cells": (swollen("xl/worksheets/sheet9.xml", 60), "would be too large"),
    "a Word document": (swollen("word/document.xml", 0), ""),
    "half a workbook": (swollen("xl/x.xml", 0)[:900], "damaged packed file"),
}


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("what", TOO_MUCH)
def test_what_is_too_much_is_refused_in_a_sentence_and_little_memory(what: str) -> None:
    data, told = TOO_MUCH[what]
    tracemalloc.start()
    try:
        sentence = refusal(data)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert told in sentence
    assert len(sentence) < 400
    assert most < 200 * MEGABYTE


def test_more_rows_than_memory_holds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet, "MOST_ROWS", 100)
    rows = "".join(f"2025-W02,{at}\n" for at in range(200))
    assert "more than 100 rows" in refusal(f"Week,Calls\n{rows}".encode())
    book = openpyxl.Workbook()
    for at in range(200):
        book.active.append(["2025-W02", at])
    out = io.BytesIO()
    book.save(out)
    assert "more than 100 rows" in refusal(out.getvalue())


@settings(deadline=None)  # the first word loads the names of months
@given(st.binary(max_size=400))
def test_no_bytes_do_more_than_refuse(data: bytes) -> None:
    for start in (
        b"",
        b"PK\x03\x04",
        b"[",
        b'{"data":[["20250112",',
        b"Week;A;B\n2025-W02;",
        b"\xff\xfe",
    ):
        with suppress(InvalidInput):
            read_file(start + data)


POINT = st.lists(st.none() | st.text(max_size=9) | st.floats() | st.integers(), max_size=4)


@settings(deadline=None)  # the first word loads the names of months
@given(
    st.lists(
        POINT
        | st.dictionaries(
            st.sampled_from(["timestamp", "value", "daystamp"]),
            st.none() | st.floats() | st.text(max_size=9),
        ),
        max_size=5,
    )
)
def test_no_data_points_do_more_than_refuse(points: list[object]) -> None:
    with suppress(InvalidInput):
        read_file(json.dumps({"slug": "a", "data": points}).encode(), ReadingChoices(customer="A"))


TIMES = ["2025-W02", "2025-W03", "1/2/2025", "3.4.25", "KW 7", "Nov-25", "45678", "Total", ""]
CELLS = st.sampled_from(
    [*TIMES, "1,234", "0.5", "12 %", "1:30 h", "yes", "x", "n/a", "Name", "A;B", "'=1"]
)


@settings(deadline=None)  # the first word loads the names of months
@given(st.lists(st.lists(CELLS, min_size=1, max_size=5), min_size=1, max_size=8))
def test_no_mixture_of_cells_does_more_than_refuse_or_ask(rows: list[list[str]]) -> None:
    with suppress(InvalidInput):
        read_file("\n".join("\t".join(row) for row in rows).encode())


def test_a_table_of_more_measures_than_anybody_keeps_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reading, "MOST_MEASURES", 50)
    rows = "".join(f"A,Order {at},2025-W02,{at}\n" for at in range(51))
    assert "more than 50 measures" in refusal(f"Customer,Measure,Week,Value\n{rows}".encode())
