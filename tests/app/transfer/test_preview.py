"""What a window shows of a file before it is taken in, and choices kept for the next one."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.app.intake.choices import Combine, ReadingChoices
from tracker.app.intake.columns import Role
from tracker.app.intake.figures import DecimalSign
from tracker.app.intake.parts import read_book
from tracker.app.intake.periods import DayOrder, WeekDay
from tracker.app.tracker import Tracker, snapshot
from tracker.app.transfer.preview import (
    choices_as_text,
    choices_from_text,
    preview,
    shape_key,
)
from tracker.detection.scale import Scale
from tracker.domain.period import Cadence

TABLE = b"Week,Complaints\n2026-W40,3\n2026-W41,2\n2026-W42,5\n2026-W43,1\n"


def day() -> date:
    return date(2026, 11, 20)


def test_a_file_for_nobody_yet_shows_what_would_become_of_it(tracker: Tracker) -> None:
    found = preview(snapshot(tracker), read_book(TABLE), ReadingChoices(), "card", day)
    (outcome,) = found.outcomes
    assert [one.what for one in found.reading.asked] == ["customer"]
    assert (outcome.name, outcome.customer, outcome.new) == ("Complaints", "", 4)
    assert outcome.spark.values == (3, 2, 5, 1)
    assert outcome.guess == "<= 5"
    assert outcome.draft


def test_what_was_chosen_comes_back_from_text() -> None:
    choices = ReadingChoices(
        sheet="Card",
        header=3,
        customer="Müller & Söhne",
        area="roi",
        cadence=Cadence.MONTHLY,
        dates=DayOrder.MDY,
        decimal=DecimalSign.COMMA,
        week_day=WeekDay.ENDS,
        combine=Combine.LAST,
        year=2026,
        scales={"kept": Scale.PERCENT},
        better={"calls": "lower"},
        promises={"calls": "<= 2"},
        columns={"Remark": Role.NOTE},
    )
    assert choices_from_text(choices_as_text(choices)) == choices


@pytest.mark.parametrize(
    "text", ["", "no json", "[]", "[" * 100_000, '{"dates": "xyz", "year": "x"}']
)
def test_what_makes_no_sense_any_more_is_left_out(text: str) -> None:
    assert choices_from_text(text) == ReadingChoices()


def test_files_of_one_shape_share_a_key_whatever_their_weeks(tracker: Tracker) -> None:
    keys = set()
    for weeks in ("2026-W40,2026-W41", "2026-W42,2026-W43"):
        book = read_book(f"KPI,{weeks}\nCalls,3,4\n".encode())
        reading = preview(snapshot(tracker), book, ReadingChoices(), "card", day).reading
        keys.add(shape_key(reading))
    assert keys == {"times across, measures down: kpi"}
