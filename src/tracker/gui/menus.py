"""Every command of the window, and every page of the rail, as data.

Of a command it says its menu, its words, its shortcut, and who carries it out.

A command of a page brings the page forward first. The table is read before any page exists, so a
page's module is loaded only when the page is first shown. `shell/offers.py` says of each command
whether it can do anything now.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from PySide6.QtGui import QKeySequence

WINDOW = "window"
FOOT = "settings"
GO, HELP = "&Go", "&Help"  # the ways to the pages stand before the help


class CommandOffer(Enum):
    """What a menu makes of a command: grey, to be chosen, or ticked."""

    NOTHING = "it would change nothing"
    POSSIBLE = "it does something"
    CHOSEN = "it is so already"


@dataclass(frozen=True, slots=True)
class Command:
    """One entry: `owner` is a page's key or `WINDOW`; it knows the command by the key `method`."""

    owner: str
    method: str
    text: str
    shortcut: str = ""
    icon: str = ""


class PageEntry(NamedTuple):
    """One page: key, name on the rail, icon and shortcut, and what a number beside it means.

    `waiting` is said of one and of several things; `news` where they are to be read, not done.
    """

    key: str
    name: str
    icon: str
    shortcut: str
    waiting: tuple[str, str] = ("", "")
    news: bool = False


PAGE_ENTRIES = (
    PageEntry(
        "week",
        "This week",
        "calendar-check",
        "Ctrl+1",
        ("1 entry to log", "{} entries to log"),
    ),
    PageEntry(
        "overview",
        "Overview",
        "layout-dashboard",
        "Ctrl+2",
        ("1 measure changed and needs you", "{} measures changed and need you"),
        news=True,
    ),
    PageEntry("customers", "Customers", "users", "Ctrl+3"),
    PageEntry("trends", "Trends", "chart-line", "Ctrl+4"),
    PageEntry(
        "correct",
        "Fixes & choices",
        "wrench",
        "Ctrl+5",
        ("1 fix or decision is due", "{} fixes and decisions are due"),
    ),
    PageEntry("share", "Share", "share-2", "Ctrl+6"),
    PageEntry("review", "Review", "file-text", "Ctrl+7"),
    PageEntry("settings", "Settings", "settings", "Ctrl+,"),
)

# None draws a line.
MENUS: tuple[tuple[str, tuple[Command | None, ...]], ...] = (
    (
        "&File",
        (
            Command(WINDOW, "new_file", "&New file…", "Ctrl+Shift+N", "file-plus"),
            Command(WINDOW, "open_file", "&Open file…", "Ctrl+O", "folder-open"),
            Command(WINDOW, "open_demo", "Open &sample data"),
            None,
            Command(WINDOW, "import_csv", "&Import a file…", "Ctrl+I", "upload"),
            Command(WINDOW, "export", "&Export…", "Ctrl+E", "download"),
            Command("overview", "save_heat_map", "Save &heat map…", "", "image"),
            None,
            Command(WINDOW, "back_up", "&Back up now"),
            Command(WINDOW, "bring_back", "&Restore a backup…", "", "rotate-ccw"),
            None,
            Command(WINDOW, "close", "&Quit", "Ctrl+Q"),
        ),
    ),
    (
        "&Edit",
        (
            Command(WINDOW, "undo", "&Undo", "Ctrl+Z", "undo-2"),
            Command(WINDOW, "redo", "&Redo", "Ctrl+Shift+Z", "redo-2"),
            None,
            Command(WINDOW, "cut", "Cu&t", "Ctrl+X"),
            Command(WINDOW, "copy", "&Copy", "Ctrl+C", "copy"),
            Command(WINDOW, "paste", "&Paste", "Ctrl+V"),
            None,
            Command(WINDOW, "keep_written", "Sa&ve what you are writing", "Ctrl+Return", "check"),
            None,
            Command(WINDOW, "open_palette", "Searc&h…", "Ctrl+K", "search"),
            Command(WINDOW, "go_back", "&Back to the last place", "Alt+Left", "arrow-left"),
            Command(WINDOW, "search_everything", "&Search with filters…", "Ctrl+Alt+F"),
            None,
            Command(WINDOW, "enlarge_text", "&Larger text", "Ctrl++", "zoom-in"),
            Command(WINDOW, "shrink_text", "S&maller text", "Ctrl+-", "zoom-out"),
            Command(WINDOW, "reset_text", "&Normal text size", "Ctrl+0"),
        ),
    ),
    (
        "&Week",
        (
            Command("week", "previous_week", "&Previous week", "Ctrl+PgUp", "chevron-left"),
            Command("week", "next_week", "&Next week", "Ctrl+PgDown", "chevron-right"),
            Command("week", "this_week", "&This week", "Alt+Home"),
            Command("week", "choose_week", "&Choose a week…", "Ctrl+G", "calendar"),
            None,
            Command("week", "same_as_last_week", "&Same as last week", "Ctrl+L", "copy"),
            Command("week", "away", "I was &away…", "Ctrl+Shift+A", "plane"),
            Command("week", "show_not_due", "Show what is not &due", "Ctrl+D", "eye"),
            Command(WINDOW, "log_stop", "Log a stop &upstream…", "Ctrl+Shift+U", "triangle-alert"),
            Command(
                WINDOW, "log_own_stop", "Log a stop &of mine…", "Ctrl+Shift+J", "triangle-alert"
            ),
            Command("week", "finish_week", "&Finish week", "Ctrl+Shift+Return", "check"),
        ),
    ),
    (
        "&Customer",
        (
            Command("customers", "add_customer", "&Add a customer…", "Ctrl+Shift+C", "plus"),
            Command("customers", "add_measure", "Add &measure…", "Ctrl+Shift+M", "plus"),
            Command("customers", "edit_customer", "&Edit customer…", "", "pencil"),
            Command("customers", "show_counted", "&How the promises are counted", "", "info"),
            Command("customers", "guided_plan", "&Guided plan…", "Ctrl+Shift+G"),
            Command(WINDOW, "quick_note", "Quick &note…", "Ctrl+N", "sticky-note"),
            None,
            Command("customers", "move_left", "Move a tier &left", "Ctrl+Shift+Left", "arrow-left"),
            Command(
                "customers", "move_right", "Move a tier &right", "Ctrl+Shift+Right", "arrow-right"
            ),
            Command("customers", "move_up", "Move &up", "Ctrl+Shift+Up", "arrow-up"),
            Command("customers", "move_down", "Move &down", "Ctrl+Shift+Down", "arrow-down"),
            None,
            Command("customers", "priority_worksheet", "Priority &worksheet…", "Ctrl+Shift+W"),
            Command("customers", "show_in_common", "&In common…", "", "users"),
            None,
            Command("customers", "archive_customer", "Ar&chive customer", "", "archive"),
            Command("customers", "show_archived", "Show archi&ved", "", "archive-restore"),
        ),
    ),
    (
        "&Trend",
        (
            Command("trends", "previous_measure", "&Previous measure", "Ctrl+Up", "arrow-up"),
            Command("trends", "next_measure", "&Next measure", "Ctrl+Down", "arrow-down"),
            None,
            Command("trends", "show_quarter", "&13 weeks", "Ctrl+Alt+1"),
            Command("trends", "show_year", "&One year", "Ctrl+Alt+2"),
            Command("trends", "show_all", "&All", "Ctrl+Alt+3"),
            Command("trends", "zoom_back", "Zoom &back", "Home", "maximize"),
            Command("trends", "show_multiples", "All &side by side", "Ctrl+Alt+4"),
            Command("trends", "show_pulse", "&Your pulse beside it", "Ctrl+Alt+5"),
            None,
            Command("trends", "show_calculation", "&How this is calculated", "Ctrl+Shift+H"),
            Command("trends", "set_baseline", "Set a new base&line…", "Ctrl+Shift+B"),
            Command("trends", "add_event", "Add &event…", "Ctrl+Shift+E", "flag"),
            None,
            Command("trends", "add_rating", "What they sai&d…", "Ctrl+Shift+R", "user"),
            Command("trends", "record_reported", "They &told me first…"),
            Command("trends", "show_gap", "&You and them…", "Ctrl+Shift+Y"),
            None,
            Command("trends", "export_chart", "E&xport chart…", "Ctrl+Shift+S", "image"),
            Command("trends", "copy_chart", "&Copy chart", "Ctrl+Alt+C", "copy"),
        ),
    ),
    (
        "F&ix",
        (
            Command("correct", "start_fix", "&Start a fix…", "Ctrl+Shift+F", "wrench"),
            None,
            Command("correct", "open_conflict", "&Open a conflict…", "Ctrl+Alt+O"),
            Command("correct", "decide", "&Decide…", "Ctrl+Alt+D"),
        ),
    ),
    (
        "&Share",
        (
            Command("share", "show_scorecard", "Score&card", "Ctrl+Shift+K"),
            Command("share", "show_agreement", "A&greement"),
            Command("share", "show_sent", "&Ledger"),
            Command("share", "show_rota", "Whom to as&k"),
            None,
            Command("share", "save_page", "Sa&ve as…", "", "save"),
            Command("share", "copy_page", "Cop&y as a picture"),
            Command("share", "open_page", "Open in the &browser", "Ctrl+B", "external-link"),
            None,
            Command("share", "take_reply", "Enter a &reply…", "Ctrl+R", "mail"),
        ),
    ),
    (
        "&Review",
        (
            Command("review", "show_pack", "&Pack", "", "file-text"),
            Command("review", "show_surprises", "&No surprises"),
            Command("review", "show_evidence", "&Evidence", "", "star"),
            None,
            Command("review", "export_pack", "&Save the pack as…", "Ctrl+Shift+P", "save"),
        ),
    ),
    (
        HELP,
        (
            Command(WINDOW, "show_keys", "&Keys", "F1", "keyboard"),
            Command(WINDOW, "show_about", "&About Impact Tracker", "", "info"),
        ),
    ),
)


def key_name(keys: QKeySequence | str) -> str:
    """Write a shortcut as this system does; the key that ends a line is called Enter everywhere."""
    name = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
    return name.replace("Return", "Enter")
