"""The simulation's own code: held against the package and against the reference cases."""

import importlib
import json
import random
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from tracker.detection import Direction, Scale, Series, detect
from tracker.detection.scale import score

CASES = json.loads((Path(__file__).parent / "cases.json").read_text(encoding="utf-8"))["cases"]
WITH_RULES = {case["id"]: case for case in CASES if "rules" in case["expect"]}
ROOT = Path(__file__).parents[2]


def module(name: str, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.setattr(sys, "path", [str(ROOT), *sys.path])
    return importlib.import_module(f"benchmarks.{name}")


@pytest.fixture
def data(monkeypatch: pytest.MonkeyPatch) -> Any:
    return module("detection_data", monkeypatch)


@pytest.fixture
def vector(monkeypatch: pytest.MonkeyPatch) -> Any:
    return module("detection_vector", monkeypatch)


@pytest.fixture
def rules(monkeypatch: pytest.MonkeyPatch) -> Any:
    return module("detection_rules", monkeypatch)


@pytest.fixture
def real(monkeypatch: pytest.MonkeyPatch) -> Any:
    return module("real", monkeypatch)


@pytest.fixture
def measures(monkeypatch: pytest.MonkeyPatch) -> Any:
    return module("detection_measures", monkeypatch)


def test_the_simulated_detector_is_the_one_that_ships(data: Any, vector: Any) -> None:
    rng = np.random.default_rng(5)
    raised = 0
    for kind in data.KINDS:
        values = data.stepped(kind, rng, 6, 30, 40, 1.5)
        better = Direction.LOWER if kind.worse > 0 else Direction.HIGHER
        for row, line in zip(values, vector.ours(values, kind), strict=True):
            found = detect(Series(row.tolist(), kind.scale, kind.step, better=better)).alarms
            assert np.flatnonzero(line).tolist() == [alarm.revealed for alarm in found]
            assert set(line.tolist()) <= {0.0, vector.ALARM}
            raised += any(alarm.up is (kind.worse > 0) for alarm in found)
    assert raised > 40


def test_the_simulated_scores_are_the_ones_that_ship(vector: Any) -> None:
    chance = random.Random(3)
    values = [float(chance.randrange(100)) for _ in range(50)]
    for scale in Scale:
        found = vector.scores(np.array(values), scale, 0.5)
        assert found.tolist() == pytest.approx([score(each, scale, 0.5) for each in values])


def test_every_kind_of_data_is_what_it_says(data: Any) -> None:
    rng = np.random.default_rng(1)
    assert len(data.BY_NAME) == len(data.ALL)
    for kind in data.ALL:
        calm, moved = (data.stepped(kind, rng, 200, 20, 20, size) for size in (0.0, 2.0))
        before, after = np.nanmean(moved[:, :20]), np.nanmean(moved[:, 20:])
        assert kind.worse * (after - before) > np.nanstd(calm)
        assert np.nanmean(calm) == pytest.approx(before, rel=0.15 if before < 1 else 0.05)
        Series(calm[0].tolist(), kind.scale, kind.step)


def flagged(flags: Any) -> list[int]:
    return np.flatnonzero(flags[0]).tolist()


@pytest.mark.parametrize("name", list(WITH_RULES))
def test_rule_sets_mark_the_weeks_the_references_mark(rules: Any, name: str) -> None:
    expected = WITH_RULES[name]["expect"]["rules"]
    values = np.array([WITH_RULES[name]["values"][at] for at in WITH_RULES[name]["observed_index"]])
    values = values[None].astype(float)
    centre, sigma = rules.limits(values)
    offset = values - centre
    assert flagged(rules.outside(values, centre, sigma)) == expected["outside"]
    assert flagged(rules.either_side(offset, 2 * sigma, 2, 3)) == expected["we2"]
    assert flagged(rules.either_side(offset, sigma, 4, 5)) == expected["we3"]
    assert flagged(rules.either_side(offset, 0.0, 8, 8)) == expected["we4"]
    assert flagged(rules.either_side(offset, 0.0, 9, 9)) == expected["nelson2"]
    assert flagged(rules.trend(values, 6)) == expected["nelson3"]
    assert flagged(rules.alternating(values, 14)) == expected["nelson4"]
    assert flagged(rules.at_least(np.abs(offset) <= sigma, 15, 15)) == expected["nelson7"]
    assert flagged(rules.both_sides(offset, sigma, 8)) == expected["nelson8"]


def widened(ends: list[int], length: int) -> list[int]:
    return sorted({at for end in ends for at in range(end - length + 1, end + 1)})


# xmrit marks every point of a constant series; a simulated one is never constant
@pytest.mark.parametrize("name", [name for name in WITH_RULES if name != "e_constant"])
def test_xmrit_rules_mark_what_xmrit_marks(rules: Any, name: str) -> None:
    expected = WITH_RULES[name]["expect"]["rules"]
    values = np.array([WITH_RULES[name]["values"][at] for at in WITH_RULES[name]["observed_index"]])
    values = values[None].astype(float)
    centre, sigma = rules.limits(values)
    runs = flagged(rules.either_side(values - centre, 0.0, 8, 8))
    assert widened(runs, 8) == expected["xmrit_run_of_8"]
    assert widened(flagged(rules.nearer(values - centre, sigma)), 4) == expected["xmrit_3_of_4"]


@pytest.mark.parametrize("name", list(WITH_RULES))
def test_making_data_count_marks_a_special_cause_where_the_reference_does(
    rules: Any, name: str
) -> None:
    case = WITH_RULES[name]
    values = np.array([case["values"][at] for at in case["observed_index"]])[None].astype(float)
    types = case["expect"]["nhs"]["types"]
    centre, sigma = rules.limits(values)
    special = [at for at, each in enumerate(types) if each != "Common Cause"]
    assert bool(flagged(rules.making_data_count(values, centre, sigma))) == bool(special)


def test_a_threshold_is_tuned_to_its_share_of_false_alarms(measures: Any) -> None:
    statistic = np.random.default_rng(2).random((4000, 92))
    threshold = measures.tuned(statistic, 0.1)
    assert measures.false_alarms(statistic, threshold) == pytest.approx(0.1, abs=0.001)
    assert threshold == pytest.approx(0.9 ** (1 / 52), abs=0.0005)


def test_weeks_to_notice_count_the_week_of_the_alarm(measures: Any) -> None:
    statistic = np.zeros((3, 62))
    statistic[0, 10] = 1  # at once
    statistic[1, 12] = 1  # in the third week
    statistic[2, 5] = 1  # before the change: left out
    found = measures.noticed([(10, statistic)], 1.0)
    assert found.weeks == 2.0
    assert found.within_eight == 1.0
    assert measures.noticed([(10, statistic)], 2.0).weeks == 52.0


def test_a_leading_peer_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    tables = module("detection_tables", monkeypatch)
    weeks = {method: {1.5: 10.0} for method in tables.METHODS}
    assert tables.ahead({"normal": weeks}, 1.5) == ["  No peer is ahead."]
    ahead = weeks | {"  the same on raw values": {1.5: 9.0}}
    (line,) = tables.ahead({"normal": ahead}, 1.5)
    assert "self-starting CUSUM k = 0.5 (on raw values) is ahead by 10%" in line
    starred = tables.peer_lines({"normal": ahead}, 1.5)
    assert sum("9.0*" in each for each in starred) == 1


def test_the_public_series_are_found_where_history_has_them(real: Any) -> None:
    found = {known.name: real.judged(known) for known in real.SERIES}
    when, nile = found["Nile"]
    assert [(when[one.since], one.up) for one in nile.alarms] == [("1899", False)]
    when, mines = found["Coal mining disasters"]
    assert (when[mines.alarms[0].since], mines.alarms[0].up) == ("1887", False)
    when, drivers = found["UK drivers killed or seriously injured"]
    law = [one for one in drivers.alarms if when[one.since] == "1983-02"]
    assert [one.up for one in law] == [False]
    assert when[law[0].revealed] == "1983-05"


def test_what_is_known_is_printed_beside_what_is_found(real: Any) -> None:
    told = "\n".join(real.lines(real.SERIES[0]))
    assert "known   a lower flow from 1899 on" in told
    assert "found   lower since 1899, revealed 1902: 1097.8 before, 795.5 since" in told
