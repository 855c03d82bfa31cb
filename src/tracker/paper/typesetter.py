"""Breaks paragraphs into lines with Qt, and paints them: every script, every direction.

One typesetter serves one thread, for as long as a document is laid out and painted: what it has
broken into lines once it does not break again.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

from tracker.domain.texts.cutting import CUT
from tracker.paper.fonts import load_fonts
from tracker.paper.layout import Alignment, Paragraph, Style
from tracker.report.documents.document import lines

FINE: Final = 10
"""Qt sets letters in whole pixels, so text is set ten times as large and painted smaller."""
_NEW_LINE: Final = "\u2028"
_HAIR: Final = 0.5
"""One sign alone may be wider than its line; beyond this it is clipped."""
_STRONG: Final = 600
_SLIMMEST: Final = 0.1
"""No letter is narrower than this part of its size; so a book for a name costs little."""


_SIDES: Final = {
    Alignment.LEFT: Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute,
    Alignment.RIGHT: Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute,
    Alignment.CENTRE: Qt.AlignmentFlag.AlignHCenter,
}


@dataclass(frozen=True, slots=True)
class LaidOutText:
    """A paragraph in lines: their upper edges in points (and the last lower one), the widest."""

    layout: QTextLayout
    edges: tuple[float, ...]
    wide: float

    @property
    def lines(self) -> int:
        """How many lines there are."""
        return len(self.edges) - 1


@dataclass(frozen=True, slots=True)
class RowSizes:
    """How rows of promises are set: their charts, the air around them, and that of what follows.

    A chart takes a part of the width, and so many pixels of height; `air` is a part of the usual.
    Rows may hold several promises beside each other: `small` in lesser letters and with the boxes
    to tick beside each, `brief` without what a promise is about.
    """

    card: int
    part: float
    above: float
    below: float
    air: float = 1.0
    beside: int = 1
    small: bool = False
    brief: bool = False


ROWS: Final = (
    RowSizes(140, 0.53, 12.0, 11.0),
    RowSizes(120, 0.47, 8.0, 8.0, 0.75),
    RowSizes(104, 0.36, 5.0, 5.0, 0.5),
    RowSizes(84, 0.36, 3.5, 3.5, 0.4),
)
"""As drawn, then closer, for a page that would else not hold all."""
SEVERAL: Final = RowSizes(96, 0.47, 9.0, 8.0)
"""For more promises than fill a page as drawn, and within a chapter."""
PAIRS: Final = (RowSizes(96, 0.52, 8.0, 7.0, 0.75, 2), RowSizes(90, 0.52, 5.0, 5.0, 0.5, 2))
"""For still more, and where fewer would need another page: two beside each other."""
CLOSEST: Final = (
    RowSizes(76, 0.46, 5.0, 4.0, 0.5, 2, small=True),
    RowSizes(64, 0.46, 4.0, 3.0, 0.4, 2, small=True, brief=True),
    RowSizes(57, 0.46, 3.5, 2.0, 0.3, 2, small=True, brief=True),
)
"""For a scorecard that would else need a second page: boxes to tick stand beside each promise."""


class Typesetter:
    """Knows the fonts, how close rows stand, and every paragraph that it has set."""

    def __init__(self, rows: RowSizes = ROWS[0]) -> None:
        self.rows = rows
        self._family = load_fonts()
        self._fonts: dict[Style, QFont] = {}
        self._laid: dict[Paragraph, LaidOutText] = {}

    def laid(self, paragraph: Paragraph) -> LaidOutText:
        """Return the paragraph in lines."""
        found = self._laid.get(paragraph)
        if found is None:
            found = self._laid[paragraph] = self._set(paragraph)
        return found

    def paint(self, painter: QPainter, paragraph: Paragraph, first: int, last: int) -> None:
        """Paint some lines, the first at the top left of the painter, one unit a point."""
        laid = self.laid(paragraph)
        painter.scale(1 / FINE, 1 / FINE)
        if laid.wide > paragraph.width + _HAIR:
            high = laid.edges[last] - laid.edges[first]
            painter.setClipRect(QRectF(0.0, 0.0, paragraph.width * FINE, high * FINE))
        start = QPointF(0.0, -laid.edges[first] * FINE)
        for at in range(first, last):
            laid.layout.lineAt(at).draw(painter, start)

    def _set(self, paragraph: Paragraph) -> LaidOutText:
        text = _NEW_LINE.join(lines(paragraph.text))
        if paragraph.lines:
            room = paragraph.width / (paragraph.style.size * _SLIMMEST)
            text = text[: int(paragraph.lines * room) + 1]
        layout = self._broken(text, paragraph)
        while paragraph.lines and layout.lineCount() > paragraph.lines:
            shorter = self._cut(text, layout, paragraph)
            if shorter == text:
                break
            text = shorter
            layout = self._broken(text, paragraph)
        return _placed(layout, paragraph.style)

    def _broken(self, text: str, paragraph: Paragraph) -> QTextLayout:

        layout = QTextLayout(text, self._font(paragraph.style))
        layout.setCacheEnabled(True)
        layout.setTextOption(_option(paragraph))
        if paragraph.strong:
            layout.setFormats([self._strong(paragraph)])
        layout.beginLayout()
        # One line more than wanted tells that there is more.
        most = paragraph.lines + 1 if paragraph.lines else -1
        while layout.lineCount() != most:
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(paragraph.width * FINE)
        layout.endLayout()
        return layout

    def _cut(self, text: str, layout: QTextLayout, paragraph: Paragraph) -> str:
        """Return the text as far as its last line holds it, ended with …."""
        wide = text.encode("utf-16-le")
        start = 2 * layout.lineAt(paragraph.lines - 1).textStart()
        kept, rest = wide[:start].decode("utf-16-le"), wide[start:].decode("utf-16-le")
        rest = rest.partition(_NEW_LINE)[0].rstrip()
        metrics = QFontMetricsF(self._font(paragraph.style))
        # Less than the whole line: what follows a word may break it off once more.
        room = paragraph.width * FINE * 0.985 - metrics.horizontalAdvance(CUT)
        end = metrics.elidedText(rest, Qt.TextElideMode.ElideRight, room).removesuffix(CUT)
        shorter = kept + end.rstrip() + CUT
        return shorter if len(shorter) < len(text) else text[:-2].rstrip() + CUT

    def _strong(self, paragraph: Paragraph) -> QTextLayout.FormatRange:
        """Set the beginning of a paragraph in semibold."""
        found = QTextLayout.FormatRange()
        found.start, found.length = 0, paragraph.strong
        found.format.setFont(self._font(replace(paragraph.style, weight=_STRONG)))
        return found

    def _font(self, style: Style) -> QFont:

        font = self._fonts.get(style)
        if font is None:
            font = self._fonts[style] = QFont(self._family)
            font.setPixelSize(round(style.size * FINE))
            font.setWeight(QFont.Weight(style.weight))
            font.setItalic(style.italic)
            font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return font


def right_to_left(text: str) -> bool:
    """Tell whether the first letter that has a direction is of a script that runs to the left."""
    strong = (unicodedata.bidirectional(letter) for letter in text)
    return next((kind != "L" for kind in strong if kind in {"L", "R", "AL"}), False)


def _option(paragraph: Paragraph) -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    option.setUseDesignMetrics(True)
    side = paragraph.side
    if side is Alignment.START:
        side = Alignment.RIGHT if right_to_left(paragraph.text) else Alignment.LEFT
    option.setAlignment(_SIDES[side])
    return option


def _placed(layout: QTextLayout, style: Style) -> LaidOutText:
    """Give each line its height: the style's, or more where a script climbs higher."""
    edges = [0.0]
    wide = 0.0
    least = style.size * style.leading
    for at in range(layout.lineCount()):
        line = layout.lineAt(at)
        high = line.height() / FINE
        room = max(least, high)
        line.setPosition(QPointF(0.0, (edges[-1] + (room - high) / 2) * FINE))
        wide = max(wide, line.naturalTextWidth() / FINE)
        edges.append(edges[-1] + room)
    return LaidOutText(layout, tuple(edges), wide)
