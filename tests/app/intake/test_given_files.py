"""Files as people have them, read whole: what must be in the diary afterwards, period by period."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tracker.app.intake.choices import Combine, ReadingChoices
from tracker.app.intake.columns import Role
from tracker.app.intake.reading import read_file
from tracker.app.tracker import Tracker
from tracker.app.transfer import apply_import, plan_import
from tracker.detection.scale import Scale
from tracker.domain.measure import Better
from tracker.domain.period import Period

FOLDER = Path(__file__).parents[2] / "fixtures" / "import"
GIVEN = json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))
PRESETS = json.loads((FOLDER / "expected_presets.json").read_text(encoding="utf-8"))
EXPECTED = GIVEN | PRESETS
SAID = {
    "months_yyyymm.csv": ReadingChoices(customer="Desk", scales={"kept first time": Scale.PERCENT})
}


@pytest.mark.parametrize("name", EXPECTED)
def test_a_given_file_ends_as_it_must(tracker: Tracker, name: str) -> None:
    choices = SAID.get(name, ReadingChoices(customer="Desk"))
    reading = read_file((FOLDER / name).read_bytes(), choices, name=Path(name).stem)
    assert reading.asked == ()
    plan = plan_import(tracker, reading.table)
    assert plan.bad == ()
    apply_import(tracker, plan)
    found = {
        measure.name: {
            str(Period(one.start, measure.cadence)): one.value
            for one in tracker.evaluations.series(measure.id)
        }
        for measure in tracker.measures.all()
    }
    assert found == {
        measure: {period: pytest.approx(value) for period, value in values.items()}
        for measure, values in EXPECTED[name]["series"].items()
    }


@pytest.mark.parametrize(
    ("name", "program"),
    [
        ("loop_checkmarks.csv", "Loop Habit Tracker"),
        ("habitbull.csv", "HabitBull"),
        ("beeminder.json", "Beeminder"),
        ("time_tracker.csv", "a time tracker"),
        ("spc_template.csv", "an SPC template"),
        ("xmr.tsv", "an XmR tool"),
    ],
)
def test_an_export_is_known_by_its_columns(name: str, program: str) -> None:
    """The name of the file says nothing: none is given."""
    reading = read_file((FOLDER / name).read_bytes())
    assert reading.read_as["preset"] == program


def test_a_template_brings_its_promise_and_where_a_new_level_begins(tracker: Tracker) -> None:
    choices = ReadingChoices(customer="Desk")
    reading = read_file((FOLDER / "spc_template.csv").read_bytes(), choices)
    apply_import(tracker, plan_import(tracker, reading.table))
    (measure,) = tracker.measures.all()
    assert (measure.now.better, measure.now.promise) == (Better.LOWER, 30)
    changes = [(str(one.starts_on), one.reason) for one in tracker.planned_changes.all()]
    assert changes == [("2025-03-03", "new desk")]


def test_the_clients_of_a_time_tracker_are_the_customers(tracker: Tracker) -> None:
    reading = read_file((FOLDER / "time_tracker.csv").read_bytes())
    apply_import(tracker, plan_import(tracker, reading.table))
    assert sorted(one.name for one in tracker.customers.all()) == ["Finance", "Legal"]
    assert {one.now.unit for one in tracker.measures.all()} == {"h"}


ROLES = {"HabitName": Role.MEASURE, "CalendarDate": Role.PERIOD, "Value": Role.VALUE,
         "Project": Role.MEASURE, "Client": Role.CUSTOMER, "Start date": Role.PERIOD,
         "Duration": Role.VALUE, "Date": Role.PERIOD, "Days to answer": Role.VALUE,
         "Target": Role.PROMISE, "Recalc": Role.BASELINE}  # fmt: skip


@pytest.mark.parametrize("name", ["habitbull.csv", *PRESETS])
def test_with_other_heads_in_another_order_it_goes_in_by_hand(tracker: Tracker, name: str) -> None:
    """Each head is another word, the columns stand the other way round; a person says what is."""
    separator = "\t" if name.endswith(".tsv") else ","
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    rows = [row[::-1] for row in csv.reader(lines, delimiter=separator)]
    heads = [f"Spalte {at}" for at, _ in enumerate(rows[0])]
    roles = {head: ROLES.get(old, Role.LEFT_OUT) for head, old in zip(heads, rows[0], strict=True)}
    text = "\n".join(";".join(row) for row in [heads, *rows[1:]])
    choices = ReadingChoices(customer="Desk", columns=roles, combine=Combine.SUM)
    apply_import(tracker, plan_import(tracker, read_file(text.encode(), choices).table))
    found = sorted(
        [one.value for one in tracker.evaluations.series(measure.id)]
        for measure in tracker.measures.all()
    )
    wanted = sorted([*values.values()] for values in EXPECTED[name]["series"].values())
    assert found == [pytest.approx(values) for values in wanted]


def test_only_what_nobody_can_know_is_asked() -> None:
    asked = {
        name: [one.what for one in read_file((FOLDER / name).read_bytes()).asked] for name in GIVEN
    }
    assert asked == {name: ["customer"] for name in GIVEN} | {
        "months_yyyymm.csv": ["customer", "scale"]
    }
