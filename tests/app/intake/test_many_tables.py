"""Tables as people keep them, each of another kind: read right, asked about, or told."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import date, timedelta

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from tests.app.intake.tables import asked, read, values_of

from tracker.app.intake.choices import ReadingChoices
from tracker.app.intake.reading import Reading, read_file
from tracker.app.tracker import Tracker
from tracker.app.transfer import plan_import

WEEKS = ("2026-W02", "2026-W03", "2026-W04")
MONTHS = ("2025-11", "2025-12", "2026-01", "2026-02")
QUARTERS = ("2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4")


def table(head: str, *cells: str, value: str = "Calls") -> str:
    """Return a table of times with the values 1, 2, 3 and so on."""
    rows = "".join(f"{cell};{at}\n" for at, cell in enumerate(cells, start=1))
    return f"{head};{value}\n{rows}"


TIMES: dict[str, tuple[str, tuple[str, ...]]] = {
    "weeks in Spanish": (
        table("Semana", *(f"Semana {at} de 2026" for at in (2, 3, 4))),
        WEEKS,
    ),
    "weeks in Italian": (table("Settimana", *(f"Sett. {at} 2026" for at in (2, 3, 4))), WEEKS),
    "quarters in Roman numbers": (
        table("Quartal", *(f"{one}/2025" for one in ("I", "II", "III", "IV"))),
        QUARTERS,
    ),
    "quarters in Italian": (
        table("Trimestre", *(f"{one} trim. 2025" for one in ("I", "II", "III", "IV"))),
        QUARTERS,
    ),
    "quarters in French": (
        table("Trimestre", "1er trimestre 2025", "2e trimestre 2025", "T3 2025", "T4 2025"),
        QUARTERS,
    ),
    "months and short years": (table("Monat", "11/25", "12/25", "01/26", "02/26"), MONTHS),
    "months and short years with points": (
        table("Monat", "11.25", "12.25", "01.26", "02.26"),
        MONTHS,
    ),
    "weeks and short years": (
        table("KW", "51/25", "52/25", "01/26"),
        ("2025-W51", "2025-W52", "2026-W01"),
    ),
    "days that begin with a short year": (
        table("Date", "26-01-05", "26-01-12", "26-01-19"),
        ("2026-01-05", "2026-01-12", "2026-01-19"),
    ),
    "spans of days, American": (
        table("Week", "1/5/2026 - 1/11/2026", "1/12/2026 - 1/18/2026", "1/19/2026 - 1/25/2026"),
        WEEKS,
    ),
    "spans of days, German": (
        table("Woche", "05.01.-11.01.2026", "12.01.-18.01.2026", "19.01.-25.01.2026"),
        WEEKS,
    ),
    "spans of days in words": (
        table("Week", "Jan 5-11, 2026", "Jan 12 - Jan 18 2026", "19 – 25 January 2026"),
        WEEKS,
    ),
    "a span over New Year": (
        table("Woche", "29.12.-04.01.2026", "05.01.-11.01.2026"),
        ("2026-W01", "2026-W02"),
    ),
    "week ending in each cell": (
        table("Week", "w/e 10 Jan 2026", "w/e 17 Jan 2026", "w/e 24 Jan 2026"),
        WEEKS,
    ),
    "Sundays that begin weeks, but for a holiday": (
        table("Week starting", "2026-01-04", "2026-01-11", "2026-01-19", "2026-01-25"),
        (*WEEKS, "2026-W05"),
    ),
    "the newest week first, over New Year": (
        "Report 2026;\n" + table("KW", "3", "2", "1", "52", "51"),
        ("2026-W03", "2026-W02", "2026-W01", "2025-W52", "2025-W51"),
    ),
    "months without a year, over New Year": (
        "Bericht 2025;\n" + table("Monat", "November", "Dezember", "Januar", "Februar"),
        MONTHS,
    ),
    "quarters without a year, over New Year": (
        "Report 2024;\n" + table("Quarter", "Q4", "Q1", "Q2"),
        ("2024-Q4", "2025-Q1", "2025-Q2"),
    ),
}


@pytest.mark.parametrize("kind", TIMES)
def test_a_time_is_read_however_it_is_written(kind: str) -> None:
    text, wanted = TIMES[kind]
    reading = read(text)
    assert asked(reading) == []
    assert values_of(reading)["Calls"] == dict(zip(wanted, range(1, 99), strict=False))


VALUES: dict[str, tuple[str, tuple[str, ...], tuple[float, ...], str]] = {
    "long dashes for minus": ("A", ("–3", "−4", "2"), (-3, -4, 2), ""),
    "hyphens that are no minus": ("A", ("\u20103", "\uff0d4", "2"), (-3, -4, 2), ""),
    "Indian groups": ("A", ("12,34,567", "2,34,567", "1,00,000"), (1234567, 234567, 1e5), ""),
    "degrees": ("A", ("12.5 °C", "13 °C", "14 °C"), (12.5, 13, 14), "°C"),
    "m beside hours": ("A", ("1h 30m", "45m", "2h"), (90, 45, 120), "min"),
    "a clock in minutes": ("Talk (min)", ("4:30", "5:15", "3:00"), (4.5, 5.25, 3), "min"),
    "% at the end of the head": ("Quote %", ("12,1", "45,2", "78"), (12.1, 45.2, 78), "%"),
    "% at its beginning": ("% on time", ("12.1", "45.2", "78"), (12.1, 45.2, 78), "%"),
    "one currency in two words": ("A", ("5 €", "6 EUR", "7"), (5, 6, 7), "€"),
    "one unit in two numbers": ("A", ("1 ticket", "2 tickets", "3 tickets"), (1, 2, 3), "tickets"),
    "spaces that stay": ("A", ("1\u00a0234,5", "2\u202f345", "987"), (1234.5, 2345, 987), ""),
}  # fmt: skip


@pytest.mark.parametrize("kind", VALUES)
def test_a_value_is_read_however_it_is_written(kind: str) -> None:
    head, cells, wanted, unit = VALUES[kind]
    rows = "".join(f"{week};{cell}\n" for week, cell in zip(WEEKS, cells, strict=True))
    reading = read(f"Week;{head}\n{rows}")
    assert asked(reading) == []
    assert values_of(reading) == {head: dict(zip(WEEKS, wanted, strict=True))}
    assert reading.table.rows[0].cells.get("unit", "") == unit


ALIEN = {
    "another currency": (("$5", "€6", "$7"), "“€6” is in €, the others are in $"),
    "another unit": (("5 kg", "6 g", "7 kg"), "“6 g” is in g, the others are in kg"),
    "a share among percentages": (
        ("72 %", "0.65", "71 %"),
        "“0.65” has no % as the others have: 65 % or 0.65 %?",
    ),
}


@pytest.mark.parametrize("kind", ALIEN)
def test_a_value_of_another_kind_is_told_and_not_taken(kind: str, tracker: Tracker) -> None:
    cells, told = ALIEN[kind]
    rows = "".join(f"{week};{cell}\n" for week, cell in zip(WEEKS, cells, strict=True))
    plan = plan_import(tracker, read(f"Week;A\n{rows}").table)
    assert plan.new == 2
    (bad,) = plan.bad
    assert told in bad.reason
    assert bad.column == 1  # so that the page offers to mend the cell


def test_a_clock_that_may_be_hours_or_minutes_says_how_it_was_read() -> None:
    reading = read("Week;Handle time\n2026-W02;4:35\n2026-W03;5:10\n")
    assert [one for one in reading.table.remarks if "“4:35” is read as hours and minutes" in one]


ASKED = {
    "days of one month, without a year": (table("Date", "Jan 24", "Jan 25", "Jan 26"), ["year"]),
    "one short date": (table("Date", "26/01/05"), ["dates"]),
    "a short date of any order": (table("Date", "05/01/26", "12/01/26"), ["dates"]),
    "Sundays, but for one": (
        table("Date", "2026-01-04", "2026-01-11", "2026-01-18", "2026-01-24"),
        ["week_day"],
    ),
    "a hundred or a hundred thousand": (
        'Week,A\n2026-W02,"1,234"\n2026-W03,"2,345"\n2026-W04,500\n',
        ["decimal"],
    ),
}


@pytest.mark.parametrize("kind", ASKED)
def test_what_no_cell_tells_is_asked(kind: str) -> None:
    text, wanted = ASKED[kind]
    assert asked(read(text)) == wanted


def test_the_orders_that_are_possible_are_offered_and_each_is_taken() -> None:
    text = table("Date", "26/01/05")
    (question,) = read(text).asked
    assert [answer for answer, _ in question.choices] == ["ymd", "dmy"]
    assert "--dates ymd or --dates dmy" in question.option


LAYOUTS: dict[str, tuple[str, dict[str, list[float]]]] = {
    "the customer once a group": (
        "Kunde;Kennzahl;Woche;Wert\nA;Calls;2026-W02;1\n;;2026-W03;2\n;Late;2026-W02;3\n"
        ";;2026-W03;4\nB;Calls;2026-W02;5\nB Summe;;;15\n",
        {"A Calls": [1, 2], "A Late": [3, 4], "B Calls": [5]},
    ),
    "tables side by side": (
        "Week;Calls;;Week;Late\n2026-W02;1;;2026-W05;3\n2026-W03;2;;2026-W06;4\n",
        {"Desk Calls": [1, 2], "Desk Late": [3, 4]},
    ),
    "a table below another": (
        "Week;Calls\n2026-W02;1\n2026-W03;2\n;\nWeek;Late\n2026-W04;3\n2026-W05;4\n",
        {"Desk Calls": [1, 2]},
    ),
    "a titled table below another of the same heads": (
        "Calls;\nWeek;Value\n2026-W02;1\n2026-W03;2\n;\nLate;\nWeek;Value\n2026-W04;3\n",
        {"Desk card": [1, 2]},
    ),
    "two lines of heads": (
        ";Service;;Sales;\nWeek;Calls;Late;Calls;Won\n2026-W02;1;2;3;4\n2026-W03;5;6;7;8\n",
        {
            "Desk Service: Calls": [1, 5],
            "Desk Late": [2, 6],
            "Desk Sales: Calls": [3, 7],
            "Desk Won": [4, 8],
        },
    ),
    "a line of units": (
        "Week;Calls;Talk\n;#;min\n2026-W02;1;4:30\n2026-W03;2;5:00\n",
        {"Desk Calls": [1, 2], "Desk Talk (min)": [4.5, 5]},
    ),
    "plans in rows": (
        "KPI;Type;2026-W02;2026-W03\nCalls;Plan;9;9\nCalls;Actual;1;2\nLate;Plan;0;0\n"
        "Late;Actual;3;4\n",
        {"Desk Calls": [1, 2], "Desk Late": [3, 4]},
    ),
    "plans in columns": (
        "Month;Calls Plan;Calls Ist;Late Plan;Late Ist\nJan 26;9;1;0;3\nFeb 26;9;2;0;4\n",
        {"Desk Calls Ist": [1, 2], "Desk Late Ist": [3, 4]},
    ),
    "a column a year": (
        "Monat;2024;2025\nJanuar;1;3\nFebruar;2;4\n",
        {"Desk card": [1, 3, 2, 4]},
    ),
    "a row a year": (
        "Jahr;Jan;Feb\n2024;1;2\n2025;3;4\n",
        {"Desk card": [1, 2, 3, 4]},
    ),
    "who filled in a form": (
        "Timestamp;Name;How satisfied are you? (1-5)\n1/5/2026 10:00;Anna;4\n"
        "1/6/2026 9:00;Ben;5\n1/13/2026 8:00;Anna;3\n",
        {"Desk How satisfied are you? (1-5)": [4.5, 3]},
    ),
    "a customer called X": (
        "Client;Project;Start date;Duration\nX;Ops;2026-01-05;1:30:00\nX;Ops;2026-01-06;0:30:00\n",
        {"X Ops": [2]},
    ),
    "departments in a column Area": (
        "Area;KPI;2026-W02;2026-W03\nWarehouse;Calls;1;2\nShop;Late;3;4\n",
        {"Desk Calls": [1, 2], "Desk Late": [3, 4]},
    ),
    "limits of an SPC chart": (
        "Week;Calls;LCL;UCL;Mean\n2026-W02;1;0;9;2\n2026-W03;2;0;9;2\n",
        {"Desk Calls": [1, 2]},
    ),
    "Loop without a day unmarked": (
        "Tag;Anrufen\n"
        + "".join(f"2026-01-{day:02};{2 * (day % 2)}\n" for day in (5, 6, 7, 8, 12, 13)),
        {"Desk Anrufen": [2, 1]},
    ),
    "Loop's numbers, one of them small": (
        "Lauf km;Tag\n1500;2026-01-05\n-1;2026-01-06\n5;2026-01-07\n12250;2026-01-12\n",
        {"Desk Lauf km": [1.505, 12.25]},
    ),
    "HabitBull with German heads": (
        "Kommentar;Wert;Gewohnheit;Datum\ngut;1;Lauf;05.01.2026\n;1;Lauf;06.01.2026\n"
        ";2;Lauf;13.01.2026\n",
        {"Desk Lauf": [2, 2]},
    ),
    "Beeminder's CSV": (
        "value;comment;daystamp;timestamp\n3;a;20260105;1767571200\n1.5;b;20260106;1767657600\n",
        {"Desk card": [4.5]},
    ),
    "Beeminder's seconds as text": (
        json.dumps({"slug": "calls", "datapoints": [{"timestamp": "1767571200", "value": "3"}]}),
        {"Desk calls": [3]},
    ),
    "records in JSON": (
        json.dumps([{"week": "2026-W02", "calls": 1}, {"week": "2026-W03", "calls": 2}]),
        {"Desk calls": [1, 2]},
    ),
    "answers of one day": (
        "Timestamp;Score\n2026-01-05 08:00;3\n2026-01-05 09:00;5\n2026-01-12 08:00;4\n",
        {"Desk card": [8, 4]},
    ),
}


def by_measure(reading: Reading) -> dict[str, list[float | None]]:
    found: dict[str, list[float | None]] = {}
    for row in reading.table.rows:
        found.setdefault(f"{row.cells['customer']} {row.cells['measure']}", []).append(row.number)
    return found


@pytest.mark.parametrize("kind", LAYOUTS)
def test_a_table_is_read_however_it_is_laid_out(kind: str, tracker: Tracker) -> None:
    text, wanted = LAYOUTS[kind]
    reading = read(text)
    assert asked(reading) == []
    assert by_measure(reading) == wanted
    assert plan_import(tracker, reading.table).bad == ()


def test_where_another_table_begins_is_said() -> None:
    reading = read(LAYOUTS["a table below another"][0])
    assert any(one.startswith("Line 5 begins another table") for one in reading.table.remarks)


def test_a_plan_in_a_row_of_its_own_becomes_the_promise() -> None:
    reading = read(LAYOUTS["plans in rows"][0])
    assert {row.cells["promise"] for row in reading.table.rows} == {"9", "0"}


def merged(sheet: Worksheet) -> None:
    sheet.append(["Card of 2026"])
    sheet.merge_cells("A1:D1")
    sheet.append([])
    sheet.append(["Team", "KPI", "January", None])
    sheet.merge_cells("C3:D3")
    sheet.append([None, None, "W2", "W3"])
    sheet.append(["Finance", "Calls", 1, 2])
    sheet.append([None, "Late", 3, 4])
    sheet.merge_cells("A5:A6")
    sheet.append(["Legal", "Calls", 5, 6])


def hidden(sheet: Worksheet) -> None:
    sheet.append(["Week", "Calls"])
    sheet.append([date(2026, 1, 5), 1])
    assert sheet.parent is not None
    other = sheet.parent.create_sheet("Old")
    other.append(["Week", "Calls"])
    for at in range(9):
        other.append([date(2025, 1, 6) + timedelta(weeks=at), 99])
    other.sheet_state = "veryHidden"


def far_down(sheet: Worksheet) -> None:
    for row in ([], [], [None, None, "Week", "Calls"], [None, None, date(2026, 1, 5), 1]):
        sheet.append(row)


def unformatted(sheet: Worksheet) -> None:
    sheet.append(["Week", "Quote"])
    for at in range(3):
        sheet.append([date(2026, 1, 5) + timedelta(weeks=at), 0.7 + at / 100])
        sheet.cell(at + 2, 2).number_format = "0%" if at else "General"


BOOKS: dict[Callable[[Worksheet], None], dict[str, list[float | None]]] = {
    merged: {"Finance Calls": [1, 2], "Finance Late": [3, 4], "Legal Calls": [5, 6]},
    hidden: {"Desk Calls": [1]},
    far_down: {"Desk Calls": [1]},
    unformatted: {"Desk Quote": [None, 71, 72]},  # 0.7 has lost its format: it is told
}


@pytest.mark.parametrize("fill", BOOKS)
def test_a_workbook_is_read_as_it_is_seen(fill: Callable[[Worksheet], None]) -> None:
    book, out = openpyxl.Workbook(), io.BytesIO()
    assert isinstance(book.active, Worksheet)
    fill(book.active)
    book.save(out)
    reading = read_file(out.getvalue(), ReadingChoices(customer="Desk"))
    assert by_measure(reading) == BOOKS[fill]


PAGES = {
    "cp1252": "Réclamations à traiter: équipe façade",
    "iso8859-15": "Coût de l’œuvre".replace("’", "'"),
    "cp1250": "Příliš žluťoučký kůň",
    "iso8859-2": "Zażółć gęślą jaźń",
    "cp852": "Zażółć gęślą jaźń",
    "cp850": "Rückläufer der Größe nach",
    "cp1251": "Жалобы клиентов",
    "koi8-r": "Жалобы клиентов",
    "cp866": "Жалобы клиентов",
    "cp1253": "Παράπονα πελατών",
    "cp1254": "Müşteri şikâyetleri ve iş güvenliği",
    "cp1255": "תלונות לקוחות",
    "cp932": "お客様の苦情",
    "euc_jp": "お客様の苦情",
    "iso2022_jp": "お客様の苦情",
    "gb18030": "客户投诉",
    "cp949": "고객 불만",
    "utf-16-le": "Жалобы клиентов",
    "utf-16-be": "Rückläufer",
}


@pytest.mark.parametrize("codec", PAGES)
def test_a_code_page_is_known_by_its_letters(codec: str) -> None:
    name = PAGES[codec]
    text = f"KPI;Week;Value\n{name};2026-W02;3\n{name};2026-W03;4\n"
    reading = read_file(text.encode(codec), ReadingChoices(customer="Desk"))
    assert by_measure(reading) == {f"Desk {name}": [3, 4]}
