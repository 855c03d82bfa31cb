"""Published pages: renewed when a week is finished, taken away when they are no longer due.

A folder that is published to no more is left, whether by a choice, an undo or a redo: pages of ours
never lie where nobody renews them or takes them away.

Who is shared less with (a measure, an item, a decision) has their page renewed at once, too.

The pages are made from a snapshot and written in another thread: a folder on a slow drive holds
nobody up, and one that is gone is a sentence in the status line.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from tracker.app.person import person
from tracker.domain.customer import Person
from tracker.domain.errors import TrackerError
from tracker.gui.bridge import Bridge
from tracker.gui.jobs import Progress, Task
from tracker.report.wording import by_number
from tracker.store.history import Changes

if TYPE_CHECKING:  # most weeks are begun without publishing anything
    from datetime import date

    from tracker.app.sharing.page_due import ReadableContent
    from tracker.app.sharing.page_folder import Edition, FolderResult
    from tracker.app.sharing.publishing import Announced
    from tracker.app.tracker import Snapshot

TAKES_AWAY = frozenset({"sharing", "customer", "measure", "decision", "decision_told"})
LESS = "Less is shared now"
CHOSEN = "Each finished week renews the pages there of the customers you choose."
STOPPED = "Nothing is published any more."
LONGEST_LEAVE = 5_000  # ms
LONGEST_WAIT = 20_000  # ms; nobody is kept from closing a window for longer


class Publisher(QObject):
    """Has at most one edition on its way; another wish waits for its end."""

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._task: Task | None = None
        self._work: _Work | None = None
        self._before = ""
        self._again = False
        self._tried: frozenset[str] = frozenset()
        self._seen: dict[str, ReadableContent] | None = None
        self._less: frozenset[str] = frozenset()  # pieces of pages that may show too much
        self._was = person(bridge.tracker)
        self._left: list[Person] = []  # where to leave once what is on its way has arrived
        self._leaving = PageWithdrawal(bridge, self)
        self._look()
        bridge.changed.connect(self._on_changed)
        bridge.closing.connect(self._on_closing)

    @property
    def busy(self) -> bool:
        """Whether pages are on their way."""
        return self._task is not None

    @property
    def place(self) -> str:
        """The folder that pages are published in; empty if there is none."""
        return str(self._folder() or "")

    def pages_due(self) -> tuple[str, ...]:
        """Return whose pages `publish` would renew, by name."""
        if self._folder() is None:
            return ()
        from tracker.app.sharing.page_due import due

        return tuple(customer.name for customer in due(self._bridge.tracker))

    def publish(self, before: str = "") -> None:
        """Renew every page; what came of it is said behind `before`."""
        folder = self._folder()
        if folder is None:
            return
        self._before = before
        if self.busy:
            self._again = True
            return
        from tracker.app.sharing.page_due import due, overdue
        from tracker.app.tracker import snapshot

        tracker = self._bridge.tracker
        self._tried, self._less = overdue(tracker), frozenset()
        if self._tried or due(tracker):
            self._begin(_Work(folder, self._bridge.today(), snapshot=snapshot(tracker)))

    def _look(self) -> None:
        """Keep in mind what may be read on each page, and which of them show more than that."""
        if self._folder() is None:
            return
        from tracker.app.sharing.page_due import published_content, readable_content, reduced_pages

        tracker = self._bridge.tracker
        if self._seen is None:
            self._seen = published_content(tracker)
        now = readable_content(tracker)
        self._less |= reduced_pages(self._seen, now)
        self._seen = now

    def _take_away(self) -> None:
        """Renew the pages that show too much, else take away those that are due no more."""
        folder = self._folder()
        if folder is None or self.busy:
            return
        from tracker.app.sharing.page_due import overdue, published_pages

        tracker = self._bridge.tracker
        less = self._less and self._less & published_pages(tracker)
        self._less = frozenset()
        if not less:
            self._withdraw()
            return
        from tracker.app.tracker import snapshot

        self._tried, self._before = overdue(tracker), LESS
        today = self._bridge.today()
        self._begin(_Work(folder, today, snapshot=snapshot(tracker), only=less))

    def _withdraw(self) -> None:
        """Take away the pages of those who are no longer shared with; try once for each."""
        folder = self._folder()
        if folder is None or self.busy:
            return
        from tracker.app.sharing.page_due import overdue

        tracker = self._bridge.tracker
        tried, self._tried = self._tried, overdue(tracker)
        if self._tried - tried:
            from tracker.app.sharing.publishing import withdrawal

            self._before = ""
            self._begin(_Work(folder, self._bridge.today(), edition=withdrawal(tracker)))

    def _folder(self) -> Path | None:
        """Return where to, without loading what it takes for those who never publish."""
        chosen = person(self._bridge.tracker).publish_to
        return Path(chosen) if chosen else None

    def _begin(self, work: _Work) -> None:
        self._work = work
        self._task = self._bridge.jobs.task(work.run)
        self._task.finished.connect(self._on_finished)
        self._task.failed.connect(self._on_failed)
        self._task.begin()

    def _on_finished(self) -> None:
        """Write down what was done, on the thread of the tracker, and say it."""
        work, self._task, self._work = self._work, None, None
        if work is None or not self._bridge.tracker.is_open:
            return
        if work.announced is None and work.edition is not None:
            self._announce(work, work.edition)
            if self.busy:
                return
        elif work.announced is not None and work.placed is not None:
            from tracker.app.sharing.publishing import note

            came = note(self._bridge.tracker, work.announced, work.placed, work.today)
            self._say(came.sentence)
        if self._again:
            self._again = False
            self.publish(self._before)
        self._leave()
        self._take_away()  # whoever was taken out of sharing meanwhile

    def _say(self, sentence: str) -> None:
        if sentence:
            self._bridge.show_message(f"{self._before}. {sentence}" if self._before else sentence)

    def _on_failed(self, error: TrackerError) -> None:
        self._say(error.sentence)

    def _announce(self, work: _Work, edition: Edition) -> None:
        """Write down what is about to go out, then let it go out, on the other thread again."""
        from tracker.app.sharing.publishing import announce, unnoted

        try:
            work.announced = announce(self._bridge.tracker, edition, work.today)
        except TrackerError as error:
            self._say(unnoted(error))
            return
        self._begin(work)

    def _follow(self) -> None:
        """Leave a folder that is published to no more, however that came: no page stays behind."""
        now = person(self._bridge.tracker)
        if self._was.publish_to and self._was.publish_to != now.publish_to:
            self._left.append(self._was)
        self._was = now
        if not self.busy:
            self._leave()

    def _leave(self) -> None:
        now = person(self._bridge.tracker).publish_to
        left, self._left = [one for one in self._left if one.publish_to != now], []
        for was in left:
            said = CHOSEN if now else STOPPED
            self._leaving.withdraw_from(Path(was.publish_to), was.uid, said)

    def _on_changed(self, changes: Changes) -> None:
        if "person" in changes.tables:
            self._follow()
        if changes.tables & TAKES_AWAY or (self._seen is None and self._was.publish_to):
            self._look()
        if changes.tables & TAKES_AWAY:
            self._take_away()

    def _on_closing(self) -> None:
        """Let what is on its way arrive: people finish their week and close the window."""
        self._again = False
        while self._task and self._task.wait(LONGEST_WAIT):
            self._on_finished()


class _Work:
    """One edition: made (from a snapshot) on another thread, announced, and placed on it.

    One that is given from the start takes pages away, and there is nothing to announce.
    """

    def __init__(
        self,
        folder: Path,
        today: date,
        *,
        snapshot: Snapshot | None = None,
        edition: Edition | None = None,
        only: frozenset[str] | None = None,
    ) -> None:
        self.folder, self.today = folder, today
        self.edition = edition
        self.announced: Announced | None = None if edition is None else {}
        self.placed: FolderResult | None = None
        self._snapshot, self._only = snapshot, only

    def run(self, _progress: Progress) -> None:
        """Do it; touch nothing of the window and nothing of its tracker."""
        from tracker.app.sharing import publishing
        from tracker.app.sharing.page_folder import write_edition
        from tracker.store.outgoing import write_whole

        if self.edition is not None:
            self.placed = write_edition(self.edition, self.folder, write_whole)
        elif self._snapshot is not None:
            from tracker.app.tracker import opened

            with opened(self._snapshot) as tracker:
                self.edition = publishing.edition(tracker, self.today, self._only)


class PageWithdrawal(QObject):
    """Takes our pages away from a folder that is published to no more, or says why not.

    One folder at a time; of another that is left meanwhile it says that pages stay.
    """

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._task: Task | None = None
        self._edition: Edition | None = None
        self._placed: FolderResult | None = None
        self._folder = Path()
        self._said = ""
        bridge.closing.connect(self._on_closing)

    @property
    def busy(self) -> bool:
        """Whether pages are being taken away."""
        return self._task is not None

    def withdraw_from(self, folder: Path, whose: str, said: str) -> None:
        """Take our pages away from a folder; what came of it is said behind `said`.

        `whose` is the uid of the person as they were when they published there.
        """
        from tracker.app.sharing.publishing import leaving

        edition = leaving(self._bridge.tracker, whose)
        if edition.idle:
            return
        if self.busy:
            self._bridge.show_message(f"{said} {_stay(folder)}")
            return
        self._folder, self._said, self._edition, self._placed = folder, said, edition, None
        self._task = self._bridge.jobs.task(self._run)
        self._task.finished.connect(self._on_finished)
        self._task.failed.connect(self._on_failed)
        self._task.begin()

    def _run(self, _progress: Progress) -> None:
        from tracker.app.sharing.page_folder import write_edition
        from tracker.store.outgoing import write_whole

        if self._edition is not None:
            self._placed = write_edition(self._edition, self._folder, write_whole)

    def _on_finished(self) -> None:
        """Write down what was taken away, on the thread of the tracker, and say it."""
        edition, placed = self._edition, self._placed
        self._task = self._edition = self._placed = None
        if edition is None or placed is None or not self._bridge.tracker.is_open:
            return
        from tracker.app.sharing.publishing import note

        came = note(self._bridge.tracker, {}, placed, self._bridge.today())
        gone = len(came.withdrawn)
        parts = [self._said]
        if gone:
            one = f"The page in “{self._folder}” was deleted."
            parts.append(by_number(gone, one, f"{gone} pages in “{self._folder}” were deleted."))
        if came.problems:
            parts += [_stay(self._folder, "The other pages" if gone else "Pages"), came.problems[0]]
        self._bridge.show_message(" ".join(parts))

    def _on_failed(self, error: TrackerError) -> None:
        self._bridge.show_message(f"{self._said} {_stay(self._folder)} {error.sentence}")

    def _on_closing(self) -> None:
        if self._task and self._task.wait(LONGEST_LEAVE):
            self._on_finished()


def _stay(folder: Path, what: str = "Pages") -> str:
    return f"{what} that lie in “{folder}” stay there: delete them yourself."
