from __future__ import annotations

import pytest

from tracker.app.tracker import Tracker
from tracker.cli.table import table, width


@pytest.mark.usefixtures("demo")
def test_status_tells_what_is_due_and_what_is_logged(cli) -> None:
    answer = cli("status")
    assert answer.status == 0
    first, *_ = answer.out.splitlines()
    assert first == "2026-W47, 2026-11-16 to 2026-11-22: 4 of 8 logged"
    assert "Finance leads (WOW)" in answer.out
    (line,) = [one for one in answer.out.splitlines() if "Month-end" in one]
    told = [cell.strip() for cell in line.split("   ") if cell.strip()]
    assert told[-2:] == ["promise ≤ 2 days", "not kept since 19 Oct, 8 of 13"]
    assert "2.6 days" in line
    assert "not due" in answer.out
    assert "draft" in answer.out
    assert "Pages in the monthly report" not in answer.out


@pytest.mark.usefixtures("demo")
def test_status_as_json_has_the_promised_shape(cli) -> None:
    answer = cli("status", "--json")
    document = answer.json
    assert answer.err == ""
    assert list(document) == ["period", "due", "logged", "measures"]
    assert (document["period"], document["due"], document["logged"]) == ("2026-W47", 8, 4)
    assert len(document["measures"]) == 12
    first = document["measures"][0]
    assert first == {
        "customer": "Finance leads",
        "measure": "Month-end close answers",
        "area": "effectiveness",
        "state": "value",
        "value": 2.6,
        "unit": "days",
        "last": 2.5,
        "promise": "<= 2",
    }
    states = {one["measure"]: one["state"] for one in document["measures"]}
    assert states["Quotes used as sent"] == "unknown"
    assert states["Clauses checked twice"] == "not_due"
    assert states["Days from request to quote"] == "draft"
    draft = next(one for one in document["measures"] if one["state"] == "draft")
    assert (draft["area"], draft["value"], draft["last"], draft["promise"]) == (
        None,
        None,
        None,
        "",
    )


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize(
    ("period", "week"),
    [
        ("2026-W30", "2026-W30"),
        ("2026-07-22", "2026-W30"),
        ("2026-10", "2026-W44"),
        ("2026-Q3", "2026-W40"),
    ],
)
def test_a_month_or_quarter_means_the_week_in_which_it_falls_due(cli, period, week) -> None:
    document = cli("status", "--json", "--period", period).json
    assert document["period"] == week
    assert (document["due"] > 9) == (week in {"2026-W40", "2026-W44"})


@pytest.mark.usefixtures("demo")
def test_a_week_away_shows_as_skipped(cli) -> None:
    document = cli("status", "--json", "--period", "2026-W28").json
    assert document["due"] == document["logged"]
    assert {one["state"] for one in document["measures"]} >= {"skipped", "draft"}
    assert "skipped: away" in cli("status", "--period", "2026-W28").out


def test_a_period_that_is_none_is_bad_input(cli, demo) -> None:
    for text in ("soon", "2026-W54", "31.02.2026"):
        answer = cli("status", "--period", text)
        assert (answer.status, "is not a period" in answer.refusal) == (2, True)


def test_an_empty_file_says_what_to_do_next(cli, file) -> None:
    Tracker(file).close()
    answer = cli("status")
    assert (answer.status, "No measures yet" in answer.out) == (0, True)
    assert cli("status", "--json").json["measures"] == []


@pytest.mark.usefixtures("finance")
def test_columns_stand_under_each_other_also_in_wide_scripts() -> None:
    shown = table([("営業", "1"), ("é", "22"), (), ("heading",)], right={1})
    assert shown.splitlines() == ["営業    1", "é      22", "", "heading"]
    assert (width("営業"), width("e\u0301"), width("abc")) == (4, 1, 3)
