"""A drawing as PNG, once, twice or three times its size in pixels."""

from __future__ import annotations

from tracker.paper.renderer import drawing_size, rendered

DOTS_PER_METRE = 96 / 0.0254


def png_bytes(svg: str, scale: int = 1) -> bytes:
    """Return the drawing as a PNG of `scale` pixels for each of its own."""
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF
    from PySide6.QtGui import QColorConstants, QImage, QImageWriter, QPainter

    with rendered(svg) as renderer:
        size = (drawing_size(renderer) * scale).toSize()
        image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(QColorConstants.White)
        painter = QPainter(image)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing
        )
        renderer.render(painter, QRectF(image.rect()))
        painter.end()
    # Set before painting, it would change the size of the text.
    image.setDotsPerMeterX(round(DOTS_PER_METRE * scale))
    image.setDotsPerMeterY(round(DOTS_PER_METRE * scale))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(
        image.convertToFormat(QImage.Format.Format_RGB32)
    )
    return bytes(buffer.data().data())
