"""A drawing as PDF: one A4 page across, vectors and text, the same bytes each time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tracker.paper.renderer import drawing_size, rendered

if TYPE_CHECKING:
    from PySide6.QtCore import QByteArray, QRectF, QSizeF

CREATOR = "Impact Tracker"
MARGIN_MM = 15.0
DOCUMENT = "{1a9ac700-0000-4000-8000-000000000001}"
# Qt writes the time of writing and the zone, "Z" or "+13'00'", and minds no clock of ours.
_DATES = re.compile(rb"(?<=Date \(D:)\d{14}[^)]*(?=\))|(?<=Date=\")\d{4}-\d\d-\d\dT[^\"]*(?=\")")
_PLACES = re.compile(rb"(?<=\n)\d{10}(?= 00000 n )|(?<=startxref\n)\d+")
_INFO_DAY, _XMP_DAY = b"20000101000000Z", b"2000-01-01T00:00:00+00:00"


def pdf_bytes(svg: str, title: str = "") -> bytes:
    """Return the drawing as a PDF of one A4 page in landscape, as large as its margins allow."""
    from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QUuid
    from PySide6.QtGui import QGuiApplication, QPageLayout, QPageSize, QPainter, QPdfWriter

    with rendered(svg) as renderer, _steady_order():
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(buffer)
        margins = QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM)
        page = QPageSize(QPageSize.PageSizeId.A4)
        landscape = QPageLayout.Orientation.Landscape
        writer.setPageLayout(QPageLayout(page, landscape, margins, QPageLayout.Unit.Millimeter))
        # Any other resolution than the screen's moves text against lines; the painter scales.
        writer.setResolution(round(QGuiApplication.primaryScreen().logicalDotsPerInch()))
        writer.setTitle(title)
        writer.setCreator(CREATOR)
        writer.setDocumentId(QUuid(DOCUMENT))
        painter = QPainter(writer)
        renderer.render(painter, _fitted(drawing_size(renderer), writer.width(), writer.height()))
        painter.end()
    return _without_time(buffer.data())


@contextmanager
def _steady_order() -> Iterator[None]:
    """Let Qt's hash tables made meanwhile, as that of the fonts, have the same order each time."""
    from PySide6.QtCore import QHashSeed

    QHashSeed.setDeterministicGlobalSeed()
    try:
        yield
    finally:
        QHashSeed.resetRandomGlobalSeed()


def _fitted(size: QSizeF, width: float, height: float) -> QRectF:
    """Fit a drawing to the top of a page, in the middle."""
    from PySide6.QtCore import QRectF

    scale = min(width / size.width(), height / size.height())
    left = (width - size.width() * scale) / 2
    return QRectF(left, 0.0, size.width() * scale, size.height() * scale)


def _without_time(written: QByteArray) -> bytes:
    """Put one fixed time in the place of each, and tell the table of places what has moved."""
    content = bytes(written.data())
    cuts: list[tuple[int, int]] = []

    def fixed(found: re.Match[bytes]) -> bytes:
        day = _XMP_DAY if b"T" in found[0] else _INFO_DAY
        cuts.append((found.start(), len(found[0]) - len(day)))
        return day

    def moved(found: re.Match[bytes]) -> bytes:
        place = int(found[0])
        place -= sum(less for at, less in cuts if at < place)
        return str(place).encode().rjust(len(found[0]), b"0")

    content, table, tail = _DATES.sub(fixed, content).rpartition(b"\nxref\n")
    return content + table + _PLACES.sub(moved, tail)
