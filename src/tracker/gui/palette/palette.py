"""The palette itself: a field and a list over the page, which is dimmed and left as it is."""

from __future__ import annotations

import logging
from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QContextMenuEvent,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QMainWindow,
    QStyle,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from tracker.app.search.search import Snippet
from tracker.domain.errors import TrackerError
from tracker.gui.accessible.announcing import announce
from tracker.gui.bridge import Bridge
from tracker.gui.icons import icon, paint_icon
from tracker.gui.page import PageSignals
from tracker.gui.palette.contents import ONLY_COMMANDS, FoundRows, PaletteContents, PaletteRow
from tracker.gui.palette.narrowing import Narrowing
from tracker.gui.theme import Theme, scaled, unscaled
from tracker.gui.widgets.painting import (
    SEMIBOLD,
    ScaledDelegate,
    font,
    paint_ground,
    paint_spark,
    text_width,
    write_line,
)
from tracker.gui.widgets.row_menu import MenuEntry, menu_index, open_row_menu
from tracker.gui.widgets.rows_model import Index, ModelColumn, RowsModel
from tracker.gui.widgets.text import label, paint_marked, visual_rect
from tracker.report.text.news import found_words

WIDTH, TOP, NARROW = 640, 96, 1100
ROW, HEAD, PAD, ICON, TEXT_LEFT = 44, 28, 16, 16, 44
KEY_PAD, KEYS_WIDE = 6, 56
MOST_ROWS = 9
DIMMED = QColor(0, 0, 0, 46)  # 18 %
MOST_USED = 60
ASKED = "Measures, customers, notes, commands"
NOTHING = "Nothing with “{typed}”. Note it?"
KEYS = "↑ ↓ choose · Enter go · Esc back to where you were · Tab narrows · > commands only"
GO = "Enter"
SPARK = QSize(120, 30)
log = logging.getLogger(__name__)


class RowPainter(ScaledDelegate):
    """Draws heads and rows."""

    def __init__(self, theme: Theme, rows: RowsModel[PaletteRow], parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows = rows

    def usual_size(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a head or of a row."""
        return QSize(unscaled(option.rect.width()), HEAD if self._rows.row(index).is_head else ROW)

    def draw(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one."""
        row, area = self._rows.row(index), option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.is_head:
            place = area.adjusted(PAD, 6, -PAD, 0)
            write_line(painter, self._theme, place, row.title.text, "second", 11, SEMIBOLD)
        else:
            paint_ground(painter, self._theme, option, QRectF(area).adjusted(8, 1, -8, -1))
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            self._row(painter, row, option, chosen=chosen)
        painter.restore()

    def _row(
        self, painter: QPainter, row: PaletteRow, option: QStyleOptionViewItem, *, chosen: bool
    ) -> None:
        area, side = option.rect, option.direction
        if row.icon:
            box = QRect(area.left() + PAD, area.top() + (ROW - ICON) // 2, ICON, ICON)
            sign = QRectF(visual_rect(side, area, box))
            paint_icon(painter, self._theme, row.icon, sign, "second")
        keys = row.shortcut or (GO if chosen else "")
        beside = text_width(keys, 11) + 2 * KEY_PAD + 8 if keys else 0
        if row.spark is not None:
            left = area.right() + 1 - PAD - KEYS_WIDE - SPARK.width()
            place = QRect(left, area.top() + (ROW - SPARK.height()) // 2, *SPARK.toTuple())
            spark = QRectF(visual_rect(side, area, place))
            paint_spark(painter, self._theme, row.spark, spark)
            beside = KEYS_WIDE + SPARK.width() + 8
        room = area.adjusted(TEXT_LEFT, 0, -PAD - beside, 0)
        first, second = QRect(room), QRect(room)
        first.setTop(area.top() + (4 if row.below.text else (ROW - 20) // 2))
        first.setHeight(20)
        second.setTop(area.top() + 23)
        second.setHeight(16)
        for place, said, look in (
            (first, row.title, (font(13, 500), "text")),
            (second, row.below, (font(11), "second")),
        ):
            there = visual_rect(side, area, place)
            paint_marked(painter, self._theme, there, (said.text, said.marks), look, side)
        if keys:
            self._paint_key(painter, keys, area, side)

    def _paint_key(
        self, painter: QPainter, keys: str, area: QRect, side: Qt.LayoutDirection
    ) -> None:
        """Draw keys in a rim at the end of a row."""
        wide = text_width(keys, 11) + 2 * KEY_PAD
        place = QRect(area.right() + 1 - PAD - wide, area.top() + (ROW - 20) // 2, wide, 20)
        box = visual_rect(side, area, place)
        painter.setPen(QPen(self._theme.colour("line")))
        painter.setBrush(self._theme.colour("panel"))
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        middle = Qt.AlignmentFlag.AlignCenter
        write_line(painter, self._theme, box, keys, "second", 11, side=middle)


class PaletteField(QLineEdit):
    """The field keeps the focus; keys that move go to the list."""

    def __init__(self, theme: Theme, found: QListView) -> None:
        super().__init__()
        self._found = found
        self.setPlaceholderText(ASKED)
        self.setAccessibleName("Search")
        self.setProperty("role", "plain")
        self.setFrame(False)
        look = QAction(icon(theme, "search", "second"), "Search", self)
        self.addAction(look, QLineEdit.ActionPosition.LeadingPosition)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the list move."""
        moves = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
        if event.key() in moves:
            QApplication.sendEvent(self._found, event)
        else:
            super().keyPressEvent(event)


class FoundList(QListView):
    """What was found; the keys stay in the field."""

    go_requested = Signal()
    copy_requested = Signal()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to go there, and to copy what is said there."""
        if menu_index(self, event).isValid():
            go = MenuEntry("Go there\tEnter", self.go_requested.emit)
            copy = MenuEntry("Copy its words", self.copy_requested.emit)
            open_row_menu(self, event, [go, copy])


class Palette(PageSignals):
    """Lies over its window until Enter goes somewhere, or Escape leaves all as it was."""

    def __init__(self, bridge: Bridge, window: QMainWindow) -> None:
        super().__init__()
        self.setParent(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._bridge = bridge
        self._window = window
        self._before = QApplication.focusWidget()
        self._contents = PaletteContents(bridge.tracker, bridge.today(), self, window.menuBar())
        self.rows = RowsModel[PaletteRow](
            ModelColumn(_text, tip=_tip, spoken=_accessible_text), selectable=_selectable
        )
        self.narrowing = Narrowing(bridge)
        self.narrowing.hide()
        self.count = label(role="small")
        self.list = FoundList()
        self.field = PaletteField(bridge.theme, self.list)
        self.told = label(role="hint")
        self._lay_out()
        self.field.textChanged.connect(self.look)
        self.field.returnPressed.connect(self.go)
        self.list.clicked.connect(self._on_clicked)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.list.go_requested.connect(self.go)
        self.list.copy_requested.connect(self._copy)
        self.narrowing.selected.connect(self._look_again)
        window.installEventFilter(self)
        self.look("")

    def open(self) -> None:
        """Cover the window, and take the keys."""
        self._cover()
        self.show()
        self.raise_()
        self.field.setFocus()

    def look(self, typed: str) -> None:
        """Show what is meant by what was typed so far, the first of it chosen."""
        rows, more = self._found(typed)
        count = sum(row.go is not None for row in rows)
        self.count.setText(found_words(count, more=more) if typed.strip() or count else "")
        if typed.strip() and not count and not typed.startswith(ONLY_COMMANDS):
            rows = [self._note_row(typed.strip())]
        self.rows.show(rows)
        self.told.setText(KEYS)
        self.list.setVisible(bool(rows))
        first = next((at for at, row in enumerate(rows) if not row.is_head), None)
        if first is not None:
            self.list.setCurrentIndex(self.rows.index(first, 0))
            self.list.scrollToTop()
        self._place()

    def narrow(self) -> None:
        """Show what narrows a search (customer, kind, days), and all that is found."""
        self.narrowing.show()
        self._look_again()

    def go(self) -> None:
        """Go to what is chosen."""
        row = self.rows.row_or_none(self.list.currentIndex())
        if row is not None and row.narrows:
            self.narrow()
        if row is None or row.go is None:
            return
        self._count_use(row)
        self._leave(back=False)
        row.go()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave everything as it was."""
        if event.key() == Qt.Key.Key_Escape:
            self._leave(back=True)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Leave by a click beside it."""
        if not self._card.geometry().contains(event.position().toPoint()):
            self._leave(back=True)

    def focusNextPrevChild(self, onward: bool) -> bool:
        """Go around in here: from the field to what narrows the search, and back."""
        if self.narrowing.isHidden():
            self.narrow()
        stops = [self.field, *self.narrowing.stops()]
        here: QWidget | None = QApplication.focusWidget()
        at = next((at for at, one in enumerate(stops) if one is here), 0)
        step = 1 if onward else -1
        stops[(at + step) % len(stops)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Dim the page."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), DIMMED)
        painter.end()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the window."""
        if event.type() == QEvent.Type.Resize:
            self._cover()
        return super().eventFilter(watched, event)

    def _found(self, typed: str) -> FoundRows:
        if self.narrowing.isHidden() or typed.startswith(ONLY_COMMANDS):
            return FoundRows(self._contents.rows(typed, self._bridge.settings.now.used))
        return self._contents.found(typed, self.narrowing.limits)

    def _copy(self) -> None:
        row = self.rows.row_or_none(self.list.currentIndex())
        if row is not None:
            QGuiApplication.clipboard().setText(row.title.text)

    def _look_again(self) -> None:
        self.look(self.field.text())

    def _note_row(self, typed: str) -> PaletteRow:
        """Offer to write down what was looked for in vain."""
        said = NOTHING.format(typed=typed)
        return PaletteRow(Snippet(said), icon="sticky-note", go=partial(self._take_note, typed))

    def _take_note(self, typed: str) -> None:
        from tracker.gui.notes.quick_note import QuickNoteDialog

        dialog = QuickNoteDialog(self._bridge, self._window)
        dialog.text.setPlainText(typed)
        dialog.open()

    def _leave(self, *, back: bool) -> None:
        before, self._before = self._before, None
        if back and before is not None:
            before.setFocus()  # first: what goes with the keys on it hands them to its next stop
        self.close()

    def _count_use(self, row: PaletteRow) -> None:
        if not row.key:
            return
        used = dict(self._bridge.settings.now.used)
        used[row.key] = max(used.values(), default=0) + 1
        newest = sorted(used, key=lambda key: -used[key])[:MOST_USED]
        try:
            self._bridge.settings.change(used={key: used[key] for key in newest})
        except TrackerError as error:  # only the order of a list hangs on it
            log.warning("%s", error.sentence)

    def _on_current(self, index: QModelIndex) -> None:
        """Say aloud what is chosen now: the keys stay in the field."""
        row = self.rows.row_or_none(index)
        if row is not None and not row.is_head:
            announce(self.field, _accessible_text(row))

    def _on_clicked(self, index: QModelIndex) -> None:
        self.list.setCurrentIndex(index)
        self.go()

    def _cover(self) -> None:
        self.setGeometry(self._window.rect())
        self._place()

    def _place(self) -> None:
        narrow = self.width() < scaled(NARROW)
        width = self.width() - 32 if narrow else scaled(WIDTH)
        rows = [scaled(HEAD if row.is_head else ROW) for row in self.rows.rows]
        top = min(scaled(TOP), self.height() // 6)
        room = self.height() - top - scaled(110)
        most = min(scaled(MOST_ROWS * ROW + 2 * HEAD), max(room, scaled(2 * ROW)))
        self.list.setFixedHeight(min(sum(rows) + 8, most))
        self._card.setFixedWidth(max(width, 200))
        self._layout.activate()
        wide = self._card.width()
        wraps = self._layout.hasHeightForWidth()
        high = self._layout.totalHeightForWidth(wide) if wraps else 0
        self._card.resize(wide, high or self._layout.totalSizeHint().height())
        self._card.move(QPoint((self.width() - self._card.width()) // 2, top))

    def _lay_out(self) -> None:
        self._card = QFrame(self)
        self._card.setProperty("role", "palette")
        self.list.setModel(self.rows)
        self.list.setItemDelegate(RowPainter(self._bridge.theme, self.rows, self.list))
        self.list.setAccessibleName("What was found")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setMouseTracking(True)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        top = QHBoxLayout()
        top.setContentsMargins(8, 8, PAD, 8)
        top.addWidget(self.field, 1)
        top.addWidget(self.count)
        filters = QHBoxLayout()
        filters.setContentsMargins(PAD, 0, PAD, 8)
        filters.addWidget(self.narrowing)
        foot = QHBoxLayout()
        foot.setContentsMargins(PAD, 6, PAD, 8)
        foot.addWidget(self.told)
        self._layout = layout = QVBoxLayout(self._card)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addLayout(filters)
        layout.addWidget(self.list)
        layout.addLayout(foot)


def _text(row: PaletteRow) -> str:
    return row.title.text


def _accessible_text(row: PaletteRow) -> str:
    return row.spoken or row.title.text


def _tip(row: PaletteRow) -> str:
    return row.tip


def _selectable(row: PaletteRow) -> bool:
    return not row.is_head
