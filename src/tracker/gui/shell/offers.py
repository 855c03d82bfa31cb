"""Whether a command can do anything now: the one rule behind every menu, shortcut and context menu.

It asks in this order: may the file be written; is there what the command is about; is its page in
front, where it acts on what is in view; and what that page says of what is chosen there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Flag, auto

from PySide6.QtWidgets import QStackedWidget

from tracker.app.tracker import Tracker
from tracker.gui.menus import WINDOW, Command, CommandOffer
from tracker.gui.shell.habits import edit_offers
from tracker.gui.shell.navigator import Navigator


class Requirement(Flag):
    """What has to be there for a command to do anything."""

    WRITE = auto()  # the file may be written
    ANYTHING = auto()  # something was entered
    CUSTOMER = auto()  # who is served
    TWO_CUSTOMERS = auto()
    MEASURE = auto()  # of a customer who is served; drafts count
    RECORD = auto()  # a measure, archived or not
    ARCHIVED = auto()
    HERE = auto()  # its page is in front: it acts on what is chosen there


_NEEDS: Mapping[Requirement, str] = {
    Requirement.WRITE: (
        "import_csv back_up log_stop add_customer add_measure guided_plan quick_note decide"
    ),
    Requirement.ANYTHING: "export",
    Requirement.CUSTOMER: "show_scorecard show_agreement show_sent show_rota",
    Requirement.MEASURE: "save_heat_map this_week choose_week show_multiples show_pulse",
    Requirement.RECORD: "search_everything show_pack show_surprises show_evidence export_pack",
    Requirement.TWO_CUSTOMERS: "priority_worksheet show_in_common",
    Requirement.ARCHIVED: "show_archived",
    Requirement.WRITE | Requirement.CUSTOMER: "take_reply log_own_stop",
    Requirement.WRITE | Requirement.MEASURE: "away start_fix",
    Requirement.WRITE | Requirement.TWO_CUSTOMERS: "open_conflict",
    Requirement.MEASURE | Requirement.HERE: "previous_week next_week show_not_due",
    Requirement.RECORD | Requirement.HERE: (
        "previous_measure next_measure show_quarter show_year show_all zoom_back"
        " show_calculation show_gap export_chart copy_chart"
    ),
    Requirement.CUSTOMER | Requirement.HERE: "save_page copy_page open_page show_counted",
    Requirement.WRITE | Requirement.MEASURE | Requirement.HERE: "same_as_last_week finish_week",
    Requirement.WRITE
    | Requirement.RECORD
    | Requirement.HERE: "set_baseline add_event add_rating record_reported",
    Requirement.WRITE | Requirement.CUSTOMER | Requirement.HERE: (
        "edit_customer archive_customer move_left move_right move_up move_down"
    ),
}
NEEDED = {command: need for need, commands in _NEEDS.items() for command in commands.split()}
_SERVED = "SELECT 1 FROM customer WHERE archived_on IS NULL"
_MEASURED = (
    "SELECT 1 FROM measure JOIN customer ON customer.id = measure.customer_id"
    " WHERE measure.archived_on IS NULL AND customer.archived_on IS NULL"
)
_ARCHIVED = (
    "SELECT 1 FROM customer WHERE archived_on IS NOT NULL"
    " UNION ALL SELECT 1 FROM measure WHERE archived_on IS NOT NULL"
)
_FOUND: Mapping[
    Requirement, tuple[str, int]
] = {  # rows that say so, and how many of them are needed
    Requirement.CUSTOMER: (_SERVED, 1),
    Requirement.TWO_CUSTOMERS: (_SERVED, 2),
    Requirement.MEASURE: (_MEASURED, 1),
    Requirement.RECORD: ("SELECT 1 FROM measure", 1),
    Requirement.ARCHIVED: (_ARCHIVED, 1),
}


def needed(command: Command) -> Requirement:
    """Return what a command needs."""
    return NEEDED.get(command.method, Requirement(0))


class CommandOffers:
    """Knows the file, the page in front, and what the session says of its own commands."""

    def __init__(self, tracker: Tracker, navigator: Navigator, stack: QStackedWidget) -> None:
        self._tracker = tracker
        self._pages, self._stack = navigator.pages, stack
        self._asked: dict[str, Callable[[], bool]] = {
            "go_back": navigator.can_go_back,
            **edit_offers(),
            "back_up": _by_nobody,  # until somebody keeps backups of this file
            "bring_back": _by_nobody,
        }

    def ask(self, possible: Mapping[str, Callable[[], bool]]) -> None:
        """Ask these, too, before a command that is about the file or the window is offered."""
        self._asked.update(possible)

    def of(self, command: Command) -> CommandOffer:
        """Say whether a command would do anything now, or what it asks for is so already."""
        needs = needed(command)
        if not self._tracker.is_open or not all(
            self._has(need) for need in needs & ~Requirement.HERE
        ):
            return CommandOffer.NOTHING
        if command.owner == WINDOW:
            asked = self._asked.get(command.method)
            return CommandOffer.POSSIBLE if asked is None or asked() else CommandOffer.NOTHING
        page = self._pages.get(command.owner)
        if page is None or self._stack.currentWidget() is not page:
            return CommandOffer.NOTHING if Requirement.HERE in needs else CommandOffer.POSSIBLE
        return page.offer(command.method)

    def _has(self, need: Requirement) -> bool:
        if need is Requirement.WRITE:
            return not self._tracker.read_only
        if need is Requirement.ANYTHING:
            return not self._tracker.empty
        rows, enough = _FOUND[need]
        return len(self._tracker.file.query(f"{rows} LIMIT {enough}")) == enough


def _by_nobody() -> bool:
    return False
