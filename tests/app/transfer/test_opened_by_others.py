"""The workbook we write, taken in again by ourselves and opened by LibreOffice: row for row."""

from __future__ import annotations

import csv
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from tracker.app.demo import fill_demo
from tracker.app.tracker import Tracker
from tracker.app.transfer import apply_import, known_measures, plan_import, read_file
from tracker.app.transfer.workbook import ALL, workbook_bytes

TODAY = date(2026, 11, 27)
# Comma, quotation marks, UTF-8, cells as shown, every sheet into a file of its own.
AS_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
OFFICE = shutil.which("soffice") or shutil.which("libreoffice") or ""


@pytest.fixture
def demo(tracker: Tracker) -> Tracker:
    tracker.today = lambda: TODAY
    fill_demo(tracker, TODAY)
    return tracker


def logged(tracker: Tracker) -> dict[tuple[str, str, date], tuple[object, ...]]:
    """Return everything that is said of a period, by customer, measure and first day."""
    names = {one.id: one.name for one in tracker.customers.all()}
    return {
        (names[measure.customer_id], measure.name, one.start): (
            *(one.value, one.skipped, one.note, one.private_note, one.cause, one.link),
            *(measure.scale, measure.cadence, measure.area, measure.source, measure.draft),
            measure.on(one.start),
        )
        for measure in tracker.measures.all()
        for one in tracker.evaluations.series(measure.id)
    }


def without_ids(rows: dict[tuple[str, str, date], tuple[object, ...]]) -> object:
    said = ("better", "promise", "low", "high", "unit")
    return {
        key: (*row[:-1], *(getattr(row[-1], name) for name in said)) for key, row in rows.items()
    }


def test_a_workbook_taken_into_an_empty_file_is_the_same_row_for_row(demo: Tracker) -> None:
    data = workbook_bytes(demo, private=True, today=TODAY)
    with Tracker() as other:
        other.today = lambda: TODAY
        reading = read_file(data, None, known_measures(other), "all")
        assert reading.asked == ()
        plan = plan_import(other, reading.table)
        assert plan.bad == ()
        assert apply_import(other, plan) == len(logged(demo)) > 400
        assert without_ids(logged(other)) == without_ids(logged(demo))


def test_a_workbook_taken_in_where_it_was_written_changes_nothing(demo: Tracker) -> None:
    data = workbook_bytes(demo, private=True, today=TODAY)
    reading = read_file(data, None, known_measures(demo), "all")
    plan = plan_import(demo, reading.table)
    assert (plan.new, plan.changed, plan.same) == (0, 0, len(logged(demo)))
    assert plan.bad == ()


def test_libreoffice_opens_the_workbook(demo: Tracker, tmp_path: Path) -> None:
    if not OFFICE:
        pytest.skip("LibreOffice is not here (Debian: libreoffice-calc-nogui)")
    (tmp_path / "all.xlsx").write_bytes(workbook_bytes(demo, private=True, today=TODAY))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [OFFICE, "--headless", profile, "--convert-to", AS_CSV, "--outdir", str(tmp_path)]
    told = subprocess.run(
        [*command, str(tmp_path / "all.xlsx")], capture_output=True, text=True, check=False
    )
    if "could not be loaded" in told.stdout + told.stderr:
        pytest.skip("this LibreOffice has no Calc (Debian: libreoffice-calc-nogui)")
    sheets = sorted(tmp_path.glob("all-*.csv"))
    assert len(sheets) == 1 + len(demo.measures.all())
    data = (tmp_path / f"all-{ALL}.csv").read_bytes()
    with (tmp_path / f"all-{ALL}.csv").open(encoding="utf-8", newline="") as file:
        assert len(list(csv.reader(file))) == 1 + len(logged(demo))
    plan = plan_import(demo, read_file(data, None, known_measures(demo), "all").table)
    assert (plan.new, plan.changed, plan.same) == (0, 0, len(logged(demo)))
    assert plan.bad == ()
