"""Every reference case: published and constructed series with what must come out of them."""

import json
from pathlib import Path
from typing import Any

import pytest

from tracker.detection import (
    WATCH,
    Band,
    Direction,
    Judgement,
    Origin,
    Scale,
    Series,
    Stance,
    Verdict,
    detect,
    judge,
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
    "below target though stable": (Verdict.BELOW_PROMISE, Stance.BELOW),
    "stable, on target": (Verdict.STEADY, Stance.ON_PROMISE),
    "stable, hit and miss": (Verdict.STEADY, Stance.HIT_AND_MISS),
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
    )


def close(number: float) -> Any:
    return pytest.approx(number, rel=TOLERANCE, abs=1e-12)


every_case = pytest.mark.parametrize("name", list(BY_NAME))


def test_there_are_fifty_six_cases() -> None:
    assert len(BY_NAME) == len(CASES) == 56


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
    watched = [at for at, each in enumerate(found.trace) if each and each.strongest >= WATCH]
    assert watched == expected["watch"]
    assert found.evidence.up == close(expected["R_up_last"] or 0.0)
    assert found.evidence.down == close(expected["R_down_last"] or 0.0)


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


def stance(judgement: Judgement) -> Stance | None:
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
