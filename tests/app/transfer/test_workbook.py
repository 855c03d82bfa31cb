"""The Excel workbook, opened again by others: openpyxl, pandas, duckdb; and the shared lines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import duckdb
import openpyxl
import pandas
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.workbook import Workbook
from tests.secret_diary import TODAY, secrets_in, world
from tests.test_no_secrets import SHAPE

from tracker.app import commands
from tracker.app.commands import MeasureInput
from tracker.app.demo import fill_demo
from tracker.app.tracker import Tracker
from tracker.app.transfer.forms import shared_lines
from tracker.app.transfer.workbook import ALL, LONGEST_NAME, sheet_name, workbook_bytes
from tracker.detection.scale import Scale
from tracker.domain.customer import CustomerKind, Tier
from tracker.domain.measure import Area, Better
from tracker.domain.period import Period

MONDAY = date(2026, 11, 16)


def opened(data: bytes) -> Workbook:
    return openpyxl.load_workbook(BytesIO(data))


@pytest.fixture
def demo() -> Iterator[Tracker]:
    with Tracker() as tracker:
        fill_demo(tracker, TODAY)
        yield tracker


@pytest.fixture
def hostile(tracker: Tracker) -> Tracker:
    """One customer and measure whose names a spreadsheet would calculate or a sheet refuse."""
    key = commands.add_customer(tracker, "=1+1", Tier.WOW, CustomerKind.TEAM)
    for name, scale in (("[a]:*?/\\ 'x'", Scale.PERCENT), ("=HYPERLINK(1)" * 9, Scale.NUMBER)):
        promised = MeasureInput(
            name=name, area=Area.ROI, scale=scale, better=Better.HIGHER, promise=99.5
        )
        measure = commands.add_measure(tracker, key, promised, MONDAY)
        commands.record(tracker, measure, MONDAY, 99.96)
        commands.annotate(tracker, measure, MONDAY, note="=1+1", private_note="@secret")
    return tracker


def test_the_sheet_of_values_has_every_value_as_it_was_logged(demo: Tracker) -> None:
    book = opened(workbook_bytes(demo, private=False, today=TODAY))
    sheet = book[ALL]
    head, *rows = sheet.iter_rows(values_only=True)
    assert list(sheet.tables) == ["values"]
    assert sheet.freeze_panes == "A2"
    place = {str(title): at for at, title in enumerate(head)}
    names = {one.id: one.name for one in demo.customers.all()}
    wanted = {
        (names[one.customer_id], one.name, entry.start): entry
        for one in demo.measures.all()
        for entry in demo.evaluations.series(one.id)
    }
    scales = {one.name: one.scale for one in demo.measures.all()}
    assert len(rows) == len(wanted) > 300
    for row in rows:
        start = row[place["From"]]
        assert isinstance(start, datetime)
        entry = wanted.pop((row[place["Customer"]], row[place["Measure"]], start.date()))
        value = row[place["Value"]]
        percent = scales[str(row[place["Measure"]])] is Scale.PERCENT
        shown = round(value * 100, 10) if percent and value is not None else value
        assert shown == entry.value
        assert (row[place["Note"]] or "") == entry.note
    assert not wanted


def test_every_measure_has_a_sheet_to_chart_from(demo: Tracker) -> None:
    book = opened(workbook_bytes(demo, private=False, today=TODAY))
    assert len(book.sheetnames) == 1 + len(demo.measures.all())
    for name in book.sheetnames[1:]:
        head, *rows = book[name].iter_rows(values_only=True)
        assert head[:3] == ("From", "Period", "Value")
        assert all(isinstance(row[0], datetime) for row in rows)


def test_no_cell_is_a_formula_and_no_name_is_refused(hostile: Tracker) -> None:
    book = opened(workbook_bytes(hostile, private=True, today=TODAY))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
    assert {cell.data_type for cell in cells} == {"s", "n", "d"}
    texts = {cell.value for cell in cells if cell.data_type == "s"}
    assert {"=1+1", "@secret"} <= texts
    percent = next(cell for cell in cells if cell.value == 0.9996)
    assert percent.number_format == "0.00%"


def test_private_words_go_along_only_when_asked_for(tracker: Tracker) -> None:
    world(tracker, SHAPE, {"evaluation": (("note", "skipped", "link"), "1"),
                           "customer": (("name",), "1"), "measure": (("name", "their_name"), "1"),
                           "version": (("unit",), "1")})  # fmt: skip
    texts = [
        str(cell)
        for sheet in opened(workbook_bytes(tracker, private=False, today=TODAY))
        for row in sheet.iter_rows(values_only=True)
        for cell in row
        if cell is not None
    ]
    assert len(texts) > 100
    assert secrets_in(texts) == []


def test_an_empty_tracker_is_a_workbook_too(tracker: Tracker) -> None:
    assert opened(workbook_bytes(tracker, private=False, today=TODAY)).sheetnames == [ALL]


def test_pandas_reads_it_as_one_table(demo: Tracker) -> None:
    made = BytesIO(workbook_bytes(demo, private=False, today=TODAY))
    table = pandas.read_excel(made, sheet_name=ALL)
    (count,) = demo.file.query("SELECT count(value) FROM evaluation")[0]
    assert table["Value"].count() == count
    assert str(table["From"].dtype).startswith("datetime64")


@given(st.lists(st.text(max_size=60), max_size=8))
def test_names_of_sheets_are_short_allowed_and_different(wanted: list[str]) -> None:
    taken: set[str] = set()
    for text in wanted:
        name = sheet_name(text, taken)
        assert 0 < len(name.encode("utf-16-le")) <= 2 * LONGEST_NAME
        assert not set(name) & set("[]:*?/\\")
        assert name.strip("'") == name
        assert name.casefold() not in taken
        taken.add(name.casefold())


def test_only_what_may_leave_is_in_the_shared_lines(demo: Tracker) -> None:
    rows = [json.loads(line) for line in shared_lines(demo)]
    shared = {one.name for one in demo.measures.all() if one.shared and not one.archived_on}
    assert {row["measure"] for row in rows} == shared
    assert all(row["value"] is not None and row["kept"] in {True, False, None} for row in rows)
    assert all(str(Period.of(date.fromisoformat(rows[0]["start"]))) for row in rows)
    assert not any("note" in key for row in rows for key in row)


def test_duckdb_reads_the_shared_lines_of_many_files(demo: Tracker, tmp_path: Path) -> None:
    for name in "ab":
        text = "".join(f"{line}\n" for line in shared_lines(demo))
        (tmp_path / f"{name}.jsonl").write_text(text, encoding="utf-8")
    counted = duckdb.sql(
        f"SELECT count(*), count(DISTINCT measure) FROM read_json('{tmp_path}/*.jsonl')"
    ).fetchall()
    rows = shared_lines(demo)
    assert counted == [(2 * len(rows), len({json.loads(row)["measure"] for row in rows}))]
