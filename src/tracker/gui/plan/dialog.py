"""The guided plan: one question at a time, every answer kept at once, left and taken up anywhere.

It stands beside the window and blocks nothing. Where it was left is kept in the file; while a plan
is under way, a page offers to go on with it.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QKeyEvent,
    QKeySequence,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from tracker.app import commands
from tracker.app.customers.plan import (
    customers_of,
    left_at,
    nearest,
    promises,
    resume,
    services_of,
    step,
)
from tracker.domain.practice import PlanPlace, PlanQuestion
from tracker.gui.accessible.announcing import announce
from tracker.gui.accessible.tabbing import TabsAsRead
from tracker.gui.bridge import Bridge
from tracker.gui.form import room_over
from tracker.gui.page import Header, Page
from tracker.gui.plan.fields import ENTER, QuestionPage, short
from tracker.gui.plan.measure import MeasureQuestion
from tracker.gui.plan.wants import BenefitQuestion, ServicesQuestion, WhyQuestion
from tracker.gui.plan.when import HowQuestion, WhenQuestion
from tracker.gui.plan.who import WhoQuestion, WowQuestion
from tracker.gui.theme import scaled
from tracker.gui.widgets.feedback import FailureLine
from tracker.gui.widgets.first_steps import FirstSteps
from tracker.gui.widgets.text import button, label, show_text
from tracker.store.history import Changes

GO_ON = "Continue the plan"
READS = frozenset({"person", "customer", "service"})
SIZE = (700, 600)  # px beside usual text
A_MOMENT = 40  # ms: what is new has its place by then


class PlanOffer(QPushButton):
    """A quiet button of a page, there only while a plan is under way and not open."""

    def __init__(self, bridge: Bridge, page: Page, empty: FirstSteps) -> None:
        super().__init__(GO_ON, page)
        self.setProperty("tone", "link")
        self.setToolTip("Continue the guided plan (Ctrl+Shift+G)")
        self._bridge, self._page, self._empty = bridge, page, empty
        self.plan: PlanDialog | None = None
        self._word = ""
        self.hide()
        self.clicked.connect(self.open_plan)
        empty.plan_requested.connect(self.open_plan)
        bridge.changed.connect(self._on_changed)
        self._refresh()

    def open_plan(self) -> None:
        """Open the plan where it was left, or bring it forward."""
        if self.plan is None:
            self.plan = PlanDialog(self._bridge, self._page)
            self.plan.closed.connect(self._on_closed)
            self.plan.page_requested.connect(self._page.page_requested)
        self.plan.show()
        self.plan.raise_()
        self.plan.activateWindow()
        self._refresh()

    def _on_changed(self, changes: Changes) -> None:
        if changes.tables & READS:
            self._refresh()

    def _on_closed(self) -> None:
        self.plan = None
        if self._bridge.tracker.is_open:
            self._refresh()

    def _refresh(self) -> None:
        where = left_at(self._bridge.tracker)
        self.setText(f"{GO_ON} ({where})" if where else GO_ON)
        self._empty.name_plan(f"{GO_ON} ({where})" if where else "")
        offered = bool(where) and self.plan is None
        self.setVisible(offered)
        header = self.parentWidget()
        if isinstance(header, Header):  # a small window has no room for both
            self._word = header.quiet.text() or self._word
            header.quiet.setText("" if offered else self._word)

    def showEvent(self, event: QShowEvent) -> None:
        """Take the header's room, now that there is a header."""
        super().showEvent(event)
        self._refresh()


class PlanPage(QuestionPage):
    """A heading and lines; there is nothing to answer."""

    def __init__(self, bridge: Bridge, place: PlanPlace) -> None:
        super().__init__(bridge, place)
        self.lines = label(wrap=True)
        self.then = label(role="quiet", wrap=True)
        self.column.addWidget(self.lines)
        self.column.addWidget(self.then)
        self.column.addStretch(1)
        self.refresh()

    @property
    def spoken(self) -> str:
        """What a screen reader says as it comes up."""
        return "\n".join(filter(None, (self.title, self.lines.text(), self.then.text())))

    def begin(self) -> None:
        """Leave the focus to the button that goes on."""


class CustomerSummary(PlanPage):
    """One customer is planned; the next may follow, or wait."""

    def refresh(self) -> None:
        """Say what is known of the one, and who comes next."""
        customer = self.tracker.customers.get(self.place.customer_id)
        self.title = f"That is all for {short(customer.name)}."
        wants = [service.name for service in services_of(self.tracker, customer.id)]
        promised = promises(self.tracker, customer.id)
        lines = [
            f"They want most: {'; '.join(wants)}." if wants else "",
            f"You promise: {'; '.join(promised)}." if promised else "",
        ]
        show_text(self.lines, "\n".join(filter(None, lines)))
        after = step(self.tracker, self.place, 1)
        if after.customer_id:
            name = short(self.tracker.customers.get(after.customer_id).name)
            show_text(self.then, f"Next: {name}. You can also stop here and continue later.")


class PlanSummary(PlanPage):
    """Everything that was planned, and what comes now."""

    title = "That is your plan."

    def refresh(self) -> None:
        """Say who is promised what."""
        lines = []
        for customer in customers_of(self.tracker):
            promised = "; ".join(promises(self.tracker, customer.id)) or "nothing promised yet"
            lines.append(f"{customer.name}: {promised}")
        show_text(self.lines, "\n".join(lines))
        self.then.setText(
            "From now on it is five minutes a week, on the page This week. All of it can be "
            "changed on the page Customers."
        )


QUESTIONS: dict[PlanQuestion, type[QuestionPage]] = {
    PlanQuestion.WHO: WhoQuestion,
    PlanQuestion.WOW: WowQuestion,
    PlanQuestion.BENEFIT: BenefitQuestion,
    PlanQuestion.SERVICES: ServicesQuestion,
    PlanQuestion.WHY: WhyQuestion,
    PlanQuestion.WHEN: WhenQuestion,
    PlanQuestion.HOW: HowQuestion,
    PlanQuestion.MEASURE: MeasureQuestion,
    PlanQuestion.NEXT: CustomerSummary,
    PlanQuestion.END: PlanSummary,
}


class PlanDialog(TabsAsRead, QDialog):
    """Back, Later, Skip, Go on; `page_requested` asks for This week at the end."""

    page_requested = Signal(object)  # str: a page's key
    closed = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.bridge, self.tracker = bridge, bridge.tracker
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Guided plan")
        self.place = resume(self.tracker)
        self.asked: QuestionPage | None = None
        self._warned = False
        self.progress = label(role="quiet", wrap=True)
        self.title = label(role="section", wrap=True)
        self.hint = label(role="quiet", wrap=True)
        self.back, self.later, self.skip, self.on = (
            button(text, auto_default=False) for text in ("&Back", "&Later", "&Skip", "&Go on")
        )
        self.on.setDefault(True)
        self._lay_out()
        self._wire()
        self.setMinimumHeight(400)
        self.resize(QSize(*map(scaled, SIZE)).boundedTo(room_over(self)))
        self._show(self.place)

    def next_question(self) -> None:
        """Keep the answer and ask what comes next; at the end go to the week."""
        if self.asked and self.asked.save_answer():
            if self.place.question is PlanQuestion.END:
                self.close()
                self.page_requested.emit("week")
            else:
                self._go(1)

    def skip_question(self) -> None:
        """Ask what comes next; what was left open stays open."""
        self._go(1)

    def previous_question(self) -> None:
        """Keep the answer and ask again what came before."""
        if self._left():
            self._go(-1)

    def reject(self) -> None:
        """Keep the answer and leave; the plan is taken up here again."""
        self.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press the button it is on, else go on within the question, then beyond it."""
        if event.key() not in ENTER:
            super().keyPressEvent(event)
            return
        focus = self.focusWidget()
        if isinstance(focus, QAbstractButton) and focus in {self.back, self.later, self.skip}:
            focus.click()
        elif focus is self.on or not (self.asked and self.asked.advance()):
            self.next_question()
        self._reveal_soon()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what was typed; what cannot be kept is told once, and then let go."""
        if self.asked and not self._left():
            event.ignore()
            return
        self.asked = None
        event.accept()
        self.closed.emit()

    def _left(self) -> bool:
        """Keep the answer; what cannot be kept is told once, and then let go."""
        if self.asked is None:
            return False
        if self.asked.save_answer() or self._warned:
            return True
        self._warned = True
        return False

    def _go(self, by: int) -> None:
        self._show(step(self.tracker, self.place, by))
        if not self.tracker.read_only:
            ended = self.place.question is PlanQuestion.END
            commands.set_plan_step(self.tracker, "" if ended else self.place.written)

    def _show(self, place: PlanPlace) -> None:
        """Ask one question."""
        old, self._warned, self.place = self.asked, False, place
        self.asked = asked = QUESTIONS[place.question](self.bridge, place)
        if old is not None:  # deleted later: it may be in the middle of its key
            cursor: QWidget | None = self.focusWidget()
            if cursor is not None:
                cursor.clearFocus()  # else it visits the buttons, and each is read out
            self.column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.column.addWidget(asked, 1)
        asked.show()
        self.area.verticalScrollBar().setValue(0)
        self._head(asked)
        end = place.question is PlanQuestion.END
        self.back.setEnabled(place.question is not PlanQuestion.WHO)
        self.skip.setVisible(bool(place.progress))
        self.later.setText("&Enough for now" if not place.progress else "&Later")
        self.later.setVisible(not end)
        self.on.setText("&Go to This week" if end else "&Go on")
        asked.heading_changed.connect(self._on_heading)
        asked.begin()
        begun: QWidget | None = self.focusWidget()
        if begun is None or not asked.isAncestorOf(begun):  # there is nothing to answer
            self.on.setFocus()
        if old is not None:  # a window that opens is read out as it is
            announce(self, asked.spoken)
        self._reveal_soon()

    def _reveal_soon(self) -> None:
        QTimer.singleShot(A_MOMENT, self, self._reveal)

    def _reveal(self) -> None:
        """Bring the field with the cursor into view, once it has its place."""
        field = QApplication.focusWidget()
        if self.asked is not None and field is not None and self.asked.isAncestorOf(field):
            self.area.ensureWidgetVisible(field, 0, scaled(24))

    def _on_heading(self) -> None:
        if self.asked is not None:
            self._head(self.asked)

    def _head(self, asked: QuestionPage) -> None:
        self.progress.setText(self.place.progress)
        self.title.setText(asked.title)
        show_text(self.hint, asked.hint)
        asked.setAccessibleName(asked.title)
        asked.setAccessibleDescription(asked.hint)

    def _lay_out(self) -> None:
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        inside.setProperty("role", "plain")
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(6)
        for head in (self.progress, self.title, self.hint):
            self.column.addWidget(head)
        self.column.addSpacing(12)
        self.area.setWidget(inside)
        self.area.verticalScrollBar().rangeChanged.connect(self._reveal_soon)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.back)
        foot.addStretch(1)
        for step_button in (self.later, self.skip, self.on):
            foot.addWidget(step_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(32, 24, 32, 24)
        layout.setSpacing(6)
        layout.addWidget(self.area, 1)
        layout.addWidget(FailureLine(self.bridge))
        layout.addSpacing(12)
        layout.addLayout(foot)

    def _wire(self) -> None:
        self.back.clicked.connect(self.previous_question)
        self.later.clicked.connect(self.reject)
        self.skip.clicked.connect(self.skip_question)
        self.on.clicked.connect(self.next_question)
        for key, slot in (
            (QKeySequence.StandardKey.Undo, self._undo),
            (QKeySequence.StandardKey.Redo, self._redo),
        ):
            QShortcut(key, self).activated.connect(slot)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._catch_up)
        self.bridge.changed.connect(self._on_changed)
        self.bridge.closing.connect(self._on_file_closing)

    def _undo(self) -> None:
        if label := self.tracker.undo():
            self.bridge.show_message(f"Undone: {label}")

    def _redo(self) -> None:
        if label := self.tracker.redo():
            self.bridge.show_message(f"Redone: {label}")

    def _on_changed(self) -> None:
        self._soon.start(0)  # not while the question itself is writing

    def _catch_up(self) -> None:
        """Show what was changed; a question about somebody who is gone is not asked any more."""
        if self.asked is None:
            return
        place = nearest(self.tracker, self.place)
        if place != self.place:
            self._show(place)
        else:
            self.asked.refresh()
            self._head(self.asked)

    def _on_file_closing(self) -> None:
        if self.asked:
            self.asked.save_answer()
        self.asked = None
        self.close()
