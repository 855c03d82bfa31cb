"""The care of the open file while nobody waits: what is wrong with it is said, and stays said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QThread, QTimer, Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout

from tracker.app.tracker import Tracker
from tracker.domain.errors import FileChanged, FileDamaged, TrackerError
from tracker.gui.accessible.announcing import announce
from tracker.gui.bridge import Bridge
from tracker.gui.jobs import Job
from tracker.gui.theme import set_tone
from tracker.gui.widgets.text import button, label

if TYPE_CHECKING:
    from tracker.gui.shell.window import MainWindow

SOON = 1_000


class FileNotice(QFrame):
    """What the person must know of the file, above the page and in its letters, until it is read.

    Damage stays for as long as the file is open: nothing can be written any more.
    """

    back_requested = Signal()  # what a restore has done
    restore_requested = Signal()  # the window that brings a backup back

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "notice")
        self.words = label(wrap=True, selectable=True)
        self.back = button("Undo the restore", auto_default=False)
        self.back.clicked.connect(self.back_requested)
        self.restore = button("Restore a backup…", auto_default=False)
        self.restore.clicked.connect(self.restore_requested)
        self.done = button("Close", auto_default=False)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(16)
        row.addWidget(self.words, 1)
        for way in (self.back, self.restore, self.done):
            row.addWidget(way, 0, Qt.AlignmentFlag.AlignTop)
        self.done.clicked.connect(self.hide)
        self._damaged = False
        self._unread: list[str] = []
        self._meanwhile = ""
        self.hide()

    def tell_meanwhile(self, sentence: str) -> None:
        """Show what the foot has no room for, in the place of the last such: until a step works."""
        before, self._meanwhile = self._meanwhile, sentence
        if not sentence:
            self.take_back(before)
            return
        if before in self._unread:
            self._unread.remove(before)
        self._show(sentence, damaged=False)  # the foot has said it aloud

    def take_back(self, sentence: str) -> None:
        """Show a sentence no longer: it is not so any more."""
        if sentence in self._unread:
            self._unread.remove(sentence)
        if not self.isHidden():
            self.words.setText("\n".join(self._unread))
            self.setVisible(bool(self._unread))

    def tell_of_file(self, sentence: str) -> None:
        """Show what became of the file, and offer its backups: an older state may be wanted."""
        self.tell(sentence)
        self.restore.show()

    def tell(self, sentence: str, *, damaged: bool = False) -> None:
        """Show and say a sentence below those not read yet; nothing takes the place of damage."""
        if self._damaged and not damaged:
            return
        self._show(sentence, damaged=damaged)
        announce(self, sentence, urgent=damaged)

    def _show(self, sentence: str, *, damaged: bool) -> None:
        if self._damaged and not damaged:
            return
        self._damaged = damaged
        if damaged or self.isHidden():
            self._unread.clear()
            self.restore.setVisible(damaged)
        if sentence not in self._unread:
            self._unread.append(sentence)
        set_tone(self.words, "worse" if damaged else "")
        self.words.setText("\n".join(self._unread))
        self.back.hide()
        self.done.setVisible(not damaged)
        self.show()

    def offer_back(self, sentence: str) -> None:
        """Say what a restore has done, and offer to take it back."""
        self.tell(sentence)
        self.back.show()

    def take(self, error: TrackerError) -> bool:
        """Show what became of the file, if that is what an error is about."""
        about_file = isinstance(error, (FileChanged, FileDamaged))
        if isinstance(error, FileDamaged):
            self.tell(error.sentence, damaged=True)
        elif about_file:
            self.tell_of_file(error.sentence)
        return about_file


class Caretaker(QObject):
    """Reads the file through, keeps its index of words, sees what other programs do to it."""

    failed = Signal(object)  # TrackerError
    checked = Signal(object)  # TrackerError | None: what a look found that was asked for
    remarked = Signal(object)  # str: what was mended in passing

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._bridge = bridge
        self._tracker: Tracker = bridge.tracker
        self._found: TrackerError | None = None
        self._remarks = 0  # how many were told
        self._job: Job | None = None
        self._sweeping: Job | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON)
        self._soon.timeout.connect(self._settle)
        bridge.changed.connect(self._on_changed)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.applicationStateChanged.connect(self._on_state)

    def speak_in(self, window: MainWindow) -> None:
        """Have what is found said in a window, and look when it asks."""
        self.failed.connect(window.show_error)
        self.checked.connect(window.show_checked)
        self.remarked.connect(window.notice.tell_of_file)
        for one in self._bridge.drafts.remarks:
            window.notice.tell(one)
        window.check_requested.connect(self.check)
        self.tell()

    def begin(self) -> None:
        """Load what the first step needs, and read a large file through."""
        file = self._tracker.file
        file.preload()
        try:
            self._tracker.history.set_triggers()
        except TrackerError as error:  # what was done to the file since it was opened
            self.failed.emit(error)
        self._sweeping = Job(_sweep, self)
        self._sweeping.start(QThread.Priority.LowPriority)
        if not file.suspect:
            self.check()

    def check(self) -> None:
        """Read the file through; `checked` says what was found."""
        if self._job is not None:
            return
        self._found = None
        self._job = Job(self._tracker.file.check, self)
        self._job.failed.connect(self._on_found)
        self._job.finished.connect(self._on_checked)
        self._job.start(QThread.Priority.LowPriority)

    def look(self) -> None:
        """See what other programs did to the file meanwhile."""
        if self._tracker.is_open and not self._tracker.read_only:
            try:
                self._tracker.file.look()
            except TrackerError as error:
                self.failed.emit(error)
            self.tell()

    def tell(self) -> None:
        """Say what was noticed of the file, and is no reason to stop anybody."""
        remarks = self._tracker.file.remarks[self._remarks :]
        self._remarks += len(remarks)
        for one in remarks:
            self.remarked.emit(one)

    def end(self) -> None:
        """Leave the file as it is wanted: its index settled, nobody reading it."""
        for job in (self._job, self._sweeping):
            if job is not None:
                job.wait()
        if self._soon.isActive():
            self._soon.stop()
            self._settle()

    def _on_changed(self, _changes: object) -> None:
        self._soon.start()

    def _on_state(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive:
            self.look()

    def _on_found(self, error: TrackerError) -> None:
        self._found = error
        self.failed.emit(error)

    def _on_checked(self) -> None:
        self._job = None
        self.checked.emit(self._found)

    def _settle(self) -> None:
        try:
            self._tracker.words.settle()
        except TrackerError as error:
            self.failed.emit(error)
        self.tell()


def _sweep() -> None:
    from tracker.store.temporary import sweep

    sweep()
