"""One picture of each kind, and their drawings as files: `python -m tests.report.sample_pictures`.

The files are looked at before they are committed; a test holds every drawing to its file.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from tracker.detection.scale import Scale
from tracker.report.charts.draw import card_svg, full_svg, spark_svg
from tracker.report.charts.picture import (
    EffectPicture,
    Flag,
    Gap,
    GapPicture,
    HeatCell,
    HeatLine,
    HeatPicture,
    Point,
    Span,
    Stretch,
    TrendPicture,
)
from tracker.report.charts.spark import Mark, SparkPicture

GOLDEN = Path(__file__).parent / "golden"
FIRST = date(2026, 3, 16)
ANSWERS = (1.4, 1.8, 1.9, 1.6, None, 1.4, 1.7, 2.9, 1.8, 1.5, 2.3, 2.5, 2.6)
MARKS = {7: Mark.ONE_OFF, 9: Mark.BETTER, 10: Mark.WORSE, 11: Mark.WORSE, 12: Mark.WORSE}
COVERED = (2.4, 2.6, 2.2, 2.5, None, 2.3, 2.6, 2.5, 2.7, 1.9, 1.8, 2.0, 1.6, 1.7, 1.8, 1.6, 1.5)
OWN = (4, 4, 3.5, 4, 4.5, 4, None, 4.5, 4, 4.5, 4, 4.5, 4)


def week(at: int) -> date:
    return FIRST + timedelta(weeks=at)


def points(values: tuple[float | None, ...], unit: str = "") -> tuple[Point, ...]:
    return tuple(
        Point(
            week(at),
            value,
            f"2026-W{12 + at}",
            f"{value:g} {unit}".strip(),
            mark=MARKS.get(at, Mark.USUAL) if values is ANSWERS else Mark.USUAL,
            kept=value <= 2 if unit == "days" else value >= 4,
        )
        for at, value in enumerate(values)
        if value is not None
    )


TREND = TrendPicture(
    "Month-end close answers",
    "Finance leads · Effectiveness · days, lower is better",
    FIRST,
    week(13) - timedelta(days=1),
    Scale.DURATION,
    "days",
    points(ANSWERS, "days"),
    gaps=(Gap(week(4), "2026-W16", "not logged"),),
    promises=(
        Stretch(FIRST, week(6) - timedelta(days=1), high=2.5, label="≤ 2.5 days"),
        Stretch(week(6), week(13), high=2.0, label="≤ 2 days"),
    ),
    usual=(Stretch(FIRST, week(13), low=1.0, high=2.4, middle=1.7),),
    flags=(
        Flag(week(3), "new ledger"),
        Flag(week(11), "revealed, 1 Jun", "revealed", Mark.WORSE),
    ),
    spans=(Span(week(11), week(13), "named cover"), Span(week(1), week(2), "no deck", "stop")),
)
GAP = GapPicture(
    "Forecast usable as sent",
    "Finance leads · Effectiveness · higher is better",
    FIRST,
    week(13),
    Scale.RATING,
    "",
    points(OWN),
    tuple(
        Point(week(at) + timedelta(days=3), value, f"2026-W{12 + at}", f"{value:g}")
        for at, value in ((2, 4.0), (6, 3.0), (9, 3.5), (12, 3.0))
    ),
    "Their figure is 0.5 lower than mine on average of 3 pairs.",
)
EFFECT = EffectPicture(
    "Named cover for every close week",
    "Month-end close answers · Finance leads",
    FIRST,
    week(17),
    Scale.DURATION,
    "days",
    points(COVERED, "days"),
    week(9),
    Stretch(FIRST, week(9) - timedelta(days=1), middle=2.5, label="2.5 before"),
    Stretch(week(9), week(17), middle=1.7, label="1.7 since"),
    (Stretch(FIRST, week(18), high=2.0, label="≤ 2 days"),),
    "It worked: 1.7 days since it began, 2.5 before (8 and 8 weeks).",
    worked=True,
)
HEAT = HeatPicture(
    "Customers by impact area",
    ("Effectiveness", "Efficiency", "ROI", "Innovation", "Use & satisfaction", "Infrastructure"),
    (
        HeatLine(
            "Finance leads",
            "WOW",
            (
                HeatCell("worse", "2.6 d", 2, "Month-end close answers: slower for 3 weeks."),
                HeatCell("steady", "4.1", 1, "Steady at 4.1."),
                HeatCell("better", "6 h", 1, "Better for 6 weeks."),
                None,
                None,
                None,
            ),
        ),
        HeatLine(
            "Field sales",
            "Serve well",
            (
                HeatCell("below", "61 %", 1, "Steady, but not as promised."),
                None,
                HeatCell("nothing_yet", "", 1, "Nothing logged yet."),
                None,
                HeatCell("better", "3.4", 1, "Better since October."),
                None,
            ),
        ),
        HeatLine(
            "Legal",
            "Don’t annoy",
            (None, HeatCell("old", "6 wk old", 1, "No value since week 41."), *(None,) * 4),
        ),
    ),
    day=date(2026, 6, 15),
)
EMPTY = (
    replace(TREND, points=(), gaps=(), promises=(), usual=(), flags=(), spans=()),
    replace(GAP, own=(), theirs=(), said=""),
    replace(EFFECT, points=(), before=None, after=None, promises=(), said="", worked=None),
    replace(HEAT, lines=()),
)
WHOLE = {"trend": TREND, "gap": GAP, "effect": EFFECT, "heat": HEAT}
RATED = SparkPicture(
    (4, 4, 3, None, 5, 4, 2, None, 4),
    promise=4.0,
    scale=Scale.RATING,
    broken=(False, False, True, False, False, False, True, False, False),
    kept=(4.0, None),
)
DRAWINGS: dict[str, Callable[[], str]] = {
    "trend": lambda: full_svg(TREND),
    "gap": lambda: full_svg(GAP),
    "effect": lambda: full_svg(EFFECT),
    "heat": lambda: full_svg(HEAT),
    "card": lambda: card_svg(TREND, tone="worse"),
    "card_kept": lambda: card_svg(replace(TREND, points=points(COVERED)), tone="better"),
    "spark": lambda: spark_svg(
        SparkPicture(ANSWERS, promise=2.0, tone=Mark.WORSE, kept=(None, 2.0))
    ),
    "spark_ratings": lambda: spark_svg(RATED),
}


def write() -> None:
    """Write every drawing to its file."""
    GOLDEN.mkdir(exist_ok=True)
    for name, draw in DRAWINGS.items():
        (GOLDEN / f"{name}.svg").write_bytes(draw().encode())


if __name__ == "__main__":
    write()
