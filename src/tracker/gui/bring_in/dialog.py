"""Bring in a file, on one page: the table, how it was read, what would become of each measure.

Everything is worked out anew in another thread whenever something is chosen otherwise. Nothing is
taken in before the person says so; then it is one step, and the file was kept before.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QTextDocument
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QProgressBar,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from tracker.app.incoming import content_of
from tracker.app.intake.choices import ReadingChoices
from tracker.app.intake.columns import Role
from tracker.app.intake.parts import read_book
from tracker.app.intake.sheet import Book
from tracker.app.text_input import folded
from tracker.app.tracker import Snapshot, snapshot
from tracker.app.transfer import apply_import
from tracker.app.transfer.preview import (
    ImportPreview,
    choices_as_text,
    choices_from_text,
    keeping,
    preview,
    shape_key,
)
from tracker.domain.errors import TrackerError
from tracker.domain.measure import Better
from tracker.gui.bridge import Bridge
from tracker.gui.bring_in.how import HowRead, answered
from tracker.gui.bring_in.outcome import OutcomePanel
from tracker.gui.bring_in.table import TableView
from tracker.gui.jobs import Progress, Task
from tracker.gui.theme import set_tone
from tracker.gui.widgets.text import button, label
from tracker.report.wording import number_of
from tracker.shipped import document_path

TABLES = "Tables (*.csv *.tsv *.txt *.xlsx *.xlsm *.json);;All files (*)"
SOON = 120  # milliseconds after which what was chosen is worked out
REMEMBERED = 30  # shapes whose choices are kept
NOBODY = "Choose or type a name"


class ImportDialog(QDialog):
    """Reads the file once it is seen; nothing is written before Take in is pressed."""

    imported = Signal(object)  # int: a measure that changed, to be looked at first

    def __init__(self, bridge: Bridge, path: Path, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.bridge, self.path = bridge, path
        self.choices = ReadingChoices()
        self.preview: ImportPreview | None = None
        self._book: Book | None = None
        self._task: Task | None = None
        self._content: Snapshot = snapshot(bridge.tracker)
        self._recalled = False
        self._guesses: dict[str, str] = {}
        self.busy = True  # what is shown is not what was chosen yet
        self.setWindowTitle("Bring in a file")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setMinimumSize(880, 540)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON)
        self._soon.timeout.connect(self._work_out)
        self._make_parts()
        self._lay_out()
        self._size_to(parent)
        take = QShortcut(QKeySequence("Ctrl+Return"), self)
        take.activated.connect(self.start)
        guide = QShortcut(QKeySequence(QKeySequence.StandardKey.HelpContents), self)
        guide.activated.connect(self.show_guide)
        QTimer.singleShot(0, self, self._work_out)

    # What a person does

    def start(self) -> None:
        """Bring it in as one step, the file kept before, and close."""
        if self.preview is None or not self.primary.isEnabled():
            return
        tracker = self.bridge.tracker
        self.primary.setEnabled(False)
        self.progress.show()
        self.bridge.import_announced.emit()
        try:
            rows = apply_import(
                tracker,
                keeping(self.preview, self.outcome.cards.kept()),
                self._on_progress,
                skip_bad=True,
                label=f"import {self.path.name}",
            )
            self._remember()
        except TrackerError as error:
            self._fail(error)
            return
        values = number_of(rows, "value")
        self.bridge.show_message(f"{values} taken in from {self.path.name}. Ctrl+Z takes it back.")
        self.accept()
        if (measure := self._first_measure()) is not None:
            self.imported.emit(measure)

    def choose_another(self) -> None:
        """Ask for another file."""
        dialog = QFileDialog(self, "Bring in a file", str(self.path.parent), TABLES)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._on_file)
        dialog.open()

    def show_guide(self) -> None:
        """Show what kinds of files go in, and how."""
        self.guide = QTextBrowser()
        self.guide.setWindowTitle("Bringing in a file")
        self.guide.setOpenExternalLinks(True)
        self.guide.setParent(self, Qt.WindowType.Dialog)
        self.guide.setSource(
            QUrl.fromLocalFile(str(document_path("import.md"))),
            QTextDocument.ResourceType.MarkdownResource,
        )
        self.guide.resize(800, 640)
        self.guide.show()

    def reject(self) -> None:
        """Leave everything as it was."""
        if self._task is not None:
            self._task.stop()
        super().reject()

    def _on_file(self, name: str) -> None:
        self.path, self._book, self._recalled = Path(name), None, False
        self._set_choices(ReadingChoices())

    def _on_role(self, chosen: tuple[str, Role]) -> None:
        head, role = chosen
        self._set_choices(replace(self.choices, columns={**self.choices.columns, head: role}))

    def _on_answered(self, answer: tuple[str, str, str]) -> None:
        self._set_choices(answered(self.choices, *answer))

    def _on_customer(self, name: str) -> None:
        self._set_choices(replace(self.choices, customer=name))

    def _on_area(self, area: str) -> None:
        self._set_choices(replace(self.choices, area=area))

    def _on_terms(self, key: str) -> None:
        better, promises, areas = (
            dict(one) for one in (self.choices.better, self.choices.promises, self.choices.areas)
        )
        way, promise, draft = self.outcome.cards.cards[key].said()
        better[key] = Better.BAND.value if ".." in promise else way.value
        promises[key] = "" if draft else promise
        areas.pop(key, None)
        self._set_choices(replace(self.choices, better=better, promises=promises, areas=areas))

    def _set_choices(self, choices: ReadingChoices) -> None:
        if choices.encoding != self.choices.encoding:
            self._book = None
        self.choices = choices
        self.busy = True
        self.primary.setEnabled(False)
        self._soon.start()

    # Working it out, in another thread

    def _work_out(self) -> None:
        if self._task is not None:
            self._task.stop()
        work = partial(
            _worked_out, self.path, self._book, self.choices, self._content, self.bridge.today
        )
        self._task = task = self.bridge.jobs.task(work)
        task.succeeded.connect(self._on_worked_out)
        task.failed.connect(self._on_failed)
        task.progressed.connect(self._on_read)
        task.begin()

    def _on_worked_out(self, made: tuple[Book, ImportPreview]) -> None:
        if self.sender() is not self._task:
            return
        self._book, found = made
        if not self._recalled:
            self._recalled = True
            if self._recall(found):
                return
        if self._say_guesses(found):
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
        self.told.setText(f"Reading the file… {lines:,} lines so far")

    def _say_guesses(self, found: ImportPreview) -> bool:
        """Take the guesses for new measures as said, once; whoever sees them may change them."""
        better, promises = dict(self.choices.better), dict(self.choices.promises)
        fresh = [
            one
            for one in found.outcomes
            if one.is_new
            and promises.get(one.key, self._guesses.get(one.key)) == self._guesses.get(one.key)
            and (one.key not in promises or one.guess != self._guesses[one.key])
        ]
        for one in fresh:
            guess = one.guess if one.key in promises else one.promise or one.guess
            promises[one.key] = self._guesses[one.key] = guess
            better.setdefault(one.key, one.better.value)
        if not fresh:
            return False
        self.choices = replace(self.choices, better=better, promises=promises)
        self._work_out()
        return True

    def _recall(self, found: ImportPreview) -> bool:
        """Take up what was chosen for a file of this shape last time."""
        kept = self.bridge.settings.now.import_choices
        text = kept.get(shape_key(found.reading), "")
        if not text:
            return False
        self.choices = choices_from_text(text)
        self.quiet.setText("Read as the last file of this shape was")
        self._work_out()
        return True

    def _remember(self) -> None:
        if self.preview is None or not self.outcome.remember.isChecked():
            return
        kept = dict(self.bridge.settings.now.import_choices)
        kept.pop(shape_key(self.preview.reading), None)
        kept[shape_key(self.preview.reading)] = choices_as_text(self.choices)
        newest = dict(list(kept.items())[-REMEMBERED:])
        self.bridge.settings.change(import_choices=newest)

    def _first_measure(self) -> int | None:
        """Return a measure that changed: the one with most new values."""
        if self.preview is None or not self.preview.outcomes:
            return None
        best = max(self.preview.outcomes, key=lambda one: one.new + one.changed)
        names = {one.id: one.name for one in self.bridge.tracker.customers.all()}
        for measure in self.bridge.tracker.measures.all():
            same = folded(measure.name) == best.key
            if same and best.customer in {"", names[measure.customer_id]}:
                return measure.id
        return None

    # What is shown

    def _show(self, found: ImportPreview) -> None:
        reading, plan = found.reading, found.plan
        values = plan.new + plan.changed
        set_tone(self.told, "")
        self.told.setText(f"{self.path.name} · {reading.shape.value} · nothing is taken in yet")
        self.table.show_part(reading.parts[0], plan.bad)
        self.how.show_reading(reading, self.choices)
        self.outcome.show_preview(found, named=bool(self.choices.customer))
        self.primary.setText(f"Take in {number_of(values, 'value')}")
        self.primary.setEnabled(values > 0 and not reading.asked)
        if self.focusWidget() in {None, self.another}:
            whom = self.outcome.whom
            (whom if whom.isVisible() else self.table).setFocus()

    def _on_progress(self, done: int, total: int) -> None:
        # No events are run while the transaction is open: the bar is painted, and that is all.
        self.progress.setMaximum(total)
        self.progress.setValue(done)
        self.progress.repaint()

    def _fail(self, error: TrackerError) -> None:
        set_tone(self.told, "error")
        self.told.setText(error.sentence)
        self.progress.hide()
        self.primary.setEnabled(False)

    def _make_parts(self) -> None:
        self.told = label("Reading the file…", "quiet", wrap=True)
        self.quiet = label(role="small")
        self.table = TableView(self.bridge.theme)
        self.table.role_selected.connect(self._on_role)
        self.how = HowRead()
        self.how.choices_changed.connect(self._set_choices)
        customers = [one.name for one in self.bridge.tracker.customers.all("position, id")]
        self.outcome = OutcomePanel(self.bridge.theme, customers)
        self.outcome.customer_named.connect(self._on_customer)
        self.outcome.area_selected.connect(self._on_area)
        self.outcome.answered.connect(self._on_answered)
        self.outcome.cards.terms_changed.connect(self._on_terms)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName("Progress of the import")
        self.progress.hide()

    def _lay_out(self) -> None:
        self.primary = button("Take in", tone="accent", auto_default=False)
        self.primary.setEnabled(False)
        self.primary.clicked.connect(self.start)
        self.another = button("Choose another file…", auto_default=False)
        self.another.clicked.connect(self.choose_another)
        self.cancel = button("Cancel", auto_default=False)
        self.cancel.clicked.connect(self.reject)
        titles = QVBoxLayout()
        titles.setSpacing(2)
        titles.addWidget(label("Bring in a file", "title"))
        titles.addWidget(self.told)
        head = QHBoxLayout()
        head.addLayout(titles, 1)
        for one in (self.another, self.cancel, self.primary):
            head.addWidget(one, alignment=Qt.AlignmentFlag.AlignTop)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self.table, 1)
        left.addWidget(self.how)
        body = QHBoxLayout()
        body.setSpacing(12)
        body.addLayout(left, 1)
        body.addWidget(self.outcome)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 12)
        layout.setSpacing(12)
        layout.addLayout(head)
        layout.addWidget(self.progress)
        layout.addLayout(body, 1)
        foot = QHBoxLayout()
        foot.addWidget(label("One step: Ctrl+Z takes all of it back", "small"), 1)
        foot.addWidget(self.quiet)
        keys = "Space in a column says what it is · Ctrl+Enter takes it in · F1 helps"
        foot.addWidget(label(keys, "small"))
        layout.addLayout(foot)

    def _size_to(self, parent: QWidget | None) -> None:
        if parent is None:
            self.resize(1240, 780)
        else:
            self.resize(parent.window().size() * 0.96)


def _worked_out(
    path: Path,
    book: Book | None,
    choices: ReadingChoices,
    content: Snapshot,
    today: Callable[[], date],
    tell: Progress,
) -> tuple[Book, ImportPreview]:
    """Read the file, if it is not read yet, and work out what it would do."""
    if book is None:
        book = read_book(content_of(path), choices.encoding, partial(_heard, tell))
    return book, preview(content, book, choices, path.stem, today)


def _heard(tell: Progress, lines: int) -> None:
    tell(lines, 0)
