"""The panels beside a row: what is noted about a period, or why it is skipped.

What was written in one is kept when it is left.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFileDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from tracker.app import commands
from tracker.app.evaluations.week import WeekLine
from tracker.domain.errors import TrackerError
from tracker.domain.evaluation import CAUSE_NAMES, SKIP_REASONS, Cause
from tracker.gui.bridge import Bridge
from tracker.gui.draft import DraftKeeper, change_of, written_fields
from tracker.gui.form import BROUGHT_BACK
from tracker.gui.icons import icon
from tracker.gui.theme import Theme, scaled
from tracker.gui.widgets.text import ElidedLabel, button, complaint, label
from tracker.gui.widgets.text_field import ENTER, TAKES_ENTER, GrowingText
from tracker.report.dates import period_with_days

EDGE = 12
NOTE_WIDTH, SKIP_WIDTH = 460, 540
Written = tuple[str, str, Cause | None, str]
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class RowPanel(QFrame):
    """Enter, or going elsewhere, keeps what was typed; after Escape it is there the next time."""

    closed = Signal()
    draft: DraftKeeper

    def __init__(self, page: QWidget, width: int) -> None:
        super().__init__(page)
        self._page = page
        self._listens = False
        self.setProperty("role", "popover")
        self.setProperty(TAKES_ENTER, True)  # noqa: FBT003 - Qt's own
        self._width = width
        self.heading = label(role="heading", wrap=True)
        self.complaint = complaint()
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(14, 12, 14, 12)
        self.body.setSpacing(6)
        self.body.addWidget(self.heading)
        self.hide()

    def open_beside(self, row: QRect, first: QWidget) -> None:
        """Show under a row (or above it, where there is no room), and begin in a field."""
        self.show_error("")
        self.show()
        self.place(row)
        self.raise_()
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        self._listen(on=True)

    def _keep_drafts(self, bridge: Bridge) -> None:
        """Keep what is written in here as a draft; to be called when every field is there."""
        fields = written_fields(self)
        self.draft = DraftKeeper(bridge, fields, self)
        for field in fields.values():
            change_of(field).connect(self.complaint.hide)

    def _call(self, heading: str) -> None:
        self.heading.setText(heading)
        self.setAccessibleName(heading)  # it is said with the first field

    def _bring_back(self, key: str) -> None:
        self.heading.setToolTip(BROUGHT_BACK if self.draft.show_form(key) else "")

    def place(self, row: QRect) -> None:
        """Stand beside a row, wholly inside the page."""
        page = self._page.rect()
        width = self.width_in(self._page)
        self.resize(width, max(self.body.totalHeightForWidth(width), self.sizeHint().height()))
        under, above = row.bottom() + 1, row.top() - self.height()
        top = under if under + self.height() <= page.bottom() - EDGE else max(above, EDGE)
        left = row.left() + EDGE if self.isRightToLeft() else row.right() - width - EDGE
        self.move(max(min(left, page.width() - width - EDGE), EDGE), top)

    def width_in(self, page: QWidget) -> int:
        """Return how wide it is on a page."""
        return min(scaled(self._width), page.width() - 2 * EDGE)

    def show_error(self, sentence: str) -> None:
        """Say what cannot be kept, or nothing."""
        self.complaint.setText(sentence)
        self.complaint.setVisible(bool(sentence))

    def save(self) -> bool:
        """Keep what was written; False if that cannot be."""
        raise NotImplementedError

    def save_and_close(self) -> None:
        """Keep what was written and close."""
        if self.isVisible() and self.save():
            self.close_panel()

    def close_panel(self) -> None:
        """Close; what was written and is not kept stays a draft."""
        self._listen(on=False)
        self.draft.leave()
        if self._holds(QApplication.focusWidget()):
            self.closed.emit()  # first: whoever listens takes the focus
        self.hide()

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what was written also when the whole page goes away."""
        super().hideEvent(event)
        if self._listens:
            self._listen(on=False)
            self.save()
            self.hide()

    def event(self, event: QEvent) -> bool:
        """Keep the panel's own keys from being a menu's."""
        asked = event.type() == QEvent.Type.ShortcutOverride
        if (
            asked
            and isinstance(event, QKeyEvent)
            and (event.key() == Qt.Key.Key_Escape or event.key() in ENTER)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close, one way or the other."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        elif _finishes(event):
            self.save_and_close()
        else:
            event.accept()  # nothing typed in here is a key of the page

    def _listen(self, *, on: bool) -> None:
        app = QApplication.instance()
        if on == self._listens or not isinstance(app, QApplication):
            return
        self._listens = on
        if on:
            app.focusChanged.connect(self._on_focus)
        else:
            app.focusChanged.disconnect(self._on_focus)

    def _on_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is None:
            self.save()
        elif not self._holds(now):
            self.save_and_close()

    def _holds(self, widget: QWidget | None) -> bool:
        """Say whether a widget is in here, or in a list or dialog that was opened from here."""
        while widget is not None and widget is not self:
            widget = widget.parentWidget()
        return widget is self


def _finishes(event: QKeyEvent) -> bool:
    return event.key() in ENTER and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier


class NotePanel(RowPanel):
    """Writes a note only if it differs from what is kept, so that undo holds no empty step."""

    def __init__(self, page: QWidget, bridge: Bridge) -> None:
        super().__init__(page, NOTE_WIDTH)
        theme = bridge.theme
        self._bridge, self._tracker = bridge, bridge.tracker
        self._line: WeekLine | None = None
        self._kept: Written = ("", "", None, "")
        self.note = _text("Note", "What happened, what they said. The customer may see it.")
        self._heading("Note", "the customer may see it")
        self.body.addWidget(self.note)
        self.private_note = _text("Private note", "Only for you.")
        self._heading(
            "Private note",
            "only for you; exported only if you choose so",
            theme,
        )
        self.body.addWidget(self.private_note)
        self.cause = QComboBox()
        self.cause.setAccessibleName("Cause of a bad week")
        self.cause.addItem("No cause", None)
        for cause, name in CAUSE_NAMES.items():
            self.cause.addItem(name, str(cause))
        self.link = QLineEdit()
        self.link.setAccessibleName("Link or file")
        self.link.setPlaceholderText("Link or file")
        self._heading("Cause of a bad week", "and a link or file that shows it")
        self.body.addLayout(self._last_line(theme))
        self.body.addWidget(self.complaint)
        self.body.addLayout(self._buttons())
        self._keep_drafts(bridge)

    def open_for(self, line: WeekLine) -> None:
        """Show what is kept about a line's period."""
        self._line = line
        found = line.evaluation
        self.draft.leave()
        when = period_with_days(line.period, self._bridge.today())
        self._call(f"{line.measure.name} · {when}")
        self.note.setPlainText(found.note if found else "")
        self.private_note.setPlainText(found.private_note if found else "")
        self.cause.setCurrentIndex(max(self.cause.findData(found and found.cause), 0))
        self.link.setText(found.link if found else "")
        self._kept = self._written()
        self._bring_back(f"note:{line.measure.uid}:{line.period.start}")

    def save(self) -> bool:
        """Write the note, if it changed; say why not, if it is refused."""
        written = self._written()
        if self._line is None or written == self._kept:
            self.draft.finish()
            return True
        note, private_note, cause, link = written
        try:
            commands.annotate(
                self._tracker,
                self._line.measure.id,
                self._line.period.start,
                note=note,
                private_note=private_note,
                cause=cause,
                link=link,
            )
        except TrackerError as error:
            self.show_error(error.sentence)
            return False
        self.draft.finish()
        self._kept = written
        return True

    def _written(self) -> Written:
        chosen = self.cause.currentData()
        return (
            self.note.toPlainText().strip(),
            self.private_note.toPlainText().strip(),
            Cause(chosen) if chosen else None,
            self.link.text().strip(),
        )

    def _heading(self, name: str, quiet: str, theme: Theme | None = None) -> None:
        row = QHBoxLayout()
        row.setSpacing(6)
        if theme:
            lock = label()
            lock.setPixmap(icon(theme, "lock").pixmap(QSize(scaled(13), scaled(13))))
            row.addWidget(lock)
        row.addWidget(label(name, "name"))
        row.addWidget(ElidedLabel(quiet, "small"), 1)
        self.body.addLayout(row)

    def _last_line(self, theme: Theme) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        choose = button(
            tip="Choose a file", name="Choose a file", picture=icon(theme, "folder-open")
        )
        choose.clicked.connect(self._on_choose)
        row.addWidget(self.cause)
        row.addWidget(self.link, 1)
        row.addWidget(choose)
        return row

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(ElidedLabel("Enter saves, Shift+Enter starts a new line", "small"), 1)
        cancel, done = button("Cancel"), button("Save")
        cancel.clicked.connect(self.close_panel)
        done.clicked.connect(self.save_and_close)
        row.addWidget(cancel)
        row.addWidget(done)
        return row

    def _on_choose(self) -> None:
        dialog = QFileDialog(self, "Choose a file")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.link.setText)
        dialog.open()


class SkipPanel(RowPanel):
    """The first reason has the focus; 1 to 4 takes one, any letter begins an own reason."""

    skipped = Signal()  # by a key or a button in here, not by leaving: the next row is due

    def __init__(self, page: QWidget, bridge: Bridge) -> None:
        super().__init__(page, SKIP_WIDTH)
        self._tracker = bridge.tracker
        self._line: WeekLine | None = None
        self.buttons: list[QPushButton] = []
        self._reasons = QGridLayout()
        self._reasons.setSpacing(6)
        for number, reason in enumerate(SKIP_REASONS, 1):
            pick = button(f"{number}  {reason}", name=reason)
            pick.clicked.connect(self._on_button)
            pick.installEventFilter(self)
            pick.setParent(self)  # as wide as it is in here
            self.buttons.append(pick)
        self.reason = QLineEdit()
        self.reason.setAccessibleName("Reason")
        self.reason.setPlaceholderText("or say why in a word or two; Enter skips")
        self.reason.returnPressed.connect(self._on_typed)
        self.body.addLayout(self._reasons)
        self.body.addWidget(self.reason)
        self.body.addWidget(self.complaint)
        self._keep_drafts(bridge)

    def open_for(self, line: WeekLine) -> None:
        """Ask about a line; its own reason stands there to be changed."""
        self._line = line
        self._seat_reasons()
        reason = (line.evaluation.skipped or "") if line.evaluation else ""
        self._call(f"Skip {line.measure.name}: why?")
        self.draft.leave()
        self.reason.setText("" if reason in SKIP_REASONS else reason)
        self._bring_back(f"skip:{line.measure.uid}:{line.period.start}")

    def _seat_reasons(self) -> None:
        """Put the reasons on one line, or on two where one has no room for their words."""
        for pick in self.buttons:
            pick.ensurePolished()
        wide = sum(pick.sizeHint().width() + self._reasons.spacing() for pick in self.buttons)
        across = len(self.buttons) if wide <= self.width_in(self._page) - 3 * EDGE else 2
        for at, pick in enumerate(self.buttons):
            self._reasons.addWidget(pick, at // across, at % across)

    def save(self) -> bool:
        """Keep a reason that was typed; an empty one skips nothing."""
        typed = self.reason.text().strip()
        return not typed or self._skip(typed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take a reason by its number, move along the reasons, or begin to type one."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        text = event.text()
        if event.key() in ENTER and isinstance(watched, QPushButton):
            watched.click()
        elif text.isdecimal() and 1 <= int(text) <= len(self.buttons):
            self.buttons[int(text) - 1].click()
        elif event.key() == Qt.Key.Key_Down:
            self.reason.setFocus()
        elif text.isprintable() and text.strip() and not event.modifiers() & _COMMANDS:
            self.reason.setFocus()
            self.reason.setText(text)
        else:
            return super().eventFilter(watched, event)
        return True

    def _on_button(self) -> None:
        picked = self.sender()
        if isinstance(picked, QPushButton):
            self.reason.clear()
            if self._skip(SKIP_REASONS[self.buttons.index(picked)]):
                self.close_panel()
                self.skipped.emit()

    def _on_typed(self) -> None:
        if not self.reason.text().strip():
            self.show_error("Say why in a word or two: a skip needs a reason.")
        elif self.save():
            self.close_panel()
            self.skipped.emit()

    def _skip(self, reason: str) -> bool:
        line = self._line
        if line is None or (line.evaluation and line.evaluation.skipped == reason):
            self.draft.finish()
            return True
        try:
            commands.skip(self._tracker, line.measure.id, line.period.start, reason)
        except TrackerError as error:
            self.show_error(error.sentence)
            return False
        self.draft.finish()
        return True


def _text(name: str, hint: str) -> GrowingText:
    field = GrowingText(name, hint, lines=2)
    field.setAccessibleName(name)
    return field
