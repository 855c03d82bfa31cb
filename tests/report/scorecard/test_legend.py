"""The small print of a scorecard explains the marks and colours that are on it, and no other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.report.sample_pictures import FIRST, TREND, week

from tracker.detection.scale import Scale
from tracker.domain.keeping import Keeping, KeepingState
from tracker.domain.period import Cadence
from tracker.report.charts.picture import Point, Stretch, TrendPicture
from tracker.report.charts.spark import Mark
from tracker.report.scorecard.content import Scorecard, ScorecardMeasure
from tracker.report.scorecard.document import FOOTER, legend, scorecard_document

LAST = week(13) - timedelta(days=1)
PARTLY = Keeping(KeepingState.PARTLY_KEPT, 2, 3, last=LAST)


def part(
    *points: tuple[Mark, bool | None],
    scale: Scale = Scale.NUMBER,
    state: KeepingState | None = None,
) -> ScorecardMeasure:
    drawn = tuple(
        Point(week(at), 3.0, f"{at}", "3", mark=mark, kept=kept)
        for at, (mark, kept) in enumerate(points)
    )
    picture = replace(TREND, points=drawn, usual=(), scale=scale)
    keeping = replace(PARTLY, state=state) if state else PARTLY
    return ScorecardMeasure("m", "m", "Answers", Cadence.WEEKLY, "", "3", keeping, picture=picture)


def with_levels(*marks: Mark) -> ScorecardMeasure:
    one = part((Mark.USUAL, True))
    levels = tuple(Stretch(FIRST, LAST, middle=2.0, mark=mark) for mark in marks)
    assert isinstance(one.picture, TrendPicture)
    return replace(one, picture=replace(one.picture, usual=levels))


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (part((Mark.USUAL, True)), []),
        (part((Mark.USUAL, False)), ["Hollow squares: not as promised."]),
        (
            part((Mark.USUAL, False), scale=Scale.RATING),
            ["Hollow squares: not as promised."],
        ),
        (part((Mark.USUAL, False), scale=Scale.YESNO), ["Hollow squares: not as promised."]),
        (part((Mark.WORSE, None)), ["Orange, with squares: worsening or not kept."]),
        (part((Mark.BETTER, None)), ["Blue, with triangles: improving or kept."]),
        (part((Mark.ONE_OFF, None)), ["Hollow diamonds: far out."]),
        (part((Mark.USUAL, True), state=KeepingState.KEPT), ["Blue: kept."]),
        (part((Mark.USUAL, True), state=KeepingState.NOT_KEPT), ["Orange: not kept."]),
        (with_levels(Mark.USUAL), ["Thin lines: the usual level."]),
        (
            with_levels(Mark.USUAL, Mark.WORSE),
            ["Thin lines: the level before a change, and the one since."],
        ),
    ],
)
def test_only_what_is_drawn_is_explained(one, said) -> None:
    assert legend([one]) == ["Tinted: as promised.", *said]


def test_a_chart_that_is_off_the_page_needs_no_words() -> None:
    off = replace(part((Mark.WORSE, False), scale=Scale.RATING), picture=None)
    assert legend([off]) == []


def test_the_small_print_holds_it() -> None:
    rated = part((Mark.USUAL, False), scale=Scale.RATING)
    content = Scorecard(1, "Finance", date(2026, 3, 16), LAST, (), measures=(rated,))
    assert scorecard_document(content).footer == (
        f"{FOOTER} Tinted: as promised. Hollow squares: not as promised."
    )
    assert scorecard_document(replace(content, measures=())).footer == FOOTER
