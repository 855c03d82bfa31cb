"""Every reference case: published and constructed series with what must come out of them."""

import json
from pathlib import Path
from typing import Any

import pytest

from tracker.detection import (
    Band,
    Direction,
    Judgement,
    Origin,
    RegimeStanding,
    Scale,
    Sensitivity,
    Series,
    Verdict,
    detect,
    judge,
    spread_of,
    xmr,
)

CASES = json.loads((Path(__file__).parent / "cases.json").read_text(encoding="utf-8"))["cases"]
BY_NAME = {case["id"]: case for case in CASES}
TOLERANCE = 1e-8

# the reference's words and ours
ORIGINS = {"first": Origin.FIRST, "alarm": Origin.ALARM, "user": Origin.PLANNED}
STATES = {
    "not enough data": (Verdict.LEARNING, None),
    "data stale": (Verdict.STALE, None),
    "got worse": (Verdict.WORSE, None),
    "got better": (Verdict.BETTER, None),
    "drifting worse": (Verdict.DRIFTING_WORSE, None),
    "drifting better": (Verdict.DRIFTING_BETTER, None),
    "one-off": (Verdict.ONE_OFF, None),
    "may be changing": (Verdict.MAYBE, None),
    "below target though stable": (Verdict.BELOW_PROMISE, RegimeStanding.BELOW),
    "stable, on target": (Verdict.STEADY, RegimeStanding.ON_PROMISE),
    "stable, hit and miss": (Verdict.STEADY, RegimeStanding.HIT_AND_MISS),
    "stable": (Verdict.STEADY, None),
}


def series_of(case: dict[str, Any]) -> Series:
    target = case["target"]
    band = case["direction"] == "band"
    return Series(
        case["values"],
        Scale(case["kind"]),
        case["unit"],
        better=Band(*target) if band else Direction(case["direction"]),
        promise=Band(*target) if band else target,
        planned=case["restarts"],
        sensitivity=Sensitivity(case["sensitivity"]),
        floor=case.get("floor"),
    )


def close(number: float) -> Any:
    return pytest.approx(number, rel=TOLERANCE, abs=1e-12)


every_case = pytest.mark.parametrize("name", list(BY_NAME))


def test_there_are_eighty_eight_cases() -> None:
    assert len(BY_NAME) == len(CASES) == 88


@every_case
def test_the_recording_step_is_that_of_the_reference(name: str) -> None:
    expected = BY_NAME[name]["expect"]["lookback"]["unit_used"]
    assert series_of(BY_NAME[name]).unit == close(expected)
    assert judge(series_of(BY_NAME[name])).unit == close(expected)


@every_case
def test_regimes_are_those_of_the_reference(name: str) -> None:
    expected = BY_NAME[name]["expect"]["lookback"]["regimes"]
    found = detect(series_of(BY_NAME[name])).regimes
    assert [(span.start, span.count, span.origin) for span in found] == [
        (span["start"], span["n"], ORIGINS[span["origin"]]) for span in expected
    ]


@every_case
def test_alarms_are_those_of_the_reference(name: str) -> None:
    expected = BY_NAME[name]["expect"]["lookback"]["alarms"]
    found = detect(series_of(BY_NAME[name])).alarms
    assert [(alarm.revealed, alarm.since, alarm.up) for alarm in found] == [
        (alarm["index"], alarm["since"], alarm["direction"] == "up") for alarm in expected
    ]
    for alarm, figures in zip(found, expected, strict=True):
        assert alarm.evidence == close(figures["R"])
        assert alarm.before == close(figures["before"])
        assert alarm.after == close(figures["after"])
        assert alarm.chain == figures["chain"]
        assert alarm.continues is figures["continues"]


@every_case
def test_one_offs_are_those_of_the_reference(name: str) -> None:
    expected = BY_NAME[name]["expect"]["lookback"]["oneoffs"]
    found = detect(series_of(BY_NAME[name])).one_offs
    assert [mark.position for mark in found] == [mark["index"] for mark in expected]
    assert [mark.sigmas for mark in found] == [close(mark["z"]) for mark in expected]


@every_case
def test_evidence_is_that_of_the_reference(name: str) -> None:
    expected = BY_NAME[name]["expect"]["lookback"]
    found = detect(series_of(BY_NAME[name]), trace=True)
    assert list(found.watched) == expected["watch"]
    assert found.evidence.up == close(expected["R_up_last"] or 0.0)
    assert found.evidence.down == close(expected["R_down_last"] or 0.0)


@every_case
def test_thresholds_are_those_of_the_reference(name: str) -> None:
    expected = BY_NAME[name]["expect"]["lookback"]
    found = judge(series_of(BY_NAME[name])).thresholds
    assert found.up == close(expected["threshold_up"])
    assert found.down == close(expected["threshold_down"])


@every_case
def test_changes_and_slides_are_those_of_the_reference(name: str) -> None:
    expected = BY_NAME[name]["expect"]["lookback"]
    found = judge(series_of(BY_NAME[name]))
    assert (found.since, found.revealed) == (expected["since"], expected["revealed"])
    if expected["drift_lnodds"] is None:
        assert found.change is None
    else:
        assert found.change is not None
        assert found.change.odds.one == close(expected["drift_lnodds"])
        assert found.change.odds.two == close(expected["drift_lnodds_two"])


@every_case
def test_the_spread_is_that_of_the_reference(name: str) -> None:
    series, expected = series_of(BY_NAME[name]), BY_NAME[name]["expect"]["lookback"]
    found = judge(series)
    assert found.spread.wider == close(expected["wider"] or 0.0)
    assert found.spread.narrower == close(expected["narrower"] or 0.0)
    start = found.regimes[-1].start
    points = [(at, value) for at, value in enumerate(series.values) if value is not None]
    current = [(at, value) for at, value in points if at >= start]
    change = spread_of(found, [value for _, value in current], series.scale)
    if expected["spread"] is None:
        assert change is found.restless is None
    else:
        assert change is not None
        assert found.restless == expected["spread"]["change"]
        assert current[change.before][0] == expected["spread"]["since"]
        assert change.factor == close(expected["spread"]["factor"])


@every_case
def test_the_forecast_is_that_of_the_reference(name: str) -> None:
    expected = BY_NAME[name]["expect"]["lookback"]["forecast"]
    change = judge(series_of(BY_NAME[name])).change
    found = None if change is None else change.forecast
    if expected is None:
        assert found is None
        return
    assert found is not None
    for field, figure in expected.items():
        assert getattr(found, field) == (None if figure is None else close(figure)), field


@every_case
def test_xmr_figures_are_those_of_the_reference(name: str) -> None:
    case = BY_NAME[name]
    expected = case["expect"]["xmr"]
    found = xmr(series_of(case).values)
    if found is None or found.moving_range is None:
        assert expected["n"] < 2
        return
    assert found.count == expected["n"]
    assert found.mean == close(expected["mean"])
    assert found.moving_range == close(expected["mr_bar"])
    assert found.natural_lower == close(expected["lnpl"])
    assert found.natural_upper == close(expected["unpl"])
    assert found.range_limit == close(expected["url"])


def stance(judgement: Judgement) -> RegimeStanding | None:
    return None if judgement.kept is None else judgement.kept.stance


@every_case
def test_verdicts_are_those_of_the_reference(name: str) -> None:
    expected = BY_NAME[name]["expect"]["lookback"]
    found = judge(series_of(BY_NAME[name]))
    assert found.verdict is STATES[expected["state"]][0]
    fresh, standing = STATES[expected["state_if_fresh"]]
    assert found.if_fresh is fresh
    if standing is not None:
        assert stance(found) is standing
