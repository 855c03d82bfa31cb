"""The base classes of pages and of their parts: refresh when needed, and only when seen."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from typing import ClassVar, Generic, TypeVar

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from tracker.domain.errors import TrackerError
from tracker.gui.bridge import Bridge
from tracker.gui.menus import CommandOffer
from tracker.gui.theme import scaled
from tracker.store.history import Changes

MARGIN, GAP = 24, 16
SPACING, TIGHT = 12, 6  # px: between what stands side by side at the head of a page
PART_GAP = 12  # px: between what stands one below the other
RAIL = 56  # px: beside a narrow page
BAR = 20  # px: the scroll bar that a page may have, with what keeps it off
USUAL_KEYS = "Tab next · Enter presses · Ctrl+K search · F1 help"
"""Which keys do something on a page with nothing on it."""
Key = TypeVar("Key", bound=Hashable)
Kind = TypeVar("Kind", bound="PagePart")


class FocusEntryWidget(QWidget):
    """A widget that says where the keys begin in it.

    A focus proxy would say so, too: but Qt then leaves out whatever Tab would come to before it.
    """

    entrance: QWidget | None = None  # without one, the first stop that can be seen

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Give the focus to where the keys begin."""
        free = (one for one in self._ways_in() if one.isVisibleTo(self) and one.isEnabledTo(self))
        first = next(free, None)
        if first is None:
            super().setFocus(reason)
        else:
            first.setFocus(reason)

    def _ways_in(self) -> Iterator[QWidget]:
        if self.entrance is not None:
            yield self.entrance
        for one in self.findChildren(QWidget):
            if one.focusPolicy() & Qt.FocusPolicy.TabFocus:
                yield one


class PageSignals(FocusEntryWidget):
    """What a page, or a part of it, asks of other pages; the `Navigator` of the window answers."""

    page_requested = Signal(object)  # str: a page's key
    measure_requested = Signal(object)  # int: show this measure's trend
    calculation_requested = Signal(object)  # int: how this measure's promise is judged
    day_requested = Signal(object)  # tuple[int, date]: show this day in a measure's trend
    customer_requested = Signal(object)  # int: show this customer's page
    scorecard_requested = Signal(object)  # int: show what this customer is to get
    week_requested = Signal(object)  # Period: show this week's check-in
    review_requested = Signal(object)  # date: show the pack of the review that ends on this day
    section_requested = Signal(object)  # str: a section of Fixes & choices
    choice_requested = Signal(object)  # tuple[str, int]: "conflict" or "decision", and its id
    note_requested = Signal(object)  # int: show this quick note among all of them
    fix_requested = Signal(object)  # tuple[int | None, date | None, str]: measure, since, obstacle
    new_customer_requested = Signal()
    new_measure_requested = Signal()
    plan_requested = Signal()  # the guided plan
    sample_requested = Signal()  # the sample data, in a file of its own
    import_requested = Signal()  # a table of others, brought in
    folder_requested = Signal()  # the folder that holds the data file
    restore_requested = Signal()  # the window that brings a backup back
    backup_requested = Signal()  # a backup, now
    badge_changed = Signal()  # another number is to be shown on the rail

    def pass_on(self, other: PageSignals) -> None:
        """Ask for whatever another one asks for."""
        other.page_requested.connect(self.page_requested)
        other.measure_requested.connect(self.measure_requested)
        other.calculation_requested.connect(self.calculation_requested)
        other.day_requested.connect(self.day_requested)
        other.customer_requested.connect(self.customer_requested)
        other.scorecard_requested.connect(self.scorecard_requested)
        other.week_requested.connect(self.week_requested)
        other.review_requested.connect(self.review_requested)
        other.section_requested.connect(self.section_requested)
        other.choice_requested.connect(self.choice_requested)
        other.note_requested.connect(self.note_requested)
        other.fix_requested.connect(self.fix_requested)
        other.new_customer_requested.connect(self.new_customer_requested)
        other.new_measure_requested.connect(self.new_measure_requested)
        other.plan_requested.connect(self.plan_requested)
        other.sample_requested.connect(self.sample_requested)
        other.import_requested.connect(self.import_requested)
        other.folder_requested.connect(self.folder_requested)
        other.restore_requested.connect(self.restore_requested)
        other.backup_requested.connect(self.backup_requested)
        other.badge_changed.connect(self.badge_changed)


class PagePart(PageSignals):
    """A part of a page that is made when it is first wanted, and refreshed with its page.

    `reads` names the tables it shows; its page listens to them from then on. `hidden` is how many
    rows the choice of internal or external customers leaves out of it.
    """

    reads: ClassVar[frozenset[str]] = frozenset()
    hidden: int = 0
    sifted = Signal()  # `hidden` was counted again

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self.bridge = bridge
        self.tracker = bridge.tracker

    def refresh(self) -> None:
        """Read the tracker and show it."""
        raise NotImplementedError


class Parts(dict[Key, PagePart], Generic[Key]):
    """Parts by their key, each made when it is first wanted; `seat` puts a new one in its place."""

    def __init__(self, bridge: Bridge, seat: Callable[[Key, PagePart], None]) -> None:
        super().__init__()
        self._bridge = bridge
        self._place = seat

    def made(self, key: Key, kind: type[Kind]) -> Kind:
        """Return the part under a key, which is of this class."""
        part = self.get(key)
        if not isinstance(part, kind):
            part = self[key] = kind(self._bridge)
            self._place(key, part)
        return part


class CustomerTab(PagePart):
    """A part about one customer, behind a tab of their page."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self.customer_id: int | None = None

    def show_customer(self, customer_id: int) -> None:
        """Show a customer."""
        self.customer_id = customer_id
        self.refresh()


class Page(PageSignals):
    """A page reads the tracker in `refresh` (or `touch`) and nowhere else.

    `hint` is the status line's second half.
    """

    reads: ClassVar[frozenset[str]] = frozenset()
    hint: str = ""
    """Which keys do something here."""
    blank_without: str = ""
    """The table that has to hold something for the page to show more than what to do first."""
    keys_changed = Signal(object)  # str: it shows something else now, with keys of its own

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.bridge = bridge
        self.tracker = bridge.tracker
        self._stale = True
        self._met: TrackerError | None = None
        self._watched = self.reads
        bridge.changed.connect(self._on_changed)
        bridge.day_changed.connect(self._on_day)
        bridge.side_changed.connect(self._on_side)

    def refresh(self) -> None:
        """Read the tracker and show it."""
        raise NotImplementedError

    def adopt(self, part: PagePart) -> None:
        """Pass the wishes of a part on, and listen to the tables that it shows."""
        self._watched |= part.reads
        self.pass_on(part)

    def menu_commands(self) -> Mapping[str, Callable[[], None]]:
        """Return what the menus may ask of this page, by the command's key."""
        return {}

    def offer(self, command: str) -> CommandOffer:
        """Say what a command of this page would do now that the page is in front."""
        del command
        return CommandOffer.POSSIBLE

    def touch(self, changes: Changes) -> bool:
        """Show just what changed, if the page can; False asks for a whole refresh."""
        del changes
        return False

    @property
    def keys(self) -> str:
        """Which keys do something here now: on a page with only what to do first, the usual."""
        blank = self.blank_without and not self.tracker.in_use(self.blank_without)
        return USUAL_KEYS if blank else self.hint

    def customer_in_view(self) -> int | None:
        """Return the customer that the page is about; None if it is about no single one."""
        return None

    def shown_place(self) -> object:
        """Return what the page shows, for `show_place`; None where it always shows the same."""
        return None

    def show_place(self, place: object) -> None:
        """Show again what `shown_place` returned, as far as it is still there."""

    def can_step_back(self) -> bool:
        """Say whether there is a step within the page to go back."""
        return False

    def step_back(self) -> bool:
        """Go back a step within the page, where there is one; say whether there was."""
        return False

    def badge(self) -> int:
        """Return the number that the rail shows beside the page's name; 0 shows none."""
        return 0

    def _on_changed(self, changes: Changes) -> None:
        if not changes.tables & self._watched:
            return
        if self.isVisible() and not self._stale and self.touch(changes):
            return
        self._stale = True
        self._freshen()

    def _on_day(self) -> None:
        self._stale = True
        self._freshen()

    def _on_side(self) -> None:
        self._stale = True
        self._freshen()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while hidden.

        What is wrong with the file is told right after it: raised in the midst of what Qt calls, it
        would arrive as a fault of the program.
        """
        try:
            self._freshen()
        except TrackerError as error:
            self._met = error
            QTimer.singleShot(0, self, self._tell_met)
        super().showEvent(event)

    def _tell_met(self) -> None:
        if self._met is not None:
            trouble, self._met = self._met, None
            raise trouble

    def _freshen(self) -> None:
        if self._stale and self.isVisible():
            self._stale = False
            self.refresh()
            self.keys_changed.emit(self.keys)


class Header(QWidget):
    """A page's first line: its title, a quiet word beside it, and what can be done on the right."""

    def __init__(self, title: str, quiet: str = "") -> None:
        super().__init__()
        self.title = QLabel(title)
        self.title.setProperty("role", "title")
        self.quiet = QLabel(quiet)
        self.quiet.setProperty("role", "quiet")
        self.quiet.setMinimumWidth(1)  # it is left out before a page is wider for it
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(SPACING)
        self.row.addWidget(self.title)
        self.row.addWidget(self.quiet, 1)
        self._choice: QWidget | None = None
        self._below: QBoxLayout | None = None

    def add(self, *widgets: QWidget) -> None:
        """Put widgets on the right."""
        for widget in widgets:
            self.row.addWidget(widget)

    def event(self, event: QEvent) -> bool:
        """Look anew at what has room when a part has another size."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.fit()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the quiet word out where it has no room beside what can be done."""
        super().resizeEvent(event)
        self.fit()

    def seat(self, choice: QWidget, below: QBoxLayout) -> None:
        """Let a choice stand in this line where it has room, else first in the layout below."""
        self._choice, self._below = choice, below
        below.insertWidget(0, choice)

    def _seat_choice(self) -> None:
        if (choice := self._choice) is None or self._below is None or choice.isHidden():
            return
        items = [self.row.itemAt(at) for at in range(self.row.count())]
        every = [one for item in items if item and (one := item.widget()) and not one.isHidden()]
        rest = [one for one in every if one not in {self.quiet, choice}]
        needed = sum(one.sizeHint().width() + SPACING for one in (*rest, choice))
        seated = self.row.indexOf(choice) >= 0
        if needed <= self._room and not seated:
            self.row.insertWidget(self.row.indexOf(self.quiet) + 1, choice)
        elif needed > self._room and seated:
            self._below.insertWidget(0, choice)

    @property
    def _room(self) -> int:
        """How much of the line is seen: a wider page scrolls."""
        margins = self.row.contentsMargins()
        seen = self.window().width() - scaled(RAIL) - BAR - 2 * MARGIN
        return min(self.width(), seen) - margins.left() - margins.right()

    def fit(self) -> None:
        """Show the quiet word where there is room for it; nothing else gives way to it.

        Gaps are narrower before the page is scrolled sideways.
        """
        self._seat_choice()
        items = [self.row.itemAt(at) for at in range(self.row.count())]
        shown = [one for item in items if item and (one := item.widget()) and not one.isHidden()]
        widths = [one.sizeHint().width() for one in shown if one != self.quiet]
        gap = SPACING if sum(widths) + SPACING * (len(widths) - 1) <= self._room else TIGHT
        if gap != self.row.spacing():
            self.row.setSpacing(gap)
        others = [width + gap for width in widths]
        room = self.row.contentsRect().width() - sum(others)
        fits = self.quiet.sizeHint().width() <= room
        if fits is self.quiet.isHidden():
            self.quiet.setVisible(fits)
            self.row.setStretch(0, 0 if fits else 1)  # else all would spread over the line


def page_layout(page: QWidget) -> QVBoxLayout:
    """Return the margins and gaps that every page has."""
    layout = QVBoxLayout(page)
    layout.setContentsMargins(MARGIN, GAP, MARGIN, GAP)
    layout.setSpacing(PART_GAP)
    return layout
