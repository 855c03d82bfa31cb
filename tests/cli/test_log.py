from __future__ import annotations

import json
from datetime import date

import pytest

from tracker.app import commands
from tracker.app.commands import MeasureInput
from tracker.app.measures.lists import find_measure
from tracker.app.tracker import Tracker
from tracker.detection.scale import Scale
from tracker.domain.evaluation import Evaluation
from tracker.domain.measure import Area

pytestmark = pytest.mark.usefixtures("demo")


def kept(file, name: str, start: date) -> Evaluation | None:
    with Tracker(file, create=False, read_only=True) as tracker:
        (measure,) = tracker.measures.where("name = ?", name)
        return tracker.evaluations.find(measure.id, start)


def test_a_value_is_logged_for_the_period_that_holds_today(cli, file) -> None:
    answer = cli("log", "quotes USED as  sent", "61,5 %")
    assert answer.status == 0
    assert answer.out == "2026-W47  Field sales · Quotes used as sent: 61.5 % (promise ≥ 60 %)\n"
    assert kept(file, "Quotes used as sent", date(2026, 11, 16)).value == 61.5


def test_the_answer_as_json_has_the_promised_shape(cli) -> None:
    assert cli("log", "Quotes used as sent", "61", "--json").json == {
        "measure": "Quotes used as sent",
        "customer": "Field sales",
        "period": "2026-W47",
        "value": 61.0,
        "skipped": None,
        "state": "value",
    }
    skipped = cli("log", "Quotes used as sent", "--skip", "on  tour", "--json").json
    assert (skipped["value"], skipped["skipped"], skipped["state"]) == (None, "on tour", "skipped")
    draft = cli("log", "Days from request to quote", "3", "--json").json
    assert draft["state"] == "draft"


@pytest.mark.parametrize(
    ("name", "period", "label"),
    [
        ("Quotes used as sent", "2026-W40", "2026-W40"),
        ("Quotes used as sent", "2026-10-01", "2026-W40"),
        ("Clauses checked twice", "2026-08", "2026-08"),
        ("Clauses checked twice", "2026-08-17", "2026-08"),
        ("Price answers held up in the room", "2026-W46", "2026-W45"),
    ],
)
def test_the_period_is_named_in_the_rhythm_of_the_measure(cli, name, period, label) -> None:
    assert cli("log", name, "4", "--period", period, "--json").json["period"] == label


def test_yes_is_a_value_where_that_is_the_scale(cli) -> None:
    name = "Ready before the platform changes"
    assert cli("log", name, "yes", "--json").json["value"] == 1
    assert ": no (promise yes)" in cli("log", name, "no").out


def test_notes_are_kept_and_what_is_not_said_stays(cli, file) -> None:
    name, monday = "Quotes used as sent", date(2026, 11, 16)
    cli("log", name, "61", "--note", "“Late”", "--private-note", "own", "--cause", "Poor-service")
    cli("log", name, "62", "--private-note", "mine")
    one = kept(file, name, monday)
    assert (one.value, one.note, one.private_note, one.cause) == (
        62, "“Late”", "mine", "poor_service",
    )  # fmt: skip
    with Tracker(file) as tracker:
        tracker.undo()
    cli("log", name, "62", "--note", "")
    assert kept(file, name, monday).note == ""


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["No surprises"], "No value was given"),
        (["No surprises", "4", "--skip", "away"], "Both a value and a skip"),
        (["No surprises", "7"], "whole number from 1 to 5"),
        (["No surprises", "-3"], "−3 is not one"),
        (["No surprises", "--skip", "  "], "A skip needs a reason"),
        (["No surprises", "four"], "not a number"),
        (["No surprises", "4", "--period", "2026-11"], "is not one week"),
        (["No surprises", "4", "--cause", "luck"], "is no cause"),
        (["No surprises", "4", "--note", "x" * 10_001], "10001 characters"),
    ],
)
def test_bad_input_is_refused_and_the_file_is_as_it_was(cli, file, words, told) -> None:
    before = file.read_bytes()
    answer = cli("log", *words)
    assert (answer.status, answer.out) == (2, "")
    assert told in answer.refusal
    assert file.read_bytes() == before


def test_a_name_that_is_not_there_cannot_be_logged(cli) -> None:
    assert cli("log", "No such thing", "4").status == 1
    answer = cli("log", "No surprises", "4", "--customer", "Nobody")
    assert (answer.status, "There are: Finance leads" in answer.refusal) == (1, True)


def test_a_name_that_fits_two_is_refused_with_both_customers(cli, file) -> None:
    with Tracker(file) as tracker:
        (legal,) = tracker.customers.where("name = 'Legal'")
        said = MeasureInput(name="no SURPRISES", area=Area.ROI, promise=4)
        commands.add_measure(tracker, legal.id, said, date(2026, 11, 2))
    answer = cli("log", "No surprises", "3")
    assert answer.status == 2
    assert "My manager and Legal" in answer.refusal
    assert "--customer" in answer.refusal
    assert cli("log", "No surprises", "3", "--customer", "LEGAL", "--json").json["value"] == 3


def test_a_negative_number_is_a_value(cli, file) -> None:
    answer = cli("log", "Hours I saved them", "-2,5", "--json")
    assert (answer.status, answer.json["value"]) == (0, -2.5)


def test_a_comma_that_may_part_thousands_is_asked_about_and_nothing_is_written(cli, file) -> None:
    with Tracker(file) as tracker:
        (customer, *_) = tracker.customers.all()
        measure = commands.add_measure(
            tracker,
            customer.id,
            MeasureInput(name="Pages sent", area=Area.EFFICIENCY, scale=Scale.NUMBER, promise=900),
            date(2026, 9, 7),
        )
        for week, value in enumerate((980, 1010, 990)):
            commands.record(tracker, measure, date(2026, 10, 5 + 7 * week), value)
    answer = cli("log", "pages sent", "1,234")
    assert answer.status == 2
    assert "1234 or 1.234? Write 1234 or 1.2340." in answer.err
    assert kept(file, "Pages sent", date(2026, 11, 16)) is None
    assert cli("log", "pages sent", "1,234.5").status == 0
    assert kept(file, "Pages sent", date(2026, 11, 16)).value == 1234.5


def test_a_value_far_from_the_others_is_kept_and_said_so(cli, file) -> None:
    answer = cli("log", "Quotes used as sent", "61")
    assert answer.err == ""
    answer = cli("log", "Month-end close answers", "54")
    assert answer.status == 0
    assert "times your usual; it is kept" in answer.err


def test_a_measure_gets_a_name_in_their_words_by_which_it_is_found_and_shown(
    cli, file, tmp_path
) -> None:
    words = ("measure", "edit", "no surprises", "--their-name", "You heard it from me first")
    answer = cli(*words)
    assert (answer.status, answer.err) == (0, "")
    assert answer.out == "My manager · No surprises, for them “You heard it from me first”\n"
    assert cli("log", "you heard it from me first", "4").status == 0
    page = tmp_path / "page.html"
    assert cli("scorecard", "my manager", page).status == 0
    text = page.read_text(encoding="utf-8")
    assert "You heard it from me first" in text
    assert "No surprises" not in text
    with Tracker(file, create=False, read_only=True) as tracker:
        versions = find_measure(tracker, "No surprises").versions
    assert len(versions) == 1  # a name is not dated


def test_it_is_taken_away_and_the_own_name_is_changed(cli) -> None:
    words = ("measure", "edit", "Hours I saved them", "--their-name", "", "--name", "Hours saved")
    answer = cli(*words, "--json")
    assert json.loads(answer.out) == {
        "measure": "Hours saved", "customer": "Finance leads", "their_name": "",
    }  # fmt: skip
    assert cli("measure", "edit", "hours saved", "--name", "Hours").out == "Finance leads · Hours\n"


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (["edit", "No surprises"], 2, "Add --name or --their-name"),
        (["edit", "No such", "--name", "x"], 1, "There is no measure"),
        (["edit", "No surprises", "--name", " "], 2, "The name is empty"),
        (["edit", "No surprises", "--their-name", "x" * 201], 2, "Shorten it to 200"),
        (["edit", "Forecast was usable as sent", "--name", "Hours I saved them"], 2, "already"),
    ],
)
def test_what_cannot_be_named_is_refused(cli, words, status, told) -> None:
    answer = cli("measure", *words)
    assert (answer.status, told in answer.refusal) == (status, True)
