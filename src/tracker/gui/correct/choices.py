"""Conflicts and decisions: on the left what there is, on the right one of them, step by step."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from tracker.app.decisions.queries import (
    ConflictView,
    concerned,
    conflict_view,
    conflict_views,
    decision_view,
    decisions,
    is_due,
)
from tracker.domain.decision import Decision
from tracker.gui.bridge import Bridge, Side
from tracker.gui.correct.choice_list import ChoiceList, ChoiceRow, Key
from tracker.gui.correct.conflict import ConflictDialog, ConflictPanel
from tracker.gui.correct.decision import DecisionPanel
from tracker.gui.page import PagePart
from tracker.gui.theme import UNBOUND, scaled
from tracker.gui.widgets.feedback import ADD_CUSTOMER
from tracker.gui.widgets.first_steps import FirstSteps
from tracker.gui.widgets.row_menu import Entries, of_buttons
from tracker.gui.widgets.text import button
from tracker.report.text.choices import conflict_line, decision_line

LIST_WIDTH = 280
BESIDE = 400  # px: what one of them needs beside the list; where there is less, it stands below
LIST_SHARE = 0.4  # of the height, at most, for the list above
LEAST_LIST, LEAST_CHOSEN = 96, 130  # px: lower than that, the page scrolls
NOTHING = (
    "Competing needs will stand here",
    "Two customers cannot both have what they ask for? Four questions lead through it, one at a"
    " time, to a choice that you can stand by, or to no conflict after all.",
)
OPEN_CONFLICT = "Open a conflict"


class ChoicesPart(PagePart):
    """A section of the page of fixes."""

    reads = frozenset({"conflict", "conflict_side", "decision", "decision_told", "customer"})

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._key: Key | None = None
        self._known: set[Key] | None = None
        self.list = ChoiceList(bridge.theme, "Conflicts and decisions")
        self.list.selected.connect(self.show_choice)
        self.open_conflict = button("Open a conflict…")
        self.open_conflict.clicked.connect(self.ask_conflict)
        self.decide = button("Decide…")
        self.decide.clicked.connect(self._on_alone)
        self.conflict = ConflictPanel(bridge)
        self.conflict.decide_requested.connect(self.ask_decision)
        self.conflict.decision_requested.connect(self._on_decision_requested)
        self.conflict.steps.step_changed.connect(self._on_step_changed)
        self.decision = DecisionPanel(bridge)
        self.decision.choice_requested.connect(self.show_choice)
        self.decision.verdict.fields_shown.connect(self._on_fields_shown)
        self.list.offers = self._offers
        self.empty = FirstSteps(bridge.theme, "users", *NOTHING)
        self.empty.next_step_requested.connect(self._on_next_step)
        self.empty.answer_by(self)
        self._lay_out()

    def refresh(self) -> None:
        """Read the list, and what is chosen in it."""
        today = self.bridge.today()
        views, made = conflict_views(self.tracker, today), decisions(self.tracker)
        some = bool(views or made)
        self.empty.setVisible(not some)
        served = len(self.tracker.customers.where("archived_on IS NULL"))
        if served:  # a conflict lies between two
            self.empty.show_next(*NOTHING, OPEN_CONFLICT if served > 1 else ADD_CUSTOMER)
        else:
            self.empty.show_first(*NOTHING)
        self.whole.setVisible(some)
        came = self._came(views, made)
        rows = self._rows(today, *self._sifted(views, made))
        listed = [row.key for row in rows if row.key]
        if came is not None:
            self._key = came
        elif self._key not in listed:
            self._key = listed[0] if listed else None
        self.stack.setVisible(self._key is not None)
        self.list.show_rows(rows, self._key)
        self._show_chosen()
        if came is not None and came[0] == "conflict":
            self.conflict.steps.open_step("really")

    def show_choice(self, key: Key) -> None:
        """Show a conflict or a decision: ("conflict" or "decision", its id)."""
        self.conflict.commit()
        self._reveal(key)
        self._key = key
        self.refresh()
        self.area.verticalScrollBar().setValue(0)

    def _reveal(self, key: Key) -> None:
        """Take the choice of customers back where it hides what is asked for."""
        kind, number = key
        if kind == "decision":
            about = concerned(self.tracker).get(number, frozenset())
        else:
            view = conflict_view(self.tracker, number, self.bridge.today())
            about = frozenset(side.customer.id for side in view.sides) if view else frozenset()
        if self.bridge.leaves_out(about):
            self.bridge.choose_side(Side.ALL)

    def _sifted(
        self, views: list[ConflictView], made: list[Decision]
    ) -> tuple[list[ConflictView], list[Decision]]:
        """Leave out what is only about customers whom the window hides, and count it."""
        out, about = self.bridge.leaves_out, concerned(self.tracker)
        some = [one for one in views if not out(side.customer.id for side in one.sides)]
        rest = [one for one in made if not out(about[one.id])]
        self.hidden = len(views) + len(made) - len(some) - len(rest)
        return some, rest

    def _came(self, views: list[ConflictView], made: list[Decision]) -> Key | None:
        """Return what is there for the first time, if it is one thing: it is shown at once."""
        keys: set[Key] = {("conflict", view.conflict.id) for view in views}
        keys |= {("decision", decision.id) for decision in made}
        new = keys - self._known if self._known is not None else set()
        self._known = keys
        return new.pop() if len(new) == 1 else None

    def _rows(
        self, today: date, views: list[ConflictView], made: list[Decision]
    ) -> list[ChoiceRow]:
        """Return the groups that have something in them, each under its heading."""
        open_ = [view for view in views if view.conflict.closed_on is None]
        closed = [view for view in views if view.conflict.closed_on and not view.decided]
        due = [decision for decision in made if is_due(decision, today)]
        rest = [decision for decision in made if not is_due(decision, today)]
        groups = (
            ("Open conflicts", [_conflict_row(view, today) for view in open_]),
            ("Decisions to look at", [_decision_row(decision, today) for decision in due]),
            ("Decided", [_decision_row(decision, today) for decision in rest]),
            ("Closed conflicts", [_conflict_row(view, today) for view in closed]),
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
            self.bridge.show_message(
                "A conflict lies between two customers: add another customer first."
            )
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

    def _offers(self) -> Entries:
        """Return what the panel beside the list offers for what is chosen."""
        one, other = self.conflict, self.decision
        if self.stack.currentWidget() is one:
            return of_buttons((one.decide, one.none, one.see, one.reopen, one.edit, one.remove))
        return of_buttons((other.edit, other.save, other.remove))

    def _on_next_step(self) -> None:
        if self.empty.button.text() == ADD_CUSTOMER:
            self.new_customer_requested.emit()
        else:
            self.ask_conflict()

    def _on_alone(self) -> None:
        self.ask_decision()

    def _on_fields_shown(self) -> None:
        """Bring what a bad verdict asks into view, once it has its place."""
        QTimer.singleShot(0, self, self._show_asked)

    def _on_step_changed(self) -> None:
        QTimer.singleShot(0, self, self._show_cursor)

    def _show_cursor(self) -> None:
        where = QApplication.focusWidget()
        if where is not None and self.conflict.isAncestorOf(where):
            self.area.ensureWidgetVisible(where, 0, 60)

    def _show_asked(self) -> None:
        bar = self.area.verticalScrollBar()
        bar.setValue(bar.maximum())

    def _on_decision_requested(self, decision_id: int) -> None:
        self.show_choice(("decision", decision_id))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the one that is chosen beside the list, or below it where there is little room."""
        super().resizeEvent(event)
        narrow = self.width() < scaled(LIST_WIDTH + BESIDE)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._row.setDirection(down if narrow else across)
        self._left.setMinimumWidth(0 if narrow else scaled(LIST_WIDTH))
        # Beside what is chosen it is as wide as its buttons.
        fixed, free = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred
        self._left.setSizePolicy(free if narrow else fixed, free)
        least = scaled(LEAST_LIST)
        share = max(int(self.height() * LIST_SHARE), least)
        self._left.setMinimumHeight(least if narrow else 0)
        self._left.setMaximumHeight(share if narrow else UNBOUND)
        self.area.setMinimumHeight(scaled(LEAST_CHOSEN) if narrow else 0)
        self._buttons.setStretch(0, 0 if narrow else 1)
        self._buttons.setStretch(2, 1 if narrow else 0)

    def _lay_out(self) -> None:
        self.whole = QWidget()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self.whole)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(12)
        self._left = self._list_card()
        self._row.addWidget(self._left)
        self._row.addWidget(self._chosen_card(), 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.empty, 1)
        layout.addWidget(self.whole, 1)

    def _list_card(self) -> QWidget:
        left = QFrame()
        left.setProperty("role", "card")
        column = QVBoxLayout(left)
        column.setContentsMargins(8, 10, 8, 8)
        column.setSpacing(6)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(6)
        self._buttons.addWidget(self.open_conflict, 1)
        self._buttons.addWidget(self.decide)
        self._buttons.addStretch(0)
        column.addLayout(self._buttons)
        column.addWidget(self.list, 1)
        return left

    def _chosen_card(self) -> QWidget:
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


def _decision_row(decision: Decision, today: date) -> ChoiceRow:
    line, tone = decision_line(decision, today), "accent" if is_due(decision, today) else "second"
    return ChoiceRow(decision.title, line, ("decision", decision.id), tone)
