"""Documents by hand that every format is tested with: a scorecard, a review with every kind of
block and picture, and one whose every text is hostile. Plain values, the same on every run.
"""

from __future__ import annotations

import base64
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from typing import Any

from tracker.detection.scale import Scale
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
from tracker.report.charts.spark import Mark
from tracker.report.documents.document import (
    BulletList,
    Cell,
    Column,
    Columns,
    Document,
    Figure,
    FigureForm,
    Heading,
    PageBreak,
    Promise,
    Quote,
    Reply,
    Section,
    Signatures,
    Table,
    Tag,
    Text,
    TextRole,
    Tone,
)
from tracker.report.documents.logo import Logo
from tracker.report.documents.sheet import PaperSheet

DAY = date(2026, 10, 2)
FIRST = date(2026, 6, 29)
LAST = date(2026, 9, 27)
TOKEN = "7h3kq9xm"

LOGO = Logo(
    base64.b64decode(
        "iVBORw0KGgoAAAANSUhEUgAAADAAAAAwAQMAAABtzGvEAAAABlBMVEUvW9f///+nY1fEAAAAWUlEQVR42p3L"
        "sQ2DQAAEweFkASEd4FIohU5MaZTiEj78ACEndoIIMJusdLq1w0uFMRVKCtS8YcsKexxpNt/xL3XFnW5c3equ"
        "6pwFmt9zguQJjwzQp4chLcwfFDIOn39iZl8AAAAASUVORK5CYII="
    ),
    "image/png",
    48,
    48,
)
"""A PNG of 48 × 48 pixels: three white bars on blue, round corners."""

ANSWERS = (1.4, 1.6, 1.2, 1.8, None, 1.6, 1.4, 2.0, 1.8, 2.4, 2.6, 2.9, 3.1)
FORECAST = (4, 4.2, 3.8, 4.4, 4.2, 4.6, 4, 4.4, 4.8, 4.2, 4.4, 4.6, 4.4)
HOURS = (4.5, 5, 5.2, 4.8, 5.5, 5.1, 5.6, 6, 5.2, 5.4, 5.8, 5.3, 5.6)


def week(at: int) -> date:
    return FIRST + timedelta(weeks=at)


def points(
    values: tuple[float | None, ...], unit: str, marks: dict[int, Mark], most: float, sign: int
) -> tuple[Point, ...]:
    return tuple(
        Point(
            week(at),
            value,
            f"2026-W{27 + at}",
            f"{value:g} {unit}".strip(),
            note="The ledger export came late" if at == 10 and unit == "days" else "",
            mark=marks.get(at, Mark.USUAL),
            kept=sign * value >= sign * most,
        )
        for at, value in enumerate(values)
        if value is not None
    )


ANSWERS_TREND = TrendPicture(
    "Month-end close answers",
    "days · lower is better",
    FIRST,
    LAST,
    Scale.DURATION,
    "days",
    points(ANSWERS, "days", dict.fromkeys((9, 10, 11, 12), Mark.WORSE), 2, -1),
    gaps=(Gap(week(4), "2026-W31", "away"),),
    promises=(Stretch(FIRST, LAST, high=2.0, label="≤ 2 days"),),
    usual=(Stretch(FIRST, week(9), low=1.0, high=2.2, middle=1.6),),
    flags=(
        Flag(week(7), "new ledger system"),
        Flag(week(11), "revealed, 14 Sep", "revealed", Mark.WORSE),
    ),
    spans=(Span(week(11), LAST, "named cover"),),
)
FORECAST_TREND = TrendPicture(
    "Forecast usable as sent",
    "1 to 5 · higher is better",
    FIRST,
    LAST,
    Scale.RATING,
    "",
    points(FORECAST, "", {8: Mark.ONE_OFF}, 4, 1),
    promises=(Stretch(FIRST, LAST, low=4.0, label="≥ 4"),),
)
HOURS_TREND = TrendPicture(
    "Hours saved for you",
    "hours a week · higher is better",
    FIRST,
    LAST,
    Scale.NUMBER,
    "h",
    points(HOURS, "h", dict.fromkeys((7, 8, 9, 10, 11, 12), Mark.BETTER), 4, 1),
    promises=(Stretch(FIRST, LAST, low=4.0, label="≥ 4 h"),),
)

PROMISES = (
    Promise(
        "Month-end close answers",
        "Promise: A usable answer within 2 days",
        "2.3 days",
        Tag("Not kept", Tone.BAD),
        notes=("Kept in 8 of 12 weeks.", "Slower since 31 August: 2.8 days, before that 1.6."),
        picture=ANSWERS_TREND,
        caption="13 weeks · dashed: promise",
    ),
    Promise(
        "Forecast usable as sent",
        "Promise: 4 of 5 or better",
        "4.3",
        Tag("Kept", Tone.GOOD),
        notes=("Kept in 12 of 13 weeks.",),
        picture=FORECAST_TREND,
        caption="13 weeks · dashed: promise",
    ),
    Promise(
        "Hours saved for you",
        "Promise: 4 hours a week or more",
        "5.3 h",
        Tag("Kept", Tone.GOOD),
        picture=HOURS_TREND,
        caption="13 weeks · dashed: promise",
    ),
    Promise(
        "Audit questions answered at once",
        "Promise: 9 of 10",
        "–",
        Tag("Too few weeks", Tone.PLAIN),
        notes=("Promised since 21 September; 1 value so far.",),
    ),
)
REPLY = Reply(
    TOKEN,
    tuple(one.name for one in PROMISES),
    "ana.ruiz@example.com",
    "Reply to the scorecard, July – September 2026",
)
SCORECARD = Document(
    "For the Finance leads",
    "Impact scorecard · 1 July – 30 September 2026",
    DAY,
    (
        Text(
            "Two of three promises kept. Answers at month-end got slower in September; a fix is "
            "running and you will see the result on 30 October.",
            TextRole.LEAD,
            key="summary",
        ),
        *PROMISES,
        Columns(
            (
                Section(
                    "What I am changing",
                    (
                        Text(
                            "Named cover for every close week, from 5 October. Ledger export at "
                            "06:00 instead of on request."
                        ),
                    ),
                ),
                Section(
                    "Trade-offs I made",
                    (
                        Text(
                            "In September the audit took two of my days a week. I moved the "
                            "dashboard work, not your answers, to November."
                        ),
                    ),
                ),
                Section(
                    "What you told me",
                    (
                        Quote(
                            "The forecast saved us a day. Month-end still hurts.",
                            "Zoë Çelik",
                            "18 September 2026",
                        ),
                    ),
                ),
            )
        ),
        Heading("How did I do?"),
        REPLY,
    ),
    name="Ana Ruiz",
    role="Reporting systems",
    logo=LOGO,
    footer="Only what I marked as shared is on this page. Blue: improving or kept. Orange: "
    "worsening or not kept.",
)

HEAT = HeatPicture(
    "Customers and the six areas",
    ("Effectiveness", "Efficiency", "ROI", "Innovation", "Use and satisfaction", "Infrastructure"),
    (
        HeatLine(
            "Finance leads",
            "WOW",
            (
                HeatCell("worse", "2.8 days", 2, "worse than usual, 2.8 days"),
                HeatCell("better", "5.6 h", 1, "better than usual, 5.6 h"),
                None,
                None,
                HeatCell("steady", "4.3", 1, "steady, 4.3"),
                None,
            ),
        ),
        HeatLine(
            "Priya, my manager",
            "Serve well",
            (
                HeatCell("below", "3.4", 1, "below the promise, 3.4"),
                None,
                HeatCell("old", "12 %", 1, "not logged for 5 weeks, last 12 %"),
                HeatCell("nothing_yet", "", 1, "nothing logged yet"),
                None,
                HeatCell("steady", "98 %", 3, "steady, 98 %"),
            ),
        ),
    ),
)
GAP = GapPicture(
    "Forecast usable as sent",
    "my rating and yours, 1 to 5",
    FIRST,
    LAST,
    Scale.RATING,
    "",
    FORECAST_TREND.points,
    tuple(
        Point(week(at), value, f"2026-W{27 + at}", f"{value:g}", note="Late on Friday")
        for at, value in ((2, 3.0), (6, 4.0), (11, 4.0))
    ),
    "3 pairs; I rate 0.4 higher on average.",
)
EFFECT = EffectPicture(
    "Hours saved for you",
    "Fix: templates for the weekly pack, from 17 August",
    FIRST,
    LAST,
    Scale.NUMBER,
    "h",
    HOURS_TREND.points,
    week(7),
    Stretch(FIRST, week(6), low=4.3, high=5.8, middle=5.1, label="before 5.1 h"),
    Stretch(week(7), LAST, low=4.9, high=6.1, middle=5.6, label="after 5.6 h"),
    HOURS_TREND.promises,
    "Changed: 0.5 h more a week since the fix began.",
    worked=True,
)

TABLE = Table(
    (
        Column("Measure", weight=3),
        Column("Promise", weight=2),
        Column("Kept in", number=True),
        Column("Now", number=True),
        Column("Verdict"),
    ),
    (
        (
            Cell("Month-end close answers"),
            Cell("≤ 2 days"),
            Cell("8 of 12"),
            Cell("2.8 days"),
            Cell("Worse", Tone.BAD),
        ),
        (
            Cell("Forecast usable as sent"),
            Cell("≥ 4"),
            Cell("12 of 13"),
            Cell("4.3"),
            Cell("Steady", Tone.PLAIN),
        ),
        (
            Cell("Hours saved for you"),
            Cell("≥ 4 h"),
            Cell("13 of 13"),
            Cell("5.6 h"),
            Cell("Better", Tone.GOOD),
        ),
    ),
    "Every shared measure, July to September 2026",
)
REVIEW = Document(
    "Review of my impact",
    "1 July – 30 September 2026",
    DAY,
    (
        Text(
            "Three customers, eleven promises, nine kept. One change for the worse was seen by me "
            "eleven days before the customer said so.",
            TextRole.LEAD,
            key="summary",
        ),
        BulletList(
            (
                "Finance leads got 70 hours back.",
                "Month-end answers got slower in September; a fix is running.",
                "Two decisions were made openly; one did not fare well.",
            )
        ),
        Heading("Areas and customers", 1),
        Text("Each cell is the worst measure of a customer in an area."),
        Figure(HEAT, "How it stood on 30 September 2026"),
        PageBreak(),
        Heading("Finance leads", 1),
        Heading("Promises"),
        *PROMISES,
        Heading("Fixes and their effect"),
        Figure(EFFECT, "Before and after the templates"),
        Heading("My rating and theirs", 3),
        Figure(GAP, "Self rating against customer rating"),
        Figure(ANSWERS_TREND, "Month-end close answers, every value"),
        Quote("The forecast saved us a day. Month-end still hurts.", "Zoë Çelik", "18 Sep 2026"),
        Quote("Nothing to add.\nKeep going.", "", "25 Sep 2026"),
        Heading("Appendix", 1),
        TABLE,
        Table((Column("Week"), Column("Value", number=True)), (), "Nothing was logged"),
        Text("Kept means: the value met the promise that held in that week.", TextRole.SMALL),
        Columns(
            (
                Section("Agreed on", (Text("3 July 2026, by both of us."),)),
                Section("Not measured", (BulletList(("ROI", "Innovation")),)),
            )
        ),
        Signatures((("Ana Ruiz", "Name, day"), ("", "For the Finance leads, day"))),
    ),
    name="Ana Ruiz",
    role="Reporting systems",
    logo=LOGO,
    footer="Made with Impact Tracker on 2 October 2026.",
    long=True,
)

HOSTILE = (
    "<script>window.pwned=1</script>",
    "</style><img src=x onerror=window.pwned=1>",
    "\"'><svg onload=window.pwned=1>",
    "javascript:window.pwned=1",
    '=cmd|"/c calc"!A1',
    "{{ 7 * 7 }}{% raw %}",
    "--> ]]> &amp; &lt;b&gt; <!-- ",
    "\u202etxet drawkcab\u202c \u2066isolated\u2069",
    "bell\x07 null\x00 escape\x1b[31m \ufffe\uffff \x85",
    "[link](javascript:window.pwned=1) **bold** | pipe | # heading\n- item\n```",
    "W" * 10_000,
    "العربية 中文字 한국어 हिन्दी ไทย 👩‍💻🏳️‍🌈 Ελληνικά Кириллица",
    "Z\u0351\u036b\u0343\u036a\u0302\u036b\u033d\u034fa\u0334\u0319\u0324\u031e\u0349lgo",
)


def hostile(document: Document) -> Document:
    """Put a hostile text into every field of every block, each in turn; shapes stay as they are."""
    turn = iter(range(10**9))

    def spoiled(value: Any, name: str = "") -> Any:
        if name in {"mime", "sign", "language", "token"} or isinstance(
            value, (Tone, TextRole, Mark, PaperSheet, FigureForm)
        ):
            return value
        if isinstance(value, str) and not isinstance(value, Scale):
            return HOSTILE[next(turn) % len(HOSTILE)]
        if isinstance(value, tuple):
            return tuple(spoiled(one) for one in value)
        if isinstance(value, Flag | Span):
            return replace(value, label=spoiled(value.label))
        if is_dataclass(value) and not isinstance(value, Logo):
            named = {one.name: spoiled(getattr(value, one.name), one.name) for one in fields(value)}
            return replace(value, **named)
        return value

    return spoiled(document)
