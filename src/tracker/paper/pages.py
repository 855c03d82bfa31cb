"""A document on A4 pages: laid out once, then painted as PDF, as one PNG, or in the preview."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from PySide6.QtGui import QPainter, QPdfWriter

from tracker.paper.flow import Flow, Flowing, Piece
from tracker.paper.page_blocks import each
from tracker.paper.page_head import cover, head
from tracker.paper.page_painter import paint_marks
from tracker.paper.page_text import SMALL, line_of, running
from tracker.paper.pdf_file import About, pdf_file
from tracker.paper.png_file import png_file
from tracker.paper.renderer import ensure_application
from tracker.paper.sheet import (
    BOTTOM,
    HEIGHT,
    LONE_BOTTOM,
    MARGIN,
    ROOM,
    WIDTH,
    Mark,
    Page,
    Pages,
    Paragraph,
    Side,
    Style,
    moved,
)
from tracker.paper.typesetter import Typesetter
from tracker.report.document import Document
from tracker.report.svg_text import clean

Progress = Callable[[int, int], None]
"""Told how much of how much is done, at least once a block and a page; may raise to give up."""

FOOT: Final = Style(7.6, 400, 1.3, "third")
POINTS_AN_INCH: Final = 72.0
PIXELS_AN_INCH: Final = 96.0
TALLEST: Final = 32_000
"""Pixels; what shows pictures often refuses higher ones, so a very long document is set smaller."""
_FOOT_UP: Final = 34.0
_ABOVE_FOOTER: Final = 16.0


def layout(document: Document, progress: Progress | None = None) -> Pages:
    """Lay a document out on A4 pages."""
    ensure_application()
    return _laid(document, Typesetter(), progress or _quiet, HEIGHT)


def paint_page(
    painter: QPainter, pages: Pages, index: int, setter: Typesetter | None = None
) -> None:
    """Paint a page at the painter's origin, one unit a point; the paper itself stays as it is.

    Who paints the same pages again and again hands in one typesetter of the painting thread.
    """
    paint_marks(painter, pages.pages[index].marks, setter or Typesetter())


def document_pdf(document: Document, progress: Progress | None = None) -> bytes:
    """Return the document as PDF: text as text, charts as vectors, the same bytes each time."""
    ensure_application()
    setter, told = Typesetter(), progress or _quiet
    pages = _laid(document, setter, _part(told, 0, 2), HEIGHT)
    told = _part(told, 1, 2)

    def paint(writer: QPdfWriter, painter: QPainter) -> None:
        scale = writer.resolution() / POINTS_AN_INCH
        for index in range(len(pages)):
            if index:
                writer.newPage()
            painter.save()
            painter.scale(scale, scale)
            paint_page(painter, pages, index, setter)
            painter.restore()
            told(index + 1, len(pages))

    return pdf_file(About(pages.title, pages.author, pages.day), paint)


def document_png(document: Document, scale: float = 2, progress: Progress | None = None) -> bytes:
    """Return the document as one tall picture without page breaks, as it goes into a mail."""
    ensure_application()
    setter, told = Typesetter(), progress or _quiet
    page = _laid(document, setter, _part(told, 0, 2), None).pages[0]
    a_point = PIXELS_AN_INCH / POINTS_AN_INCH
    fine = min(scale * a_point, TALLEST / page.height)

    def paint(painter: QPainter, top: float, bottom: float) -> None:
        inside = [mark for mark in page.marks if mark.at.top < bottom and mark.at.bottom > top]
        paint_marks(painter, inside, setter)

    return png_file(WIDTH, page.height, fine, paint, _part(told, 1, 2))


def _laid(
    document: Document, setter: Typesetter, progress: Progress, height: float | None
) -> Pages:
    found = _pieces(document, setter, progress, titled=document.cover and height is not None)
    pages = _flowed(found, height)
    if len(pages) > 1:
        pages = tuple(
            _footed(page, f"{at} / {len(pages)}", document, setter)
            for at, page in enumerate(pages, 1)
        )
    return Pages(pages, clean(document.title), clean(document.name), document.day.isoformat())


def _pieces(
    document: Document, setter: Typesetter, progress: Progress, *, titled: bool
) -> list[Flowing]:
    """Set everything that a document says; the small print stays with what stands above it."""
    found: list[Flowing] = [*(cover if titled else head)(document, ROOM, setter)]
    if titled:
        found.append(Piece(0.0, breaks=True, keep=True))
    progress(0, len(document.blocks))
    for done, block in enumerate(each(document.blocks, ROOM, setter), 1):
        found += block
        progress(done, len(document.blocks))
    footer = running(Paragraph(document.footer, SMALL, ROOM), _ABOVE_FOOTER, setter)
    if footer and isinstance(found[-1], Piece):
        found[-1] = replace(found[-1], keep=True)
    return [*found, *footer]


def _flowed(found: list[Flowing], height: float | None) -> tuple[Page, ...]:
    """Put pieces on pages: on one alone, which needs no foot, if they go there at all."""
    for bottom in (LONE_BOTTOM, BOTTOM):
        flow = Flow(height, bottom)
        flow.add(found)
        if len(flow.pages) == 1:
            break
    return flow.finished()


def _footed(page: Page, number: str, document: Document, setter: Typesetter) -> Page:
    """Add the title and the page's number at the foot; neither on a title page."""
    if document.cover and number.startswith("1 "):
        return page
    wide = ROOM - 60.0
    title = line_of(setter, Paragraph(document.title, FOOT, wide, 1))
    counted = line_of(setter, Paragraph(number, FOOT, 50.0, 1, Side.RIGHT))
    marks: list[Mark] = list(page.marks)
    if title is not None:
        marks.append(moved(title, MARGIN, page.height - _FOOT_UP))
    if counted is not None:
        marks.append(moved(counted, MARGIN + ROOM - 50.0, page.height - _FOOT_UP))
    return Page(page.height, tuple(marks))


def _part(progress: Progress, at: int, of: int) -> Progress:
    """Return progress that tells of one stage out of several."""

    def told(done: int, whole: int) -> None:
        progress(at * whole + done, of * whole)

    return told


def _quiet(_done: int, _of: int) -> None:
    """Tell nobody."""
