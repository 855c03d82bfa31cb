"""The priority worksheet as a table: questions down, customers across, the sum at its foot."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QModelIndex, QObject, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyleOptionViewItem,
    QTableView,
)

from tracker.app.customers.questionnaires import AnswerScale, Question
from tracker.app.customers.worksheet import Worksheet, outranked, shown, until
from tracker.app.customers.worksheet import WorksheetColumn as Answers
from tracker.gui.theme import Theme, scaled
from tracker.gui.widgets.answers import CLEAR, ends_of, keys_of, typed
from tracker.gui.widgets.painting import LEADING, ScaledDelegate, font, in_row, write_line
from tracker.gui.widgets.row_menu import MenuEntry, menu_index, open_row_menu
from tracker.gui.widgets.rows_model import Index, ModelColumn, RowsModel
from tracker.gui.widgets.text import few_lines, isolated, tip_of

FOOT = ("Agreement or mandate", "Sum", "Suggested place")
MANDATE, SUM, PLACE = FOOT
LEFT, FIGURE, STEP, DOT = 8, 30, 10, 3.5
HEAD, ROW, QUESTIONS = 44, 30, 226
NARROWEST, WIDEST = 92, 190
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
SheetRow = Question | str  # a question, or a row of the foot


@dataclass(frozen=True, slots=True)
class CustomerColumn:
    """What is shown and said of one customer in each row."""

    answers: Answers

    def column(self) -> ModelColumn[SheetRow]:
        """Return it under the customer's name."""
        name = self.answers.customer.name
        return ModelColumn(
            self.text, tip=self._tip, spoken=self._accessible_text, title=name, title_tip=name
        )

    def text(self, row: SheetRow) -> str:
        """Write what stands in a cell."""
        answers = self.answers
        if isinstance(row, Question):
            return shown(row.scale, answers.answers.get(row.key))
        if row == MANDATE:
            return until(answers.mandates[0]) if answers.mandates else ""
        if row == SUM:
            return "–" if answers.total is None else str(answers.total)
        return "–" if answers.place is None else f"{answers.place}."

    def _tip(self, row: SheetRow) -> str:
        if isinstance(row, Question):
            return keys_of(row.scale)
        if row == MANDATE:
            mandates = self.answers.mandates
            lines = [f"{mandate.text} ({outranked(mandate)})" for mandate in mandates]
            return "\n".join(lines) or "Enter adds an agreement or a mandate"
        return ""

    def _accessible_text(self, row: SheetRow) -> str:
        name = row if isinstance(row, str) else row.text
        return f"{self.answers.customer.name}, {name}: {self.text(row) or 'none'}"


class WorksheetModel(RowsModel[SheetRow]):
    """Every question, then what outranks the sum, the sum, and the suggested place."""

    def __init__(self, sheet: Worksheet, parent: QObject | None = None) -> None:
        super().__init__(parent=parent)
        self.room = WIDEST
        self.sheet = sheet
        self.show_sheet(sheet)

    def show_sheet(self, sheet: Worksheet) -> None:
        """Show a sheet; where its columns are the same, the place in it is kept."""
        self.sheet = sheet
        columns = [CustomerColumn(answers).column() for answers in sheet.columns]
        self.show((*sheet.asked.rated, *FOOT), columns)

    def answers(self, index: Index) -> Answers:
        """Return the column of an index that points somewhere."""
        return self.sheet.columns[index.column()]

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Name a customer or a question."""
        if orientation == Qt.Orientation.Horizontal:
            title = super().headerData(section, orientation, role)
            if role == Qt.ItemDataRole.DisplayRole:
                return "\n".join(few_lines(str(title), 12, self.room - 20, 2, 600))
            return title
        row = self.rows[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return row if isinstance(row, str) else row.text
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(row, Question):
            return tip_of("\n".join(filter(None, (row.help, ends_of(row), keys_of(row.scale)))))
        return None


class WorksheetPainter(ScaledDelegate):
    """Dots fill up to the figure; the figure stands beside them, so that no dot is counted."""

    def __init__(self, theme: Theme, sheet: WorksheetModel, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._theme = theme
        self._sheet = sheet
        self._view = view

    def usual_size(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return a small cell: the view says how large they are."""
        return QSize(80, 30)

    def draw(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row, answers = self._sheet.row(index), self._sheet.answers(index)
        self._ground(painter, option, index, first_of_foot=row == MANDATE)
        if isinstance(row, Question):
            self._paint_figure(painter, option, row, answers)
        else:
            self._paint_foot(painter, option.rect, row, answers)
        painter.restore()

    def _ground(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: Index,
        *,
        first_of_foot: bool,
    ) -> None:
        area = QRectF(option.rect)
        painter.setPen(QPen(self._theme.colour("segment_line" if first_of_foot else "line"), 1))
        painter.drawLine(area.topLeft(), area.topRight())
        current = self._view.currentIndex()
        here = (index.row(), index.column()) == (current.row(), current.column())
        if here and self._view.hasFocus():
            painter.setPen(QPen(self._theme.colour("accent"), 1.5))
            painter.setBrush(self._theme.colour("accent_wash"))
            painter.drawRoundedRect(area.adjusted(1.5, 1.5, -1.5, -1.5), 5, 5)

    def _paint_figure(
        self, painter: QPainter, option: QStyleOptionViewItem, question: Question, answers: Answers
    ) -> None:
        area: QRect = option.rect
        now = answers.answers.get(question.key)
        figure = QRect(area.left() + LEFT, area.top(), FIGURE, area.height())
        painter.setFont(font(13, 600 if now is not None else 400))
        painter.setPen(self._theme.colour("text" if now is not None else "third"))
        place = QStyle.visualRect(option.direction, area, figure)
        painter.drawText(place, LEADING, isolated(CustomerColumn(answers).text(question)))
        for step in question.scale.figures:
            middle = _dot(question.scale, step, area, option.direction)
            full = isinstance(now, int) and (
                step == now if question.scale is not AnswerScale.FIVE else step <= now
            )
            painter.setPen(QPen(self._theme.colour("accent" if full else "segment_line"), 1))
            painter.setBrush(self._theme.colour("accent" if full else "panel"))
            painter.drawEllipse(middle, DOT, DOT)

    def _paint_foot(self, painter: QPainter, area: QRect, row: str, answers: Answers) -> None:
        text = CustomerColumn(answers).text(row)
        role = "text" if text not in {"", "–"} else "third"
        if row == MANDATE:
            role, text = ("accent", text) if text else ("third", "Add…")
        px = 11 if row == MANDATE else 13
        weight = 700 if row == PLACE and answers.place is not None else 500
        write_line(painter, self._theme, area.adjusted(LEFT, 0, -4, 0), text, role, px, weight)


def _dot(scale: AnswerScale, figure: int, area: QRect, direction: Qt.LayoutDirection) -> QPointF:
    x = area.left() + LEFT + FIGURE + DOT + scale.figures.index(figure) * STEP
    if direction == Qt.LayoutDirection.RightToLeft:
        x = area.right() - (x - area.left())
    return QPointF(x, area.center().y() + 0.5)


def dot_at(scale: AnswerScale, area: QRect, x: float, direction: Qt.LayoutDirection) -> int | None:
    """Return the figure whose dot lies under the mouse."""
    for figure in scale.figures:
        if abs(_dot(scale, figure, area, direction).x() - x) <= STEP / 2:
            return figure
    return None


class WorksheetTable(QTableView):
    """A spreadsheet: arrows walk, a digit answers and goes on, Delete takes back, Enter opens."""

    answered = Signal(object)  # tuple[int, str, int | None]: customer, question, figure
    mandates_requested = Signal(object)  # int: a customer

    def __init__(self, theme: Theme, sheet: Worksheet) -> None:
        super().__init__()
        self._minus = False
        self.sheet_model = WorksheetModel(sheet, self)
        self.setModel(self.sheet_model)
        self.setItemDelegate(WorksheetPainter(theme, self.sheet_model, self))
        self.setProperty("role", "worksheet")
        self.setAccessibleName("Priority worksheet")
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        down, across = self.verticalHeader(), self.horizontalHeader()
        down.setDefaultSectionSize(scaled(ROW))
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setFixedWidth(scaled(QUESTIONS))
        down.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        across.setFixedHeight(scaled(HEAD))
        across.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        across.setTextElideMode(Qt.TextElideMode.ElideNone)
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for header in (down, across):
            header.setHighlightSections(False)
            header.setSectionsClickable(False)
        theme.changed.connect(self.viewport().update)

    def show_sheet(self, sheet: Worksheet) -> None:
        """Show a sheet."""
        self.sheet_model.show_sheet(sheet)
        if not self.currentIndex().isValid() and sheet.columns:
            self.setCurrentIndex(self.sheet_model.index(0, 0))
        self._share()

    @property
    def whole_height(self) -> int:
        """How tall it is with all its rows in view."""
        return scaled(HEAD) + scaled(ROW) * self.sheet_model.rowCount() + 4

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width between the customers."""
        super().resizeEvent(event)
        self._share()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer, take back, or open what outranks the sum."""
        here, key = self.currentIndex(), Qt.Key(event.key())
        row = self.sheet_model.row_or_none(here)
        if row is None or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        elif row == MANDATE and key in {*ENTER, Qt.Key.Key_Space}:
            self.mandates_requested.emit(self.sheet_model.answers(here).customer.id)
        elif isinstance(row, Question) and self._take(row, key, event.text()):
            event.accept()
        elif key in ENTER:
            self._go_down(here)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to take an answer back, or what outranks the sum."""
        index = menu_index(self, event)
        row = self.sheet_model.row_or_none(index)
        if row is None:
            return
        answers = self.sheet_model.answers(index)
        who = answers.customer.id
        if isinstance(row, Question):
            back = partial(self.answered.emit, (who, row.key, None))
            entry = MenuEntry("Clear the answer\tDel", back, row.key in answers.answers)
        else:
            entry = MenuEntry("What outranks the sum…", partial(self.mandates_requested.emit, who))
        open_row_menu(self, event, [entry])

    def keyboardSearch(self, _search: str) -> None:
        """Leave letters alone: no name is looked for here."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Answer by the dot under the mouse, or open what outranks the sum."""
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if not index.isValid() or event.button() != Qt.MouseButton.LeftButton:
            return
        row, answers = self.sheet_model.row(index), self.sheet_model.answers(index)
        if row == MANDATE:
            self.mandates_requested.emit(answers.customer.id)
        elif isinstance(row, Question):
            place, area = in_row(event.position().toPoint(), self.visualRect(index))
            figure = dot_at(row.scale, area, place.x(), self.layoutDirection())
            if figure is not None:
                again = figure == answers.answers.get(row.key)
                self.answered.emit((answers.customer.id, row.key, None if again else figure))

    def _take(self, question: Question, key: Qt.Key, text: str) -> bool:
        if text == "-" and question.scale is AnswerScale.HISTORY:
            self._minus = True
            return True
        figure = typed(question.scale, text, minus=self._minus)
        self._minus = False
        if figure is None and key not in CLEAR:
            return False
        here = self.currentIndex()
        self.answered.emit((self.sheet_model.answers(here).customer.id, question.key, figure))
        if figure is not None:
            self._go_down(here)
        return True

    def _go_down(self, here: QModelIndex) -> None:
        """Go to the next question, and from the last one to the next customer."""
        last = len(self.sheet_model.sheet.asked.rated) - 1
        row, column = here.row() + 1, here.column()
        if here.row() >= last:
            row, column = 0, column + 1
        if column < self.sheet_model.columnCount():
            self.setCurrentIndex(self.sheet_model.index(row, column))

    def _share(self) -> None:
        count = self.sheet_model.columnCount()
        if not count:
            return
        room = min(max(self.viewport().width() // count, scaled(NARROWEST)), scaled(WIDEST))
        self.sheet_model.room = room
        for column in range(count):
            self.setColumnWidth(column, room)
