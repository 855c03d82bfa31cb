from __future__ import annotations

from datetime import date

import pytest

from tracker.app import commands
from tracker.app.commands import MeasureInput
from tracker.app.tracker import Tracker
from tracker.app.transfer import Plan, apply_import, plan_import, read_rows
from tracker.detection.scale import Scale
from tracker.domain.customer import CustomerKind, Tier
from tracker.domain.errors import InvalidInput
from tracker.domain.evaluation import Cause
from tracker.domain.measure import Area, Better, Source
from tracker.domain.period import Cadence

HEADER = "customer;measure;period;value;skipped;note;cause"


def planned(tracker: Tracker, *lines: str) -> Plan:
    return plan_import(tracker, read_rows("\n".join(lines).encode()))


def reasons(plan: Plan) -> dict[int, str]:
    return {one.line: one.reason for one in plan.bad}


def counted(plan: Plan) -> tuple[int, int, int, int]:
    return plan.new, plan.changed, plan.same, len(plan.bad)


def rows_of(tracker: Tracker) -> list[tuple[object, ...]]:
    return tracker.file.query(
        "SELECT m.name, e.start, e.value, e.skipped, e.note FROM evaluation AS e"
        " JOIN measure AS m ON m.id = e.measure_id ORDER BY 1, 2"
    )


def test_a_preview_writes_nothing(tracker: Tracker) -> None:
    plan = planned(tracker, HEADER, "Finance;Answers;2026-W46;2,6;;late;upstream")
    assert counted(plan) == (1, 0, 0, 0)
    assert plan.new_customers == ("Finance",)
    assert [one.name for one in plan.new_measures] == ["Answers"]
    assert tracker.empty


def test_taking_it_in_is_one_step(tracker: Tracker) -> None:
    plan = planned(tracker, HEADER, "A;M;2026-W46;1;;;", "A;N;2026-W46;;away;;", "A;M;2026-11;2;;;")
    assert reasons(plan) == {4: "“2026-11” is not one week. Name a week, or a date in it."}
    plan = planned(tracker, HEADER, "A;M;2026-W46;1;;;", "A;N;2026-W46;;away;x;own")
    heard: list[tuple[int, int]] = []
    assert apply_import(tracker, plan, lambda *told: heard.append(told), label="import x.csv") == 2
    assert heard[-1] == (4, 4)  # two measures, two values
    assert rows_of(tracker) == [
        ("M", "2026-11-09", 1.0, None, ""),
        ("N", "2026-11-09", None, "away", "x"),
    ]
    assert tracker.undo() == "import x.csv"
    assert tracker.empty
    tracker.redo()
    assert len(rows_of(tracker)) == 2


def test_the_same_file_again_changes_nothing(tracker: Tracker) -> None:
    lines = (HEADER, "A;M;2026-W46;1,5;;n;upstream", "A;M;2026-W47;;away;;")
    apply_import(tracker, planned(tracker, *lines))
    plan = planned(tracker, *lines)
    assert counted(plan) == (0, 0, 2, 0)
    assert apply_import(tracker, plan) == 0
    assert tracker.history.undo_label == "import"


def test_a_value_replaces_a_skip_and_an_empty_cell_leaves_a_note_alone(tracker: Tracker) -> None:
    apply_import(tracker, planned(tracker, HEADER, "A;M;2026-W46;;away;on holiday;own"))
    plan = planned(tracker, HEADER, "a; M ;2026-11-12;3;;;")
    assert counted(plan) == (0, 1, 0, 0)
    apply_import(tracker, plan)
    ((_, _, value, skipped, note),) = rows_of(tracker)
    assert (value, skipped, note) == (3.0, None, "on holiday")
    assert tracker.evaluations.all()[0].cause is Cause.OWN


def test_rows_that_say_nothing_are_counted_and_make_nothing(tracker: Tracker) -> None:
    plan = planned(tracker, HEADER, "A;M;2026-W46;;;;", "A;M;2026-W47; ;;;")
    assert (plan.empty, plan.targets) == (2, ())


def test_a_row_of_words_alone_is_kept_as_words(tracker: Tracker) -> None:
    apply_import(tracker, planned(tracker, HEADER, "A;M;2026-W46;;;only a note;"))
    assert rows_of(tracker) == [("M", "2026-11-09", None, None, "only a note")]


BAD = {
    "A;M;2026-W46;two;;;": "not a number",
    "A;M;2026-W46;1e400;;;": "not a number",
    "A;M;2026-W46;9999999999999;;;": "too large",
    "A;M;31.02.2026;1;;;": "not a period",
    "A;M;2026-02-31;1;;;": "not a period",
    "A;M;2025-W53;1;;;": "not a period",
    "A;M;;1;;;": "not a period",
    "A;M;2026-Q4;1;;;": "not one week",
    "A;M;1970-01-01;1;;;": "Mon 29 Dec 1969 lies before 1970. Choose a day from 1970 on.",
    ";M;2026-W46;1;;;": "customer is empty",
    "A;  ;2026-W46;1;;;": "measure is empty",
    "A;M;2026-W46;1;away;;": "a value and a reason",
    "A;M;2026-W46;1;;;bad luck": "no cause",
    "A;M;2026-W46;1;;;own;more": "more cells",
    f"{'A' * 201};M;2026-W46;1;;;": "201 characters",
    f"A;M;2026-W46;1;;{'n' * 10_001};": "10001 characters",
}


@pytest.mark.parametrize("row", BAD)
def test_a_bad_row_is_listed_with_its_line_and_reason(tracker: Tracker, row: str) -> None:
    plan = planned(tracker, HEADER, "A;M;2026-W40;1;;;", row)
    assert plan.new == 1
    assert list(reasons(plan)) == [3]
    assert BAD[row] in reasons(plan)[3]


def test_two_rows_of_one_period_name_the_earlier_line(tracker: Tracker) -> None:
    plan = planned(tracker, HEADER, "A;M;2026-W46;1;;;", "a;m;2026-11-15;2;;;")
    assert reasons(plan) == {3: "2026-W46 of M is in line 2 already. Keep one."}


def test_with_bad_rows_none_is_taken_unless_wanted(tracker: Tracker) -> None:
    plan = planned(tracker, HEADER, "A;M;2026-W46;1;;;", "A;M;2026-W47;x;;;")
    with pytest.raises(InvalidInput, match="1 row is bad"):
        apply_import(tracker, plan)
    assert tracker.empty
    assert apply_import(tracker, plan, skip_bad=True) == 1


FULL = (
    "customer;area;measure;scale;unit;better;promise;cadence;period;value;source;kind;tier;link;"
    "private_note"
)


def test_a_measure_is_made_as_its_rows_describe_it(tracker: Tracker) -> None:
    plan = planned(
        tracker,
        FULL,
        "Field sales;Use & satisfaction;Quotes;percent;%;higher;≥ 70 %;monthly;2026-10;61 %;system;"
        "External;WOW;https://a.example;p",
    )
    apply_import(tracker, plan)
    (customer,), (measure,) = tracker.customers.all(), tracker.measures.all()
    (kept,) = tracker.evaluations.all()
    assert (customer.kind, customer.tier) == (CustomerKind.EXTERNAL, Tier.WOW)
    assert (measure.area, measure.scale) == (Area.USE_AND_SATISFACTION, Scale.PERCENT)
    assert (measure.cadence, measure.source) == (Cadence.MONTHLY, Source.SYSTEM)
    assert (measure.now.promise, measure.now.unit, measure.draft) == (70, "%", False)
    assert (kept.start, kept.value) == (date(2026, 10, 1), 61)
    assert (kept.link, kept.private_note) == ("https://a.example", "p")


def test_without_area_or_promise_it_is_a_draft(tracker: Tracker) -> None:
    plan = planned(
        tracker,
        "customer,area,measure,promise,period,value",
        "A,roi,no promise,,2026-W46,1",
        "A,,no area,>= 1,2026-W46,1",
        "A,roi,whole,1,2026-W46,1",
    )
    assert {one.name: one.draft for one in plan.new_measures} == {
        "no promise": True,
        "no area": True,
        "whole": False,
    }
    apply_import(tracker, plan)
    assert {one.name: one.draft for one in tracker.measures.all()}["whole"] is False


def test_a_scale_that_is_not_named_is_a_number_with_its_usual_unit(tracker: Tracker) -> None:
    plan = planned(tracker, HEADER, "A;M;2026-W46;-2,5;;;")
    assert plan.new_measures[0].scale is Scale.NUMBER
    plan = planned(tracker, "customer,measure,scale,period,value", "A,M,duration,2026-W46,2")
    assert plan.new_measures[0].terms[0][1].unit == "days"
    assert plan.new_measures[0].terms[0][1].better is Better.LOWER


def test_a_promise_said_once_goes_for_all_rows(tracker: Tracker) -> None:
    plan = planned(
        tracker,
        "customer,area,measure,scale,promise,period,value",
        "A,roi,M,rating,>= 3,2026-W46,1",
        "A,,M,,,2026-W45,1",
        "A,,M,,,2026-W47,5",
    )
    (made,) = plan.new_measures
    assert [(start, terms.promise) for start, terms in made.terms] == [(date(2026, 11, 2), 3)]
    assert not made.draft


def test_a_promise_that_changes_begins_a_version(tracker: Tracker) -> None:
    plan = planned(
        tracker,
        "customer,area,measure,better,promise,unit,period,value",
        "A,roi,M,higher,>= 3,h,2026-W45,1",
        "A,roi,M,higher,>= 4,h,2026-W46,1",
        "A,roi,M,2..4,,h,2026-W47,1",
        "A,roi,M,lower,<= 1,-,2026-W48,1",
    )
    apply_import(tracker, plan)
    (measure,) = tracker.measures.all()
    assert [(v.valid_from.day, v.better, v.promise, v.low, v.unit) for v in measure.versions] == [
        (2, Better.HIGHER, 3, None, "h"),
        (9, Better.HIGHER, 4, None, "h"),
        (16, Better.BAND, None, 2, "h"),
        (23, Better.LOWER, 1, None, ""),
    ]


def test_a_first_version_without_a_promise_may_lead_to_an_active_measure(tracker: Tracker) -> None:
    plan = planned(
        tracker,
        "customer,area,measure,better,promise,period,value",
        "A,roi,M,higher,-,2026-W45,1",
        "A,roi,M,higher,>= 4,2026-W46,1",
    )
    apply_import(tracker, plan)
    (measure,) = tracker.measures.all()
    assert [version.promise for version in measure.versions] == [None, 4]
    assert not measure.draft


def test_fortnights_take_their_phase_from_the_first_row(tracker: Tracker) -> None:
    header = "customer,measure,cadence,period,value"
    plan = planned(tracker, header, "A,M,fortnightly,2026-W47,1", "A,M,fortnightly,2026-W45,1")
    apply_import(tracker, plan)
    assert tracker.measures.all()[0].phase == date(2026, 11, 16)
    plan = planned(tracker, header, "A,M,,2026-W46,2", "A,M,,2026-W48,2")
    assert counted(plan) == (0, 2, 0, 0)


CONTRADICTIONS = {
    "A,roi,M,rating,,,,weekly,2026-W46,7": "whole number from 1 to 5",
    "A,roi,M,count,,,,weekly,2026-W46,7": "The measure is rating, this row says count",
    "A,roi,M,rating,,,,monthly,2026-W46,4": "The measure is weekly, this row says monthly",
    "A,roi,M,stars,,,,weekly,2026-W46,4": "“stars” is no scale",
    "A,roi,M,rating,,,,daily,2026-W46,4": "“daily” is no cadence",
    "A,fun,M,rating,,,,weekly,2026-W46,4": "“fun” is no area",
    "A,roi,M,rating,,lower,>= 4,weekly,2026-W46,4": "is no promise where lower is better",
    "A,roi,M,rating,,2..4,>= 4,weekly,2026-W46,4": "not the same",
    "A,roi,M,rating,,band,4,weekly,2026-W46,4": "two ends",
    "A,roi,M,rating,,,>= 7,weekly,2026-W46,4": "between 1 and 5",
}


@pytest.mark.parametrize("row", CONTRADICTIONS)
def test_a_row_may_not_contradict_its_measure(tracker: Tracker, row: str) -> None:
    plan = planned(
        tracker,
        "customer,area,measure,scale,unit,better,promise,cadence,period,value",
        "A,roi,M,rating,,higher,>= 4,weekly,2026-W40,4",
        row,
    )
    assert CONTRADICTIONS[row] in reasons(plan)[3]


@pytest.fixture
def sales(tracker: Tracker, finance: int) -> int:
    said = MeasureInput(name="Hours saved", area=Area.ROI, scale=Scale.NUMBER, unit="h", promise=4)
    return commands.add_measure(tracker, finance, said, date(2026, 1, 5))


@pytest.mark.usefixtures("sales")
def test_a_known_measure_keeps_its_own_promise_and_that_is_said(tracker: Tracker) -> None:
    plan = planned(
        tracker,
        "customer,measure,area,promise,period,value",
        "finance LEADS,hours saved,effectiveness,>= 5,2026-W46,4",
    )
    assert counted(plan) == (1, 0, 0, 0)
    assert plan.new_customers == ()
    assert "stays as it is here" in plan.remarks[0]
    apply_import(tracker, plan)
    (measure,) = tracker.measures.all()
    assert (measure.area, measure.now.promise) == (Area.ROI, 4)


@pytest.mark.usefixtures("sales")
def test_values_of_another_unit_or_scale_do_not_enter_a_known_measure(tracker: Tracker) -> None:
    header = "customer,measure,scale,unit,period,value"
    plan = planned(
        tracker,
        header,
        "Finance leads,Hours saved,number,days,2026-W45,4",
        "Finance leads,Hours saved,count,,2026-W46,4",
        "Finance leads,Hours saved,number,H,2026-W47,4",
    )
    assert counted(plan)[0] == 1
    assert "in days, the measure is kept in h" in reasons(plan)[2]
    assert "this row says count" in reasons(plan)[3]


def test_a_name_is_one_however_its_accents_are_put_together(tracker: Tracker) -> None:
    apply_import(tracker, planned(tracker, HEADER, "M\u00fcller;M;2026-W46;1;;;"))
    plan = planned(tracker, HEADER, "MU\u0308LLER;m;2026-W46;1;;;")
    assert counted(plan) == (0, 0, 1, 0)


def test_more_newcomers_than_there_are_places_are_told_of(tracker: Tracker) -> None:
    for number in range(5):
        commands.add_customer(tracker, f"Here {number}", Tier.SERVE)
    header = "customer;tier;measure;period;value"
    rows = [f"New {number};wow;M;2026-W46;1" for number in range(4)]
    plan = planned(tracker, header, *rows)
    assert plan.remarks == (
        "That makes 9 customers for 7 places and 4 in WOW, which has 3 places: archive or move "
        "somebody afterwards, or set more places in Settings.",
    )
    assert planned(tracker, header, *rows[:2]).remarks == ()


PROMISED = "customer;measure;scale;unit;period;value;promise"


def test_a_promise_may_name_the_measure_s_own_unit_in_any_spelling(tracker: Tracker) -> None:
    lines = (
        PROMISED,
        "A;M;duration;days;2026-W46;1,5;<= 2 Days",
        "A;N;duration;h;2026-W46;1,5;<= 2 hours",
        "A;O;number;;2026-W46;3;>= 2 pages",
    )
    plan = planned(tracker, *lines)
    assert reasons(plan) == {}
    apply_import(tracker, plan)
    kept = {one.name: (one.now.promise, one.now.unit) for one in tracker.measures.all()}
    assert kept == {"M": (2, "days"), "N": (2, "h"), "O": (2, "pages")}
    assert counted(planned(tracker, *lines)) == (0, 0, 3, 0)


def test_a_promise_in_another_unit_is_refused(tracker: Tracker) -> None:
    plan = planned(
        tracker,
        PROMISED,
        "A;M;duration;days;2026-W46;1,5;<= 2 hours",
        "A;N;rating;;2026-W46;4;>= 4 stars",
    )
    assert reasons(plan) == {
        2: "The promise is in hours, the values are in days. Convert one of them.",
        3: "The scale Rating 1–5 has no unit “stars”. Leave it out of the promise.",
    }


def whole_reads(count: int) -> int:
    """Count how often all customers are read while so many new ones are taken in."""
    with Tracker() as tracker:
        head = "customer,measure,scale,cadence,period,value"
        rows = [f"C{n},A,number,weekly,2025-W10,1" for n in range(count)]
        plan = planned(tracker, head, *rows)
        asked: list[str] = []
        tracker.file.conn.set_trace_callback(asked.append)
        apply_import(tracker, plan)
        assert len(tracker.customers.all()) == count
    return sum("FROM customer WHERE 1" in one for one in asked)


def test_however_many_customers_are_new_all_of_them_are_read_as_often() -> None:
    assert whole_reads(40) == whole_reads(4) > 0
