"""How a measure is drawn: small beside a chart, and wide as a line of the overview."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from tracker.app.queries.measure_list import Listed
from tracker.domain.customer import Customer
from tracker.domain.measure import AREA_NAMES, show_promise
from tracker.gui.theme import Theme, body_font
from tracker.gui.widgets.measure_list import ROW_ROLE, Index, tier_words
from tracker.gui.widgets.sparkline import paint_spark
from tracker.report.reading import short_period

HEADING, SMALL_ROW, WIDE_ROW = 30, 56, 52
RADIUS, PAD = 6, 8
START = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
END = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
SPARK, LAST, PROMISE, VERDICT = 130, 110, 120, 140
NARROW = 640


class MeasurePainter(QStyledItemDelegate):
    """Draws a measure as its name over its small trend."""

    row_height = SMALL_ROW

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a heading or a measure."""
        heading = isinstance(index.data(ROW_ROLE), Customer)
        return QSize(100, HEADING if heading else self.row_height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row: Customer | Listed = index.data(ROW_ROLE)
        if isinstance(row, Customer):
            self.heading(painter, option.rect, row)
        else:
            self._ground(painter, option)
            self.measure(painter, option.rect.adjusted(PAD, 0, -PAD, 0), row)
        painter.restore()

    def heading(self, painter: QPainter, area: QRect, customer: Customer) -> None:
        """Draw a customer's name."""
        low = area.adjusted(PAD, 8, -PAD, 0)
        self.write(painter, low, customer.name, "second", 11, 600)

    def measure(self, painter: QPainter, area: QRect, one: Listed) -> None:
        """Draw the name over the small trend."""
        name = QRect(area.left(), area.top() + 4, area.width(), 20)
        self.write(painter, name, one.measure.name, "text", 12, 500)
        spark = QRectF(area.left() - 3, area.top() + 25, area.width() + 6, 26)
        if not one.last:
            self.write(painter, spark.toRect().adjusted(3, 0, 0, 0), "nothing logged", "third", 11)
        paint_spark(painter, self._theme, one.spark, spark)

    def write(
        self,
        painter: QPainter,
        area: QRect,
        text: str,
        role: str,
        px: int = 13,
        weight: int = 400,
        side: Qt.AlignmentFlag = START,
    ) -> None:
        """Write a line, ended with … where it has no room."""
        font = body_font(px, weight)
        painter.setFont(font)
        painter.setPen(self._theme.colour(role))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, side, shown)

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        focus = chosen and option.widget.hasFocus()
        if not chosen and not state & QStyle.StateFlag.State_MouseOver:
            return
        painter.setPen(self._theme.colour("accent") if focus else Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("accent_wash" if chosen else "hover"))
        area = QRectF(option.rect).adjusted(0.5, 1.5, -0.5, -1.5)
        painter.drawRoundedRect(area, RADIUS, RADIUS)


class OverviewPainter(MeasurePainter):
    """Draws a measure as a line: name, area, small trend, last value, promise, kept or not."""

    row_height = WIDE_ROW

    def heading(self, painter: QPainter, area: QRect, customer: Customer) -> None:
        """Draw a customer's name and where it stands, over a line."""
        font = QFontMetrics(body_font(13, 600))
        low = area.adjusted(PAD, 6, -PAD, 0)
        tier = tier_words(customer)
        room = low.width() - QFontMetrics(body_font(11)).horizontalAdvance(tier) - 10
        width = min(font.horizontalAdvance(customer.name) + 2, room)
        self.write(
            painter,
            QRect(low.topLeft(), QSize(width, low.height())),
            customer.name,
            "text",
            13,
            600,
        )
        self.write(painter, low.adjusted(width + 8, 0, 0, 0), tier, "second", 11)
        painter.fillRect(
            QRect(area.left(), area.bottom(), area.width(), 1), self._theme.colour("line")
        )

    def measure(self, painter: QPainter, area: QRect, one: Listed) -> None:
        """Draw one line in columns; a narrow window leaves the promise out."""
        wide = area.width() >= NARROW
        right = area.right()
        self._verdict(painter, QRect(right - VERDICT, area.top(), VERDICT, area.height()), one)
        right -= VERDICT + 16
        if wide:
            version = one.measure.now
            promise = show_promise(version, one.measure.scale)
            column = QRect(right - PROMISE, area.top(), PROMISE, area.height())
            self.write(painter, column, promise, "second")
            right -= PROMISE + 16
        column = QRect(right - LAST, area.top(), LAST, area.height())
        self.write(painter, column, one.last or "–", "text", 13, 600, END)
        right -= LAST + 16
        spark = QRectF(right - SPARK, area.top() + 10, SPARK, area.height() - 20)
        paint_spark(painter, self._theme, one.spark, spark)
        names = QRect(area.left(), area.top() + 7, right - SPARK - 16 - area.left(), 20)
        self.write(painter, names, one.measure.name, "text", 13, 500)
        name = AREA_NAMES[one.measure.area] if one.measure.area else "Draft"
        self.write(painter, names.translated(0, 19), name, "second", 11)

    def _verdict(self, painter: QPainter, area: QRect, one: Listed) -> None:
        if one.period is None:
            self.write(painter, area, "nothing logged yet", "third", 12)
        elif one.kept is None:
            self.write(painter, area, f"no promise · {short_period(one.period)}", "third", 12)
        else:
            words = f"{'kept' if one.kept else 'not kept'} · {short_period(one.period)}"
            self.write(painter, area, words, "second" if one.kept else "worse", 12, 500)
