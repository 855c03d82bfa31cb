"""Excel workbooks and JSON as hypothesis spoils them, given to everything that reads a file.

A workbook is written with whatever can be in its cells, or a good one is spoilt: its bytes, what is
packed in it, which parts it has. A document is any JSON there can be, JSON that looks like data
points, or a whole tracker with something else put into it.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path

import openpyxl
from hypothesis import strategies as st
from openpyxl.utils.exceptions import IllegalCharacterError

from benchmarks.torture.forked import TODAY, demo
from benchmarks.torture.fuzz import CELLS, fuzzed
from benchmarks.torture.tally import Tally
from tracker.app.tracker import Tracker
from tracker.app.transfer import known_measures, plan_import, read_file
from tracker.app.transfer.whole import is_whole, read_whole, take_whole, whole_bytes

HEADS = (
    ("Customer", "Measure", "Scale", "Cadence", "Week", "Value", "Note"),
    ("Month", "On time", "Calls", "%"),
    ("Measure", "2025-W10", "2025-W11", "2025-W12"),
)
FIGURES = st.integers(-(10**18), 10**18) | st.floats(allow_nan=False, width=64) | st.booleans()
TIMES = st.one_of(
    st.dates(date(1900, 1, 2), date(9999, 12, 31)), st.datetimes(datetime(1900, 1, 2)),
    st.times(), st.timedeltas(timedelta(0), timedelta(days=4000)),
)  # fmt: skip
FORMULAS = st.sampled_from(["=1+1", "=A1", "=TODAY()", "=1/0", '=HYPERLINK("http://x")', "#N/A"])
TEXTS = CELLS.map(lambda text: text.encode("utf-8", "ignore").decode())
XLSX_CELLS = st.one_of(st.none(), FIGURES, TIMES, FORMULAS, TEXTS)
FORMATS = st.sampled_from(
    ["General", "0%", "0.00", "[h]:mm", "yyyy-mm-dd", "dd.mm.yy", "@", "mmm yyyy", "#,##0 €", "\\"]
)
LEAVES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), CELLS, st.dates().map(str),
    st.sampled_from([[], {}, "", 1e308, -1, 2**63, "9" * 400, "\ud800", "\0"]),
)  # fmt: skip
ANY_JSON = st.recursive(
    LEAVES, lambda inner: st.lists(inner) | st.dictionaries(CELLS, inner), max_leaves=20
)
POINTS = st.lists(
    st.fixed_dictionaries(
        {},
        optional={"timestamp": LEAVES, "daystamp": LEAVES, "value": LEAVES, "comment": LEAVES},
    )
    | st.lists(LEAVES, max_size=4),
    max_size=8,
)
Spots = list[tuple[int, bytes]]
SPOTS = st.lists(st.tuples(st.integers(0, 10**6), st.binary(max_size=12)), min_size=1, max_size=3)
NOT_OURS = (IllegalCharacterError, ValueError, OverflowError)  # openpyxl refuses to write it


def torment(work: Path, start: int, *, short: bool) -> Iterator[Tally]:
    """Read what hypothesis packs and writes."""
    few = 20 if short else 600
    reader = _Reader(demo(work, weeks=8))
    rows = st.lists(st.lists(st.tuples(XLSX_CELLS, FORMATS), max_size=7), max_size=7)
    sheets = st.lists(st.tuples(st.sampled_from(HEADS), rows), min_size=1, max_size=3)
    written = sheets.map(_workbook)
    yield fuzzed("fuzz: Excel, whatever is in the cells", written, reader.table, few, start)
    parts = st.sampled_from(sorted(_unpacked(_good()))).flatmap(
        lambda name: st.tuples(st.just(name), SPOTS | st.just([]))
    )
    yield fuzzed("fuzz: Excel, its parts spoilt", parts.map(_repacked), reader.table, few, start)
    spoilt = SPOTS.map(lambda spots: _spoilt(_good(), spots))
    yield fuzzed("fuzz: Excel, its bytes spoilt", spoilt, reader.table, few, start)
    documents = (ANY_JSON | POINTS | st.fixed_dictionaries({"data": POINTS})).map(_dumped)
    yield fuzzed("fuzz: JSON", documents, reader.table, few * 2, start)
    whole = _Whole(reader.base)
    changes = st.lists(st.tuples(st.integers(0, 10**6), ANY_JSON), min_size=1, max_size=3)
    yield fuzzed("fuzz: a whole tracker as JSON", changes.map(whole.changed), take, few // 4, start)
    bytes_spoilt = SPOTS.map(whole.spoilt)
    yield fuzzed("fuzz: that JSON, its bytes spoilt", bytes_spoilt, take, few // 4, start)


def take(content: bytes) -> None:
    """Take a whole tracker into a new diary, or refuse it."""
    with Tracker() as tracker:
        tracker.today = _today
        take_whole(tracker, read_whole(content))


class _Reader:
    """Reads files beside a diary that has measures of its own."""

    def __init__(self, base: bytes) -> None:
        self.base = base

    def table(self, content: bytes) -> None:
        if is_whole(content):
            take(content)
            return
        with Tracker(read_only=True, copy=self.base) as tracker:
            tracker.today = _today
            reading = read_file(content, known=known_measures(tracker), name="a file")
            plan_import(tracker, reading.table)


class _Whole:
    """A whole tracker as JSON, with other things put into it."""

    def __init__(self, base: bytes) -> None:
        with Tracker(read_only=True, copy=base) as tracker:
            self._bytes = whole_bytes(tracker, private=True)

    def changed(self, changes: list[tuple[int, object]]) -> bytes:
        """Put something else at places of the document: deep ones, and those near its root."""
        document: dict[str, object] = json.loads(self._bytes)
        for at, value in changes:
            places = list(_places(document))
            holder, key = places[at % len(places)] if at % 3 else places[at % min(40, len(places))]
            if isinstance(holder, dict) and at % 7 == 0:
                del holder[str(key)]
            elif isinstance(holder, dict):
                holder[str(key)] = value
            elif isinstance(holder, list) and isinstance(key, int):
                holder[key] = value
        return _dumped(document)

    def spoilt(self, spots: Spots) -> bytes:
        """Put other bytes into it."""
        return _spoilt(self._bytes, spots)


def _places(node: object) -> Iterator[tuple[object, str | int]]:
    """Return everything in a document that can be put otherwise, by holder and key."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield node, key
            yield from _places(value)
    elif isinstance(node, list):
        for at, value in enumerate(node):
            yield node, at
            yield from _places(value)


Value = int | float | date | time | timedelta | str | None
Rows = list[list[tuple[Value, str]]]


def _workbook(sheets: list[tuple[tuple[str, ...], Rows]]) -> bytes:
    book = openpyxl.Workbook()
    for at, (heads, rows) in enumerate(sheets):
        sheet = book.worksheets[0] if not at else book.create_sheet(f"Sheet {at}")
        sheet.append(list(heads))
        for line, cells in enumerate(rows, start=2):
            for column, (value, number_format) in enumerate(cells, start=1):
                try:
                    cell = sheet.cell(line, column, value)
                    cell.number_format = number_format
                except NOT_OURS:
                    continue
    return _saved(book)


def _saved(book: openpyxl.Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@cache
def _good() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(HEADS[0])
    for week in range(10, 20):
        row = ("Legal", "Returned", "number", "weekly", f"2025-W{week}", week / 3, "a note")
        sheet.append(row)
    other = book.create_sheet("By month")
    other.append(("Month", "Calls"))
    for month in range(1, 7):
        other.append((datetime(2025, month, 1), month))
    other.cell(9, 1, time(9, 30))
    other.merge_cells("A10:B11")
    return _saved(book)


@cache
def _unpacked(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def _repacked(chosen: tuple[str, Spots]) -> bytes:
    """Pack the good workbook again, with one part spoilt; without it where nothing is named."""
    name, spots = chosen
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for part, content in _unpacked(_good()).items():
            if part != name:
                packed.writestr(part, content)
            elif spots:
                packed.writestr(part, _spoilt(content, spots))
    return stream.getvalue()


def _spoilt(content: bytes, spots: Spots) -> bytes:
    """Write bytes over others; nothing to write cuts so much away from there."""
    harmed = bytearray(content)
    for at, harm in spots:
        place = at % max(len(harmed), 1)
        harmed[place : place + max(len(harm), at % 9)] = harm
    return bytes(harmed)


def _dumped(document: object) -> bytes:
    return json.dumps(document, ensure_ascii=True, default=str).encode()


def _today() -> date:
    return TODAY
