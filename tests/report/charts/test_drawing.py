from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.report.sample_pictures import (
    DRAWINGS,
    EFFECT,
    EMPTY,
    GAP,
    GOLDEN,
    HEAT,
    TREND,
    WHOLE,
    points,
    week,
)
from tests.report.svg_checks import HOSTILE, SVG, check_inside, drawn, texts

from tracker.detection.scale import Scale
from tracker.report.charts.draw import card_svg, full_svg
from tracker.report.charts.picture import (
    EffectPicture,
    GapPicture,
    HeatCell,
    HeatLine,
    HeatPicture,
    Point,
    Span,
    Stretch,
)
from tracker.report.charts.spark import Mark
from tracker.report.charts.svg import LIGHT
from tracker.report.documents.document import Tone

ROOT = GOLDEN.parents[2]


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_drawing_is_as_it_was_looked_at(name) -> None:
    """After a wanted change: `python -m tests.report.sample_pictures`, and look at each."""
    assert DRAWINGS[name]().encode() == (GOLDEN / f"{name}.svg").read_bytes()


def test_the_same_data_gives_the_same_bytes_whatever_the_place() -> None:
    here = "".join(draw() for draw in DRAWINGS.values())
    code = (
        "import sys\n"
        "from tests.report.sample_pictures import DRAWINGS\n"
        "sys.stdout.buffer.write(''.join(draw() for draw in DRAWINGS.values()).encode())\n"
    )
    for seed, zone, speech in (("1", "Pacific/Auckland", "de_DE.UTF-8"), ("2", "UTC", "C")):
        around = {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": speech}
        around["PYTHONPATH"] = os.pathsep.join([str(ROOT), str(ROOT / "src")])
        there = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, check=True, env=around, cwd=ROOT
        )
        assert there.stdout.decode() == here


@pytest.mark.parametrize("name", WHOLE)
def test_a_screen_reader_hears_name_and_words_first(name) -> None:
    picture = WHOLE[name]
    root = drawn(full_svg(picture))
    assert [child.tag for child in root][:2] == [f"{SVG}title", f"{SVG}desc"]
    assert (root[0].text, root[1].text) == (picture.title, picture.summary)
    assert root.get("role") == "img"
    assert root[0].text in texts(full_svg(picture))


@pytest.mark.parametrize("name", DRAWINGS)
def test_only_what_every_reader_of_svg_knows_is_used(name) -> None:
    svg = DRAWINGS[name]().replace("http://www.w3.org/2000/svg", "")
    for unknown in ("class=", "style=", "filter", "dominant-baseline", "clip", " id=", "http"):
        assert unknown not in svg


@pytest.mark.parametrize("name", [*WHOLE, "card"])
def test_colours_are_written_as_they_come_and_never_read(name) -> None:
    named = {role: f"var(--{role.replace('_', '-')})" for role in LIGHT}
    draw = card_svg if name == "card" else full_svg
    svg = draw(WHOLE.get(name, TREND), colours=named)
    assert not re.search(r"#[0-9a-f]{3}", svg)
    used = set(re.findall(r'(?:fill|stroke)="([^"]*)"', svg))
    assert used <= {*named.values(), "none"}


@pytest.mark.parametrize("picture", EMPTY)
@pytest.mark.parametrize("size", [(900, 420), (360, 260), (1, 1)])
def test_a_picture_without_data_says_so(picture, size) -> None:
    svg = full_svg(picture, *size)
    check_inside(svg)
    assert any("Nothing" in said for said in texts(svg))


# Heat map


def test_every_cell_has_its_figure_and_a_sign_of_its_own_shape() -> None:
    root = drawn(full_svg(HEAT))
    said = texts(full_svg(HEAT))
    for words in ("2.6 d", "4.1", "6 h", "61 %", "no value yet", "3.4", "6 wk old", "2"):
        assert words in said
    signs = [
        (one.get("fill"), one.get("stroke"))
        for one in root.iter(f"{SVG}path")
        if one.get("stroke-linejoin")
    ]
    assert signs.count((LIGHT["worse"], LIGHT["worse"])) == 2, "in its cell and in the legend"
    assert signs.count(("none", LIGHT["worse"])) == 2
    assert signs.count((LIGHT["better"], LIGHT["better"])) == 3
    dashed = [one for one in root.iter(f"{SVG}rect") if one.get("stroke-dasharray")]
    assert len(dashed) == 12, "a cell without a measure is dashed, and the legend says so"
    assert "As of 15 Jun 2026" in said


def test_what_a_cell_says_stands_in_its_tip() -> None:
    tips = [one.text for one in drawn(full_svg(HEAT)).iter(f"{SVG}title")]
    assert "Month-end close answers: slower for 3 weeks." in tips


def test_the_legend_of_the_heat_map_names_only_what_is_there() -> None:
    calm = replace(HEAT, lines=(HeatLine("A", "", (HeatCell("steady", "1", 1, ""),) * 6),))
    said = texts(full_svg(calm))
    assert "as usual" in said
    assert not {"worse", "below promise", "better", "nothing measured"} & set(said)


def test_a_cell_that_is_learning_looks_like_no_other() -> None:
    cells = [HeatCell(sign, "4", 1, "") for sign in ("steady", "learning", "nothing_yet")]
    written = full_svg(replace(HEAT, lines=(HeatLine("A", "", (*cells, None, None, None)),)))
    root = drawn(written)
    rims = [one for one in root.iter(f"{SVG}rect") if one.get("stroke") == LIGHT["steady"]]
    assert [one.get("stroke-dasharray") for one in rims].count(None) == 1
    assert len(list(root.iter(f"{SVG}circle"))) == 2, "in its cell and in the legend"
    assert "still learning" in texts(written)


def test_a_heat_map_is_as_high_as_its_lines() -> None:
    height = float(drawn(full_svg(HEAT)).get("height"))
    more = full_svg(replace(HEAT, lines=HEAT.lines * 20))
    assert float(drawn(more).get("height")) == pytest.approx(height + 44 * 57)
    check_inside(more)


# Gap


def curves(svg: str) -> list[str]:
    found = drawn(svg).iter(f"{SVG}path")
    return [one.get("d") for one in found if one.get("fill") == "none" and one.get("d")]


def test_own_figures_are_a_line_and_theirs_are_diamonds_tied_to_it() -> None:
    root = drawn(full_svg(GAP))
    (curve,) = curves(full_svg(GAP))
    assert curve.count("M") == 2, "a gap is a gap"
    plot = [one for one in root.iter(f"{SVG}path") if one.find(f"{SVG}title") is not None]
    assert [one.get("fill") for one in plot] == [LIGHT["accent"]] * 4
    tied = [one for one in root.iter(f"{SVG}line") if one.get("stroke") == LIGHT["accent"]]
    assert len(tied) == 3 + 1, "three pairs, and the legend"
    said = texts(full_svg(GAP))
    assert GAP.said in said
    assert {"my own figure", "the customer’s rating", "the gap between them"} <= set(said)
    assert "16 Mar – 15 Jun 2026 · 12 of mine, 4 of theirs" in said


def test_ratings_without_own_figures_are_shown_alone() -> None:
    said = texts(full_svg(replace(GAP, own=())))
    assert "my own figure" not in said
    assert any(words.endswith(" · 4 of theirs") for words in said)


# Before and after


@pytest.mark.parametrize(("worked", "role"), [(True, "better"), (False, "worse"), (None, "text")])
def test_both_levels_are_drawn_and_named_in_the_tone_of_the_outcome(worked, role) -> None:
    svg = full_svg(replace(EFFECT, worked=worked))
    named = {one.text: one.get("fill") for one in drawn(svg).iter(f"{SVG}text")}
    assert named["1.7 since"] == LIGHT[role]
    assert named["2.5 before"] == LIGHT["second"]
    assert named["fix began 18 May"] == LIGHT["second"]
    assert named["promise ≤ 2 days"] == LIGHT["text"]
    assert EFFECT.said in named


def test_a_level_is_named_within_its_own_time() -> None:
    root = drawn(full_svg(EFFECT))
    (since,) = (one for one in root.iter(f"{SVG}text") if one.text == "1.7 since")
    (began,) = (one for one in root.iter(f"{SVG}text") if one.text == "fix began 18 May")
    assert float(since.get("x")) > float(began.get("x")) - 10


def test_too_few_values_draw_no_level() -> None:
    said = texts(full_svg(replace(EFFECT, after=None, said="Too early to tell.")))
    assert "1.7 since" not in said
    assert "since" not in said


# The card


def lines_of(svg: str) -> list[str]:
    return [
        one.get("stroke") for one in drawn(svg).iter(f"{SVG}path") if one.get("stroke-linejoin")
    ]


def test_a_card_is_a_line_a_promise_marks_and_two_days() -> None:
    svg = card_svg(TREND)
    root = drawn(svg)
    check_inside(svg)
    assert (root.get("width"), root.get("height")) == ("330", "120")
    assert texts(svg) == [
        "2.9 days",
        "2.6 days",
        "promise ≤ 2",
        "1.4",
        "no figure",
        "16 Mar",
        "14 Jun",
        "fix",
    ], "the one-off is far out"
    (promise,) = (one for one in root.iter(f"{SVG}path") if one.get("stroke-dasharray"))
    assert re.fullmatch(r"M[\d.]+,[\d.]+H[\d.]+V[\d.]+H[\d.]+", promise.get("d"))
    shapes = [(one.tag.removeprefix(SVG), one.find(f"{SVG}title").text) for one in root.iter()
              if one.find(f"{SVG}title") is not None and one is not root]  # fmt: skip
    assert [shape for shape, _ in shapes if shape != "circle"] == [
        "path",
        "path",
        "rect",
        "rect",
        "rect",
    ]
    assert shapes[-1][1] == "2026-W24: 2.6 days"
    tints = [one for one in root.iter(f"{SVG}rect") if one.get("fill") == LIGHT["usual_wash"]]
    assert len(tints) == len(TREND.promises), "the promised side, in its steps, and no other ground"


@pytest.mark.parametrize("tone", list(Tone))
def test_the_line_of_a_card_is_ink_whatever_is_said_beside_it(tone) -> None:
    assert lines_of(card_svg(TREND, tone=tone)) == [LIGHT["second"]]


@pytest.mark.parametrize(
    ("tone", "newest", "dot"),
    [
        ("worse", 2.5, "worse"),
        ("steady", 2.5, "steady"),
    ],
)
def test_a_value_that_was_not_kept_is_hollow_and_the_last_one_orange_if_the_word_is(
    tone, newest, dot
) -> None:
    picture = replace(TREND, points=points((1.0, 2.0, newest), "days"))
    root = drawn(card_svg(picture, tone=tone))
    (hollow,) = (one for one in root.iter(f"{SVG}rect") if one.find(f"{SVG}title") is not None)
    assert (hollow.get("fill"), hollow.get("stroke")) == (LIGHT["panel"], LIGHT[dot])
    assert {one.get("fill") for one in root.iter(f"{SVG}circle")} == {LIGHT["steady"]}


@pytest.mark.parametrize("tone", ["better", "worse"])
def test_values_that_were_kept_are_dots(tone) -> None:
    picture = replace(TREND, points=points((1.0, 2.0, 1.5), "days"))
    root = drawn(card_svg(picture, tone=tone))
    assert [one.get("fill") for one in root.iter(f"{SVG}circle")] == [LIGHT["steady"]] * 3


def test_a_fix_is_told_by_one_word_only() -> None:
    assert "named cover" not in card_svg(TREND)
    assert "no deck" not in card_svg(TREND)
    crowded = replace(TREND, spans=tuple(Span(week(at), week(13), "x") for at in range(13)))
    svg = card_svg(crowded)
    check_inside(svg)
    said = [one for one in drawn(svg).iter(f"{SVG}text") if one.text == "fix"]
    ticks = len(list(drawn(svg).iter(f"{SVG}line")))
    assert 3 < len(said) < 13
    assert ticks == 15, "the base line and the usual level are lines, too"


def test_a_card_of_ratings_has_a_mark_a_period_hollow_where_the_promise_broke() -> None:
    rated = tuple(
        Point(week(at), value, f"{at}", f"{value}", kept=value >= 4)
        for at, value in enumerate((4, 4, 3, 5))
    )
    picture = replace(TREND, points=rated, gaps=(), spans=(), promises=(), scale=Scale.RATING)
    svg = card_svg(picture)
    check_inside(svg)
    root = drawn(svg)
    assert lines_of(svg) == []
    (hollow,) = root.iter(f"{SVG}rect")
    assert (hollow.get("fill"), hollow.get("stroke")) == (LIGHT["panel"], LIGHT["steady"])
    heights = [float(one.get("cy")) for one in root.iter(f"{SVG}circle")]
    assert heights[0] == heights[1] > heights[2]
    assert heights[0] - heights[2] < 30, "one answer of five, not the whole height"


def test_years_are_named_where_they_differ() -> None:
    said = texts(card_svg(replace(TREND, first=date(2025, 12, 1))))
    assert {"1 Dec 2025", "14 Jun 2026"} <= set(said)


def test_nothing_logged_is_said_beside_the_promise() -> None:
    svg = card_svg(replace(TREND, points=(), spans=(), promises=TREND.promises[:1]))
    check_inside(svg)
    assert "Nothing logged in this time" in texts(svg)


def test_another_picture_as_a_card_is_drawn_whole() -> None:
    assert card_svg(HEAT) == full_svg(HEAT, 330, 120)


# Anything at all

DAYS = st.dates(date(2025, 11, 1), date(2027, 3, 1))
VALUES = st.floats(-1e12, 1e12) | st.sampled_from([float("nan"), float("-inf"), 5e-324])
LEVELS = st.none() | VALUES
POINTS = st.lists(
    st.builds(
        Point,
        DAYS,
        VALUES,
        HOSTILE,
        HOSTILE,
        mark=st.sampled_from(Mark),
        kept=st.sampled_from([None, True, False]),
    ),
    max_size=12,
).map(tuple)
STRETCH = st.builds(Stretch, DAYS, DAYS, LEVELS, LEVELS, LEVELS, HOSTILE, st.booleans())
STRETCHES = st.lists(STRETCH, max_size=3).map(tuple)
SPANS = st.lists(st.builds(Span, DAYS, DAYS, HOSTILE), max_size=4).map(tuple)
ENDS = (st.just(week(0)), st.just(week(30)) | st.just(week(0)))
HEAD = (HOSTILE, HOSTILE, *ENDS, st.sampled_from(Scale), HOSTILE)
SIGNS = st.sampled_from(
    ["worse", "below", "old", "nothing_yet", "learning", "steady", "better", "what?"]
)
CELLS = st.none() | st.builds(HeatCell, SIGNS, HOSTILE, st.integers(1, 200), HOSTILE)


@st.composite
def heat_maps(draw) -> HeatPicture:
    columns = draw(st.lists(HOSTILE, min_size=1, max_size=7))
    cells = st.tuples(*[CELLS] * len(columns))
    lines = draw(st.lists(st.builds(HeatLine, HOSTILE, HOSTILE, cells), max_size=5))
    return HeatPicture(draw(HOSTILE), tuple(columns), tuple(lines), draw(st.none() | DAYS))


ANY = st.one_of(
    heat_maps(),
    st.builds(GapPicture, *HEAD, POINTS, POINTS, HOSTILE),
    st.builds(
        EffectPicture,
        *HEAD,
        POINTS,
        DAYS,
        st.none() | STRETCH,
        st.none() | STRETCH,
        STRETCHES,
        HOSTILE,
        st.sampled_from([None, True, False]),
    ),
)


@settings(max_examples=150, deadline=None)
@given(ANY, st.sampled_from([(900, 420), (360, 260), (10, 10)]))
def test_any_picture_is_a_drawing_with_everything_inside(picture, size) -> None:
    check_inside(full_svg(picture, *size))


@settings(max_examples=100, deadline=None)
@given(
    st.builds(replace, st.just(TREND), points=POINTS, promises=STRETCHES, spans=SPANS,
              title=HOSTILE, scale=st.sampled_from(Scale)),
    st.sampled_from([(330, 120), (120, 56), (1, 1), (900, 300)]),
    st.sampled_from(["better", "worse", "steady"]),
)  # fmt: skip
def test_any_card_is_a_drawing_with_everything_inside(picture, size, tone) -> None:
    check_inside(card_svg(picture, *size, tone=tone))


def test_twenty_years_are_a_small_card() -> None:
    many = tuple(
        Point(week(0) + timedelta(weeks=at), at % 5, f"{at}", f"{at % 5}") for at in range(1040)
    )
    svg = card_svg(replace(TREND, points=many, last=many[-1].day))
    assert len(svg) < 40_000
