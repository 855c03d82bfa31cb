"""What painting code shares: an ink that knows theme and direction, lines of text, small trends.

What it draws by is what Qt draws fast: texts laid out once, boxes filled twice. Stroking a rounded
box or laying out a text again takes longer than everything else in a row.

Whoever paints does so in the sizes of usual text: `scaled_painter` and `ScaledDelegate` draw all of
it as much larger as the person reads. What lies under the pointer is `unscaled` before it is asked.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from PySide6.QtCore import QLineF, QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPolygonF,
    QStaticText,
    QTransform,
)
from PySide6.QtWidgets import QSizePolicy, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from tracker.gui.icons import paint_icon
from tracker.gui.theme import Theme, body_font, growth, scaled, unscaled
from tracker.gui.widgets.rows_model import Index
from tracker.gui.widgets.text import elide, isolated, own_way, visual_alignment
from tracker.report.charts.spark import (
    Dot,
    Mark,
    SparkArea,
    SparkPicture,
    spark_dots,
    spark_fan,
    spark_height,
    spark_places,
    spark_ticks,
    spark_tint,
    spark_words,
    widest_dot,
)

REGULAR, MEDIUM, SEMIBOLD = 400, 500, 600
RADIUS = 6.0
LEADING = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
WRAPPED = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
TONES = {Mark.WORSE: "worse", Mark.BETTER: "better", Mark.USUAL: "steady", Mark.ONE_OFF: "steady"}
WASHES = {Mark.WORSE: "worse_wash", Mark.BETTER: "better_wash"}
MARGIN = 3.0
NEWEST, POINT = 2.4, 1.6
TICK, FOOT = 3, 6.0


@lru_cache(maxsize=512)
def text_width(text: str, px: int, weight: int = QFont.Weight.Normal) -> int:
    """Return how wide a text stands."""
    return metrics(px, weight).horizontalAdvance(text)


@lru_cache(maxsize=2048)
def elided(text: str, width: int, px: int, weight: int = QFont.Weight.Normal) -> str:
    """Shorten a text to a width, with … at its end; only its first line is taken."""
    first = text.split("\n", 1)[0]
    shown = f"{first} …" if first != text else text
    return elide(shown, width, metrics(px, weight))


@lru_cache(maxsize=32)
def metrics(px: int, weight: int = QFont.Weight.Normal) -> QFontMetrics:
    """Return the metrics of the body font, made once a size."""
    return QFontMetrics(font(px, weight))


@lru_cache(maxsize=32)
def font(px: int, weight: int = QFont.Weight.Normal) -> QFont:
    """Return the body font, made once a size."""
    return body_font(px, weight)


def scaled_painter(widget: QWidget) -> tuple[QPainter, QRect]:
    """Return a painter of a widget that draws as large as its text is, and the room it has."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setLayoutDirection(widget.layoutDirection())
    if growth() != 1:
        painter.scale(growth(), growth())
    return painter, unscaled_rect(widget.rect())


def unscaled_rect(area: QRect) -> QRect:
    """Return an area of the screen in the sizes of usual text."""
    if growth() == 1:
        return area
    left, top = unscaled(area.left()), unscaled(area.top())
    return QRect(left, top, unscaled(area.width()), unscaled(area.height()))


def scaled_rect(area: QRect) -> QRect:
    """Return an area in the sizes of usual text as it is on the screen."""
    if growth() == 1:
        return area
    return QRect(scaled(area.left()), scaled(area.top()), *map(scaled, area.size().toTuple()))


def in_row(place: QPoint, area: QRect) -> tuple[QPoint, QRect]:
    """Return a point and the row that it lies in as the row is drawn by a `ScaledDelegate`."""
    if growth() == 1:
        return place, area
    inside = place - area.topLeft()
    return (
        QPoint(unscaled(inside.x()), unscaled(inside.y())),
        QRect(0, 0, unscaled(area.width()), unscaled(area.height())),
    )


class ScaledDelegate(QStyledItemDelegate):
    """Draws rows in the sizes of usual text, as large as the text is.

    A delegate says how in `draw`, within the option's area, and how large in `usual_size`.
    """

    def draw(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a row, in the sizes of usual text."""
        raise NotImplementedError

    def usual_size(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return how large a row is beside usual text."""
        raise NotImplementedError

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a row as large as the text is."""
        if growth() == 1:
            self.draw(painter, option, index)
            return
        area: QRect = option.rect
        painter.save()
        painter.translate(area.topLeft())
        painter.scale(growth(), growth())
        option.rect = QRect(0, 0, unscaled(area.width()), unscaled(area.height()))
        self.draw(painter, option, index)
        option.rect = area
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return how large a row is."""
        size = self.usual_size(option, index)
        return QSize(scaled(size.width()), scaled(size.height()))


def leading_side(direction: Qt.LayoutDirection) -> Qt.AlignmentFlag:
    """Return the side on which a row begins, for texts that each read in their own direction."""
    return visual_alignment(direction, LEADING) | Qt.AlignmentFlag.AlignAbsolute


def write_line(
    painter: QPainter,
    theme: Theme,
    area: QRect,
    text: str,
    role: str,
    px: int = 13,
    weight: int = REGULAR,
    side: Qt.AlignmentFlag = LEADING,
) -> None:
    """Write one line in the body font, ended with … where it has no room."""
    painter.setFont(font(px, weight))
    painter.setPen(theme.colour(role))
    painter.drawText(area, side, isolated(elided(text, area.width(), px, weight)))


def paint_ground(
    painter: QPainter,
    theme: Theme,
    option: QStyleOptionViewItem,
    area: QRectF,
    radius: float = RADIUS,
    *,
    only_focused: bool = False,
) -> None:
    """Draw what lies under the chosen row of a list, and under the row below the mouse.

    With `only_focused` a chosen row is marked only while its list has the focus.
    """
    from PySide6.QtWidgets import QStyle

    state: QStyle.StateFlag = option.state
    chosen = bool(state & QStyle.StateFlag.State_Selected)
    here = chosen or bool(state & QStyle.StateFlag.State_HasFocus)
    focused = here and option.widget.hasFocus()
    marked = focused if only_focused else chosen or focused
    if marked or state & QStyle.StateFlag.State_MouseOver:
        edge = "accent" if focused else "chosen_line" if marked else ""
        wide = 3 if focused and theme.high_contrast else 1
        painter.setPen(QPen(theme.colour(edge), wide) if edge else Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent_wash" if marked else "hover"))
        painter.drawRoundedRect(area, radius, radius)


class CellPainter:
    """One stroke of painting: text, icons and boxes by role, at the leading edge of a cell."""

    def __init__(self, painter: QPainter, theme: Theme) -> None:
        self.painter = painter
        self.theme = theme
        self.mirrored = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def text(
        self,
        cell: QRect,
        text: str,
        role: str,
        px: int = 12,
        weight: int = REGULAR,
        *,
        middle: bool = False,
        trailing: bool = False,
    ) -> None:
        """Write one line into a cell: at its leading edge, in its middle, or at its far edge."""
        laid, width, height = _laid(text, px, weight)
        left: float = cell.left()
        spare = cell.width() - width
        left += spare / 2 if middle else spare if self.mirrored is not trailing else 0
        top = cell.top() + (cell.height() - height) / 2
        self.painter.setFont(font(px, weight))
        self.painter.setPen(self.theme.colour(role))
        self.painter.drawStaticText(QPointF(left, top), laid)

    def wrapped(self, cell: QRect, text: str, role: str, px: int) -> None:
        """Write as many lines into a cell as it takes, from its leading edge."""
        direction = self.painter.layoutDirection()
        self.painter.setFont(font(px))
        self.painter.setPen(self.theme.colour(role))
        self.painter.drawText(cell, own_way(self.painter, int(WRAPPED), text), text)
        self.painter.setLayoutDirection(direction)

    def icon(self, cell: QRect, name: str, size: int, role: str) -> None:
        """Draw an icon at the leading edge of a cell, in the middle of its height."""
        left = cell.right() + 1 - size if self.mirrored else cell.left()
        top = cell.top() + (cell.height() - size) / 2
        paint_icon(self.painter, self.theme, name, QRectF(left, top, size, size), role)

    def after(self, cell: QRect, width: int) -> QRect:
        """Return what is left of a cell behind something so wide."""
        return cell.adjusted(0, 0, -width, 0) if self.mirrored else cell.adjusted(width, 0, 0, 0)

    def box(self, cell: QRect, ground: str, edge: str, width: int = 1) -> None:
        """Draw a rounded box with an edge of whole pixels."""
        self.painter.fillPath(rounded(cell), self.theme.colour(edge))
        inner = cell.adjusted(width, width, -width, -width)
        self.painter.fillPath(rounded(inner, RADIUS - width), self.theme.colour(ground))

    def broken_box(self, cell: QRect, ground: str, style: Qt.PenStyle, radius: float) -> None:
        """Draw a rounded box with a dashed or dotted edge."""
        shape = QRectF(cell).adjusted(0.5, 0.5, -0.5, -0.5)
        self.painter.setPen(QPen(self.theme.colour("segment_line"), 1, style))
        self.painter.setBrush(self.theme.colour(ground))
        self.painter.drawRoundedRect(shape, radius, radius)

    def fill(self, shape: QPainterPath, role: str) -> None:
        """Fill a shape."""
        self.painter.fillPath(shape, self.theme.colour(role))

    def bar(self, cell: QRect, role: str) -> None:
        """Fill a cell to its edges."""
        self.painter.fillRect(cell, self.theme.colour(role))


@lru_cache(maxsize=64)
def rounded(cell: QRect, radius: float = RADIUS) -> QPainterPath:
    """Return a cell with round corners."""
    path = QPainterPath()
    path.addRoundedRect(QRectF(cell), radius, radius)
    return path


@lru_cache(maxsize=64)
def slice_of(cell: QRect, option: QRect) -> QPainterPath:
    """Return one segment of a cell, round only where the cell is."""
    path = QPainterPath()
    path.addRect(QRectF(option))
    return rounded(cell, RADIUS - 1).intersected(path)


@lru_cache(maxsize=1024)
def _laid(text: str, px: int, weight: int) -> tuple[QStaticText, float, int]:
    """Lay a text out, and say how wide it is and how high its line."""
    laid = QStaticText(text)
    laid.setTextFormat(Qt.TextFormat.PlainText)
    laid.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
    laid.prepare(QTransform(), font(px, weight))
    return laid, laid.size().width(), metrics(px, weight).height()


def paint_spark(painter: QPainter, theme: Theme, spark: SparkPicture, area: QRectF) -> None:
    """Draw a small trend into an area; leaves another pen and brush behind."""
    inner = area.adjusted(MARGIN, MARGIN, -MARGIN, -FOOT)
    within = SparkArea(inner.left(), inner.top(), inner.right(), inner.bottom())
    places = spark_places(spark, within)
    if not any(places):
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    _paint_ground(painter, theme, spark, area, within)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if spark.ahead:
        _paint_fan(painter, theme, spark, within)
    if not spark.whole:
        painter.setPen(QPen(theme.colour(TONES[spark.tone]), 1.4))
        # Single lines: Qt strokes a polyline of this width four times as slowly. One call each:
        # handed a list of them, PySide 6.11 has crashed while a window was taken apart.
        for one, two in pairwise(places):
            if one and two:
                painter.drawLine(QLineF(*one, *two))
    radius = min(POINT, widest_dot(spark, within))
    dipped: tuple[Mark, bool] | None = None
    for dot in spark_dots(spark, places):
        if (dot.mark, dot.hollow) != dipped:
            dipped, colour = (dot.mark, dot.hollow), theme.colour(TONES[dot.mark])
            painter.setPen(QPen(colour, 1.1) if dot.hollow else Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("panel") if dot.hollow else colour)
        _paint_dot(painter, dot, NEWEST if dot.newest else radius)


def _paint_ground(
    painter: QPainter, theme: Theme, spark: SparkPicture, area: QRectF, within: SparkArea
) -> None:
    """Draw what lies below the values: the promised side, the promise, the periods without one."""
    foot = round(area.bottom())
    if tint := spark_tint(spark, within, (area.top(), area.bottom() - TICK)):
        top, bottom = map(round, tint)
        side = QRect(round(area.left()), top, round(area.width()), bottom - top)
        painter.fillRect(side, theme.colour("usual_wash"))
    painter.setPen(QPen(theme.colour("segment_line"), 1))
    painter.setBrush(theme.colour("panel"))
    for one in spark_ticks(spark, within):
        if one.skipped:
            painter.drawLine(round(one.x), foot - round(one.height), round(one.x), foot - 1)
        else:  # with its rim, which Qt draws around what it is told
            left, wide = round(one.x - one.width / 2), max(round(one.width) - 1, 1)
            painter.drawRect(left, foot - round(one.height), wide, round(one.height) - 1)
    if spark.promise is None or spark.whole:
        return
    if (y := spark_height(spark, spark.promise, within)) is not None:
        painter.setPen(QPen(theme.colour("segment_line"), 1, Qt.PenStyle.DashLine))
        painter.drawLine(round(within.left), round(y), round(within.right), round(y))


def _paint_fan(painter: QPainter, theme: Theme, spark: SparkPicture, within: SparkArea) -> None:
    """Draw where a slide leads: a pale wash, and a dotted line in it."""
    fan = spark_fan(spark, within)
    mark = spark.marks[-1] if spark.marks else spark.tone
    edge = [high for _, _, high in fan] + [low for low, _, _ in reversed(fan)]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(WASHES.get(mark, "usual_wash")))
    painter.drawPolygon(QPolygonF([QPointF(*place) for place in edge]))
    painter.setPen(QPen(theme.colour(TONES[mark]), 1.2, Qt.PenStyle.DotLine))
    for (_, one, _), (_, two, _) in pairwise(fan):
        painter.drawLine(QLineF(*one, *two))


def _paint_dot(painter: QPainter, dot: Dot, radius: float) -> None:
    x, y = dot.place
    if dot.square:
        painter.drawRect(QRectF(x - radius, y - radius, 2 * radius, 2 * radius))
    else:
        painter.drawEllipse(QPointF(x, y), radius, radius)


class Sparkline(QWidget):
    """A small trend as a widget."""

    def __init__(self, theme: Theme, size: QSize | None = None) -> None:
        super().__init__()
        self._theme = theme
        self._size = size or QSize(96, 28)
        self._spark = SparkPicture(())
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_spark(self, spark: SparkPicture) -> None:
        """Show another trend."""
        if spark != self._spark:
            self._spark = spark
            said = spark_words(spark)
            self.setToolTip(f"Without a value: {said}" if said else "")
            self.setAccessibleName(f"Small trend, without a value: {said}" if said else "")
            self.update()

    def sizeHint(self) -> QSize:
        """Return the size it was made for."""
        return QSize(scaled(self._size.width()), scaled(self._size.height()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        painter, room = scaled_painter(self)
        paint_spark(painter, self._theme, self._spark, QRectF(room))
