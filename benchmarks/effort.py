"""How many keys the common things take: pressed in a running window, one after the other, counted.

Letters and figures of a text count as keys, too. What a script expects is looked at in the file
afterwards: a script that no longer does its work fails, it does not get cheaper.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from benchmarks.window import application
from tracker.app import commands
from tracker.app.commands import MeasureInput
from tracker.app.settings import Settings
from tracker.app.tracker import Tracker
from tracker.detection.scale import Scale
from tracker.domain.customer import Tier
from tracker.domain.evaluation import Evaluation
from tracker.domain.measure import Area
from tracker.domain.period import Period
from tracker.gui.bridge import Bridge
from tracker.gui.shell.window import MainWindow

TODAY = date(2026, 11, 20)
NOTES = ("late again", "they called", "thanked me")
TURNS, PATIENCE = 20, 400
Found = TypeVar("Found")


@dataclass(frozen=True)
class Effort:
    """What was done, in so many keys, and the most that it may take."""

    name: str
    keys: int
    most: int

    def line(self) -> str:
        """Say it on one line."""
        held = "ok" if self.keys <= self.most else "OVER"
        return f"{self.name:58} {self.keys:3} keys  (at most {self.most}) {held}"


class Hands:
    """Presses keys where the focus is, and counts them."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.keys = 0

    def press(self, *keys: str) -> None:
        """Press keys by their names, as in `Ctrl+6`."""
        for key in keys:
            pressed = QKeySequence(key)[0]
            target = QApplication.activeModalWidget() or self.window
            QTest.keyClick(
                target.focusWidget() or target, pressed.key(), pressed.keyboardModifiers()
            )
            self.keys += 1
            settle()

    def return_to_window(self) -> None:
        """Come back from a dialog, as a window manager does by itself."""
        self.window.activateWindow()
        QTest.qWaitForWindowActive(self.window)
        settle()

    def type(self, text: str) -> None:
        """Type a text, letter by letter."""
        for letter in text:
            target = QApplication.focusWidget() or self.window
            QTest.keyClick(target, letter)
            self.keys += 1
        settle()


def settle() -> None:
    """Let the window do what it was asked."""
    for _ in range(TURNS):
        QCoreApplication.processEvents()


@contextmanager
def running(fill: Callable[[Tracker], None]) -> Iterator[tuple[Hands, Tracker]]:
    """Open a window on a file in memory that was filled."""
    _, theme = application()
    with Tracker() as tracker:
        fill(tracker)
        bridge = Bridge(
            tracker, theme, Settings(None), lambda: datetime.combine(TODAY, time(14, 2))
        )
        window = MainWindow(bridge)
        window.resize(1440, 900)
        window.show_page("week")
        window.show()
        window.activateWindow()
        QTest.qWaitForWindowActive(window)
        (window.page("week").entrance or window).setFocus()
        settle()
        yield Hands(window), tracker
        window.close()
        window.deleteLater()
        settle()


def twelve(tracker: Tracker) -> None:
    """Promise twelve ratings that were kept last week; the own pulse is rated already."""
    customer = commands.add_customer(tracker, "Finance leads", Tier.WOW)
    week = Period.of(TODAY)
    for at in range(12):
        said = MeasureInput(name=f"Measure {at}", area=Area.ROI, scale=Scale.RATING, promise=4)
        measure = commands.add_measure(tracker, customer, said, TODAY)
        commands.record(tracker, measure, (week + -1).start, 4)
    commands.record_pulse(tracker, week.start, energy=4)


def _logged(tracker: Tracker) -> list[float | None]:
    start = Period.of(TODAY).start
    found = (tracker.evaluations.find(one.id, start) for one in tracker.measures.all())
    return [one.value if one else None for one in found]


def changed_ratings() -> Effort:
    """Rate twelve measures anew."""
    with running(twelve) as (hands, tracker):
        hands.press(*["5"] * 12)
        assert _logged(tracker) == [5.0] * 12
        return Effort("Twelve changed ratings", hands.keys, 12)


def unchanged_week() -> Effort:
    """Say that all is as last week, and finish it."""
    with running(twelve) as (hands, tracker):
        hands.press("Ctrl+L", "Ctrl+Shift+Return")
        assert _logged(tracker) == [4.0] * 12
        assert tracker.check_ins.all()[0].finished
        return Effort("Twelve unchanged ratings, the week finished", hands.keys, 2)


def three_notes() -> Effort:
    """Write three notes."""
    with running(twelve) as (hands, tracker):
        for note in NOTES:
            hands.press("N")
            hands.type(note)
            hands.press("Return", "Down")
        found = [one.note for one in notes_of(tracker) if one.note]
        assert sorted(found) == sorted(NOTES), found
        letters = sum(map(len, NOTES))
        return Effort(f"Three notes of {letters} letters", hands.keys, letters + 9)


def notes_of(tracker: Tracker) -> list[Evaluation]:
    """Return this week's entries."""
    start = Period.of(TODAY).start
    found = (tracker.evaluations.find(one.id, start) for one in tracker.measures.all())
    return [one for one in found if one]


def first_chart() -> Effort:
    """Come from an empty file to a chart: a customer, a measure, a value."""
    customer, measure = "Finance leads", "On time"
    with running(lambda _tracker: None) as (hands, tracker):
        hands.press("Tab", "Return")
        hands.type(customer)
        hands.press("Return", "Space", "Return")
        hands.type(measure)
        hands.press("Return", "Space", "Return", "4", "Return")
        hands.return_to_window()  # This week is in front: a value is what follows
        hands.press("Down", "4", "T")
        settle()
        assert _logged(tracker) == [4.0]
        page = hands.window.page("trends")
        assert hands.window.stack.currentWidget() is page
        assert page.sheet.measure.name == measure  # type: ignore[attr-defined]
        letters = len(customer) + len(measure)
        return Effort(f"A first chart from an empty file, {letters} letters", hands.keys, 35)


def scorecard() -> Effort:
    """Save a scorecard of measures that were not shared."""
    with running(twelve) as (hands, tracker):
        hands.press("Ctrl+6", "Space", "Space", "Return")
        saved = save(hands)
        assert all(one.shared for one in tracker.measures.all())
        assert "scorecard" in saved.name.lower(), saved
        return Effort("A scorecard of measures not shared before", hands.keys, 8)


def pack() -> Effort:
    """Save a review pack."""
    with running(twelve) as (hands, _):
        hands.press("Ctrl+Shift+P")
        saved = save(hands)
        assert "review" in saved.name.lower(), saved
        return Effort("A review pack", hands.keys, 2)


def save(hands: Hands) -> Path:
    """Take the name that is proposed, with Enter, in a folder of ours; return what was written."""
    with TemporaryDirectory() as folder:
        asked = _waited(_asked, "nothing was asked")
        asked.setDirectory(folder)
        settle()
        hands.press("Return")
        return _waited(lambda: next(Path(folder).iterdir(), None), "nothing was written")


def _asked() -> QFileDialog | None:
    """Return the dialog that asks where to save a file."""
    every = QApplication.topLevelWidgets()
    return next((one for one in every if isinstance(one, QFileDialog) and one.isVisible()), None)


def _waited(look: Callable[[], Found | None], otherwise: str) -> Found:
    """Wait for what is made in the background."""
    for _ in range(PATIENCE):
        if (found := look()) is not None:
            return found
        QTest.qWait(50)
    raise AssertionError(otherwise)


def efforts() -> list[Effort]:
    """Press every script's keys."""
    return [first_chart(), changed_ratings(), unchanged_week(), three_notes(), scorecard(), pack()]


if __name__ == "__main__":
    print("\n".join(one.line() for one in efforts()))
