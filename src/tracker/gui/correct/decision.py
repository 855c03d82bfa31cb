"""A decision: what was chosen and why, who was told, how it turned out; and its page as a file."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from tracker.app import commands
from tracker.app.decisions.queries import DecisionView, decision_page, watch_end
from tracker.domain.decision import Conflict, Decision
from tracker.domain.errors import InvalidInput
from tracker.domain.sharing import ShareKind
from tracker.domain.texts.cutting import cut
from tracker.gui.bridge import Bridge
from tracker.gui.correct.decision_outcome import RecipientList, VerdictCard
from tracker.gui.widgets.rows import delete_later, rule
from tracker.gui.widgets.save_dialog import save_dialog
from tracker.gui.widgets.text import button, label, link, paragraph, plain
from tracker.report.dates import long_day
from tracker.report.text.choices import decision_line

if TYPE_CHECKING:
    from tracker.gui.dialogs.for_whom import ForWhomDialog
    from tracker.report.documents.document import Document

FOR = "For {name}…"
KINDS = {"pdf": "PDF pages", "html": "Pages for a browser"}
_NO_LETTERS = re.compile(r"[^\w]+")


class DecisionPanel(QWidget):
    """Reads as a page; its words are changed in a form."""

    choice_requested = Signal(object)  # tuple[str, int]: another conflict or decision

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self.view: DecisionView | None = None
        self.page: DecisionPage | None = None
        self.title = paragraph(role="section")
        self.about = paragraph(role="hint")
        self.before = link("← Before it")
        self.after = link("Next decision →")
        self.origin = link("The conflict")
        self.words = QVBoxLayout()
        self.words.setSpacing(2)
        self._made: list[QWidget] = []
        self.told = RecipientList(bridge)
        self.told.customer_told.connect(self._on_customer_told)
        self.told.withdrawn.connect(self._on_withdrawn)
        self.verdict = VerdictCard(bridge)
        self.verdict.next_requested.connect(self._on_next_requested)
        self.edit = button("Edit…", name="Edit decision")
        self.save = button("Save as a page ▾", name="Save the decision as a page")
        self.remove = link("Delete", name="Delete decision")
        self.before.clicked.connect(self._on_before)
        self.after.clicked.connect(self._on_after)
        self.origin.clicked.connect(self._on_origin)
        self.edit.clicked.connect(self._on_edit)
        self.save.clicked.connect(self._on_save)
        self.remove.clicked.connect(self._on_remove)
        self.menu = QMenu(self)
        self.menu.triggered.connect(self._on_menu)
        self._lay_out()

    def show_view(self, view: DecisionView) -> None:
        """Show a decision."""
        if view != self.view:
            self.view = view
            self.title.setText(view.decision.title)
            self._show_link(self.before, view.before)
            self._show_link(self.after, view.after)
            self._show_link(self.origin, view.conflict)
            self._show_words(view)
            self.told.show_recipients(view.told)
        text = decision_line(view.decision, self._bridge.today())
        self.about.setText(f"{text[0].upper()}{text[1:]}")
        self.verdict.show_view(view)

    def save_page(self, customer_id: int | None = None) -> None:
        """Ask where to write the decision as a page, for oneself or for a customer."""
        if self.view:
            self.page = DecisionPage(self._bridge, self, self.view.decision.id, customer_id)
            self.page.open()

    def _lay_out(self) -> None:
        heading = label("Who was told", "heading")
        hint = paragraph(
            "Only those who were told may see it, on their scorecard or as a page.", "hint"
        )
        links = QHBoxLayout()
        links.setSpacing(8)
        for way in (self.before, self.after, self.origin):
            way.hide()
            links.addWidget(way)
        links.addStretch(1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.edit)
        foot.addWidget(self.save)
        foot.addStretch(1)
        foot.addWidget(self.remove)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.title)
        layout.addWidget(self.about)
        layout.addLayout(links)
        layout.addWidget(rule())
        layout.addLayout(self.words)
        for widget in (rule(), heading, hint, self.told, rule(), self.verdict, rule()):
            layout.addWidget(widget)
        layout.addLayout(foot)
        layout.addStretch(1)

    def _show_link(self, way: QPushButton, what: Conflict | Decision | None) -> None:
        way.setVisible(what is not None)
        way.setToolTip(what.title if what else "")

    def _show_words(self, view: DecisionView) -> None:
        for old in self._made:
            self.words.removeWidget(old)
            delete_later(old)
        self._made = []
        decision = view.decision
        less = view.less_happy.name if view.less_happy else ""
        if less:
            end, today = watch_end(decision), self._bridge.today()
            word = "Watched" if end >= today else "Was watched"
            less = f"{less}. {word} until {long_day(end, today)}."
        for title, text in (
            ("Choice", decision.choice),
            ("Options", decision.options),
            ("Why", decision.logic),
            ("Less happy", less),
            ("Private note", decision.note),
        ):
            if text:
                head = label(title, "small")
                head.setContentsMargins(0, 6, 0, 0)
                body = paragraph(text, "name" if title == "Choice" else "")
                body.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                for widget in (head, body):
                    self.words.addWidget(widget)
                    self._made.append(widget)

    def _on_before(self) -> None:
        if self.view and self.view.before:
            self.choice_requested.emit(("decision", self.view.before.id))

    def _on_after(self) -> None:
        if self.view and self.view.after:
            self.choice_requested.emit(("decision", self.view.after.id))

    def _on_origin(self) -> None:
        if self.view and self.view.conflict:
            self.choice_requested.emit(("conflict", self.view.conflict.id))

    def _on_next_requested(self, decision_id: int) -> None:
        self.choice_requested.emit(("decision", decision_id))

    def _on_customer_told(self, said: tuple[int, date | None]) -> None:
        if self.view:
            customer_id, when = said
            decision = self.view.decision
            today = self._bridge.today()
            try:
                commands.tell_decision(
                    self._bridge.tracker, decision.id, customer_id, when or today, today
                )
            except InvalidInput as error:
                if not self.told.show_error(customer_id, error.sentence):
                    raise

    def _on_withdrawn(self, customer_id: int) -> None:
        if self.view:
            commands.untell_decision(self._bridge.tracker, self.view.decision.id, customer_id)

    def _on_edit(self) -> None:
        if self.view:
            from tracker.gui.correct.decision_dialog import DecisionDialog

            DecisionDialog(self._bridge, self, None, self.view.decision).open()

    def _on_save(self) -> None:
        if self.view is None:
            return
        self.menu.clear()
        self.menu.addAction("For myself…").setData(None)
        for telling in self.view.told:
            if telling.told_on and telling.told_on <= self._bridge.today():
                name = cut(telling.customer.name, 60)
                self.menu.addAction(plain(FOR.format(name=name))).setData(telling.customer.id)
        self.menu.popup(self.save.mapToGlobal(QPoint(0, self.save.height() + 4)))
        self.menu.setActiveAction(self.menu.actions()[0])

    def _on_menu(self, action: QAction) -> None:
        self.save_page(action.data())

    def _on_remove(self) -> None:
        if self.view:
            commands.remove_decision(self._bridge.tracker, self.view.decision.id)
            self._bridge.show_message("Deleted. Ctrl+Z brings it back.")


class DecisionPage(QObject):
    """The own page, or that of a customer who was told of it: that one is noted in the ledger.

    Asks whom the customer's is for, then for a file, without blocking, and writes the page as its
    name ends.
    """

    def __init__(
        self, bridge: Bridge, owner: QWidget, decision_id: int, customer_id: int | None
    ) -> None:
        super().__init__(owner)
        self._bridge = bridge
        self._owner = owner
        self._decision_id, self._customer_id = decision_id, customer_id
        self._for_them = False
        self.whom: ForWhomDialog | None = None
        title = bridge.tracker.decisions.get(decision_id).title
        name = _NO_LETTERS.sub("-", title.casefold()).strip("-")[:60] or "decision"
        self.dialog = save_dialog(
            owner,
            bridge,
            "Decision as a page",
            KINDS,
            name,
            self.write,
            self._undrawn_hint,
            self.deleteLater,
        )

    def open(self) -> None:
        """Show the first question."""
        if self._customer_id is None:
            self.dialog.open()
            return
        from tracker.gui.dialogs.for_whom import ForWhomDialog

        name = self._bridge.tracker.customers.get(self._customer_id).name
        self.whom = ForWhomDialog(self._bridge, self._owner, name)
        self.whom.answered.connect(self._on_whom)
        self.whom.open()

    def _on_whom(self, for_them: bool) -> None:
        self._for_them = for_them
        self.dialog.open()

    def _document(self) -> Document:
        from tracker.report.scorecard.decision import decision_document

        tracker, today = self._bridge.tracker, self._bridge.today()
        content = decision_page(tracker, self._decision_id, today, self._customer_id)
        return decision_document(content)

    def _undrawn_hint(self, path: Path) -> str:
        from tracker.paper.writer import undrawn_in

        return undrawn_in(self._document(), path.suffix)

    def write(self, path: Path) -> None:
        """Write the page, and note it where it is for a customer."""
        from tracker.paper.writer import document_bytes
        from tracker.store.outgoing import write_whole

        tracker, today = self._bridge.tracker, self._bridge.today()
        document = self._document()
        written = document_bytes(document, path.suffix)
        if self._customer_id is None:  # it names who is less happy, and who was told
            write_whole(path, written, private=True)
        else:
            from tracker.app.sharing.commands import OutgoingItem, send_file

            left = OutgoingItem(
                ShareKind.DECISION, document.title, self._customer_id, for_them=self._for_them
            )
            send_file(tracker, path, left, written, today)
        self._bridge.show_message(f"Saved to {path}")
