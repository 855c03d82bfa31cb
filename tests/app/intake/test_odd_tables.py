"""Tables of which one thing is odd: it is understood, or said in one sentence, and never lost."""

from __future__ import annotations

import io
import json

import openpyxl
import pytest
from tests.app.intake.tables import asked, read, values_of

from tracker.app.intake.choices import ReadingChoices
from tracker.app.intake.reading import read_file
from tracker.app.tracker import Tracker
from tracker.app.transfer import plan_import
from tracker.domain.errors import InvalidInput

TWO = {"2026-W40": 3, "2026-W41": 4}
POINT = {"timestamp": 1793664000, "value": 3, "daystamp": "20261102", "comment": ""}
READ = {
    "subtotals named in a column that is left out": (
        "Month,Week,Calls\nOctober,2026-W40,3\n,2026-W41,4\nSubtotal October,,7\nGrand total,,7\n",
        {"Calls": TWO},
    ),
    "a measure that is called as what is left out elsewhere": (
        "Week,Delta\n2026-W40,(12)\n2026-W41,-3\n",
        {"Delta": {"2026-W40": -12, "2026-W41": -3}},
    ),
    "a total beside what it sums up": (
        "Week,Calls,Total\n2026-W40,3,3\n2026-W41,4,4\n",
        {"Calls": TWO},
    ),
    "a number of the line and nothing else is no value": (
        "Nr,Week,Sum\n1,2026-W40,3\n2,2026-W41,4\n",
        {"Sum": TWO},
    ),
    "the days of a week in brackets": (
        "Week,Calls\nWeek 40 (28 Sep - 4 Oct 2026),3\nWeek 41 (5 Oct - 11 Oct 2026),4\n",
        {"Calls": TWO},
    ),
    "its days and the week in brackets": (
        "Week,Calls\n28.09.2026 – 04.10.2026 (KW 40),3\n05.10.2026 – 11.10.2026 (KW 41),4\n",
        {"Calls": TWO},
    ),
    "the time of a browser": (
        "time,Calls\nMon Sep 28 2026 09:00:00 GMT+0100 (CET),3\n"
        "Mon Oct 05 2026 09:00:00 GMT+0100 (CET),4\n",
        {"Calls": {"2026-09-28": 3, "2026-10-05": 4}},
    ),
    "answers of a form are not added up": (
        "#,How likely are you to recommend us?,Start Date (UTC),Network ID\n"
        "a1,9,2026-11-02 09:00:00,x\na2,7,2026-11-03 09:00:00,y\na3,10,2026-11-10 09:00:00,z\n",
        {"How likely are you to recommend us?": {"2026-W45": [9, 7], "2026-W46": [10]}},
    ),
    "Arabic digits and signs": (
        "Week,Calls\n2026-W40,\u0664\u066b\u0665\n2026-W41,\u0661\u066c\u0662\u0663\u0664\n",
        {"Calls": {"2026-W40": 4.5, "2026-W41": 1234}},
    ),
    "numbers that were typed as text": ("Week,Calls\n2026-W40,'3\n2026-W41,'4\n", {"Calls": TWO}),
    "inches are no quotation": (
        'Week,Calls,Note\n2026-W40,3,5" disk\n2026-W41,4,"one\ntwo"\n',
        {"Calls": TWO},
    ),
    "a line of units that counts": (
        "Week,Calls,Wait\n,number,days\n2026-W40,3,1.5\n2026-W41,4,2\n",
        {"Calls": TWO, "Wait (days)": {"2026-W40": 1.5, "2026-W41": 2}},
    ),
    "JSON lines": (
        '{"week":"2026-W40","Calls":3}\n\n{"week":"2026-W41","Calls":4}\n',
        {"Calls": TWO},
    ),
    "all goals of Beeminder": (
        json.dumps({"goals": [{"slug": "pages", "datapoints": [POINT]}, {"slug": "idle"},
                              {"slug": "calls", "data": [POINT | {"value": 1}]}]}),
        {"pages": {"2026-W45": 3}, "calls": {"2026-W45": 1}},
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", READ)
def test_what_is_odd_is_understood(kind: str, tracker: Tracker) -> None:
    text, wanted = READ[kind]
    reading = read(text)
    assert asked(reading) == []
    assert plan_import(tracker, reading.table).bad == ()
    found = values_of(reading)
    for measure, values in wanted.items():
        for period, value in values.items():
            told = found[measure][period]
            assert told == (sum(value) / len(value) if isinstance(value, list) else value)
    assert set(found) == set(wanted)


REFUSED = {
    "a quotation mark without the other": (
        'Week,Calls,Note\n2026-W40,3,"open\n2026-W41,4,\n',
        "A quotation mark of line 2 is never closed",
    ),
    "a web page that calls itself an Excel file": (
        "<html><table><tr><td>2026-W40</td><td>3</td></tr></table></html>",
        "The file is a web page",
    ),
    "XML of an old Excel": ('\n<?xml version="1.0"?><Workbook/>', "The file is an XML file"),
    "only words beside the weeks": (
        "Week,Mood\n2026-W40,good\n2026-W41,bad\n",
        "--map “Column=value”; there are: Week, Mood",
    ),
    "goals without data": (json.dumps({"goals": [{"slug": "pages"}]}), "no list of data points"),
    "a broken line of JSON": ('{"week":"2026-W40"}\n{"week":\n', "no JSON that can be read"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_cannot_be_read_is_one_sentence_with_the_cure(kind: str) -> None:
    text, told = REFUSED[kind]
    with pytest.raises(InvalidInput) as refused:
        read(text)
    assert told in refused.value.sentence


def test_two_columns_of_one_name_are_told_as_that(tracker: Tracker) -> None:
    plan = plan_import(tracker, read("Week,Calls,Calls\n2026-W40,3,4\n").table)
    assert "2026-W40 of Calls stands twice in its line" in plan.bad[0].reason


def test_formulas_that_nobody_worked_out_are_told() -> None:
    book = openpyxl.Workbook()
    for row in (["Week", "Calls", "Late"], ["2026-W40", 3, "=1+2"], ["2026-W41", 4, "=B3*2"]):
        book.active.append(row)
    data = io.BytesIO()
    book.save(data)
    reading = read_file(data.getvalue(), ReadingChoices(customer="Desk"))
    told = "2 formulas were never worked out, and are no values here: open the file in Excel"
    assert [one for one in reading.table.remarks if told in one]
    assert values_of(reading)["Calls"] == TWO
