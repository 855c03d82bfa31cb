"""`signals`: what needs you, and nothing else."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest

from tracker.app import commands
from tracker.app.commands import MeasureInput
from tracker.app.tracker import Tracker
from tracker.detection import Verdict
from tracker.detection.scale import Scale
from tracker.domain.customer import CustomerKind, Tier
from tracker.domain.measure import Area, Better

FIELDS = [
    "customer", "measure", "verdict", "since", "revealed", "usual", "lower", "upper", "recent",
    "promise_met", "keeping", "points", "missing", "sentence", "alarms", "spread", "forecast",
]  # fmt: skip
SPEAKS = {"worse", "better", "drifting_worse", "drifting_better", "below_promise"}
SINCE = "2026-10-19"
MONDAY = date(2026, 8, 3)  # sixteen weeks end with the week of `today`


@pytest.fixture
def days(file, today):
    """Return what fills a measure of an empty file, week after week."""

    def fill(values, tier=Tier.WOW, **said) -> None:
        with Tracker(file) as tracker:
            customer = commands.add_customer(tracker, "Finance leads", tier, CustomerKind.TEAM)
            wanted = {
                "name": "Close answers", "area": Area.EFFECTIVENESS, "scale": Scale.DURATION,
                "better": Better.LOWER, "promise": 2, "unit": "days", **said,
            }  # fmt: skip
            measure = commands.add_measure(tracker, customer, MeasureInput(**wanted), today)
            for at, value in enumerate(values):
                if value is not None:
                    commands.record(tracker, measure, MONDAY + timedelta(weeks=at), value)

    return fill


SLOWER = [1.5, 1.6, 1.4] * 4 + [3.0, 3.1, 2.9, 3.0]


@pytest.mark.usefixtures("demo")
def test_only_what_needs_you_is_told_unless_all_is_asked_for(cli) -> None:
    few, everything = (cli("signals", "--json", *more).json for more in ((), ("--all",)))
    assert list(few) == ["as_of", "signals"]
    assert few["as_of"] == "2026-11-20"
    assert {one["verdict"] for one in few["signals"]} <= SPEAKS
    assert [one for one in everything["signals"] if one["verdict"] in SPEAKS] == few["signals"]
    assert len(everything["signals"]) > len(few["signals"]) > 0
    assert {one["verdict"] for one in everything["signals"]} <= set(Verdict)
    assert all(list(one) == FIELDS for one in everything["signals"])
    assert all(0 < len(one["sentence"]) <= 160 for one in everything["signals"])
    close = few["signals"][0]
    assert close["keeping"] == {"state": "not_kept_since", "kept": 8, "of": 13, "since": SINCE}
    assert "was kept in 8 of 13 weeks, not since 19 October" in close["sentence"]
    assert "Days from request to quote" not in json.dumps(everything)  # a draft


@pytest.mark.usefixtures("demo")
def test_each_is_told_in_two_lines(cli) -> None:
    told = cli("signals").out.split("\n\n")
    signals = cli("signals", "--json").json["signals"]
    lines = [one.splitlines()[:2] for one in told]
    for (head, line), one in zip(lines, signals, strict=True):
        if head.endswith("[Not kept]"):  # the judgement stands in the head, and is said once
            assert line == "  Steady at 3.2: 4 of 13 weeks at the promise (≥ 4)."
            assert "was not kept" in one["sentence"]
        else:
            assert line.strip() == one["sentence"]
    assert sum(head.endswith("[Not kept]") for head, _ in lines) == 1
    assert told[0].startswith("Finance leads: Month-end close answers [Getting worse]\n  Slower")


def test_a_change_has_its_dates_and_figures(cli, days) -> None:
    days(SLOWER)
    (one,) = cli("signals", "--json").json["signals"]
    assert one["customer"] == "Finance leads"
    assert (one["verdict"], one["since"]) == ("worse", "2026-10-26")
    assert one["since"] <= one["revealed"] <= "2026-11-16"
    assert one["usual"] == pytest.approx(1.5)
    assert one["lower"] < one["usual"] < one["upper"]
    assert one["recent"] == pytest.approx(3.0, abs=0.1)
    assert (one["promise_met"], one["points"], one["missing"]) == (False, 16, 0)
    assert one["sentence"] == (
        "Slower for 4 weeks: 3 days, 1.5 before."
        " The promise (≤ 2 days) was kept in 9 of 13 weeks, not since 26 October."
    )


def test_as_of_an_earlier_day_it_stands_as_it_did(cli, days) -> None:
    days(SLOWER)
    assert cli("signals", "--as-of", "2026-10-25").out.startswith("Nothing needs you.")
    (then,) = cli("signals", "--as-of", "2026-W43", "--all", "--json").json["signals"]
    assert (then["verdict"], then["points"], then["promise_met"]) == ("steady", 12, True)
    assert cli("signals", "--as-of", "2026-10", "--json").json["as_of"] == "2026-10-31"
    days_before = cli("signals", "--as-of", "2026-07-01", "--all", "--json").json["signals"]
    assert [(one["verdict"], one["usual"]) for one in days_before] == [("learning", None)]


def test_weeks_without_a_value_are_counted_and_make_it_stale(cli, days) -> None:
    days([1.5, 1.6, None, 1.4] * 3)
    (one,) = cli("signals", "--all", "--json").json["signals"]
    assert (one["verdict"], one["points"], one["missing"]) == ("stale", 9, 7)
    assert one["sentence"].startswith("No value since week 43 of 2026.")
    assert cli("signals").out == "Nothing needs you. --all shows every measure.\n"


@pytest.mark.parametrize(("last", "verdict"), [(3.0, "below_promise"), (1.9, "steady")])
def test_who_is_only_not_to_be_annoyed_is_heard_of_below_the_floor(cli, days, last, verdict):
    days([*SLOWER[:-1], last], tier=Tier.MAINTAIN, floor=2.5)
    (one,) = cli("signals", "--all", "--json").json["signals"]
    assert one["verdict"] == verdict
    if verdict == "below_promise":
        assert one["sentence"] == (
            "Past the floor of 2.5 days: 3 days in week 47."
            " The floor was kept in 9 of 13 weeks, not since 26 October."
        )


def test_an_empty_file_needs_nothing(cli, file) -> None:
    Tracker(file).close()
    assert cli("signals", "--json").json == {"as_of": "2026-11-20", "signals": []}
    assert cli("signals").out.startswith("Nothing needs you.")


@pytest.mark.usefixtures("demo")
def test_a_day_that_is_none_is_bad_input(cli) -> None:
    answer = cli("signals", "--as-of", "soon")
    assert (answer.status, "“soon” is not a period" in answer.refusal) == (2, True)


@pytest.mark.usefixtures("demo")
def test_it_reads_while_the_window_has_the_file_and_changes_nothing(cli, file) -> None:
    with Tracker(file):
        assert cli("signals", "--as-of", "2026-06-01", "--json").status == 0
        before = cli("signals", "--all", "--json").json
    assert cli("signals", "--all", "--json").json == before


def test_a_change_is_called_usual_and_taken_back(cli, days) -> None:
    days(SLOWER)
    before = cli("signals").out
    told = cli("usual", "close answers").out
    assert "Getting worse" not in told
    assert "Learning what is usual: 4 of 6 weeks logged" in told
    assert "Getting worse" not in cli("signals").out
    (one,) = cli("signals", "--json", "--all").json["signals"]
    assert (one["since"], one["recent"], one["usual"]) == (None, None, None)
    assert "Nothing has changed" in cli("usual", "close answers").refusal
    cli("usual", "close answers", "--undo")
    assert cli("signals").out == before
    (one,) = cli("signals", "--json").json["signals"]
    assert (round(one["usual"], 2), round(one["recent"], 2)) == (1.5, 3.0)
    assert "called usual" in cli("usual", "close answers", "--undo").refusal
