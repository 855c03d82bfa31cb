"""Conflicts and decisions: on the left what there is, on the right one of them, step by step.

The list of conflicts and decisions: headings, and under each its rows on two lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSignalBlocker,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from tracker.app.decisions.queries import (
    ConflictView,
    conflict_view,
    conflict_views,
    decision_view,
    decisions,
    is_due,
)
from tracker.domain.decision import Decision
from tracker.gui.bridge import Bridge
from tracker.gui.correct.conflict import ConflictDialog, ConflictPanel
from tracker.gui.correct.decision import DecisionPanel
from tracker.gui.page import Part
from tracker.gui.theme import Theme, body_font
from tracker.gui.widgets.feedback import EmptyState
from tracker.gui.widgets.text import tip_of
from tracker.report.text.choices import conflict_line, decision_line

Index = QModelIndex | QPersistentModelIndex
Key = tuple[str, int]
ROW = Qt.ItemDataRole.UserRole
PAD, HEAD, TALL = 10, 30, 46
LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    """A row: `key` None makes it a heading; the tone is said in the line as well."""

    title: str
    line: str = ""
    key: Key | None = None
    tone: str = "second"


class ChoicePainter(QStyledItemDelegate):
    """Draws headings small and rows with a title and a quiet line."""

    def __init__(self, theme: Theme, view: QListWidget) -> None:
        super().__init__(view)
        self._theme = theme
        theme.changed.connect(view.viewport().update)

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a heading or of a row."""
        row: ChoiceRow = index.data(ROW)
        return QSize(120, TALL if row.key else HEAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw it in the theme's colours of the moment."""
        row: ChoiceRow = index.data(ROW)
        area: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        side = QStyle.visualAlignment(option.direction, LEFT) | Qt.AlignmentFlag.AlignAbsolute
        if row.key is None:
            cell = area.adjusted(PAD, 8, -PAD, 0)
            self._write(painter, cell, side, row.title, "third", 11, 600)
        else:
            self._ground(painter, option)
            inner = area.adjusted(PAD, 5, -PAD, -5)
            half = inner.height() // 2
            self._write(painter, inner.adjusted(0, 0, 0, -half), side, row.title, "text", 13, 500)
            self._write(painter, inner.adjusted(0, half, 0, 0), side, row.line, row.tone, 11)
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if not chosen and not state & QStyle.StateFlag.State_MouseOver:
            return
        focus = chosen and option.widget.hasFocus()
        painter.setPen(self._theme.colour("accent") if focus else Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("accent_wash" if chosen else "hover"))
        painter.drawRoundedRect(QRectF(option.rect).adjusted(1, 1, -1, -1), 6, 6)

    def _write(
        self,
        painter: QPainter,
        area: QRect,
        side: Qt.AlignmentFlag,
        text: str,
        role: str,
        px: int,
        weight: int = 400,
    ) -> None:
        font = body_font(px, weight)
        painter.setFont(font)
        painter.setPen(self._theme.colour(role))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, side, shown)


class ChoiceList(QListWidget):
    """Up and Down choose; what is chosen is told by its key."""

    chosen = Signal(object)  # Key

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setItemDelegate(ChoicePainter(theme, self))
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Conflicts and decisions")
        self.currentItemChanged.connect(self._on_current)

    @property
    def rows(self) -> list[ChoiceRow]:
        """What is listed, headings too."""
        return [self.item(at).data(ROW) for at in range(self.count())]

    @property
    def key(self) -> Key | None:
        """What is chosen."""
        if self.currentRow() < 0:
            return None
        row: ChoiceRow = self.item(self.currentRow()).data(ROW)
        return row.key

    def show_rows(self, rows: Sequence[ChoiceRow], key: Key | None) -> None:
        """Show these rows, and choose one of them quietly."""
        if list(rows) != self.rows:
            with QSignalBlocker(self):
                self.clear()
                for row in rows:
                    self.addItem(_item(row))
        self.choose(key)

    def choose(self, key: Key | None) -> None:
        """Put the cursor on a row without telling."""
        at = next((at for at, row in enumerate(self.rows) if row.key and row.key == key), -1)
        with QSignalBlocker(self):
            self.setCurrentRow(at)
        self.viewport().update()

    def _on_current(self, item: Any, _before: Any) -> None:
        if item is not None and item.data(ROW).key:
            self.chosen.emit(item.data(ROW).key)


def _item(row: ChoiceRow) -> QListWidgetItem:
    item = QListWidgetItem()
    item.setData(ROW, row)
    item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{row.title}. {row.line}".strip(". "))
    if row.key is None:
        item.setFlags(Qt.ItemFlag.NoItemFlags)
    else:
        item.setToolTip(tip_of(f"{row.title}\n{row.line}"))
    return item


LIST_WIDTH = 280
NOTHING = (
    "Competing needs will stand here",
    "Two customers cannot both have what they ask for? Four questions lead through it, one at a"
    " time, to a choice that you can stand by, or to no conflict after all.",
    "Open a conflict",
)


class ChoicesPart(Part):
    """A section of the page of fixes."""

    reads = frozenset({"conflict", "conflict_side", "decision", "decision_told", "customer"})

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._key: Key | None = None
        self._known: set[Key] | None = None
        self.list = ChoiceList(bridge.theme)
        self.list.chosen.connect(self.show_choice)
        self.open_conflict = QPushButton("Open a conflict…")
        self.open_conflict.clicked.connect(self.ask_conflict)
        self.decide = QPushButton("Decide…")
        self.decide.clicked.connect(self._on_alone)
        self.conflict = ConflictPanel(bridge)
        self.conflict.decide_wanted.connect(self.ask_decision)
        self.conflict.decision_wanted.connect(self._on_decision)
        self.conflict.steps.gone_on.connect(self._on_gone_on)
        self.decision = DecisionPanel(bridge)
        self.decision.choice_wanted.connect(self.show_choice)
        self.decision.verdict.asked.connect(self._on_asked)
        self.empty = EmptyState(bridge.theme, "users", *NOTHING)
        self.empty.next_step.connect(self.ask_conflict)
        self._lay_out()

    def refresh(self) -> None:
        """Read the list, and what is chosen in it."""
        today = self.bridge.today()
        views, made = conflict_views(self.tracker, today), decisions(self.tracker)
        some = bool(views or made)
        self.empty.setVisible(not some)
        self.whole.setVisible(some)
        rows = self._rows(today, views, made)
        came = self._came(views, made)
        listed = [row.key for row in rows if row.key]
        if came is not None:
            self._key = came
        elif self._key not in (self._known or ()):
            self._key = listed[0] if listed else None
        self.list.show_rows(rows, self._key)
        self._show_chosen()
        if came is not None and came[0] == "conflict":
            self.conflict.steps.open_step("really")

    def show_choice(self, key: Key) -> None:
        """Show a conflict or a decision: ("conflict" or "decision", its id)."""
        self.conflict.commit()
        self._key = key
        self.refresh()
        self.area.verticalScrollBar().setValue(0)

    def _came(self, views: list[ConflictView], made: list[Decision]) -> Key | None:
        """Return what is there for the first time, if it is one thing: it is shown at once."""
        keys: set[Key] = {("conflict", one.conflict.id) for one in views}
        keys |= {("decision", one.id) for one in made}
        new = keys - self._known if self._known is not None else set()
        self._known = keys
        return new.pop() if len(new) == 1 else None

    def _rows(
        self, today: date, views: list[ConflictView], made: list[Decision]
    ) -> list[ChoiceRow]:
        """Return the groups that have something in them, each under its heading."""
        open_ = [one for one in views if one.conflict.closed_on is None]
        closed = [one for one in views if one.conflict.closed_on and not one.decided]
        due = [one for one in made if is_due(one, today)]
        rest = [one for one in made if not is_due(one, today)]
        groups = (
            ("Open conflicts", [_conflict_row(one, today) for one in open_]),
            ("Decisions to look at", [_decision_row(one, today) for one in due]),
            ("Decided", [_decision_row(one, today) for one in rest]),
            ("Closed conflicts", [_conflict_row(one, today) for one in closed]),
        )
        return [row for title, rows in groups if rows for row in (ChoiceRow(title), *rows)]

    def _show_chosen(self) -> None:
        if self._key is None:
            return
        kind, key = self._key
        today = self.bridge.today()
        if kind == "conflict":
            view = conflict_view(self.tracker, key, today)
            if view:
                self.conflict.show_view(view)
                self.stack.setCurrentWidget(self.conflict)
        elif shown := decision_view(self.tracker, key, today):
            self.decision.show_view(shown)
            self.stack.setCurrentWidget(self.decision)

    def ask_conflict(self) -> None:
        """Ask what is in conflict, and between whom."""
        self.conflict.commit()
        if len(self.tracker.customers.where("archived_on IS NULL")) < 2:
            self.bridge.say("A conflict lies between two customers: add another customer first.")
        else:
            ConflictDialog(self.bridge, self).open()

    def ask_decision(self, conflict_id: int | None = None) -> None:
        """Ask for a decision, from a conflict or alone."""
        self.conflict.commit()
        view = None
        if conflict_id is not None:
            view = conflict_view(self.tracker, conflict_id, self.bridge.today())
        from tracker.gui.correct.decision_dialog import DecisionDialog

        DecisionDialog(self.bridge, self, view).open()

    def _on_alone(self) -> None:
        self.ask_decision()

    def _on_asked(self) -> None:
        """Bring what a bad verdict asks into view, once it has its place."""
        QTimer.singleShot(0, self._show_asked)

    def _on_gone_on(self) -> None:
        QTimer.singleShot(0, self._show_cursor)

    def _show_cursor(self) -> None:
        where = QApplication.focusWidget()
        if where is not None and self.conflict.isAncestorOf(where):
            self.area.ensureWidgetVisible(where, 0, 60)

    def _show_asked(self) -> None:
        bar = self.area.verticalScrollBar()
        bar.setValue(bar.maximum())

    def _on_decision(self, decision_id: int) -> None:
        self.show_choice(("decision", decision_id))

    def _lay_out(self) -> None:
        self.whole = QWidget()
        row = QHBoxLayout(self.whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._left())
        row.addWidget(self._right(), 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.empty, 1)
        layout.addWidget(self.whole, 1)

    def _left(self) -> QWidget:
        left = QFrame()
        left.setProperty("role", "card")
        left.setFixedWidth(LIST_WIDTH)
        column = QVBoxLayout(left)
        column.setContentsMargins(8, 10, 8, 8)
        column.setSpacing(6)
        buttons = QHBoxLayout()
        buttons.setSpacing(6)
        buttons.addWidget(self.open_conflict, 1)
        buttons.addWidget(self.decide)
        column.addLayout(buttons)
        column.addWidget(self.list, 1)
        return left

    def _right(self) -> QWidget:
        self.stack = QStackedWidget()
        self.stack.addWidget(self.conflict)
        self.stack.addWidget(self.decision)
        inside = QWidget()
        inside.setProperty("role", "plain")
        body = QVBoxLayout(inside)
        body.setContentsMargins(16, 12, 16, 12)
        body.addWidget(self.stack)
        body.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(inside)
        right = QFrame()
        right.setProperty("role", "card")
        framed = QVBoxLayout(right)
        framed.setContentsMargins(1, 1, 1, 1)
        framed.addWidget(self.area)
        return right


def _conflict_row(view: ConflictView, today: date) -> ChoiceRow:
    line = conflict_line(view.conflict, view.age, today)
    tone = "worse" if view.old else "second"
    return ChoiceRow(view.conflict.title, line, ("conflict", view.conflict.id), tone)


def _decision_row(one: Decision, today: date) -> ChoiceRow:
    tone = "accent" if is_due(one, today) else "second"
    return ChoiceRow(one.title, decision_line(one, today), ("decision", one.id), tone)
