"""A scorecard of twelve measures as PDF, against matplotlib drawing the same twelve charts to one.

Each side runs in a process of its own that stays open: it is told to write once more, and says how
many milliseconds that took. What each must load, it has loaded; `cold` is the first PDF of a new
process, from its start to its end.

matplotlib gets the lean way: no pyplot, one A4 figure, no vertical axis, two dates under each chart
as we write them. Our page holds the words of the scorecard too.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from importlib.util import find_spec
from io import BytesIO
from typing import Any

from tracker.detection.scale import Scale
from tracker.report.charts.picture import Point, Stretch, TrendPicture
from tracker.report.charts.spark import Mark
from tracker.report.documents.document import (
    Columns,
    Document,
    Heading,
    Promise,
    Reply,
    Section,
    Tag,
    Text,
    TextRole,
    Tone,
)

MEASURES = 12
WEEKS = (13, 26, 39, 52)
LAST = date(2026, 11, 16)
PROMISED = 2.0
GREY, BLUE, ORANGE = "#5b6576", "#0b6fa8", "#b04d08"


def trend(at: int) -> TrendPicture:
    """Make one measure's weeks: a few gaps, the last values worse or better than usual."""
    chance, weeks = random.Random(at), WEEKS[at % len(WEEKS)]
    first = LAST - timedelta(weeks=weeks - 1)
    moved = Mark.WORSE if at % 3 == 0 else Mark.BETTER if at % 3 == 1 else Mark.USUAL
    points = []
    for week in range(weeks):
        late = week >= weeks - 4
        if chance.random() < 0.06 and not late:
            continue
        value = round(1.7 + chance.gauss(0, 0.25) + (0.6 if late and at % 3 == 0 else 0), 2)
        day = first + timedelta(weeks=week)
        mark = moved if late else Mark.USUAL
        points.append(Point(day, value, f"{day:%G-W%V}", f"{value} days", mark=mark))
    return TrendPicture(
        f"Measure {at + 1}, answers to the finance leads",
        "days · lower is better",
        first,
        LAST,
        Scale.DURATION,
        "days",
        tuple(points),
        promises=(Stretch(first, LAST, high=PROMISED, label="≤ 2 days"),),
    )


def scorecard(trends: list[TrendPicture]) -> Document:
    """Make the document that goes to the customer."""
    promises = tuple(
        Promise(
            picture.title,
            "Promise: A usable answer within 2 days",
            picture.points[-1].shown,
            Tag("Not kept", Tone.BAD) if at % 3 == 0 else Tag("Kept", Tone.GOOD),
            (f"Kept in {9 + at % 4} of 13 weeks.",),
            picture,
            f"{WEEKS[at % len(WEEKS)]} weeks · dashed: promise",
        )
        for at, picture in enumerate(trends)
    )
    sections = (
        Section("What I am changing", (Text("Named cover for every close week."),)),
        Section("Trade-offs I made", (Text("The audit took two of my days a week."),)),
    )
    return Document(
        "For the Finance leads",
        "Impact scorecard · 1 July – 30 September 2026",
        LAST,
        (
            Text("Eight of twelve promises kept. Four got slower in October.", TextRole.LEAD),
            *promises,
            Columns(sections),
            Heading("How did I do?"),
            Reply("7h3kq9xm", tuple(one.name for one in promises), "me@example.com"),
        ),
        name="Ana Ruiz",
        role="Reporting systems",
        footer="Only what I marked as shared is on this page.",
    )


def ours() -> Callable[[], bytes]:
    """Return how this program writes the scorecard."""
    from tracker.paper.pages import document_pdf

    document = scorecard([trend(at) for at in range(MEASURES)])
    return lambda: document_pdf(document)


def matplotlib() -> Callable[[], bytes]:
    """Return how matplotlib draws the twelve charts."""
    from matplotlib.backends.backend_pdf import FigureCanvasPdf
    from matplotlib.figure import Figure

    trends = [trend(at) for at in range(MEASURES)]

    def write() -> bytes:
        figure = Figure(figsize=(8.27, 11.69))
        canvas = FigureCanvasPdf(figure)
        grid = figure.subplots(MEASURES // 2, 2, squeeze=False)
        for picture, axes in zip(trends, grid.flat, strict=True):
            draw(picture, axes)
        buffer = BytesIO()
        canvas.print_pdf(buffer)
        return buffer.getvalue()

    return write


def draw(picture: TrendPicture, axes: Any) -> None:
    """Draw one chart as `card_svg` does: line with gaps, dashed promise, marked points, dates."""
    known = {point.day: point.value for point in picture.points}
    weeks = (picture.last - picture.first).days // 7 + 1
    days = [picture.first + timedelta(weeks=week) for week in range(weeks)]
    values = [known.get(day, float("nan")) for day in days]
    axes.plot(days, values, color=GREY, linewidth=1)
    axes.plot([days[0], days[-1]], [PROMISED, PROMISED], color=GREY, linewidth=0.8, dashes=(3, 2))
    for mark, shape, colour in ((Mark.WORSE, "s", ORANGE), (Mark.BETTER, "^", BLUE)):
        marked = [point for point in picture.points if point.mark is mark]
        if marked:
            places = [point.day for point in marked], [point.value for point in marked]
            axes.plot(*places, shape, color=colour, markersize=3.5)
    axes.plot(days[-1:], values[-1:], "o", color=GREY, markersize=3.5)
    axes.set_yticks([])
    axes.set_xticks([days[0], days[-1]], [f"{day.day} {day:%b}" for day in (days[0], days[-1])])
    axes.spines[:].set_visible(False)


SIDES = {"ours": ours, "matplotlib": matplotlib}


def installed() -> bool:
    """Tell whether there is a matplotlib to compare with."""
    return find_spec("matplotlib") is not None


@contextmanager
def opened(side: str) -> Iterator[Callable[[], float]]:
    """Keep one side's process open; each call writes one PDF there, and returns its time in ms."""
    child = subprocess.Popen(
        command(side),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    assert child.stdin is not None
    assert child.stdout is not None
    to, back = child.stdin, child.stdout

    def written() -> float:
        print(file=to, flush=True)
        return float(back.readline())

    try:
        yield written
    finally:
        to.close()
        child.wait(30)
        back.close()


def command(side: str, *more: str) -> tuple[str, ...]:
    """Return the command that starts one side."""
    return (sys.executable, "-m", "benchmarks.scorecard_pdf", side, *more)


def main() -> None:
    """Write a PDF for each line that comes in and say how long it took; with `once`, just one."""
    write = SIDES[sys.argv[1]]()
    if sys.argv[2:] == ["once"]:
        write()
        return
    for _ in sys.stdin:
        began = time.perf_counter()
        content = write()
        print((time.perf_counter() - began) * 1000, flush=True)
        assert content.startswith(b"%PDF")


if __name__ == "__main__":
    main()
