"""A drawing as PDF: one A4 page, vectors and text, the same bytes each time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.paper.pdf_file import About, pdf_file
from tracker.paper.renderer import drawing_size, rendered

if TYPE_CHECKING:
    from PySide6.QtCore import QRectF, QSizeF
    from PySide6.QtGui import QPainter, QPdfWriter

MARGIN_MM = 15.0


def pdf_bytes(svg: str, title: str = "") -> bytes:
    """Return the drawing as a PDF of one A4 page, as large as its margins allow.

    A drawing that is higher than wide stands on an upright page.
    """
    with rendered(svg) as renderer:
        size = drawing_size(renderer)
        across = size.width() >= size.height()

        def paint(writer: QPdfWriter, painter: QPainter) -> None:
            renderer.render(painter, _fitted(size, writer.width(), writer.height()))

        return pdf_file(About(title), paint, landscape=across, margin_mm=MARGIN_MM)


def _fitted(size: QSizeF, width: float, height: float) -> QRectF:
    """Fit a drawing to the top of a page, in the middle."""
    from PySide6.QtCore import QRectF

    scale = min(width / size.width(), height / size.height())
    left = (width - size.width() * scale) / 2
    return QRectF(left, 0.0, size.width() * scale, size.height() * scale)
