"""Paints the marks of a page with any QPainter, one unit of it a point."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from tracker.paper.renderer import rendered
from tracker.paper.sheet import Box, Drawing, Mark, Panel, Raster, Words
from tracker.paper.typesetter import Typesetter
from tracker.report.svg_parts import LIGHT

COLOURS = {**LIGHT, "segment_line": "#868fa0"}
_RIM = 0.8


def paint_marks(painter: QPainter, marks: Iterable[Mark], setter: Typesetter) -> None:
    """Paint marks in their order."""
    painter.setRenderHints(
        QPainter.RenderHint.Antialiasing
        | QPainter.RenderHint.TextAntialiasing
        | QPainter.RenderHint.SmoothPixmapTransform
    )
    for mark in marks:
        painter.save()
        _paint(painter, mark, setter)
        painter.restore()


def _paint(painter: QPainter, mark: Mark, setter: Typesetter) -> None:
    match mark:
        case Words():
            painter.translate(mark.at.left, mark.at.top)
            painter.setPen(COLOURS[mark.paragraph.style.colour])
            setter.paint(painter, mark.paragraph, mark.first, mark.last)
        case Panel():
            _paint_panel(painter, mark)
        case Drawing():
            with rendered(mark.svg) as renderer:
                renderer.render(painter, _rect(mark.at))
        case Raster():
            _paint_raster(painter, mark)


def _paint_panel(painter: QPainter, panel: Panel) -> None:
    box = _rect(panel.at)
    if panel.fill and not panel.radius:
        painter.fillRect(box, QColor(COLOURS[panel.fill]))
        return
    painter.setBrush(QColor(COLOURS[panel.fill]) if panel.fill else Qt.BrushStyle.NoBrush)
    if panel.rim:
        painter.setPen(QPen(QColor(COLOURS[panel.rim]), _RIM))
        box.adjust(_RIM / 2, _RIM / 2, -_RIM / 2, -_RIM / 2)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
    painter.drawRoundedRect(box, panel.radius, panel.radius)


def _paint_raster(painter: QPainter, raster: Raster) -> None:
    """Paint a logo; one that cannot be read leaves its place empty."""
    image = QImage.fromData(QByteArray(raster.content))
    if not image.isNull():
        painter.drawImage(_rect(raster.at), image)


def _rect(box: Box) -> QRectF:
    return QRectF(box.left, box.top, box.width, box.height)
