"""What tests of paper have: one realistic drawing, and Qt as the window has it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tracker.detection.scale import Scale
from tracker.report.charts.draw import trend_svg
from tracker.report.charts.picture import Flag, Point, Stretch, TrendPicture
from tracker.report.charts.spark import Mark

FIRST = date(2026, 3, 16)
VALUES = (1.4, 1.8, 1.9, 1.6, 1.4, 1.7, 2.6, 1.8, 1.5, 2.3, 2.5)


@pytest.fixture(autouse=True)
def application(qapp):
    """Keep the one application of the whole run: a second kind of it would break the window's."""


@pytest.fixture
def picture() -> TrendPicture:
    points = tuple(
        Point(
            FIRST + timedelta(weeks=at),
            value,
            f"2026-W{12 + at}",
            f"{value} days",
            mark=Mark.WORSE if at > 8 else Mark.USUAL,
        )
        for at, value in enumerate(VALUES)
    )
    last = FIRST + timedelta(weeks=12)
    return TrendPicture(
        "Month-end close answers – Zoë’s <café>",
        "Finance leads · days, lower is better",
        FIRST,
        last,
        Scale.DURATION,
        "days",
        points,
        promises=(Stretch(FIRST, last, high=2.0, label="≤ 2 days"),),
        usual=(Stretch(FIRST, last, low=1.0, high=2.4, middle=1.7),),
        flags=(Flag(FIRST + timedelta(weeks=4), "new ledger system"),),
    )


@pytest.fixture
def svg(picture) -> str:
    return trend_svg(picture)
