"""A period without a figure says at the foot of a chart whether it was skipped or not logged."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.report.sample_pictures import FIRST, TREND, points, week
from tests.report.svg_checks import SVG, check_inside, drawn, texts

from tracker.report.charts.draw import full_svg
from tracker.report.charts.frame import frame_of
from tracker.report.charts.gaps import placed_gaps
from tracker.report.charts.picture import Gap, TrendPicture
from tracker.report.charts.reading import named
from tracker.report.charts.svg import LIGHT

SKIPPED = Gap(week(4), "2026-W16", "skipped: I was away")
OPEN = Gap(week(5), "2026-W17", "not logged")


def with_gaps(*gaps: Gap) -> TrendPicture:
    kept = tuple(one for one in TREND.points if one.day not in {gap.day for gap in gaps})
    return replace(TREND, points=kept, gaps=gaps)


def shapes(svg: str) -> dict[str, str]:
    """Return what is said of each shape, with the kind of shape it is."""
    told = ((one.find(f"{SVG}title"), one.tag.removeprefix(SVG)) for one in drawn(svg).iter())
    return {title.text: name for title, name in told if title is not None}


def legend_names(picture: TrendPicture) -> list[str]:
    return [one.name for one in named(frame_of(picture, 900, 420, LIGHT)) if one.kind == "gap"]


def test_skipped_is_a_stroke_and_not_logged_an_empty_box() -> None:
    svg = full_svg(with_gaps(SKIPPED, OPEN))
    check_inside(svg)
    said = shapes(svg)
    assert said["2026-W16: skipped: I was away"] == "line"
    assert said["2026-W17: not logged"] == "rect"


@pytest.mark.parametrize(
    ("gaps", "names"),
    [
        ((), []),
        ((SKIPPED,), ["skipped"]),
        ((OPEN,), ["not logged"]),
        ((OPEN, SKIPPED), ["skipped", "not logged"]),
        ((replace(OPEN, day=FIRST - timedelta(weeks=3)),), []),
    ],
)
def test_the_legend_names_only_the_kind_that_is_drawn(gaps, names) -> None:
    picture = with_gaps(*gaps)
    assert legend_names(picture) == names
    assert {"skipped", "not logged"} & set(texts(full_svg(picture))) == set(names)


def test_they_stand_on_the_base_line_where_their_period_is() -> None:
    frame = frame_of(with_gaps(SKIPPED, OPEN), 900, 420, LIGHT)
    skipped, unknown = placed_gaps(frame)
    assert [one.x for one in (skipped, unknown)] == [frame.x(week(4)), frame.x(week(5))]
    assert skipped.bottom == unknown.bottom == pytest.approx(frame.bottom, abs=1.5)
    assert skipped.top < unknown.top, "apart also where a box is as narrow as a stroke"


def test_boxes_stay_apart_however_narrow_their_periods() -> None:
    open_weeks = tuple(Gap(week(at), f"{at}", "not logged") for at in range(1, 500))
    picture = replace(TREND, last=week(500), points=points((1.0,), "days"), gaps=open_weeks)
    frame = frame_of(picture, 900, 420, LIGHT)
    assert placed_gaps(frame)[0].width <= max(frame.spacing, 1.2)


def test_a_chart_without_any_entry_says_so_once() -> None:
    nothing = replace(TREND, points=(), gaps=(OPEN,))
    assert placed_gaps(frame_of(nothing, 900, 420, LIGHT)) == []
    assert legend_names(nothing) == []
    assert legend_names(replace(nothing, gaps=(OPEN, SKIPPED))) == ["skipped", "not logged"]
