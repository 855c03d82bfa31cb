"""The views that other programs read: as the program itself would say it, on a real file."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import duckdb
import pandas
import pytest

from tracker.app.demo import fill_demo
from tracker.app.tracker import Tracker
from tracker.domain.customer import Tier
from tracker.domain.period import Period
from tracker.store.views import VIEWS

TODAY = date(2026, 11, 29)
PRIVATE = ("private", "motives", "attitudes", "energy", "obstacle")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("views") / "impact.db"
    with Tracker(path) as tracker:
        fill_demo(tracker, TODAY)
    return path


def rows_of(path: Path, view: str) -> list[dict[str, object]]:
    with closing(sqlite3.connect(path)) as conn:
        conn.row_factory = sqlite3.Row
        return [dict(row) for row in conn.execute(f"SELECT * FROM {view}")]


def test_every_evaluation_is_told_as_the_program_tells_it(demo: Path) -> None:
    told = {
        (row["customer"], row["measure"], row["start"]): row
        for row in rows_of(demo, "v_evaluation")
    }
    with Tracker(demo, read_only=True) as tracker:
        names = {one.id: one.name for one in tracker.customers.all()}
        floors = {one.id for one in tracker.customers.all() if one.tier is Tier.MAINTAIN}
        for measure in tracker.measures.all():
            for one in tracker.evaluations.series(measure.id):
                row = told.pop((names[measure.customer_id], measure.name, one.start.isoformat()))
                end = Period(one.start, measure.cadence).end
                terms = measure.on(end)
                judged = terms.as_judged(floor_only=measure.customer_id in floors)
                kept = None if one.value is None else judged.keeps(one.value)
                assert row["end"] == end.isoformat()
                assert (row["value"], row["skipped"], row["note"]) == (
                    *(one.value, one.skipped, one.note),
                )
                assert row["kept"] == kept
                assert (row["unit"], row["promise"]) == (terms.unit, terms.promise)
    assert told == {}


def test_every_view_answers_and_holds_no_private_word(demo: Path) -> None:
    for view in VIEWS:
        rows = rows_of(demo, view)
        assert rows, view
        assert not [key for key in rows[0] if any(word in key for word in PRIVATE)]
        assert not {"id", "uid", "customer_id", "measure_id"} & set(rows[0])


def test_a_signal_says_which_way_it_went_and_whether_that_is_better(demo: Path) -> None:
    with Tracker(demo, read_only=True) as tracker:
        said = {
            (signal.revealed.isoformat(), signal.up): tracker.measures.get(signal.measure_id)
            for signal in tracker.signals.all()
        }
    for row in rows_of(demo, "v_signal"):
        measure = said[str(row["revealed"]), row["moved"] == "up"]
        good = (measure.now.better == "higher") == (row["moved"] == "up")
        assert row["to"] == ("better" if good else "worse")


def test_a_view_that_differs_is_made_anew_and_a_writer_leaves_the_others_alone(
    demo: Path, tmp_path: Path
) -> None:
    path = tmp_path / "old.db"
    path.write_bytes(demo.read_bytes())
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("DROP VIEW v_customer")
        conn.execute("CREATE VIEW v_customer AS SELECT 1 AS customer")
        conn.execute("CREATE VIEW mine AS SELECT 2 AS two")
    Tracker(path).close()
    assert len(rows_of(path, "v_customer")) > 1
    assert rows_of(path, "mine") == [{"two": 2}]


def test_duckdb_reads_the_file_itself(demo: Path) -> None:
    with closing(duckdb.connect()) as database:
        try:
            database.execute("LOAD sqlite")
        except duckdb.Error:
            pytest.skip("this duckdb has no sqlite extension at hand")
        asked = f"SELECT count(*) FROM sqlite_scan('{demo}', 'v_evaluation')"
        (count,) = database.execute(asked).fetchone() or (0,)
    assert count > 300


def test_duckdb_reads_what_pandas_read(demo: Path) -> None:
    with closing(sqlite3.connect(demo)) as conn, closing(duckdb.connect()) as database:
        wanted = conn.execute(
            "SELECT customer, count(value), max(value) FROM v_evaluation GROUP BY 1 ORDER BY 1"
        ).fetchall()
        database.register("logged", pandas.read_sql("SELECT * FROM v_evaluation", conn))
        asked = "SELECT customer, count(value), max(value) FROM logged GROUP BY 1 ORDER BY 1"
        assert database.execute(asked).fetchall() == wanted
    assert len(wanted) > 3
