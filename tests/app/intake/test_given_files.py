"""Files as people have them, read whole: what must be in the diary afterwards, period by period."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tracker.app.intake.choices import ReadingChoices
from tracker.app.intake.reading import read_file
from tracker.app.tracker import Tracker
from tracker.app.transfer import apply_import, plan_import
from tracker.detection.scale import Scale
from tracker.domain.period import Period

FOLDER = Path(__file__).parents[2] / "fixtures" / "import"
EXPECTED = json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))
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
    ],
)
def test_an_export_is_known_by_its_columns(name: str, program: str) -> None:
    reading = read_file((FOLDER / name).read_bytes())
    assert reading.read_as["preset"] == program


def test_only_what_nobody_can_know_is_asked() -> None:
    asked = {
        name: [one.what for one in read_file((FOLDER / name).read_bytes()).asked]
        for name in EXPECTED
    }
    assert asked == {name: ["customer"] for name in EXPECTED} | {
        "months_yyyymm.csv": ["customer", "scale"]
    }
