"""What stands at the right and at the foot of the small chart beside a promise."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.report.sample_pictures import FIRST, TREND, week
from tests.report.svg_checks import SVG, check_inside, drawn, texts

from tracker.detection.scale import Scale
from tracker.report.charts.card import trend_card
from tracker.report.charts.picture import Gap, Point, Stretch, TrendPicture
from tracker.report.charts.spark import Mark
from tracker.report.charts.svg import LIGHT

LAST = week(13) - timedelta(days=1)
PLAIN = replace(TREND, gaps=(), spans=(), usual=())


def card(values: tuple[float | None, ...], unit: str, **more: object) -> TrendPicture:
    shown = tuple(
        Point(week(at), value, f"{at}", f"{value:g} {unit}".strip(), kept=value >= 4)
        for at, value in enumerate(values)
        if value is not None
    )
    level = Stretch(FIRST, LAST, low=4.0, label=f"≥ 4 {unit}".strip())
    said = {"points": shown, "unit": unit, "scale": Scale.NUMBER, "promises": (level,)} | more
    return replace(PLAIN, **said)


def labels(svg: str) -> dict[str, tuple[float, str | None]]:
    """Return what stands at the right: its height and its weight."""
    found = drawn(svg).iter(f"{SVG}text")
    return {
        one.text: (float(one.get("y")), one.get("font-weight"))
        for one in found
        if float(one.get("x")) > 240 and one.get("text-anchor") is None
    }


def test_the_last_value_stands_in_semibold_between_the_promise_and_the_most() -> None:
    svg = trend_card(card((6.5, 3.5, 5.5, 7, 4.5), "h"), 356, 140)
    check_inside(svg)
    found = labels(svg)
    assert list(found) == ["4.5 h", "promise ≥ 4", "7 h"]
    assert [weight for _, weight in found.values()] == ["600", None, None]
    heights = [y for y, _ in found.values()]
    assert heights[2] < heights[0] < heights[1]


def test_the_least_is_told_where_the_last_is_the_most() -> None:
    svg = trend_card(card((1.4, 1.3, 2.6), "days"), 356, 140)
    assert "1.3" in labels(svg)
    assert "2.6 days" in labels(svg)


def test_a_whole_scale_has_its_ends() -> None:
    svg = trend_card(card((2, 3, 4, 3), "", scale=Scale.RATING), 356, 140)
    assert list(labels(svg)) == ["3", "promise ≥ 4", "5", "1"]


@pytest.mark.parametrize("last", [3.99, 4.0, 4.01, 3.0, 9.0])
def test_labels_never_lie_on_each_other(last) -> None:
    svg = trend_card(card((3.0, 9.0, 5.0, last), "h"), 356, 140)
    check_inside(svg)
    heights = sorted(y for y, _ in labels(svg).values())
    assert len(heights) >= 2
    assert all(after - before >= 12.9 for before, after in itertools.pairwise(heights))


def test_a_long_unit_is_left_out_before_a_figure_is_cut() -> None:
    svg = trend_card(card((5, 1234.5), "answers a customer can book"), 356, 140)
    check_inside(svg)
    assert "1234.5" in labels(svg)


def test_without_room_there_are_no_labels_and_the_line_has_the_whole_width() -> None:
    svg = trend_card(card((5, 4.5), "h"), 160, 80)
    check_inside(svg)
    assert labels(svg) == {}
    assert "promise" not in svg.split("</desc>")[1]


def test_a_promise_that_ended_is_not_named() -> None:
    ended = (Stretch(FIRST, week(1), low=4.0, label="≥ 4 h"),)
    svg = trend_card(card((5, 6, 7, 4.5), "h", promises=ended), 356, 140)
    assert not any(one.startswith("promise") for one in labels(svg))


def test_both_levels_of_a_change_are_lines_in_their_colours() -> None:
    levels = (
        Stretch(FIRST, week(10) - timedelta(days=1), middle=1.7),
        Stretch(week(10), LAST, middle=2.5, mark=Mark.WORSE),
    )
    root = drawn(trend_card(replace(PLAIN, usual=levels), 356, 140))
    before, since, base = root.iter(f"{SVG}line")
    assert (before.get("stroke"), since.get("stroke")) == (LIGHT["steady"], LIGHT["worse"])
    assert float(since.get("y1")) < float(before.get("y1")) < float(base.get("y1"))
    assert float(before.get("x2")) == float(since.get("x1"))


def test_one_week_without_a_figure_is_said() -> None:
    gap = (Gap(week(2), "", "skipped"),)
    svg = trend_card(card((5, 5, None, 6, 4.5), "h", gaps=gap), 356, 140)
    check_inside(svg)
    assert texts(svg).count("skipped") == 1
    missed = trend_card(
        card((5, 5, None, 6, 4.5), "h", gaps=(Gap(week(2), "", "not logged"),)), 356, 140
    )
    assert texts(missed).count("no figure") == 1


def test_weeks_without_figures_are_named_with_their_days() -> None:
    gaps = (Gap(week(3), "", "skipped"), Gap(week(2), "", "not logged"))
    svg = trend_card(card((5, 5, None, None, 6, 4.5), "h", gaps=gaps), 356, 140)
    check_inside(svg)
    assert "no figures 30 Mar – 12 Apr" in texts(svg)
    assert "no figure" not in texts(svg)
    assert "skipped" not in texts(svg), "not all of them were"


def test_gaps_that_lie_close_have_one_name_only() -> None:
    gaps = tuple(Gap(week(at), "", "skipped") for at in (1, 3, 5))
    svg = trend_card(card((5, None, 5, None, 6, None, 4.5), "h", gaps=gaps), 356, 140)
    check_inside(svg)
    assert 1 <= texts(svg).count("skipped") < 3
    ticks = [one for one in drawn(svg).iter(f"{SVG}line") if one.get("x1") == one.get("x2")]
    assert len(ticks) == 3


def test_figures_missing_to_the_end_are_missing_until_the_last_day() -> None:
    gaps = tuple(Gap(week(at), "", "not logged") for at in (11, 12))
    picture = card((5,) * 11, "h", gaps=gaps)
    assert "no figures 1 Jun – 14 Jun" in texts(trend_card(picture, 356, 140))
    assert picture.last == date(2026, 6, 14)


def test_a_low_card_has_ticks_without_words() -> None:
    gap = (Gap(week(2), "", "skipped"),)
    svg = trend_card(card((5, 5, None, 6, 4.5), "h", gaps=gap), 356, 60)
    check_inside(svg)
    assert "skipped" not in texts(svg)
