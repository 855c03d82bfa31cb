"""The review of the sample data as a PDF: few pages, and each of them filled."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tracker.app.demo import fill_demo
from tracker.app.person import person
from tracker.app.review.evidence import wordings_of
from tracker.app.review.review import review
from tracker.app.tracker import Tracker
from tracker.paper.layout import PaperPage, TextLines
from tracker.paper.pages import document_pdf, layout
from tracker.report.documents.sheet import PaperSheet
from tracker.report.review.document import document_for

MOST_PAGES = 12
HALF = 0.5
DOTS = 30
"""An inch: enough to see where ink ends."""
FOOT = 0.945
"""Of a page's height: below stand its number and the title alone."""


@pytest.mark.parametrize(
    ("today", "sheet"),
    [
        (date(2026, 11, 27), PaperSheet.A4),
        (date(2026, 11, 30), PaperSheet.A4),
        (date(2026, 6, 1), PaperSheet.A4),
        (date(2026, 11, 27), PaperSheet.LETTER),
    ],
)
def test_the_pack_of_the_sample_data_is_twelve_pages_each_half_full(
    tmp_path: Path, today: date, sheet: PaperSheet
) -> None:
    if shutil.which("pdftoppm") is None:
        pytest.skip("pdftoppm is not installed")
    pages = printed(tmp_path, today, sheet)
    assert 4 <= len(pages) <= MOST_PAGES
    filled = [ink_ends(page) for page in pages]
    assert all(end >= HALF for end in filled[:-1]), filled


@pytest.mark.parametrize("sheet", list(PaperSheet))
@pytest.mark.parametrize("days", [91, 182, 364], ids=["a quarter", "half a year", "a year"])
def test_a_pack_of_any_span_has_no_page_less_than_half_full_but_the_last(
    days: int, sheet: PaperSheet
) -> None:
    today = date(2026, 11, 27)
    with Tracker(None) as tracker:
        fill_demo(tracker, today)
        span = today - timedelta(days=days), today
        content = review(tracker, *span, today)
        document = document_for(content, wordings_of(tracker, *span), ".pdf")
    pages = layout(replace(document, sheet=sheet)).pages
    filled = [
        max(mark.at.bottom for mark in page.marks if mark.at.bottom < FOOT * page.height)
        / page.height
        for page in pages
    ]
    assert all(end >= HALF for end in filled[:-1]), filled
    begun = [first_words(page) for page in pages]
    assert not [words for words in begun if words.startswith("Every value")], (
        "parted from its chart"
    )


def first_words(page: PaperPage) -> str:
    lines = [mark for mark in page.marks if isinstance(mark, TextLines)]
    return min(lines, key=lambda line: line.at.top).paragraph.text


def printed(folder: Path, today: date, sheet: PaperSheet) -> list[QImage]:
    """Print the pack of the next review as a person would, and return its pages."""
    with Tracker(None) as tracker:
        fill_demo(tracker, today)
        me = person(tracker)
        assert me.review_first
        assert me.review_last
        span = me.review_first, me.review_last
        content = review(tracker, *span, today)
        paper = folder / "pack.pdf"
        document = document_for(content, wordings_of(tracker, *span), ".pdf")
        paper.write_bytes(document_pdf(replace(document, sheet=sheet)))
    run = ["pdftoppm", "-r", str(DOTS), "-png", str(paper), str(folder / "page")]
    subprocess.run(run, check=True, timeout=60)
    return [QImage(str(one)) for one in sorted(folder.glob("page-*.png"))]


def ink_ends(page: QImage) -> float:
    """Return how far down a page anything but its foot is printed, as a part of its height."""
    grey = page.convertToFormat(QImage.Format.Format_Grayscale8)
    for y in range(int(page.height() * FOOT), 0, -1):
        if any(grey.pixelColor(x, y).value() < 200 for x in range(grey.width())):
            return y / page.height()
    return 0.0
