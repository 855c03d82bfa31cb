from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.app.intake.tables import asked, read, values_of

from tracker.app.intake.periods import (
    ColumnHint,
    DayOrder,
    TimeColumn,
    WeekDay,
    finest,
    settle,
    week_of,
)
from tracker.app.intake.spellings import TimeSpan, spelled
from tracker.domain.period import Cadence, Period

W45 = "2025-W45"
SPELLINGS = {
    "2025-W45": W45,
    "2025W45": W45,
    "2025 W45": W45,
    "W45 2025": W45,
    "W45/2025": W45,
    "W45-25": W45,
    "KW 45 2025": W45,
    "KW45/2025": W45,
    "KW 45, 2025": W45,
    "2025 KW 45": W45,
    "2025/KW45": W45,
    "45. KW 2025": W45,
    "KW 45 (2025)": W45,
    "Week 45, 2025": W45,
    "week 45 of 2025": W45,
    "Wk45 2025": W45,
    "CW 45 2025": W45,
    "S45 2025": W45,
    "Semaine 45 2025": W45,
    "Vecka 45 2025": W45,
    "2025年第45週": W45,
    "2025-11": "2025-11",
    "2025/11": "2025-11",
    "11/2025": "2025-11",
    "11.2025": "2025-11",
    "202511": "2025-11",
    "2025M11": "2025-11",
    "Nov-25": "2025-11",
    "Nov 25": "2025-11",
    "Nov 2025": "2025-11",
    "November 2025": "2025-11",
    "2025 November": "2025-11",
    "Nov. '25": "2025-11",
    "Mär 25": "2025-03",
    "März 2025": "2025-03",
    "Mrz 25": "2025-03",
    "mars 2025": "2025-03",
    "déc. 2025": "2025-12",
    "enero 2025": "2025-01",
    "ноябрь 2025": "2025-11",
    "listopad 2025": "2025-11",
    "2025年11月": "2025-11",
    "Q4 2025": "2025-Q4",
    "2025-Q4": "2025-Q4",
    "2025 Q4": "2025-Q4",
    "Q4/25": "2025-Q4",
    "4Q25": "2025-Q4",
    "4. Quartal 2025": "2025-Q4",
    "T4 2025": "2025-Q4",
    "2025-11-03": "2025-11-03",
    "2025/11/3": "2025-11-03",
    "2025.11.03": "2025-11-03",
    "20251103": "2025-11-03",
    "03.11.2025": "2025-11-03",
    "3.11.25": "2025-11-03",
    "3 Nov 2025": "2025-11-03",
    "03-Nov-25": "2025-11-03",
    "Nov 3, 2025": "2025-11-03",
    "November 3rd, 2025": "2025-11-03",
    "3. November 2025": "2025-11-03",
    "Mon, 3 Nov 2025": "2025-11-03",
    "Montag, 03.11.2025": "2025-11-03",
    "2025-11-03T14:05:06Z": "2025-11-03",
    "2025-11-03 14:05": "2025-11-03",
    "2025-W45-1": "2025-11-03",
    "45964": "2025-11-03",
    "1762128000": "2025-11-03",
    "1762128000000": "2025-11-03",
    "03.11.2025 - 09.11.2025": W45,
    "2025-11-01 – 2025-11-30": "2025-11",
    "2025年11月3日": "2025-11-03",
}


@pytest.mark.parametrize("cell", SPELLINGS)
def test_a_time_is_understood_in_every_spelling(cell: str) -> None:
    assert str(settle([cell], ColumnHint()).read(cell)) == SPELLINGS[cell]


NO_TIMES = """
soon,2.6,12,2025-W54,31.02.2025,2025-13,Total,Mar-cus,3/5/7/9,-,n/a,W,Q5 2025,2025-02-30,Team 3,
Room 4 2025,1:30,xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
"""


@pytest.mark.parametrize("cell", NO_TIMES.replace("\n", "").split(","))
def test_what_names_no_time_is_none(cell: str) -> None:
    assert settle([cell], ColumnHint()).read(cell) is None


@pytest.mark.parametrize(
    ("cells", "order"),
    [
        (["1/2/2025", "1/13/2025"], DayOrder.MDY),
        (["1/2/2025", "13/2/2025"], DayOrder.DMY),
        (["1/2/2025", "2/2/2025"], None),
        (["13/1/2025", "1/13/2025"], None),
    ],
)
def test_one_date_settles_the_order_of_its_column(cells: list[str], order: DayOrder | None) -> None:
    column = settle(cells, ColumnHint())
    assert column.order is order
    assert ("dates" in column.asks) is (order is None)


def test_numbers_above_twelve_make_a_column_weeks() -> None:
    column = settle(["2025-01", "2025-45", "2025-46"], ColumnHint())
    assert str(column.read("2025-01")) == "2025-W01"
    column = settle(["202501", "202502"], ColumnHint(TimeSpan.WEEK))
    assert str(column.read("202502")) == "2025-W02"


def test_the_names_of_a_column_are_of_one_language() -> None:
    polish = ["wrzesień 2025", "październik 2025", "listopad 2025"]
    croatian = ["rujan 2025", "listopad 2025", "studeni 2025"]
    assert str(settle(polish, ColumnHint()).read("listopad 2025")) == "2025-11"
    assert str(settle(croatian, ColumnHint()).read("listopad 2025")) == "2025-10"


@pytest.mark.parametrize(
    ("day", "way", "week"),
    [
        ((2025, 1, 11), WeekDay.ENDS, "2025-W02"),  # a Saturday
        ((2025, 1, 11), WeekDay.BEGINS, "2025-W03"),
        ((2025, 1, 12), WeekDay.ENDS, "2025-W02"),  # a Sunday
        ((2025, 1, 12), WeekDay.BEGINS, "2025-W03"),
        ((2025, 1, 13), WeekDay.BEGINS, "2025-W03"),  # a Monday
        ((2025, 1, 10), WeekDay.ENDS, "2025-W02"),  # a Friday
        ((2024, 12, 28), WeekDay.BEGINS, "2025-W01"),
    ],
)
def test_a_week_is_the_one_it_shares_most_days_with(
    day: tuple[int, int, int], way: WeekDay, week: str
) -> None:
    assert str(week_of(date(*day), way)) == week


def test_the_rhythm_of_days() -> None:
    days = [date(2025, 1, 6), date(2025, 1, 13), date(2025, 1, 20)]
    assert finest(days) is Cadence.WEEKLY
    assert finest([*days, date(2025, 1, 21)]) is Cadence.DAILY
    assert finest([date(2025, month, 1) for month in (1, 2, 3)]) is Cadence.MONTHLY
    assert finest([date(2025, month, 31) for month in (1, 7, 10)]) is Cadence.QUARTERLY


@settings(deadline=None)  # the first word loads the names of months
@given(st.text(max_size=20) | st.from_regex(r"[0-9./\-WKQ ]{1,12}", fullmatch=True))
@example("²5.11.2025")
@example("00/00/00")
@example("9999999999999")
def test_no_cell_does_more_than_name_no_time(cell: str) -> None:
    column = settle([cell], ColumnHint(order=DayOrder.DMY, year=2025))
    found = column.read(cell)
    assert found is None or isinstance(found, date | Period)
    with suppress(KeyError):
        assert spelled(cell) == spelled(cell)


SUNDAYS = "Date,Calls\n2026-11-01,1\n2026-11-08,2\n2026-11-15,3\n"


def test_sundays_are_asked_about_and_mondays_are_not() -> None:
    assert asked(read(SUNDAYS)) == ["week_day"]
    begins = read(SUNDAYS, week_day=WeekDay.BEGINS)
    assert list(values_of(begins)["Calls"]) == ["2026-W45", "2026-W46", "2026-W47"]
    ends = read(SUNDAYS.replace("Date", "Week ending"))
    assert asked(ends) == []
    assert list(values_of(ends)["Calls"]) == ["2026-W44", "2026-W45", "2026-W46"]
    mondays = read("Date,Calls\n2026-11-02,1\n2026-11-09,2\n")
    assert (asked(mondays), list(values_of(mondays)["Calls"])) == ([], ["2026-11-02", "2026-11-09"])


@pytest.mark.parametrize(
    "table",
    [
        "Year;KW;Calls\n2024;51;1\n2024;52;2\n2025;1;3\n",
        "Card of 2024;;\nKW;Calls\n51;1\n52;2\n1;3\n",
        "KW;Calls 2024\nKW 51;1\nKW 52;2\nKW 1;3\n",
        ";2024;;2025\nKW;51;52;1\nCalls;1;2;3\n",
    ],
)
def test_a_week_takes_its_year_from_beside_or_above(table: str) -> None:
    (values,) = values_of(read(table)).values()
    assert list(values) == ["2024-W51", "2024-W52", "2025-W01"]


def test_a_week_without_any_year_is_asked_about() -> None:
    table = "KW;Calls\n36;1\n37;2\n38;3\n"
    assert asked(read(table)) == ["year"]
    assert list(values_of(read(table, year=2026))["Calls"]) == ["2026-W36", "2026-W37", "2026-W38"]


def dotted(*cells: str, order: DayOrder | None = None) -> tuple[TimeColumn, list[object]]:
    column = settle(cells, ColumnHint(order=order))
    return column, [column.read(cell) for cell in cells]


def test_days_with_points_are_day_and_month_unless_the_column_shows_otherwise() -> None:
    column, days = dotted("1.2.2025", "8.2.2025")
    assert (column.taken, days) == ("1.2.2025", [date(2025, 2, 1), date(2025, 2, 8)])
    column, days = dotted("1.2.2025", "23.2.2025")
    assert (column.taken, days) == ("", [date(2025, 2, 1), date(2025, 2, 23)])
    column, days = dotted("1.2.2025", "1.13.2025")
    assert (column.taken, days) == ("", [date(2025, 1, 2), date(2025, 1, 13)])
    column, days = dotted("1.2.2025", order=DayOrder.MDY)
    assert (column.taken, days) == ("", [date(2025, 1, 2)])
    assert column.asks == frozenset()
