"""Bring in a file, on one page: the table, how it was read, what would become of each measure.

Everything is worked out anew in another thread whenever something is chosen otherwise. Nothing is
taken in before the person says so; then it is one step, written in another thread, too, and the
file was kept before.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog

from tracker.app.intake.choices import ReadingChoices
from tracker.app.intake.columns import Role
from tracker.app.intake.sheet import Book
from tracker.app.text_input import folded
from tracker.app.tracker import Snapshot, snapshot
from tracker.app.transfer.preview import MOST_SHOWN, ImportPreview, keeping, without_rows
from tracker.domain.errors import TrackerError
from tracker.gui.bridge import Bridge
from tracker.gui.bring_in.choosing import (
    NewGuesses,
    answered,
    as_known,
    changed_most,
    recalled,
    remember,
    with_terms,
    worked_out,
)
from tracker.gui.bring_in.measure_card import MeasureCard
from tracker.gui.bring_in.parts import NOTHING, ImportParts, guide
from tracker.gui.bring_in.table import CustomerAndMeasure, TableMarks
from tracker.gui.bring_in.whole import TABLES
from tracker.gui.bring_in.writing import ImportWriter
from tracker.gui.jobs import Task
from tracker.gui.page import Page, page_layout
from tracker.gui.theme import set_tone
from tracker.report.wording import number_of

SOON = 120  # milliseconds after which what was chosen is worked out
LONG = 20_000  # values: with that many both a file and what is written of it would be felt


class ImportPage(Page):
    """Reads the file once it is chosen; nothing is written before Take in is pressed."""

    reads = frozenset({"customer", "measure", "version", "evaluation", "planned_change"})
    hint = (
        "One step: Ctrl+Z undoes all of it · Space in a column says what it is"
        " · Ctrl+Enter imports · F1 helps · Esc leaves everything as it was"
    )
    leave_requested = Signal()  # the page that was in front before

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self.path: Path | None = None
        self.choices = ReadingChoices()
        self.preview: ImportPreview | None = None
        self._taking: ImportPreview | None = None  # what is being written
        self.busy = False  # what is shown is not what was chosen yet
        self._book: Book | None = None
        self._task: Task | None = None
        self._content: Snapshot | None = None
        self._recalled = False
        self._trouble = ""  # why it could not be written
        self._guesses = NewGuesses()
        self.writer = ImportWriter(bridge, self)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON)
        self._soon.timeout.connect(self._work_out)
        self.parts = ImportParts(bridge.theme)
        self.table, self.how, self.outcome = self.parts.table, self.parts.how, self.parts.outcome
        self.told, self.primary = self.parts.told, self.parts.primary
        layout = page_layout(self)
        layout.addWidget(self.parts)
        self._connect()

    @property
    def unfinished(self) -> bool:
        """Whether a file was chosen that is neither taken in nor given up."""
        return self.path is not None

    # What a person does

    def open_file(self, path: Path) -> None:
        """Read a file, and show what it would bring."""
        self.path, self._book, self._recalled = path, None, False
        self.preview, self._guesses = None, NewGuesses()
        self.parts.quiet.clear()
        set_tone(self.told, "")
        self.told.setText(f"Reading {path.name}…")
        self._content = snapshot(self.tracker)
        self._stale = False
        self._set_choices(ReadingChoices())

    def start(self) -> None:
        """Bring it in as one step, the file kept before."""
        if self.preview is None or not self.primary.isEnabled() or self.path is None:
            return
        self.bridge.import_announced.emit()
        self._taking, plan = self.preview, keeping(self.preview, self.outcome.cards.kept())
        try:
            self.writer.begin(plan, f"import {self.path.name}")
        except TrackerError as error:
            self._taking = None
            self._fail(error)
            return
        if plan.new + plan.changed >= LONG:
            self._let_go()
        self._show_writing(on=True)

    def choose_another(self) -> None:
        """Ask for another file."""
        folder = str(self.path.parent) if self.path else ""
        dialog = QFileDialog(self, "Import a file", folder, TABLES)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._on_file)
        dialog.open()

    def show_guide(self) -> None:
        """Show what kinds of files go in, and how."""
        self.guide = guide(self)
        self.guide.show()

    def cancel(self) -> None:
        """Give up what is being written, or else the file: everything stays as it was."""
        if self.writer.busy:
            self.writer.cancel()
            return
        if self._task is not None:
            self._task.stop()
        self._soon.stop()
        self.path, self.preview, self._book, self.busy = None, None, None, False
        self.told.setText(NOTHING)
        self.leave_requested.emit()

    def leave(self) -> None:
        """Go, and keep what was chosen so far, for Ctrl+I."""
        if self.writer.busy:
            return
        self.leave_requested.emit()
        if self.path is not None:
            waits = f"{self.path.name} is not imported yet: Ctrl+I goes on with it."
            self.bridge.show_message(waits)

    def refresh(self) -> None:
        """Work it out for the diary as it is now: it changed since."""
        if self.path is not None and self._taking is None:
            self._content = snapshot(self.tracker)
            self._set_choices(self.choices)

    def event(self, event: QEvent) -> bool:
        """Take F1 and Ctrl+Enter before the menus do: here they mean the file."""
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and _wanted(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let F1 help, Ctrl+Enter take the file in, Esc leave."""
        match _wanted(event) or event.key():
            case "guide":
                self.show_guide()
            case "take":
                self.start()
            case Qt.Key.Key_Escape:
                self.leave()
            case _:
                super().keyPressEvent(event)

    def _on_file(self, name: str) -> None:
        self.open_file(Path(name))

    def _on_role(self, chosen: tuple[str, Role]) -> None:
        head, role = chosen
        self._set_choices(replace(self.choices, columns={**self.choices.columns, head: role}))

    def _on_known_column(self, chosen: tuple[str, CustomerAndMeasure | None]) -> None:
        name, known = chosen
        self._set_choices(as_known(self.choices, folded(name), known))

    def _on_known_card(self, card: MeasureCard) -> None:
        known = card.known.currentData()
        key = card.outcome.as_file or card.outcome.key
        self._set_choices(as_known(self.choices, key, tuple(known) if known else None))

    def _on_answered(self, answer: tuple[str, str, str]) -> None:
        self._set_choices(answered(self.choices, *answer))

    def _on_customer(self, name: str) -> None:
        self._set_choices(replace(self.choices, customer=name, customers={}))

    def _on_card_customer(self, card: MeasureCard) -> None:
        name = card.whom.currentText().strip()
        customers = {**self.choices.customers, folded(card.outcome.name): name}
        single = len(self.outcome.cards.cards) == 1
        whose = replace(self.choices, customer=name) if single else self.choices
        self._set_choices(whose if single else replace(whose, customers=customers))

    def _on_area(self, area: str) -> None:
        self._set_choices(replace(self.choices, area=area, areas={}))

    def _on_terms(self, card: MeasureCard) -> None:
        if card.complaint():
            self.primary.setEnabled(False)
            return
        self._set_choices(with_terms(self.choices, card.outcome.key, card.said()))

    def _on_mended(self, mended: tuple[tuple[int, int], str]) -> None:
        place, text = mended
        self._set_choices(replace(self.choices, cells={**self.choices.cells, place: text}))

    def _set_choices(self, choices: ReadingChoices) -> None:
        if choices.encoding != self.choices.encoding:
            self._book = None
        self.choices, self.preview = choices, None  # two of a long file would fill the memory
        self._trouble = ""
        self.busy = True
        self.primary.setEnabled(False)
        self._soon.start()

    # Working it out, in another thread

    def _work_out(self) -> None:
        if self._task is not None:
            self._task.stop()
        if self.path is None or self._content is None:
            return
        work = partial(
            worked_out, self.path, self._book, self.choices, self._content, self.bridge.today
        )
        self._task = task = self.bridge.jobs.task(work)
        task.succeeded.connect(self._on_worked_out)
        task.failed.connect(self._on_failed)
        task.progressed.connect(self._on_read)
        task.begin()

    def _on_worked_out(self, made: tuple[Book, ImportPreview]) -> None:
        if self.sender() is not self._task or self.path is None:
            return
        self._book, found = made
        if not self._recalled:
            self._recalled = True
            if self._recall(found):
                self._work_out()
                return
        if (choices := self._guesses.taken(self.choices, found.outcomes[:MOST_SHOWN])) is not None:
            self.choices = choices
            self._work_out()
            return
        self.preview = found
        self.busy = False
        self._show(found)

    def _on_failed(self, error: TrackerError) -> None:
        if self.sender() is self._task:
            self.busy = False
            self._fail(error)

    def _on_read(self, so_much: tuple[int, int]) -> None:
        lines, _ = so_much
        told = f"Reading the file… {number_of(lines, 'line')} so far"
        self.told.setText(told if lines else "Working it out…")

    def _recall(self, found: ImportPreview) -> bool:
        """Take up what was chosen for a file of this shape last time, or who is named beside it."""
        if (kept := recalled(self.bridge.settings, found.reading)) is not None:
            self.choices = kept
            self.parts.quiet.setText("Read like the last file of this shape")
            return True
        if found.whose and any(one.what == "customer" for one in found.reading.asked):
            self.choices = replace(self.choices, customer=found.whose)
            return True
        return False

    # Writing it, in another thread

    def _on_written(self) -> None:
        found, path = self._taking, self.path
        if found is None or path is None:
            return
        kept = sum(map(len, self.outcome.cards.kept().values()))
        values = number_of(found.plan.new + found.plan.changed - kept, "value")
        if self.outcome.remember.isChecked():
            remember(self.bridge.settings, found.reading, self.choices)
        measure = changed_most(self.tracker, found.outcomes)
        self.path = self.preview = self._book = self._taking = self._content = self._task = None
        self._show_writing(on=False)
        self.told.setText(NOTHING)
        if measure is None:
            self.leave_requested.emit()
        else:
            self.measure_requested.emit(measure)
        self.bridge.show_message(f"{values} imported from {path.name}. Ctrl+Z undoes it.")

    def _let_go(self) -> None:
        """Hold of a long file what is seen of it alone: it can be read again."""
        if self._taking is not None:
            self._taking = without_rows(self._taking)
        self.preview = self._book = self._content = self._task = None
        self.table.let_go()

    def _on_not_written(self, error: TrackerError | None = None) -> None:
        self._show_writing(on=False)
        found, self._taking = self._taking, None
        if self._book is None:
            self.told.setText("Reading it again…")
            self.refresh()
            self._trouble = error.sentence if error else ""
        elif error is not None:
            self._fail(error)
        elif found is not None:
            self.preview = found
            self._show(found)
        if error is None:
            self.bridge.show_message("Cancelled: nothing was imported.")

    def _show_writing(self, *, on: bool) -> None:
        self.parts.show_writing(on=on)

    # What is shown

    def _show(self, found: ImportPreview) -> None:
        reading, plan = found.reading, found.plan
        customers = [one.name for one in self.tracker.customers.all("position, id")]
        names = {one.id: one.name for one in self.tracker.customers.all()}
        known = [(names[one.customer_id], one.name) for one in self.tracker.measures.all()]
        set_tone(self.told, "error" if self._trouble else "")
        shown = self.path.name if self.path else ""
        waits = f"{shown} · {reading.shape.value} · nothing is imported yet"
        self.told.setText(self._trouble or waits)
        mine = tuple(
            (one.as_file or folded(one.name), one.name) for one in found.outcomes if not one.is_new
        )
        self.table.known = known
        self.table.show_part(reading.parts[0], TableMarks(plan.bad, found.changed_cells, mine))
        self.how.show_reading(reading, self.choices)
        self.outcome.show_preview(found, customers, known, named=self.choices.customer)
        self._count()
        if self.focusWidget() in {None, self.parts.another} and self.isVisible():
            whom = self.outcome.whom
            self.parts.put_focus(whom if whom.isVisible() else self.table)

    def _count(self) -> None:
        """Say on the button how many values it takes in, and whether it can."""
        if self.preview is None:
            return
        plan = self.preview.plan
        values = plan.new + plan.changed - sum(map(len, self.outcome.cards.kept().values()))
        self.primary.setText(f"Import {number_of(values, 'value')}")
        may = values > 0 and not self.preview.reading.asked and not self.busy
        self.primary.setEnabled(may and not self.outcome.cards.troubled)

    def _on_kept(self, _card: MeasureCard) -> None:
        self._count()

    def _fail(self, error: TrackerError) -> None:
        set_tone(self.told, "error")
        self.told.setText(error.sentence)
        self._show_writing(on=False)

    def _connect(self) -> None:
        self.primary.clicked.connect(self.start)
        self.parts.another.clicked.connect(self.choose_another)
        self.parts.cancelling.clicked.connect(self.cancel)
        self.parts.progress.stop_requested.connect(self.cancel)
        self.table.role_selected.connect(self._on_role)
        self.table.known_selected.connect(self._on_known_column)
        self.how.choices_changed.connect(self._set_choices)
        outcome = self.outcome
        outcome.customer_named.connect(self._on_customer)
        outcome.area_selected.connect(self._on_area)
        outcome.answered.connect(self._on_answered)
        outcome.cell_mended.connect(self._on_mended)
        outcome.cards.terms_changed.connect(self._on_terms)
        outcome.cards.customer_named.connect(self._on_card_customer)
        outcome.cards.known_selected.connect(self._on_known_card)
        outcome.cards.kept_changed.connect(self._on_kept)
        self.writer.progressed.connect(self.parts.progress.show_step)
        self.writer.committed.connect(self._on_written)
        self.writer.failed.connect(self._on_not_written)
        self.writer.stopped.connect(self._on_not_written)


def _wanted(event: QKeyEvent) -> str:
    """Return what a key means here: `guide`, `take` or nothing."""
    if event.key() == Qt.Key.Key_F1:
        return "guide"
    enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
    return "take" if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier else ""
