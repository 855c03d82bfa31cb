from __future__ import annotations

import csv
import io
import os
import stat
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tracker.app import commands
from tracker.app.commands import MeasureInput
from tracker.app.demo import fill_demo
from tracker.app.tracker import Tracker
from tracker.app.transfer import apply_import, csv_export, export_csv, plan_import, read_rows
from tracker.app.transfer.exporting import COLUMNS
from tracker.detection.scale import Scale
from tracker.domain.errors import InvalidInput
from tracker.domain.evaluation import Cause
from tracker.domain.measure import SCALES, Area, Better
from tracker.domain.period import MEASURE_CADENCES, Period

HARD = (
    "\ufeffKunde;customer;Area;measure;scale;unit;better;promise;cadence;period;value;skipped;"
    "note;private_note;cause;source\r\n"
    "1;Müller & Söhne;roi;Ersparte Stunden;number;Std.;higher;>= 4,5;weekly;2026-W45;5,25;;"
    '"Erste Zeile\r\nzweite; mit „Semikolon“\nund ""Zitat""";;;me\r\n'
    "1;Müller & Söhne;roi;Ersparte Stunden;number;Std.;higher;>= 4,5;weekly;2026-11-09;-0,5;;;"
    "privat;upstream;me\r\n"
    "2;فريق المالية;effectiveness;إجابات نهاية الشهر;duration;أيام;lower;≤ 2;monthly;2026-10;1,7;;"
    "وصلت في الوقت المناسب;;;customer\r\n"
    "3;営業チーム;innovation;準備完了;yesno;;higher;yes;quarterly;2026-Q4;ja?;;;;;system\r\n"
    "4;=SUM(A1);efficiency;'Quoted;percent;%;higher;90;fortnightly;2026-W46;92,5 %;;@a;-x;;me\r\n"
    "4;=SUM(A1);efficiency;+plus;count;;lower;<= 2;weekly;2026-W46;;=away;'=x;''y;own;me\r\n"
)


TAKEN_IN = ExitStack()


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    """Close after a test what it took in."""
    yield
    TAKEN_IN.close()


def taken_in(text: bytes) -> Tracker:
    tracker = TAKEN_IN.enter_context(Tracker())
    apply_import(tracker, plan_import(tracker, read_rows(text)))
    return tracker


def exported(tracker: Tracker) -> bytes:
    return csv_export(tracker, private=True).text.encode()


def test_a_spreadsheet_of_many_scripts_comes_out_and_goes_in_the_same(tracker: Tracker) -> None:
    table = read_rows(HARD.encode())
    assert (table.delimiter, table.encoding, table.left_out) == ("semicolon", "UTF-8", ("Kunde",))
    plan = plan_import(tracker, table)
    assert [(one.line, one.reason[:6]) for one in plan.bad] == [(7, "“ja?” ")]
    text = HARD.replace("ja?", "yes").encode()
    plan = plan_import(tracker, read_rows(text))
    assert (plan.new, plan.bad) == (6, ())
    apply_import(tracker, plan)
    assert [one.name for one in tracker.customers.all()] == [
        "Müller & Söhne", "فريق المالية", "営業チーム", "=SUM(A1)",
    ]  # fmt: skip
    assert {one.name for one in tracker.measures.all()} >= {"'Quoted", "+plus"}
    again = plan_import(tracker, read_rows(text))
    assert (again.new, again.changed, again.same, again.bad) == (0, 0, 6, ())
    out = exported(tracker)
    for plan in (plan_import(tracker, read_rows(out)), plan_import(taken_in(out), read_rows(out))):
        assert (plan.new, plan.changed, plan.same, plan.bad, plan.remarks) == (0, 0, 6, (), ())
    assert exported(taken_in(out)) == out


def test_exported_text_cannot_be_taken_for_a_formula(tracker: Tracker) -> None:
    out = exported(taken_in(HARD.replace("ja?", "1").encode())).decode("utf-8-sig")
    for row in csv.DictReader(io.StringIO(out, newline="")):
        for column, cell in row.items():
            numeric = column == "value" and cell == "-0.5"
            assert numeric or not cell.startswith(("=", "+", "-", "@", "\t"))


def test_the_file_has_the_promised_columns_a_mark_and_points(tracker: Tracker) -> None:
    out = exported(taken_in(HARD.replace("ja?", "1").encode()))
    assert out.startswith(b"\xef\xbb\xbfcustomer,area,")
    header, *rows = csv.reader(io.StringIO(out.decode("utf-8-sig"), newline=""))
    assert tuple(header) == COLUMNS
    assert [row[9] for row in rows] == ["92.5", "", "5.25", "-0.5", "1.7", "1"]
    assert [row[8] for row in rows] == [
        "2026-W46", "2026-W46", "2026-W45", "2026-W46", "2026-10", "2026-Q4",
    ]  # fmt: skip


def test_a_link_brings_its_own_column(tracker: Tracker, answers: int) -> None:
    commands.annotate(tracker, answers, date(2026, 11, 16), link="https://a.example/x")
    out = exported(tracker)
    assert out.splitlines()[0].endswith(b",source,link")
    assert taken_in(out).evaluations.all()[0].link == "https://a.example/x"


def test_the_sample_data_round_trip_byte_for_byte(tracker: Tracker, today: date) -> None:
    fill_demo(tracker, today)
    out = exported(tracker)
    again = taken_in(out)
    assert exported(again) == out
    assert len(again.evaluations.all()) == len(tracker.evaluations.all()) > 400
    plan = plan_import(tracker, read_rows(out))
    assert (plan.new, plan.changed, plan.bad, plan.remarks) == (0, 0, (), ())


def test_a_promise_taken_back_and_a_unit_dropped_survive(tracker: Tracker, finance: int) -> None:
    said = MeasureInput(
        name="M", area=Area.ROI, scale=Scale.NUMBER, unit="-", promise=4, draft=True
    )
    measure = commands.add_measure(tracker, finance, said, date(2026, 11, 2))
    tracker.measures.put_version(measure, date(2026, 11, 9), better=Better.HIGHER, unit="")
    tracker.measures.put_version(measure, date(2026, 11, 16), better=Better.BAND, unit="-")
    for day in (2, 9, 16):
        commands.record(tracker, measure, date(2026, 11, day), day)
    out = exported(tracker)
    assert [row.split(",")[4:7] for row in out.decode().splitlines()[1:]] == [
        ["'-", "higher", ">= 4"], ["-", "higher", "-"], ["'-", "band", "-"],
    ]  # fmt: skip
    assert exported(taken_in(out)) == out


def test_the_file_appears_whole_or_not_at_all(
    tracker: Tracker, answers: int, tmp_path: Path
) -> None:
    commands.record(tracker, answers, date(2026, 11, 16), 2)
    target = tmp_path / "out.csv"
    target.write_bytes(b"old")
    assert export_csv(tracker, target, private=True).rows == 1
    assert target.read_bytes() == exported(tracker)
    assert [one.name for one in tmp_path.iterdir()] == ["out.csv"]
    with pytest.raises(InvalidInput, match="There is no folder"):
        export_csv(tracker, tmp_path / "nowhere" / "out.csv")
    with pytest.raises(InvalidInput, match="is a folder"):
        export_csv(tracker, tmp_path)


def test_private_notes_stay_here_unless_they_are_asked_for(
    tracker: Tracker, answers: int, tmp_path: Path
) -> None:
    target = tmp_path / "out.csv"
    commands.record(tracker, answers, date(2026, 11, 16), 2)
    commands.annotate(tracker, answers, date(2026, 11, 16), note="Fast", private_note="I was tired")
    commands.annotate(tracker, answers, date(2026, 11, 9), private_note="Nothing came")
    made = export_csv(tracker, target)
    text = target.read_text(encoding="utf-8-sig")
    assert (made.rows, made.sentence) == (1, "2 private notes were left out.")
    assert "private" not in text
    assert "tired" not in text
    assert "Nothing came" not in text  # a row that would say nothing
    assert "Fast" in text
    taken = export_csv(tracker, target, private=True)
    text = target.read_text(encoding="utf-8-sig")
    assert (taken.rows, taken.sentence[:29]) == (2, "2 private notes are in it: ke")
    assert "I was tired" in text
    assert "Nothing came" in text
    if os.name == "posix":
        assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_an_import_without_that_column_leaves_private_notes_as_they_are(
    tracker: Tracker, answers: int
) -> None:
    week = date(2026, 11, 16)
    commands.record(tracker, answers, week, 2)
    commands.annotate(tracker, answers, week, note="Fast", private_note="I was tired")
    out = csv_export(tracker).text.encode()
    plan = plan_import(tracker, read_rows(out))
    assert (plan.new, plan.changed, plan.same) == (0, 0, 1)
    plan = plan_import(tracker, read_rows(out.replace(b"Fast", b"Slow")))
    assert plan.changed == 1
    apply_import(tracker, plan)
    (kept,) = tracker.evaluations.series(answers)
    assert (kept.note, kept.private_note) == ("Slow", "I was tired")


NAMES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12).filter(
    str.strip
)
WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
WEEKS = st.dates(date(1971, 1, 1), date(2198, 1, 1))


@st.composite
def measures(draw: st.DrawFn) -> tuple[str, str, MeasureInput]:
    scale = draw(st.sampled_from(Scale))
    rule = SCALES[scale]
    low, high = int(-50 if rule.low is None else rule.low), int(rule.high or 50)
    better = draw(st.sampled_from(Better))
    ends = sorted(draw(st.tuples(*[st.integers(low, high)] * 2)))
    band = better is Better.BAND
    return (
        draw(NAMES),
        draw(NAMES),
        MeasureInput(
            name="replaced",
            area=draw(st.sampled_from(Area)),
            scale=scale,
            better=better,
            promise=None if band else ends[0],
            low=ends[0] if band else None,
            high=ends[1] if band else None,
            unit=draw(st.text("ab-='% ", max_size=5)),
            cadence=draw(st.sampled_from(MEASURE_CADENCES)),
        ),
    )


@st.composite
def entries(draw: st.DrawFn, scale: Scale) -> dict[str, object]:
    rule = SCALES[scale]
    number = st.integers(int(rule.low or 0), int(rule.high or 10**6))
    if not rule.whole:
        number = st.floats(0 if rule.low is None else rule.low, rule.high or 1e12)
    value = draw(st.none() | number)
    return {
        "value": value,
        "skipped": draw(NAMES) if value is None else None,
        "note": draw(WORDS),
        "private_note": draw(WORDS),
        "cause": draw(st.none() | st.sampled_from(Cause)),
    }


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_whatever_was_logged_comes_back_byte_for_byte(data: st.DataObject) -> None:
    with Tracker() as tracker:
        for customer, name, said in data.draw(st.lists(measures(), max_size=3)):
            fill(tracker, data, customer, name, said)
        out = exported(tracker)
        with taken_in(out) as again:
            assert exported(again) == out
            plan = plan_import(again, read_rows(out))
            assert (plan.new, plan.changed, plan.bad, plan.remarks) == (0, 0, (), ())


def fill(
    tracker: Tracker, data: st.DataObject, customer: str, name: str, said: MeasureInput
) -> None:
    """Log what was drawn; a name that is taken is left out."""
    days = data.draw(st.lists(WEEKS, min_size=1, max_size=4))
    try:
        owner = commands.add_customer(tracker, customer, None)
        measure = commands.add_measure(tracker, owner, replace(said, name=name), min(days))
    except InvalidInput:
        return
    phase = tracker.measures.get(measure).phase
    for start in {Period.of(day, said.cadence, phase).start for day in days}:
        drawn = data.draw(entries(said.scale))
        if drawn["value"] is not None:
            commands.record(tracker, measure, start, drawn["value"])
        else:
            commands.skip(tracker, measure, start, drawn["skipped"])
        words = {name: drawn[name] for name in ("note", "private_note", "cause")}
        commands.annotate(tracker, measure, start, **words)


CELLS = {
    "customer": ["A", "a ", "=B", "'C", ""],
    "area": ["", "roi", "Use & satisfaction", "fun"],
    "measure": ["M", "m", "-N", ""],
    "scale": ["", "", "rating", "percent", "count", "duration", "yesno", "stars"],
    "unit": ["", "", "h", "-", "'-", "%"],
    "better": ["", "", "higher", "lower", "band", "2..4", "'-1..1", "4..2"],
    "promise": ["", "", ">= 4", "<= 2", "3", "2..4", "-", "'-1..1", "-1..1", "yes", "-7"],
    "cadence": ["", "", "weekly", "fortnightly", "monthly", "quarterly"],
    "period": ["2026-W45", "2026-W46", "2026-11", "2026-Q4", "2026-11-20", "1970-01-01", "soon"],
    "value": ["", "1", "2", "2,5", "-3", "yes", "1e3", "=2", "1000000000000"],
    "skipped": ["", "", "", "away", "=away"],
    "note": ["", "", "two\r\nlines", "=1", "  x  "],
    "cause": ["", "", "own", "Poor service", "luck"],
    "tier": ["", "wow", "Don’t annoy", "top"],
}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.fixed_dictionaries({k: st.sampled_from(v) for k, v in CELLS.items()})))
def test_any_mixture_of_cells_goes_in_or_is_told(rows: list[dict[str, str]]) -> None:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(CELLS))
    writer.writeheader()
    writer.writerows(rows)
    with Tracker() as tracker:
        plan = plan_import(tracker, read_rows(text.getvalue().encode()))
        blank = sum(not any(map(str.strip, row.values())) for row in rows)
        assert plan.new + plan.empty + len(plan.bad) + blank == len(rows)
        assert apply_import(tracker, plan, skip_bad=True) == plan.new
        out = exported(tracker)
        with taken_in(out) as again:
            assert exported(again) == out
