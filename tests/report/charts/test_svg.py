from __future__ import annotations

import math
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.report.svg_checks import HOSTILE, SVG, check_inside, drawn, texts

from tracker.detection.scale import Scale
from tracker.report.charts.draw import spark_svg, trend_svg
from tracker.report.charts.picture import Flag, Gap, Point, Span, Stretch, TrendPicture
from tracker.report.charts.spark import Mark, SparkPicture
from tracker.report.charts.svg import LIGHT, text_width
from tracker.shipped import theme_colours

ROOT = Path(__file__).parents[3]
FIRST, LAST = date(2026, 3, 16), date(2026, 11, 22)
VALUES = (1.4, 1.8, 1.9, 1.6, None, 1.4, 1.7, 2.6, 1.8, 1.5, 2.3, 2.5)
MARKS = {7: Mark.ONE_OFF, 8: Mark.BETTER, 10: Mark.WORSE, 11: Mark.WORSE}


def week(at: int) -> date:
    return FIRST + timedelta(weeks=at)


def point(at: int, value: float, mark: Mark = Mark.USUAL) -> Point:
    return Point(week(at), value, f"2026-W{12 + at}", f"{value:g} days", mark=mark)


PICTURE = TrendPicture(
    "Month-end close answers",
    "Finance leads · Effectiveness · days, lower is better",
    FIRST,
    week(12) - timedelta(days=1),
    Scale.DURATION,
    "days",
    tuple(
        point(at, value, MARKS.get(at, Mark.USUAL))
        for at, value in enumerate(VALUES)
        if value is not None
    ),
    gaps=(Gap(week(4), "2026-W16", "not logged"),),
    promises=(
        Stretch(FIRST, week(6) - timedelta(days=1), high=2.5, label="≤ 2.5 days"),
        Stretch(week(6), week(12), high=2.0, label="≤ 2 days"),
    ),
    usual=(Stretch(FIRST, week(12), low=1.0, high=2.4, middle=1.7),),
    flags=(
        Flag(week(3), "new ledger"),
        Flag(week(5), "team of five", "planned"),
        Flag(week(10), "revealed, 25 May", "revealed", Mark.WORSE),
    ),
    spans=(Span(week(8), week(10), "named cover"), Span(week(1), week(2), "no deck", "stop")),
)
BARE = replace(PICTURE, gaps=(), promises=(), usual=(), flags=(), spans=(), points=())


def test_everything_in_the_picture_is_in_the_drawing() -> None:
    said = texts(trend_svg(PICTURE))
    for words in (
        "Month-end close answers",
        "Finance leads · Effectiveness · days, lower is better",
        "days",
        "promise ≤ 2 days",
        "promise ≤ 2.5 days",
        "usual 1.7",
        "new ledger",
        "team of five",
        "revealed, 25 May",
        "named cover",
        "16 Mar – 7 Jun 2026 · 11 values · 1 gap",
        "30 Mar",
        "2.5",
    ):
        assert words in said


def test_the_legend_names_what_is_there_and_nothing_else() -> None:
    everything = texts(trend_svg(PICTURE))
    named = {
        "week",
        "not logged",
        "worse than usual",
        "better than usual",
        "one-off",
        "as promised",
        "usual range 1.0–2.4",
        "event",
        "planned change",
        "change noticed",
        "fix",
        "stop",
    }
    assert named <= set(everything)
    plain = texts(trend_svg(replace(BARE, points=(point(0, 1.0), point(1, 2.0)))))
    assert named & set(plain) == {"week"}


def test_the_rhythm_gives_the_points_their_name() -> None:
    points = (Point(FIRST, 1.0, "2026-03", "1"),)
    for days, name in ((7.0, "week"), (14.0, "fortnight"), (30.4, "month"), (91.3, "quarter")):
        assert name in texts(trend_svg(replace(BARE, points=points, rhythm_days=days)))


def test_every_mark_has_a_shape_of_its_own() -> None:
    tips = {}
    for one in drawn(trend_svg(PICTURE)).iter():
        title = one.find(f"{SVG}title")
        if title is not None and one.tag != f"{SVG}svg":
            tips[title.text] = (one.tag.removeprefix(SVG), one.get("fill"))
    assert tips["2026-W12: 1.4 days"] == ("circle", LIGHT["steady"])
    assert tips["2026-W19: 2.6 days"] == ("path", LIGHT["panel"])
    assert tips["2026-W20: 1.8 days"] == ("path", LIGHT["better"])
    assert tips["2026-W23: 2.5 days"] == ("rect", LIGHT["worse"])
    assert tips["2026-W16: not logged"] == ("rect", LIGHT["panel"])
    assert len(tips) == len(PICTURE.points) + len(PICTURE.gaps)


def curve(svg: str) -> str:
    paths = [one.get("d") for one in drawn(svg).iter(f"{SVG}path") if one.get("stroke-linejoin")]
    return paths[0]


def test_the_line_breaks_at_a_gap() -> None:
    assert curve(trend_svg(PICTURE)).count("M") == 2
    whole = replace(PICTURE, gaps=(), points=tuple(point(at, 2.0) for at in range(12)))
    assert curve(trend_svg(whole)).count("M") == 1
    listed = replace(whole, gaps=(Gap(week(4) + timedelta(days=2), "", "skipped"),))
    assert curve(trend_svg(listed)).count("M") == 2


def test_the_promise_steps_on_its_day() -> None:
    dashed = [
        one.get("d")
        for one in drawn(trend_svg(PICTURE)).iter(f"{SVG}path")
        if one.get("stroke-dasharray")
    ]
    assert len(dashed) == 1
    assert re.fullmatch(r"M[\d.]+,[\d.]+H[\d.]+V[\d.]+H[\d.]+", dashed[0])
    band = replace(PICTURE, promises=(Stretch(FIRST, LAST, low=1.0, high=2.0, label="1–2 days"),))
    root = drawn(trend_svg(band))
    assert sum(one.get("stroke-dasharray") is not None for one in root.iter(f"{SVG}path")) == 2


def test_a_first_guess_says_so() -> None:
    guess = replace(PICTURE, usual=(replace(PICTURE.usual[0], first_guess=True),))
    assert "usual range 1.0–2.4 (first guess)" in texts(trend_svg(guess))


def test_an_empty_picture_says_that_nothing_was_logged() -> None:
    said = texts(trend_svg(BARE))
    assert "Nothing logged in this time" in said
    assert "16 Mar – 7 Jun 2026 · no values" in said


def test_labels_of_events_do_not_cover_each_other_and_the_rest_is_counted() -> None:
    flags = tuple(Flag(FIRST + timedelta(days=3 * at), f"event number {at}") for at in range(25))
    svg = trend_svg(replace(PICTURE, flags=flags, spans=()))
    boxes = []
    for one in drawn(svg).iter(f"{SVG}text"):
        if (one.text or "").startswith("event number"):
            width = text_width(one.text, float(one.get("font-size")))
            left = float(one.get("x")) - (width if one.get("text-anchor") == "end" else 0)
            boxes.append((left, left + width, float(one.get("y"))))
    assert len(boxes) >= 4
    for at, (left, right, row) in enumerate(boxes):
        others = [box for box in boxes[:at] if box[2] == row]
        assert all(right < other[0] or other[1] < left for other in others)
    assert any(f"{25 - len(boxes)} more without a label" in words for words in texts(svg))


def test_two_events_near_the_end_both_have_their_names() -> None:
    flags = (
        Flag(week(7), "price list, second edition"),
        Flag(week(11), "layout agreed on by sales"),
    )
    said = texts(trend_svg(replace(PICTURE, flags=flags)))
    assert {flag.label for flag in flags} <= set(said)


def test_a_screen_reader_hears_name_and_summary_first() -> None:
    root = drawn(trend_svg(PICTURE))
    assert [child.tag for child in root][:2] == [f"{SVG}title", f"{SVG}desc"]
    assert root[0].text == PICTURE.title
    assert root[1].text == PICTURE.summary
    assert root.get("role") == "img"


def test_a_note_of_a_point_stays_at_home() -> None:
    noted = tuple(replace(one, note="they were late, again") for one in PICTURE.points)
    assert "late" not in trend_svg(replace(PICTURE, points=noted))


def test_only_what_every_reader_of_svg_knows_is_used() -> None:
    svg = trend_svg(PICTURE)
    for unknown in (
        "class=",
        "style=",
        "filter",
        "dominant-baseline",
        "clip",
        " id=",
        "http",
    ):
        assert unknown not in svg.replace("http://www.w3.org/2000/svg", "")


def test_other_colours_can_be_given_and_missing_roles_stay_light() -> None:
    svg = trend_svg(PICTURE, colours={"panel": "#101010", "worse": '"><script>'})
    assert "#101010" in svg
    assert "<script>" not in svg
    assert LIGHT["better"] in svg


def test_the_light_colours_are_those_of_the_theme() -> None:
    theme = theme_colours("light")
    assert {role: theme[role] for role in LIGHT} == dict(LIGHT)


def test_the_same_data_gives_the_same_bytes_whatever_the_place() -> None:
    here = trend_svg(PICTURE) + spark_svg(SparkPicture((1.0, None, 2.0), promise=1.5))
    code = (
        "import importlib.util, sys\n"
        f"spec = importlib.util.spec_from_file_location('sample', {__file__!r})\n"
        "sample = importlib.util.module_from_spec(spec)\n"
        "spec.loader.exec_module(sample)\n"
        "both = sample.trend_svg(sample.PICTURE)\n"
        "both += sample.spark_svg(sample.SparkPicture((1.0, None, 2.0), promise=1.5))\n"
        "sys.stdout.buffer.write(both.encode())\n"
    )
    for seed, zone, speech in (("1", "Pacific/Auckland", "de_DE.UTF-8"), ("2", "UTC", "C")):
        surroundings = {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": speech}
        there = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, check=True, env=surroundings
        )
        assert there.stdout.decode() == here


def test_a_small_drawing_grows_rather_than_pile_up() -> None:
    root = drawn(trend_svg(PICTURE, 1, 1))
    assert root.get("width") == "320"
    assert float(root.get("height")) > 260


@pytest.mark.parametrize("size", [(360, 260), (900, 420), (1600, 900)])
def test_long_names_stay_inside(size) -> None:
    long = "An extraordinarily long name, W W W, which goes on and on " * 4
    picture = replace(
        PICTURE,
        title=long,
        subtitle=long,
        unit=long,
        note=long,
        promises=(Stretch(FIRST, LAST, high=2.0, label=long),),
        flags=(Flag(week(1), long), Flag(week(11), long)),
        spans=(Span(week(10), week(11), long), Span(FIRST, FIRST, long)),
    )
    check_inside(trend_svg(picture, *size))


LEVELS = st.none() | st.floats(-1e12, 1e12) | st.sampled_from([math.inf, math.nan])
DAYS = st.dates(date(2025, 11, 1), date(2027, 3, 1))
STRETCHES = st.builds(Stretch, DAYS, DAYS, LEVELS, LEVELS, LEVELS, HOSTILE, st.booleans())
POINTS = st.builds(
    Point,
    DAYS,
    st.floats(-1e12, 1e12) | st.sampled_from([math.nan, -math.inf, 5e-324]),
    HOSTILE,
    HOSTILE,
    mark=st.sampled_from(Mark),
)
PICTURES = st.builds(
    TrendPicture,
    HOSTILE,
    HOSTILE,
    st.just(FIRST),
    st.just(LAST) | st.just(FIRST),
    st.sampled_from(Scale),
    HOSTILE,
    st.lists(POINTS, max_size=12).map(tuple),
    st.lists(st.builds(Gap, DAYS, HOSTILE, HOSTILE), max_size=3).map(tuple),
    st.lists(STRETCHES, max_size=3).map(tuple),
    st.lists(STRETCHES, max_size=3).map(tuple),
    st.lists(
        st.builds(Flag, DAYS, HOSTILE, st.sampled_from(["event", "revealed", "planned"])),
        max_size=8,
    ).map(tuple),
    st.lists(st.builds(Span, DAYS, DAYS, HOSTILE), max_size=5).map(tuple),
    st.sampled_from([7.0, 14.0, 30.4, 91.3]),
    HOSTILE,
)


@settings(max_examples=150, deadline=None)
@given(PICTURES, st.sampled_from([(900, 420), (360, 260)]))
def test_any_picture_is_a_drawing_with_everything_inside(picture, size) -> None:
    check_inside(trend_svg(picture, *size))


@settings(deadline=None)
@given(
    st.lists(LEVELS, max_size=30).map(tuple),
    st.lists(st.sampled_from(Mark), max_size=30).map(tuple),
    LEVELS,
    st.sampled_from(Mark),
)
def test_any_small_trend_is_a_drawing_with_everything_inside(values, marks, promise, tone) -> None:
    check_inside(spark_svg(SparkPicture(values, marks, promise, tone)))


def test_a_small_trend_breaks_where_nothing_was_logged() -> None:
    spark = SparkPicture((1.0, 2.0, None, 2.0, 3.0, None, 1.0), promise=2.0)
    root = drawn(spark_svg(spark, 120, 30))
    assert root[0].text == "Small trend of 5 values"
    (line,) = (one for one in root.iter(f"{SVG}path") if one.get("fill") == "none")
    assert line.get("d").count("M") == 2
    dashes = [one.get("stroke-dasharray") for one in root.iter(f"{SVG}line")]
    assert sorted(map(bool, dashes)) == [True], "the promise"
    assert len([one for one in root.iter(f"{SVG}rect") if one.get("stroke")]) == 2, "two boxes"
    assert root[1].text.endswith("Without a value: 2 not logged.")
    assert len(list(root.iter(f"{SVG}circle"))) == 1, "the newest, which stands alone"
