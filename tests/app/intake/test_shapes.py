from __future__ import annotations

import io

import openpyxl
import pytest
from tests.app.intake.tables import asked, read, values_of

from tracker.app.intake.choices import Combine, ReadingChoices, TableShape
from tracker.app.intake.columns import Role, is_total
from tracker.app.intake.figures import DecimalSign
from tracker.app.intake.reading import read_file
from tracker.detection.scale import Scale
from tracker.domain.errors import InvalidInput
from tracker.domain.period import Cadence

WEEKS = ["2025-W02", "2025-W03", "2025-W04"]
DOWN = "Week,Calls,On time\n2025-W02,3,96.5%\n2025-W03,4,97%\n2025-W04,5,95%\n"
CALLS = {"Calls": dict(zip(WEEKS, [3, 4, 5], strict=True))}
BOTH = CALLS | {"On time": dict(zip(WEEKS, [96.5, 97, 95], strict=True))}
SAME_TABLE = {
    "weeks down": DOWN,
    "semicolons and commas": DOWN.replace(",", ";").replace(".5", ",5"),
    "tabs": DOWN.replace(",", "\t"),
    "bars": DOWN.replace(",", "|"),
    "title lines": f"Team card,,\nmade by me,,\n\n{DOWN}",
    "a footnote": f"{DOWN}\n* counted by hand,,\n",
    "a total": f"{DOWN}Total,12,\n",
    "sum and average": f"{DOWN}Sum / average,12,96%\n",
    "the heads again": DOWN.replace("2025-W04", "Week,Calls,On time\n2025-W04"),
    "an empty column before": "\n".join(f",{line}" for line in DOWN.splitlines()),
    "weeks across": "KPI,2025-W02,2025-W03,2025-W04\nCalls,3,4,5\nOn time,96.5%,97%,95%\n",
    "weeks across with a total": (
        "KPI,2025-W02,2025-W03,2025-W04,Total\nCalls,3,4,5,12\nOn time,96.5%,97%,95%,\n"
        "Total,3,4,5,\n"
    ),
    "numbers across": "2025,KW,2,3,4\n,Calls,3,4,5\n,On time,96.5%,97%,95%\n",
    "one value a row": (
        "Metric,Week,Actual\nCalls,2025-W02,3\nCalls,2025-W03,4\nCalls,2025-W04,5\n"
        "On time,2025-W02,96.5%\nOn time,2025-W03,97%\nOn time,2025-W04,95%\n"
    ),
    "one value a row, in German": (
        "Kennzahl;KW;Jahr;Wert\nCalls;2;2025;3\nCalls;3;2025;4\nCalls;4;2025;5\n"
        "On time;2;2025;96,5 %\nOn time;3;2025;97 %\nOn time;4;2025;95 %\n"
    ),
    "heads nobody knows": (
        "foo;bar;baz\n2025-W02;Calls;3\n2025-W03;Calls;4\n2025-W04;Calls;5\n"
        "2025-W02;On time;96.5%\n2025-W03;On time;97%\n2025-W04;On time;95%\n"
    ),
}


@pytest.mark.parametrize("how", SAME_TABLE)
def test_one_table_in_many_layouts_is_one_table(how: str) -> None:
    reading = read(SAME_TABLE[how])
    assert asked(reading) == []
    assert values_of(reading) == BOTH


def workbook(*sheets: tuple[str, list[list[object]]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_one_sheet_a_measure() -> None:
    rows = [[week, value] for week, value in zip(WEEKS, [3, 4, 5], strict=True)]
    data = workbook(("Calls", [["Week", "Value"], *rows]), ("Late", [["Week", "Value"], *rows]))
    reading = read_file(data, ReadingChoices(customer="Desk"))
    assert reading.shape is TableShape.SHEET_A_MEASURE
    assert values_of(reading) == CALLS | {"Late": CALLS["Calls"]}


def test_of_several_sheets_the_fullest_is_read_and_another_can_be_named() -> None:
    rows = [[week, value, value] for week, value in zip(WEEKS, [3, 4, 5], strict=True)]
    data = workbook(
        ("Notes", [["nothing here"]]), ("Card", [["Week", "A", "B"], *rows]),
        ("Old", [["Week", "C", "D"], *rows[:2]]),
    )  # fmt: skip
    reading = read_file(data, ReadingChoices(customer="Desk"))
    assert list(values_of(reading)) == ["A", "B"]
    assert "“Card” is read" in reading.table.remarks[0]
    assert list(values_of(read_file(data, ReadingChoices(customer="D", sheet="Old")))) == ["C", "D"]
    with pytest.raises(InvalidInput, match="no sheet “New”"):
        read_file(data, ReadingChoices(sheet="New"))


def test_a_target_is_a_promise_and_a_remark_a_note() -> None:
    reading = read(
        "Week,Complaints,Target,Remark\n2025-W02,3,2,late\n2025-W03,n/a,2,\n2025-W04,1,1,\n"
    )
    rows = [row.cells for row in reading.table.rows]
    assert [(row["promise"], row.get("note")) for row in rows] == [("2", "late"), ("1", None)]
    assert rows[0]["better"] == "lower"


def test_a_head_may_name_the_measure_its_target_is_for() -> None:
    reading = read("Week,A target,A,B\n2025-W02,5,3,1\n2025-W03,5,4,2\n")
    assert {row.cells["measure"]: row.cells.get("promise") for row in reading.table.rows} == {
        "A": "5",
        "B": None,
    }


def test_a_row_may_name_promise_unit_and_customer_where_weeks_run_across() -> None:
    reading = read(
        "Team,KPI,Unit,Target,2025-W02,2025-W03\nOps,Calls,,10,3,4\nHR,Time,h,<= 2,1.5,2\n"
    )
    told = {
        row.cells["measure"]: (row.cells["customer"], row.cells["promise"], row.cells.get("unit"))
        for row in reading.table.rows
    }
    assert told == {"Calls": ("Ops", "10", None), "Time": ("HR", "<= 2", "h")}


def test_a_new_baseline_is_carried_along() -> None:
    reading = read("Date,Wait,Recalc\n2025-01-06,3,\n2025-01-13,9,new desk\n2025-01-20,9,\n")
    assert [row.cells.get("planned") for row in reading.table.rows] == [None, "new desk", None]
    assert reading.read_as["preset"] == "an SPC template"


def test_two_columns_are_one_measure_named_by_the_file() -> None:
    reading = read("Date,Value\n2025-01-06,3\n2025-01-13,4\n")
    assert list(values_of(reading)) == ["card"]
    assert reading.read_as["preset"] == "an XmR tool"


TOGGL = (
    "User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,"
    "Duration,Tags\n"
    "Me,me@x,Ops,Reports,,weekly,No,2025-01-06,09:00:00,2025-01-06,10:30:00,01:30:00,\n"
    "Me,me@x,Ops,Reports,,again,No,2025-01-07,09:00:00,2025-01-07,11:00:00,02:00:00,\n"
    "Me,me@x,HR,Hiring,,talks,No,2025-01-08,09:00:00,2025-01-08,09:30:00,00:30:00,\n"
)


def test_the_report_of_a_time_tracker_is_hours_a_week() -> None:
    reading = read_file(TOGGL.encode())
    assert values_of(reading) == {"Reports": {"2025-W02": 3.5}, "Hiring": {"2025-W02": 0.5}}
    assert reading.table.rows[0].cells["customer"] == "Ops"
    assert reading.table.rows[0].cells["unit"] == "h"


def test_loop_writes_words_too() -> None:
    words = ["YES_MANUAL", "UNKNOWN", "NO", "YES_MANUAL", "YES_AUTO", "SKIP"]
    days = "".join(f"2025-01-{day:02},{word}\n" for day, word in enumerate(words, start=6))
    reading = read(f"Date,Walk\n{days}")
    assert reading.read_as["preset"] == "Loop Habit Tracker"
    assert values_of(reading) == {"Walk": {"2025-W02": 2}}


def test_an_export_with_other_heads_in_another_order_goes_in_by_hand() -> None:
    habits = "Wieviel;Welche;Wann\n1;Walk;2025-01-06\n0;Walk;2025-01-07\n1;Walk;2025-01-08\n"
    reading = read(
        habits,
        columns={"Wieviel": Role.VALUE, "Welche": Role.MEASURE, "C": Role.PERIOD},
        combine=Combine.SUM,
    )
    assert values_of(reading) == {"Walk": {"2025-W02": 2}}


DAYS = "Date,{}\n2025-01-06,{}\n2025-01-07,{}\n2025-01-08,{}\n"


@pytest.mark.parametrize(
    ("values", "way", "found"),
    [
        (("3", "5", "4"), "sum", 12),
        (("90%", "80%", "100%"), "mean", 90),
        (("1.5", "2.5", "5"), "mean", 3),
        (("yes", "no", "yes"), "share", 66.6666666667),
        (("10 min", "20 min", "30 min"), "mean", 20),
    ],
)
def test_days_become_weeks_by_what_they_are(
    values: tuple[str, ...], way: str, found: float
) -> None:
    reading = read(DAYS.format("Work", *values))
    assert reading.read_as["combine"] == {"Work": way}
    assert values_of(reading) == {"Work": {"2025-W02": pytest.approx(found)}}


def test_a_head_may_tell_the_scale_and_the_unit_of_its_values() -> None:
    weekly = read("Week,How satisfied? (1-5)\n2025-W02,4\n2025-W03,5\n")
    assert weekly.table.rows[0].cells["scale"] == "rating"
    daily = read(DAYS.format("How satisfied? (1-5)", "4", "5", "4"))
    assert daily.table.rows[0].cells["scale"] == "number"  # a mean of whole numbers is none
    assert values_of(daily) == {"How satisfied? (1-5)": {"2025-W02": pytest.approx(13 / 3)}}
    hours = read("Week,Work (h),Done (%)\n2025-W02,1.5,96\n2025-W03,2,97\n")
    told = {row.cells["measure"]: row.cells for row in hours.table.rows if "scale" in row.cells}
    assert (told["Work (h)"]["scale"], told["Work (h)"]["unit"]) == ("duration", "h")
    assert (told["Done (%)"]["scale"], told["Done (%)"]["unit"]) == ("percent", "%")


def test_how_days_become_weeks_or_months_can_be_chosen() -> None:
    table = DAYS.format("Work", "3", "5", "4")
    assert values_of(read(table, combine=Combine.LAST)) == {"Work": {"2025-W02": 4}}
    assert values_of(read(table, cadence=Cadence.MONTHLY)) == {"Work": {"2025-01": 12}}
    assert values_of(read(table, combine=Combine.SHARE)) == {"Work": {"2025-W02": 100}}


def test_a_second_day_in_few_weeks_is_asked_about() -> None:
    lines = [f"2025-0{month}-{day:02},1" for month in (1, 2, 3) for day in (6, 13, 20, 27)]
    assert asked(read("\n".join(["Date,Work", *lines]))) == []
    assert asked(read("\n".join(["Date,Work", *lines, "2025-03-28,2"]))) == ["combine"]


def test_thousands_that_may_be_decimals_are_asked_about() -> None:
    table = 'Week,Orders\n2025-W02,"1,234"\n2025-W03,987\n'
    assert asked(read(table)) == ["decimal"]
    point = read(table, decimal=DecimalSign.POINT)
    assert values_of(point) == {"Orders": {"2025-W02": 1234, "2025-W03": 987}}
    comma = read(table, decimal=DecimalSign.COMMA)
    assert values_of(comma)["Orders"]["2025-W02"] == 1.234
    settled = read(table + '2025-W04,"1,234.5"\n')
    assert (asked(settled), values_of(settled)["Orders"]["2025-W02"]) == ([], 1234)


def test_fractions_that_may_be_shares_are_asked_about() -> None:
    table = "Week,Kept\n2025-W02,0.845\n2025-W03,0.9\n2025-W04,1\n"
    assert asked(read(table)) == ["scale"]
    share = read(table, scales={"kept": Scale.PERCENT})
    assert list(values_of(share)["Kept"].values()) == [84.5, 90, 100]
    plain = read(table, scales={"kept": Scale.NUMBER})
    assert list(values_of(plain)["Kept"].values()) == [0.845, 0.9, 1]
    written = read(table, scales={"kept": Scale.PERCENT}, as_written=frozenset({"kept"}))
    assert list(values_of(written)["Kept"].values()) == [0.845, 0.9, 1]


def test_per_cent_beyond_a_hundred_is_a_number_and_a_slip_is_not() -> None:
    table = "Week,Used\n" + "".join(f"2025-W{week:02},9{week % 10}%\n" for week in range(2, 20))
    many = read(f"{table}2025-W20,104%\n2025-W21,112%\n")
    assert many.table.rows[0].cells["scale"] == "number"
    assert "taken as a number with the unit %" in many.table.remarks[0]
    slip = read(f"{table}2025-W20,952%\n")
    assert slip.table.rows[0].cells["scale"] == "percent"


def test_a_value_far_from_the_usual_is_told_before_it_is_taken() -> None:
    rows = "".join(f"2025-W{week:02},{week}\n" for week in range(2, 12))
    (told,) = read(f"Week,Calls\n{rows}2025-W12,4000\n").table.remarks
    assert told.startswith("Line 12: Calls is 4000, 571 times the middle one of its values (7);")


@pytest.mark.parametrize(
    ("cell", "total"),
    [
        ("Total", True), ("Grand total", True), ("Summe:", True), ("Sum / average", True),
        ("Ø 2025", True), ("Total 2025", True), ("Total orders", False),
        ("", False), ("2025", False), ("Sum-up", False),
    ],
)  # fmt: skip
def test_a_total_is_known_by_its_word_alone(cell: str, total: bool) -> None:
    assert is_total(cell) is total


def test_what_is_missing_is_one_sentence_with_what_there_is() -> None:
    with pytest.raises(InvalidInput, match="No column names weeks") as refused:
        read("Who,What\nme,this\nyou,that\n")
    assert "there are: Who, What" in refused.value.hint
    with pytest.raises(InvalidInput, match="There is no column “Where”"):
        read(DOWN, columns={"Where": Role.PERIOD})
    with pytest.raises(InvalidInput, match="Row 99 is empty"):
        read(DOWN, header=99)
