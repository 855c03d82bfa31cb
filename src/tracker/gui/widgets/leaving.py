"""A folder published to no more: our pages there are taken away, or the person hears why not.

The folder is touched in another thread: it may be on a drive that no longer answers.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from tracker.domain.errors import TrackerError
from tracker.gui.bridge import Bridge
from tracker.gui.jobs import Progress, Task

if TYPE_CHECKING:
    from tracker.app.page_folder import Edition, Placed

LONGEST_WAIT = 5_000  # ms; nobody is kept from closing a window for longer


class Leaving(QObject):
    """Leaves one folder at a time; of another that is left meanwhile it says that pages stay."""

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._task: Task | None = None
        self._edition: Edition | None = None
        self._placed: Placed | None = None
        self._folder = Path()
        self._said = ""
        bridge.closing.connect(self._on_closing)

    @property
    def busy(self) -> bool:
        """Whether pages are being taken away."""
        return self._task is not None

    def leave(self, folder: Path, said: str) -> None:
        """Take our pages away from a folder; what came of it is said behind `said`."""
        from tracker.app.publishing import leaving

        edition = leaving(self._bridge.tracker)
        if edition.idle:
            return
        if self.busy:
            self._bridge.say(f"{said} {_stay(folder)}")
            return
        self._folder, self._said, self._edition, self._placed = folder, said, edition, None
        self._task = Task(self._run)
        self._task.finished.connect(self._on_finished)
        self._task.told.connect(self._on_told)
        self._task.begin()

    def _run(self, _progress: Progress) -> None:
        from tracker.app.page_folder import place
        from tracker.paper.files import write_whole

        if self._edition is not None:
            self._placed = place(self._edition, self._folder, write_whole)

    def _on_finished(self) -> None:
        """Write down what was taken away, on the thread of the tracker, and say it."""
        edition, placed = self._edition, self._placed
        self._task = self._edition = self._placed = None
        if edition is None or placed is None or not self._bridge.tracker.is_open:
            return
        from tracker.app.publishing import note

        came = note(self._bridge.tracker, edition, placed, self._bridge.today())
        gone = len(came.withdrawn)
        said = [self._said]
        if gone:
            pages = "The page" if gone == 1 else f"{gone} pages"
            said.append(f"{pages} in “{self._folder}” {'was' if gone == 1 else 'were'} taken away.")
        if came.problems:
            said += [_stay(self._folder, "The other pages" if gone else "Pages"), came.problems[0]]
        self._bridge.say(" ".join(said))

    def _on_told(self, error: TrackerError) -> None:
        self._bridge.say(f"{self._said} {_stay(self._folder)} {error.sentence}")

    def _on_closing(self) -> None:
        if self._task and self._task.wait(LONGEST_WAIT):
            self._on_finished()


def _stay(folder: Path, what: str = "Pages") -> str:
    return f"{what} that lie in “{folder}” stay there: delete them yourself."
