"""What the signs of the heat map mean, in a quiet line, and which of them have a wash."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from tracker.app.signals.signs import Sign
from tracker.app.trends.pictures import Cell, HeatRow
from tracker.gui.theme import Theme, scaled, unscaled
from tracker.gui.widgets.painting import LEADING, font, scaled_painter, text_width
from tracker.gui.widgets.signs import SIGN, paint_sign, sign_box

LEGEND_LINE = 18
DRAWN = 2  # measures of one cell
WASHES = {Sign.WORSE: "worse_wash", Sign.BELOW: "worse_wash", Sign.BETTER: "better_wash"}
UNSIGNED = {Sign.OLD, Sign.NOTHING_YET}
"""What has no sign: its words say it, and a dash would say "as usual"."""
LEGEND = (
    (Sign.WORSE, "worse"),
    (Sign.BELOW, "below promise"),
    (Sign.ONE_OFF, "one far out"),
    (Sign.STEADY, "as usual"),
    (Sign.BETTER, "better"),
    (Sign.LEARNING, "still learning"),
)


class HeatLegend(QWidget):
    """What the signs that are drawn mean: a quiet line at the right, several where it is narrow."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: list[tuple[Sign, str]] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_signs(self, rows: Iterable[HeatRow]) -> None:
        """Name the signs that are drawn, and no other."""
        drawn = {one.sign for row in rows for cell in row.cells for one in drawn_of(cell)}
        self._shown = [(sign, text) for sign, text in LEGEND if sign in drawn]
        told = ", ".join(text for _, text in self._shown)
        self.setAccessibleName(f"Signs: {told}" if told else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the width of its words in one line."""
        width = sum(_named_width(text) for _, text in self._shown)
        return QSize(scaled(width), scaled(LEGEND_LINE))

    def minimumSizeHint(self) -> QSize:
        """Return the width of its longest word."""
        width = max((_named_width(text) for _, text in self._shown), default=0)
        return QSize(scaled(width), scaled(LEGEND_LINE))

    def hasHeightForWidth(self) -> bool:
        """Say that it is higher where it is narrower."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the lines that it takes."""
        lines = 1 + max((line for *_, line in self._places(unscaled(width))), default=0)
        return scaled(LEGEND_LINE * lines)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw each sign with its word."""
        painter, room = scaled_painter(self)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        painter.setFont(font(11))
        for sign, text, left, line in self._places(room.width()):
            place = QRectF(left, line * LEGEND_LINE, _named_width(text), LEGEND_LINE)
            paint_sign(painter, self._theme, sign, sign_box(left + 2, place))
            painter.setPen(self._theme.colour("second"))
            painter.drawText(place.adjusted(SIGN + 8, 0, 0, 0), LEADING, text)

    def _places(self, width: int) -> Iterator[tuple[Sign, str, int, int]]:
        """Yield each sign with its word, where it begins, and in which line."""
        lines: list[list[tuple[Sign, str, int]]] = [[]]
        left = 0
        for sign, text in self._shown:
            wide = _named_width(text)
            if left and left + wide > width:
                lines.append([])
                left = 0
            lines[-1].append((sign, text, left))
            left += wide
        for at, line in enumerate(lines):
            used = sum(_named_width(text) for _, text, _ in line)
            for sign, text, left in line:
                yield sign, text, left + max(width - used, 0), at


def drawn_of(cell: Cell) -> Cell:
    """Return the measures of a cell that are drawn: the worst, and the other if there are two."""
    return cell if len(cell) <= DRAWN else cell[:1]


def _named_width(text: str) -> int:
    return int(SIGN) + 24 + text_width(text, 11)
