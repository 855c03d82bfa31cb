"""A year's review of 60 measures as HTML, against matplotlib drawing the same 60 charts to SVG.

Our side does all that a person waits for: a snapshot of the diary is taken and opened, everything
is read and judged as of the end, put into sentences, and written with every value. matplotlib draws
the charts alone, the lean way: no pyplot, no vertical axis, two dates under each chart.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from io import BytesIO
from pathlib import Path

from benchmarks.files import TODAY
from benchmarks.scorecard_pdf import draw
from tracker.app.demo import fill_many
from tracker.app.review.review import review
from tracker.app.tracker import Tracker, opened, snapshot
from tracker.report.charts.picture import TrendPicture
from tracker.report.documents.html import html_bytes
from tracker.report.review.document import review_document

MEASURES, WEEKS = 60, 60
FIRST = TODAY - timedelta(days=364)


@contextmanager
def sides(folder: Path) -> Iterator[tuple[Callable[[], float], Callable[[], float]]]:
    """Yield both sides; each call writes once and returns its time in milliseconds."""
    with Tracker(folder / "sixty.db") as tracker:
        fill_many(tracker, TODAY, measures=MEASURES, weeks=WEEKS, seed=1)
        tracker.judge.findings()
        parts = review(tracker, FIRST, TODAY, TODAY).measures
        pictures = [part.picture for part in parts if part.picture is not None]
        assert len(pictures) == MEASURES

        def ours() -> bytes:
            with opened(snapshot(tracker)) as copy:
                return html_bytes(review_document(review(copy, FIRST, TODAY, TODAY), {}))

        yield _timed(ours, b"</html>"), _timed(lambda: _matplotlib(pictures), b"</svg>")


def _matplotlib(pictures: list[TrendPicture]) -> bytes:
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    buffer = BytesIO()
    for picture in pictures:
        figure = Figure(figsize=(8.2, 4.2))
        canvas = FigureCanvasSVG(figure)
        draw(picture, figure.subplots())
        canvas.print_svg(buffer)
    return buffer.getvalue()


def _timed(write: Callable[[], bytes], ends: bytes) -> Callable[[], float]:
    def timed() -> float:
        began = time.perf_counter()
        content = write()
        took = (time.perf_counter() - began) * 1000
        assert content.rstrip().endswith(ends)
        return took

    return timed
