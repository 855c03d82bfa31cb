"""`detect`: the same judgement for any series, through a file and the promised JSON."""

from __future__ import annotations

import csv
import io
import json
import math
import subprocess
import sys
from contextlib import suppress
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tracker.app.series import judging as series_judging
from tracker.app.series.file import KNOWN, read_series
from tracker.app.series.judging import judge_file
from tracker.cli.detect import as_document, as_text
from tracker.detection import Verdict
from tracker.detection.scale import Scale
from tracker.domain.errors import InvalidInput
from tracker.domain.period import Cadence, Period
from tracker.report.text.phrases import LONGEST

CASES = json.loads(
    (Path(__file__).parents[1] / "detection" / "cases.json").read_text(encoding="utf-8")
)["cases"]
BY_NAME = {case["id"]: case for case in CASES}
MONDAY = date(2020, 1, 6)
STATES = {
    "not enough data": "learning",
    "data stale": "stale",
    "got worse": "worse",
    "got better": "better",
    "drifting worse": "drifting_worse",
    "drifting better": "drifting_better",
    "one-off": "one_off",
    "may be changing": "maybe",
    "below target though stable": "below_promise",
    "stable, on target": "steady",
    "stable, hit and miss": "steady",
    "stable": "steady",
}
FIELDS = [
    "series", "verdict", "since", "revealed", "usual", "lower", "upper", "recent", "promise_met",
    "keeping", "points", "missing", "sentence", "alarms", "one_offs", "spread", "forecast",
]  # fmt: skip
ENDS = {"rating": (1, 5), "percent": (0, 100), "count": (0, None), "duration": (0, None), "yesno": (0, 1)}  # fmt: skip  # noqa: E501


def week(position: int) -> date:
    return MONDAY + timedelta(weeks=position)


def case_rows(case: dict[str, Any]) -> list[list[object]]:
    target, way = case["target"], case["direction"]
    band = "{}..{}".format(*target) if way == "band" else ""
    promise = "" if target is None else band or f"{'<=' if way == 'lower' else '>='} {target}"
    values = case["values"] or [None]  # a series without any row would not be in the file
    return [
        [
            case["id"],
            Period(week(at)),
            "" if value is None else repr(value),
            case["kind"],
            case["unit"],
            band or way,
            promise,
            case.get("floor"),
            case["sensitivity"],
            "",
            "changed" if at in case["restarts"] else "",
        ]
        for at, value in enumerate(values)
    ]


def written(rows: list[list[object]]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([KNOWN, *rows])
    return out.getvalue().encode()


@pytest.fixture(scope="module")
def answers(tmp_path_factory) -> dict[str, Any]:
    """One run of the program, as a user starts it, over all cases in one file."""
    file = tmp_path_factory.mktemp("cases") / "series.csv"
    file.write_bytes(written([row for case in CASES for row in case_rows(case)]))
    told = subprocess.run(
        [sys.executable, "-m", "tracker", "detect", str(file), "--json"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (told.returncode, told.stderr) == (0, "")
    return {one["series"]: one for one in json.loads(told.stdout)["signals"]}


def close(number: float | None) -> Any:
    return number if number is None else pytest.approx(number, rel=1e-8, abs=1e-12)


def spread_of(expected: dict[str, Any] | None) -> dict[str, Any] | None:
    if expected is None:
        return None
    since, factor = week(expected["since"]).isoformat(), close(expected["factor"])
    return {"change": expected["change"], "since": since, "factor": factor}


def usual_of(case: dict[str, Any]) -> tuple[float | None, float | None, float | None]:
    """Work out the figures of the current regime from the page of formulas alone."""
    spans = case["expect"]["lookback"]["regimes"]
    values = [one for one in case["values"][spans[-1]["start"] :] if one is not None]
    if not values:
        return None, None, None
    mean = math.fsum(values) / len(values)
    if len(values) == 1:
        return mean, None, None
    steps = [abs(after - before) for before, after in pairwise(values)]
    reach = 2.66 * math.fsum(steps) / len(steps)
    low, high = ENDS.get(case["kind"], (None, None))
    lower = mean - reach if low is None else max(mean - reach, low)
    return mean, lower, mean + reach if high is None else min(mean + reach, high)


@pytest.mark.parametrize("name", list(BY_NAME))
def test_every_reference_case_holds_through_the_file(name: str, answers: dict[str, Any]) -> None:
    expected, found = BY_NAME[name]["expect"]["lookback"], answers[name]
    assert found["verdict"] == STATES[expected["state"]]
    assert found["alarms"] == [
        {
            "revealed": week(alarm["index"]).isoformat(),
            "since": week(alarm["since"]).isoformat(),
            "moved": alarm["direction"],
            "continues": alarm["continues"],
        }
        for alarm in expected["alarms"]
    ]
    assert found["spread"] == spread_of(expected["spread"])
    forecast = expected["forecast"]
    assert found["forecast"] == (
        None if forecast is None else {field: close(figure) for field, figure in forecast.items()}
    )
    for field in ("since", "revealed"):
        assert found[field] == (
            None if expected[field] is None else week(expected[field]).isoformat()
        )
    assert found["one_offs"] == [week(mark["index"]).isoformat() for mark in expected["oneoffs"]]
    usual, lower, upper = usual_of(BY_NAME[name])
    assert found["usual"] == close(usual)
    assert found["lower"] == close(lower)
    assert found["upper"] == close(upper)
    assert found["points"] == len(BY_NAME[name]["observed_index"])
    assert found["points"] + found["missing"] == max(len(BY_NAME[name]["values"]), 1)
    assert 0 < len(found["sentence"]) <= LONGEST


def test_the_command_prints_all_of_it_and_nothing_else(cli, tmp_path, answers) -> None:
    file = tmp_path / "series.csv"
    file.write_bytes(written([row for case in CASES for row in case_rows(case)]))
    answer = cli("detect", file, "--json", data=None)
    assert (answer.status, answer.err) == (0, "")
    assert list(answer.json) == ["as_of", "signals"]
    assert (
        answer.json["as_of"]
        == (week(max(len(case["values"]) for case in CASES) - 1) + timedelta(days=6)).isoformat()
    )
    assert [one["series"] for one in answer.json["signals"]] == list(BY_NAME)
    assert all(list(one) == FIELDS for one in answer.json["signals"])
    assert {one["series"]: one for one in answer.json["signals"]} == answers
    lines = cli("detect", file).out.splitlines()
    assert len(lines) == len(CASES)
    assert lines[list(BY_NAME).index("e_one")].split("   ")[-1].strip() == (
        "Learning what is usual: 1 of 6 weeks logged."
    )


def test_many_points_are_judged_in_several_processes_alike(answers) -> None:
    rows = [row for case in CASES for row in case_rows(case)]
    found = judge_file(read_series(written(rows)), processes=2)
    assert {one.name: as_document(one) for one in found} == answers
    rows[-1][2] = "much"
    with pytest.raises(InvalidInput, match=f"Line {len(rows) + 1}: “much” is not a number"):
        judge_file(read_series(written(rows)), processes=2)


def test_where_no_processes_are_to_be_had_it_is_done_alone(monkeypatch) -> None:
    def none(*_words: object) -> None:
        raise OSError("no semaphores here")

    monkeypatch.setattr("multiprocessing.get_context", none)
    rows = [row for name in ("e_stale", "nile") for row in case_rows(BY_NAME[name])]
    assert [one.name for one in judge_file(read_series(written(rows)), 2)] == ["e_stale", "nile"]


def test_a_packaged_program_starts_no_second_of_itself(monkeypatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(series_judging, "MANY", 1)
    monkeypatch.setattr(series_judging, "_pooled", None)
    rows = [row for name in ("e_stale", "nile") for row in case_rows(BY_NAME[name])]
    assert len(judge_file(read_series(written(rows)))) == 2


def judged(text: str) -> list[dict[str, Any]]:
    return [as_document(one) for one in judge_file(read_series(text.encode()))]


def one_series(periods: list[object], values: list[object], more: str = "") -> dict[str, Any]:
    names, _, cells = more.partition("|")
    rows = [f"A,{at},{value},{cells}" for at, value in zip(periods, values, strict=True)]
    (found,) = judged(f"series,period,value,{names}\n" + "\n".join(rows))
    return found


HISTORY = [20, 21, 19, 20, 20, 21, 19, 20, 21, 19, 20, 20, 26, 27, 26, 27]


def judged_file(header: str, cells: str, first: date = MONDAY) -> dict[str, Any]:
    lines = [
        f"load,{first + timedelta(weeks=at)},{value},{cells}" for at, value in enumerate(HISTORY)
    ]
    text = "\n".join([f"series,period,value,{header}", *lines])
    (found,) = judge_file(read_series(text.encode()))
    return as_document(found)


def test_the_direction_may_be_named_so_and_decides_which_change_is_the_worse_one() -> None:
    assert judged_file("direction", "lower")["verdict"] == "worse"
    assert judged_file("direction", "higher")["verdict"] == "better"
    assert judged_file("better", "lower") == judged_file("direction", "lower")
    with pytest.raises(InvalidInput, match="direction is"):
        judged_file("better,direction", "lower,higher")


def test_how_the_promise_is_kept_is_told_as_everywhere() -> None:
    found = judged_file("direction,promise", "lower,<= 22")
    since = (MONDAY + timedelta(weeks=12)).isoformat()
    assert found["keeping"] == {"state": "not_kept_since", "kept": 9, "of": 13, "since": since}
    assert not found["promise_met"]
    found = judged_file("direction", "lower")
    assert found["keeping"] == {"state": "no_promise", "kept": 0, "of": 0, "since": None}


def test_a_slide_is_held_against_the_floor_too() -> None:
    values = [20, 21, 19, 20, 20, 21, 19, 20, *(20 + at for at in range(1, 17))]
    weeks = [week(at) for at in range(len(values))]
    found = one_series(weeks, values, "better,promise,floor|lower,<= 25,40")
    assert found["verdict"] == "drifting_worse"
    assert (found["forecast"]["line"], found["forecast"]["crosses"]) == (40, 4)
    found = one_series(weeks, values, "better,promise|lower,<= 25")
    assert found["forecast"]["line"] is None  # the promise is passed already


def test_a_keen_series_speaks_up_before_a_calm_one() -> None:
    revealed = [
        judged_file("direction,sensitivity", f"lower,{word}")["alarms"][0]["revealed"]
        for word in ("keen", "normal", "Calm")
    ]
    assert revealed == sorted(revealed)
    with pytest.raises(InvalidInput, match="is no sensitivity"):
        judged_file("sensitivity", "wild")


@pytest.mark.parametrize("first", [date(1900, 1, 1), date(1955, 5, 2), date(1969, 12, 29)])
def test_days_before_a_diary_could_begin_are_read(first: date) -> None:
    found = judged_file("direction", "lower", first)
    assert found["since"] == (first + timedelta(weeks=12)).isoformat()
    rows = "".join(
        f"s,{year}-{month:02},{year - 1890}\n" for year in (1900, 1901) for month in (1, 7)
    )
    (monthly,) = judge_file(read_series(f"series,period,value\n{rows}".encode()))
    assert (monthly.points, monthly.missing) == (4, 15)


@pytest.mark.parametrize("period", ["1899-12-31", "1899-12", "1899-W52", "1899-Q4"])
def test_no_day_before_1900_is_read(period: str) -> None:
    with pytest.raises(InvalidInput, match="lies before 1900"):
        judge_file(read_series(f"series,period,value\ns,{period},1\n".encode()))


def test_rows_and_columns_come_in_any_order_and_series_in_that_of_their_first_rows() -> None:
    rows = [f"{4 + at % 2};B;{week(at)};lower" for at in range(10)]
    rows[5:5] = ["3;A;2026-11;", "2;A;2026-09;"]
    text = "Value;series;PERIOD;better\n" + "\n".join(reversed(rows))
    found = judged(text)
    assert [one["series"] for one in found] == ["B", "A"]
    assert found == judged("Value;series;PERIOD;better\n" + "\n".join([rows[-1], *rows[:-1]]))
    assert (found[0]["points"], found[0]["verdict"]) == (10, "steady")
    assert (found[1]["points"], found[1]["missing"]) == (2, 1)


def test_without_scale_step_and_better_it_is_a_number_higher_is_better_in_its_own_steps() -> None:
    values = [4.5, 4.4, 4.6, 4.5, 4.4, 4.6, 4.5, 4.4, 2.1, 2.2, 2.1, 2.0]
    weeks = [week(at) for at in range(len(values))]
    bare = one_series(weeks, values)
    assert bare == one_series(weeks, values, "scale,step,better|number,0.1,higher")
    assert (bare["verdict"], bare["since"], bare["promise_met"]) == ("worse", str(week(8)), None)
    assert one_series(weeks, values, "promise|<= 2")["verdict"] == "better"
    assert one_series(weeks, values, "promise|<= 2")["promise_met"] is True
    assert one_series(weeks, values, "better,promise|higher,3")["promise_met"] is False
    assert one_series(weeks, values, "better|2..2.5")["verdict"] == "better"


def test_what_is_said_of_a_series_may_stand_on_one_row_alone() -> None:
    said = judged("series,period,value,scale\nA,2026-11-02,4,\nA,2026-11-09,yes,YESNO\n"
                  "A,2026-11-16,1,\n".replace("4,\n", "no,\n"))  # fmt: skip
    assert (said[0]["points"], said[0]["usual"]) == (3, pytest.approx(2 / 3))


def test_a_series_is_as_stale_as_its_own_last_rows_say() -> None:
    weeks = [week(at) for at in range(12)]
    assert one_series(weeks, [4] * 9 + [""] * 3)["verdict"] == "stale"
    assert one_series(weeks, [4] * 10 + [""] * 2)["verdict"] == "steady"
    gap = one_series([*weeks[:8], weeks[11]], [4] * 9)
    assert (gap["verdict"], gap["missing"]) == ("steady", 3)


@pytest.mark.parametrize(
    ("periods", "cadence", "missing"),
    [
        (["2026-W01", "2026-W02", "2026-W05"], Cadence.WEEKLY, 2),
        (["2025-12", "2026-01", "2026-03"], Cadence.MONTHLY, 1),
        (["2025-Q4", "2026-Q2"], Cadence.QUARTERLY, 1),
        (["2026-01-05", "2026-01-12", "2026-02-02"], Cadence.WEEKLY, 2),
        (["2026-01-04", "2026-01-09", "2026-01-12"], Cadence.WEEKLY, 0),
        (["2026-01-05", "2026-01-19", "2026-02-16"], Cadence.FORTNIGHTLY, 1),
        (["2026-01-31", "2026-02-28", "2026-04-01"], Cadence.MONTHLY, 1),
        (["2026-01-31", "2026-04-30", "2026-07-15"], Cadence.QUARTERLY, 0),
        (["2026-01-05", "2026-01-06", "2026-01-09"], Cadence.DAILY, 2),
        (["2026-01-05"], Cadence.WEEKLY, 0),
    ],
)
def test_the_rhythm_is_that_of_the_periods(periods, cadence, missing) -> None:
    from tracker.app.series.file import Days, Numbers, read_points

    text = "series,period,value\n" + "".join(f"A,{one},4\n" for one in periods)
    file = read_series(text.encode())
    assert read_points(file.series[0], Days(), Numbers(Scale.NUMBER)).cadence == cadence
    assert judge_file(file)[0].missing == missing


def test_alarms_of_dates_are_told_by_the_dates_of_the_rows_in_days() -> None:
    days = [date(2026, 10, 5) + timedelta(days=at) for at in range(20)]
    found = one_series(days[:16], [4, 5] * 6 + [9] * 4)
    assert (found["since"], found["verdict"]) == ("2026-10-17", "better")
    assert found["sentence"] == "Higher for 4 days: 9, 4.5 before."
    sundays = [week(at) + timedelta(days=6) for at in range(20)]
    assert one_series(sundays, [4, 5] * 6 + [9] * 8)["since"] == str(sundays[12])
    stale = one_series(days, [4] * 17 + [""] * 3)
    assert stale["sentence"].startswith("No value since 21 October 2026. Until then: steady at 4")


def test_a_planned_change_begins_a_regime_also_with_an_empty_value() -> None:
    rows = [f"A,{week(at)},{4 + at % 2},{'x' if at == 10 else ''}" for at in range(10)]
    rows += [f"A,{week(10)},,new team"] + [f"A,{week(at)},{9 + at % 2}," for at in range(11, 20)]
    (found,) = judged("series,period,value,planned\n" + "\n".join(rows))
    assert (found["alarms"], found["verdict"], found["usual"]) == (
        [],
        "steady",
        close(85 / 9 + 1 / 9),
    )


HEAD = "series,period,value"
GOOD = "A,2026-W01,4"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "The file is empty. Its first line is series,period,value,scale"),
        ("name,when,what\nA,1,2", "does not name the columns series, period, value"),
        ("series,period,value,value\n", "two columns value"),
        (f"{HEAD}\n{GOOD}\nA,2026-W02,four", "Line 3: “four” is not a number. Write digits"),
        (f"{HEAD}\n{GOOD}\nA,2026-W02,inf", "Line 3: “inf” is not a number"),
        (f"{HEAD}\n{GOOD}\nA,2026-W02,-Infinity", "Line 3: “-Infinity” is not a number"),
        (f"{HEAD}\n{GOOD}\nA,2026-W02,nan", "Line 3: “nan” is not a number"),
        (f"{HEAD}\n{GOOD}\nA,2026-W02,1e999", "Line 3: “1e999” is too large"),
        (f"{HEAD}\n{GOOD}\nA,2026-W02,1_000", "Line 3: “1_000” is not a number"),
        (f"{HEAD}\n{GOOD}\nA,2026-W54,4", "Line 3: “2026-W54” is not a period"),
        (f"{HEAD}\n{GOOD}\nA,,4", "Line 3: “” is not a period"),
        (f"{HEAD}\n{GOOD}\nA,2026-W02,4\nA,2026-W1,4", "Line 4: “2026-W1” is not a period"),
        (f"{HEAD}\n{GOOD}\n\n A ,2026-W01 ,5", "Line 4: “A” has a value for 2026-W01 in line 2"),
        (f"{HEAD}\nA,2026-01-05,1\nA,2026-01-05,2", "Line 3: “A” has a value for 2026-01-05 in"),
        (f"{HEAD}\n{GOOD}\nA,2026-01,4", "Line 3: A month, where line 2 of the same series has a"),
        (f"{HEAD}\n{GOOD}\nA,2026-01-05,4", "Line 3: A date, where line 2"),
        (f"{HEAD}\n{GOOD}\n,2026-W02,4", "Line 3: The series has no name"),
        (f"{HEAD}\n{GOOD}\nA,2026-W02,2,6", "Line 3: The row has more cells than"),
        (f"{HEAD},scale\n{GOOD},number\nB,2026-W02,4,stars", "Line 3: “stars” is no scale. Choose"),
        (f"{HEAD},scale\n{GOOD},rating\nA,2026-W02,4,count", "in line 2 it is “rating”"),
        (f"{HEAD},scale\n{GOOD},rating\nA,2026-W02,6,", "Line 3: A rating is a whole number from"),
        (f"{HEAD},scale\n{GOOD},yesno", "Line 2: Answer yes or no. “4” is not one"),
        (f"{HEAD},scale\nA,2026-W01,0.5,yesno", "Line 2: Answer yes or no. “0.5” is neither"),
        (f"{HEAD},better\n{GOOD},up", "Line 2: “up” does not say which way is better"),
        (f"{HEAD},better\n{GOOD},3..2", "Line 2: The band is upside down"),
        (f"{HEAD},better\n{GOOD},band", "Line 2: A band has two ends"),
        (f"{HEAD},promise\n{GOOD},> 4", "Line 2: “> 4” is not a promise. Write it as >= 4"),
        (f"{HEAD},better,promise\n{GOOD},lower,>= 4", "is no promise where lower is better"),
        (f"{HEAD},better,promise\n{GOOD},2..4,2..5", "The band and the promise are not the same"),
        (f"{HEAD},scale,promise\n{GOOD},rating,>= 6", "Line 2: A rating lies between 1 and 5"),
        (f"{HEAD},floor\n{GOOD},low", "Line 2: “low” is not a number"),
        (f"{HEAD},scale,floor\n{GOOD},percent,101 %", "Line 2: A percentage lies between 0 and"),
        (f"{HEAD},scale,floor\n{GOOD},rating,0", "Line 2: A rating lies between 1 and 5"),
        (f"{HEAD},floor\n{GOOD},3\nA,2026-W02,4,2", "Line 3: floor is “2”, in line 2 it is “3”"),
        (f"{HEAD},step\n{GOOD},0", "Line 2: “0” is no step"),
        (f"{HEAD},step\n{GOOD},-0.1", "Line 2: “-0.1” is no step"),
        (f"{HEAD},step\n{GOOD},fine", "Line 2: “fine” is not a number"),
        ("PK\x03\x04", "an Excel workbook"),
        (f'{HEAD}\n{GOOD}\nA,"{"y" * 200_000}', "not a table"),
    ],
)
def test_what_is_wrong_is_one_sentence_with_its_line(cli, tmp_path, text: str, told: str) -> None:
    file = tmp_path / "series.csv"
    file.write_text(text, encoding="utf-8")
    answer = cli("detect", file, "--json")
    assert (answer.status, answer.out) == (2, "")
    assert told in answer.refusal
    assert len(answer.err.splitlines()) == 1
    assert len(answer.refusal) < 300


def test_the_first_bad_row_of_all_is_told() -> None:
    text = f"{HEAD}\n{GOOD}\nB,2026-W01,4\nB,soon,4\nA,2026-W02,bad\n"
    with pytest.raises(InvalidInput, match="Line 4: “soon”"):
        judged(text)


def test_a_file_that_is_not_there_is_no_bad_input(cli, tmp_path) -> None:
    answer = cli("detect", tmp_path / "none.csv")
    assert (answer.status, "cannot be read" in answer.refusal) == (1, True)
    assert cli("detect").status == 2


def test_a_header_alone_is_a_file_without_series(cli, tmp_path) -> None:
    file = tmp_path / "series.csv"
    file.write_text(f"{HEAD},mood\n")
    answer = cli("detect", file, "--json")
    assert answer.json == {"as_of": None, "signals": []}
    assert "Left out: the column “mood”." in answer.err
    assert "No series" in cli("detect", file).out


@pytest.mark.parametrize(
    ("values", "verdict"),
    [
        ([4], "learning"),
        ([""], "learning"),
        (["", ""], "learning"),
        ([4, "", "", ""], "stale"),
        ([4] * 60, "steady"),
        ([0] * 60, "steady"),
        (["1e12"] * 30 + ["1e15"] * 4, "better"),
        (["1e-300", "-1e-300"] * 20, "steady"),
        ([f"{at}e99" for at in range(1, 9)], "maybe"),
        ([4] * 20 + ["1e308"], "learning"),
        (["-1e101"], "learning"),
        (["1e308", "-1e308"] * 10, "learning"),
    ],
)
def test_odd_values_have_a_defined_verdict_and_no_figure_is_none_that_json_knows(
    values: list[object], verdict: str
) -> None:
    found = one_series([week(at) for at in range(len(values))], values)
    assert found["verdict"] == verdict
    assert "NaN" not in json.dumps(found)
    assert "Infinity" not in json.dumps(found)
    assert 0 < len(found["sentence"]) <= LONGEST


def test_a_series_that_cannot_be_judged_is_listed_and_says_why() -> None:
    text = f"{HEAD}\nB,2026-W02,1e308\nA,2026-W01,4\nB,2026-W04,1\n"
    one, other = judged(text)
    assert one["sentence"] == (
        "Cannot be judged: the value in line 2 is too large. Choose a larger unit."
    )
    assert (one["series"], one["verdict"], one["points"], one["missing"]) == ("B", "learning", 2, 1)
    assert (one["usual"], one["alarms"], one["one_offs"]) == (None, [], [])
    assert (other["series"], other["usual"]) == ("A", 4.0)


def test_a_name_steers_no_console(cli, tmp_path) -> None:
    file = tmp_path / "series.csv"
    file.write_text(f"{HEAD}\n\x1b[2JA\u202e,2026-W01,4\n'=1+1,2026-W01,4\n", encoding="utf-8")
    shown = cli("detect", file).out
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert cli("detect", file, "--json").json["signals"][1]["series"] == "=1+1"


WATCHED = """
import sys
from tracker.__main__ import main
status = main()
heavy = ("PySide6", "shiboken6", "numpy", "pyqtgraph", "sqlite_utils", "sqlite3", "tracker.store")
print(status, *(name for name in heavy if name in sys.modules), file=sys.stderr)
"""


def test_neither_a_window_nor_a_database_is_loaded(tmp_path) -> None:
    file = tmp_path / "series.csv"
    file.write_bytes(written(case_rows(BY_NAME["nile"])))
    told = subprocess.run(
        [sys.executable, "-c", WATCHED, "detect", str(file), "--json"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert told.stderr.split() == ["0"]
    assert json.loads(told.stdout)["signals"][0]["verdict"] == "worse"


def said_in_order(data: bytes) -> None:
    with suppress(InvalidInput):
        found = judge_file(read_series(data))
        json.dumps([as_document(one) for one in found], allow_nan=False)
        assert len(as_text(found).splitlines()) == max(len(found), 1)
        assert all(len(one.sentence) <= LONGEST for one in found)


@given(data=st.binary(max_size=300))
@example(data=b"\xff\xfe")
@example(data=b'"')
@example(data=b"A,2026-W01,4\n\x85,\xa0,=,-")
def test_no_bytes_do_more_than_refuse(data: bytes) -> None:
    for start in (b"", b"series,period,value\n", b"\xff\xfe"):
        said_in_order(start + data)


CELLS = st.sampled_from(
    ["", " ", "0", "1", "-1", "2,5", "1e100", "1e101", "1e308", "-1e99", "1e-320", "5e-324", "yes",
     "inf", "x", "99", "100%", "2026-W01", "2026-W02", "2026-03", "1970-01-01", "2199-12-31",
     "2026-01-05", "2026-01-06", "rating", "count", "duration", "percent", "yesno", "lower",
     "0..1", ">= 1", "<= 1e3", "'=A", "A", "B"]
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(CELLS, min_size=1, max_size=9), max_size=12))
def test_no_mixture_of_cells_does_more_than_refuse(rows: list[list[str]]) -> None:
    said_in_order(written([list(row) for row in rows]))


FIGURES = st.floats(allow_nan=False, allow_infinity=False) | st.sampled_from([0.0, 1e100, -1e100])


@given(
    st.lists(st.none() | FIGURES, min_size=1, max_size=40),
    st.sampled_from(["number", "count", "duration", "percent"]),
    st.sampled_from(["", "1e-100", "1e100", "0.1"]),
    st.sampled_from(["", ">= 4", "<= 1", "-1..1"]),
)
def test_any_figures_are_judged_or_said_to_be_too_large(values, scale, step, promise) -> None:
    low = {"number": -math.inf}.get(scale, 0)
    high = {"percent": 100}.get(scale, math.inf)
    rows: list[list[object]] = [
        ["A", week(at), "" if value is None or not low <= value <= high else value, scale, step,
         "", "" if scale != "number" and "-" in promise else promise, ""]
        for at, value in enumerate(values)
    ]  # fmt: skip
    (found,) = judge_file(read_series(written(rows)))
    json.dumps(as_document(found), allow_nan=False)
    assert "nan" not in found.sentence.lower()
    assert len(found.sentence) <= LONGEST
    assert found.verdict in set(Verdict)
