"""The base classes of pages and of their parts: refresh when needed, and only when seen."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from tracker.gui.bridge import Bridge
from tracker.store.history import Changes

MARGIN, GAP = 24, 16


@dataclass(frozen=True, slots=True)
class Ask:
    """A dialog that a part wishes for: where it lives below `gui.dialogs`, and what it is told."""

    module: str
    dialog: str
    told: tuple[object, ...] = ()


class Wishing(QWidget):
    """Wishes of a page, or of a part of it, are signals; the window answers them."""

    measure_requested = Signal(object)  # int: show this measure's trend
    customer_requested = Signal(object)  # int: show this customer's page
    page_requested = Signal(object)  # str: a page's key
    fix_requested = Signal(object)  # tuple[int, date | None, str]: measure, since, what was said
    visit_requested = Signal(object)  # tuple[str, str, object]: a page, its method, what it takes
    dialog_requested = Signal(object)  # Ask: the page opens it
    badge_changed = Signal()  # another number is to be shown on the rail
    command_requested = Signal(object)  # tuple[str, str]: a page's key and one of its commands


class Part(Wishing):
    """A part of a page that is made when it is first wanted, and refreshed with its page.

    `reads` names the tables it shows; its page listens to them from then on.
    """

    reads: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self.bridge = bridge
        self.tracker = bridge.tracker

    def refresh(self) -> None:
        """Read the tracker and show it."""
        raise NotImplementedError


class CustomerPart(Part):
    """A part about one customer, behind a tab of their page."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self.customer_id: int | None = None

    def show_customer(self, customer_id: int) -> None:
        """Show a customer."""
        self.customer_id = customer_id
        self.refresh()


class Page(Wishing):
    """A page reads the tracker in `refresh` (or `touch`) and nowhere else.

    `hint` is the status line's second half.
    """

    reads: ClassVar[frozenset[str]] = frozenset()
    hint: ClassVar[str] = ""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.bridge = bridge
        self.tracker = bridge.tracker
        self._stale = True
        self._watched = self.reads
        bridge.changed.connect(self._on_changed)
        bridge.day_changed.connect(self._on_day)

    def refresh(self) -> None:
        """Read the tracker and show it."""
        raise NotImplementedError

    def adopt(self, part: Part) -> None:
        """Pass the wishes of a part on, and listen to the tables that it shows."""
        self._watched |= part.reads
        part.measure_requested.connect(self.measure_requested)
        part.customer_requested.connect(self.customer_requested)
        part.page_requested.connect(self.page_requested)
        part.fix_requested.connect(self.fix_requested)
        part.visit_requested.connect(self.visit_requested)
        part.dialog_requested.connect(self.open_dialog)
        part.badge_changed.connect(self.badge_changed)
        part.command_requested.connect(self.command_requested)

    def open_dialog(self, ask: Ask) -> None:
        """Open a dialog that a part wished for; its module is loaded now."""
        made = getattr(import_module(f"tracker.gui.{ask.module}"), ask.dialog)
        made(self.bridge, self, *ask.told).open()

    def touch(self, changes: Changes) -> bool:
        """Show just what changed, if the page can; False asks for a whole refresh."""
        del changes
        return False

    def customer_in_view(self) -> int | None:
        """Return the customer that the page is about; None if it is about no single one."""
        return None

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

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while hidden."""
        self._freshen()
        super().showEvent(event)

    def _freshen(self) -> None:
        if self._stale and self.isVisible():
            self._stale = False
            self.refresh()


class Header(QWidget):
    """A page's first line: its title, a quiet word beside it, and what can be done on the right."""

    def __init__(self, title: str, quiet: str = "") -> None:
        super().__init__()
        self.title = QLabel(title)
        self.title.setProperty("role", "title")
        self.quiet = QLabel(quiet)
        self.quiet.setProperty("role", "quiet")
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(12)
        self.row.addWidget(self.title)
        self.row.addWidget(self.quiet, 1)

    def add(self, *widgets: QWidget) -> None:
        """Put widgets on the right."""
        for widget in widgets:
            self.row.addWidget(widget)


def page_layout(page: QWidget) -> QVBoxLayout:
    """Return the margins and gaps that every page has."""
    layout = QVBoxLayout(page)
    layout.setContentsMargins(MARGIN, GAP, MARGIN, GAP)
    layout.setSpacing(12)
    return layout
