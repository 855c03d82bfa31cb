"""A command that can do nothing is grey: every command, on every page, in every kind of file.

An enabled one is chosen and something must come of it: data, a page, a window, a sentence, words
on the page. A grey one is carried out all the same: nothing may come of it but its page in front,
or a sentence that says why not.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QLineEdit,
    QWidget,
)
from tests.gui.places import NOW, settle

from tracker.app import commands
from tracker.app.commands import MeasureInput
from tracker.app.demo import fill_demo
from tracker.app.settings import Settings
from tracker.app.tracker import Tracker
from tracker.domain.customer import CustomerKind, Tier
from tracker.domain.errors import FileDamaged
from tracker.domain.measure import Area
from tracker.domain.period import Period
from tracker.gui.menus import MENUS, PAGE_ENTRIES, WINDOW, Command, CommandOffer
from tracker.gui.shell.errors import ExceptionHandler
from tracker.gui.shell.offers import NEEDED, Requirement, needed
from tracker.gui.shell.session import Session

ALL = [one for _, menu in MENUS for one in menu if one is not None]
LEAVES = {"close", "open_demo"}  # the window goes with them


def _empty(_tracker: Tracker) -> None:
    """Leave the file as it is made."""


def _one(tracker: Tracker) -> None:
    """One customer with one measure, and nothing logged."""
    who = commands.add_customer(tracker, "Legal", Tier.WOW, CustomerKind.TEAM)
    said = MeasureInput(name="Answers", area=Area.ROI, promise=4)
    commands.add_measure(tracker, who, said, NOW.date())


def _lonely(tracker: Tracker) -> None:
    """One customer, and nothing promised."""
    commands.add_customer(tracker, "Legal", Tier.WOW, CustomerKind.TEAM)


def _demo(tracker: Tracker) -> None:
    fill_demo(tracker, NOW.date())


STATES: dict[str, Callable[[Tracker], None]] = {
    "empty": _empty,
    "one customer": _lonely,
    "one measure": _one,
    "sample data": _demo,
    "read only": _demo,
}


@pytest.fixture(scope="module")
def files(tmp_path_factory) -> dict[str, Path]:
    """Return a file of each kind, made once, and judged as by a window that was once open on it."""
    folder = tmp_path_factory.mktemp("kinds")
    made: dict[Callable[[Tracker], None], Path] = {}
    for name, fill in STATES.items():
        if fill not in made:
            made[fill] = folder / f"{name}.db"
            with Tracker(made[fill]) as tracker:
                fill(tracker)
                tracker.judge.findings()
    return {name: made[fill] for name, fill in STATES.items()}


@pytest.fixture
def opened(theme, qtbot, tmp_path, files, monkeypatch) -> Iterator[Callable[[str], Session]]:
    # What the program does of itself, while a command is looked at, is none of its doing.
    monkeypatch.setattr("tracker.gui.shell.keeper.SOON", 10**8)
    sessions: list[Session] = []
    now = count()

    def clock() -> datetime:
        return NOW + timedelta(seconds=next(now))

    def begin(state: str) -> Session:
        path = tmp_path / f"work{len(sessions)}.db"
        shutil.copy(files[state], path)
        settings, handler = Settings(None), ExceptionHandler()
        session = Session(theme, settings, handler, clock)
        session.start(path)
        sessions.append(session)
        qtbot.waitUntil(lambda: not session.bridge.tracker.judge.waiting(), timeout=20_000)
        if state == "read only":
            session.bridge.tracker.file.damage = FileDamaged("It is damaged", "Restore a backup.")
        session.window.resize(1280, 800)
        with qtbot.waitActive(session.window):
            session.window.activateWindow()
        settle()
        return session

    yield begin
    for session in sessions:
        if session.bridge:
            session.bridge.tracker.file.damage = None
        session.close()


def written(session: Session) -> tuple[int, int]:
    """Return how many rows were ever written into the file, and how many backups there are."""
    if session._keeper:
        session._keeper._wait()
    session.bridge.tracker.words.settle()  # by itself it does so when nobody waits
    backups = session._shelf(session.bridge.tracker.path).all()
    return session.bridge.tracker.file.conn.total_changes, len(backups)


def windows() -> list[str]:
    """Return what is open: windows, dialogs, menus."""
    return sorted(type(one).__name__ for one in QApplication.topLevelWidgets() if one.isVisible())


def words(session: Session) -> list[object]:
    """Return what is read in the window, where the focus is, and how far the chart is zoomed."""
    read = [
        (one.text(), isinstance(one, QAbstractButton) and one.isChecked())
        for one in session.window.findChildren(QWidget)
        if one.isVisible() and isinstance(one, (QLabel, QAbstractButton, QLineEdit))
    ]
    listed = [
        view.model().rowCount(view.rootIndex())
        for view in session.window.findChildren(QAbstractItemView)
        if view.isVisible() and view.model()
    ]
    return [id(QApplication.focusWidget()), *listed, *read]


def tidy(session: Session, labels: tuple[str | None, ...]) -> None:
    """Close what a command opened, and take back what it did."""
    for one in QApplication.topLevelWidgets():
        if one is not session.window and one.isVisible():
            one.close()
    settle()
    if session.bridge.tracker.history.undo_label not in labels:
        session.bridge.tracker.undo()
    settle()


Prepare = Callable[[Session], None]


def _carry(page: str, *keys: str) -> Prepare:
    def go(session: Session) -> None:
        for key in keys:
            session.window.navigator.carry_out(page, key)

    return go


def _page(key: str) -> Prepare:
    def go(session: Session) -> None:
        session.window.show_page(key)

    return go


def _last_measure(session: Session) -> None:
    page = session.window.page("trends")
    session.window.show_page("trends")
    while page.list.view.ahead(1) is not None:
        page.next_measure()


def _customers(session: Session) -> None:
    session.window.show_page("customers")
    page = session.window.page("customers")
    page.right.setCurrentWidget(page.profile)
    page.refresh()


def _trends(session: Session) -> None:
    session.window.show_page("trends")
    session.window.page("trends").show_one()


PAGES = {seat.key: _page(seat.key) for seat in PAGE_ENTRIES}
PAGES |= {"customers": _customers, "trends": _trends}
MORE = {
    "an earlier week": _carry("week", "this_week", "previous_week"),
    "all side by side": _carry("trends", "show_multiples"),
    "the pulse": _carry("trends", "show_pulse"),
    "the last measure": _last_measure,
    "what was sent": _carry("share", "show_sent"),
    "the rota": _carry("share", "show_rota"),
    "in common": _carry("customers", "show_in_common"),
    "evidence": _carry("review", "show_evidence"),
}


def told(session: Session, command: Command) -> CommandOffer:
    """Return what the menu says of a command when it is looked at."""
    session.window.menus.show_offers()
    action = session.window.menus.actions[command.method]
    if not action.isEnabled():
        return CommandOffer.NOTHING
    return (
        CommandOffer.CHOSEN
        if action.isCheckable() and action.isChecked()
        else CommandOffer.POSSIBLE
    )


OWNERS = {
    "an earlier week": "week",
    "all side by side": "trends",
    "the pulse": "trends",
    "the last measure": "trends",
    "what was sent": "share",
    "the rota": "share",
    "in common": "customers",
    "evidence": "review",
}


UNSEEN = frozenset({  # what is in view is another thing: these would be about what is hidden
    "show_calculation", "add_event", "add_rating", "record_reported", "show_gap",
    "export_chart", "copy_chart", "edit_customer", "archive_customer", "show_counted",
})  # fmt: skip
NOTHING_THERE = {  # grey, though a window would open: there is nothing that it could be about
    "export": "nothing was entered",
    "bring_back": "there is no backup",
    "choose_week": "nothing is promised, so no week asks for anything",
    "away": "nothing is promised, so no week asks for anything",
    "take_reply": "nobody is served, so nobody can have replied",
    "log_own_stop": "nobody is served, so nobody can wait",
}


def wrong(session: Session, command: Command, *, writes: bool) -> str:
    """Carry out a command; say what the menu is wrong about, if it is."""
    offer = told(session, command)
    before, open_before, read_before = written(session), windows(), words(session)
    try:
        session.window._carry_out(command)
    except FileDamaged:
        assert not writes
    settle()
    same = before == written(session)
    quiet = same and windows() == open_before
    if offer is CommandOffer.POSSIBLE:
        return "does nothing" if quiet and words(session) == read_before else ""
    if offer is CommandOffer.CHOSEN:
        return "" if same else "is ticked and changes something"
    excused = command.method in NOTHING_THERE or not writes
    return "" if quiet or (same and excused) else f"is grey and does something: {windows()}"


def wrongs(session: Session, place: str, go: Prepare, *, writes: bool = True) -> list[str]:
    """Carry out every command of a page, the window's with This week in front."""
    owners = {OWNERS.get(place, place)} | ({WINDOW} if place == "week" else set())
    history, found = session.bridge.tracker.history, []
    for command in ALL:
        if command.method in LEAVES or command.owner not in owners:
            continue
        if place in MORE and command.method in UNSEEN:
            continue
        go(session)
        settle()
        labels = (history.undo_label, history.redo_label, None)
        if said := wrong(session, command, writes=writes):
            found.append(f"{command.method} on {place} {said}")
        tidy(session, labels)
    return found


@pytest.mark.parametrize("state", STATES)
def test_an_enabled_command_does_something_and_a_grey_one_nothing(opened, state):
    session = opened(state)
    found = []
    for place, go in PAGES.items():
        found += wrongs(session, place, go, writes=state != "read only")
    assert found == []


def test_what_is_chosen_in_a_page_counts(opened):
    session = opened("sample data")
    found = []
    for place, go in MORE.items():
        found += wrongs(session, place, go)
    assert found == []


@pytest.mark.parametrize("state", STATES)
def test_a_command_that_acts_on_what_is_in_view_is_grey_on_other_pages(opened, state):
    session = opened(state)
    for key in PAGES:
        session.window.show_page(key)
        for command in ALL:
            if Requirement.HERE in needed(command) and command.owner != key:
                assert told(session, command) is CommandOffer.NOTHING, (key, command.method)


def test_a_read_only_file_offers_nothing_that_writes(opened):
    session = opened("read only")
    for key in PAGES:
        session.window.show_page(key)
        for command in ALL:
            if Requirement.WRITE in needed(command):
                assert told(session, command) is CommandOffer.NOTHING, (key, command.method)


def test_every_command_of_the_table_of_needs_exists():
    assert set(NEEDED) <= {one.method for one in ALL}


def test_a_shortcut_is_looked_at_before_it_is_answered(opened):
    """Nobody has looked into a menu: what the key would do is decided when it is pressed."""
    session = opened("one measure")
    window = session.window
    page = window.page("week")
    action = window.menus.actions["same_as_last_week"]
    QTest.keyClick(page.check_in.list, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert not action.isEnabled()
    measure = session.bridge.tracker.measures.all()[0]
    commands.record(session.bridge.tracker, measure.id, (Period.of(NOW.date()) + -1).start, 4)
    QTest.keyClick(page.check_in.list, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert page.check_in.rows.progress[0] == 1


def test_the_menu_of_a_card_greys_what_the_menu_bar_greys(opened):
    session = opened("one customer")
    window = session.window
    window.show_page("customers")
    menu = window.page("customers").menu
    menu.popup(QPoint(10, 10))
    state = {one.text().partition("\t")[0]: one.isEnabled() for one in menu.actions()}
    menu.close()
    assert not state["Move to WOW"]
    assert state["Move to Serve well"]
    assert not state["Move up"]
    assert not state["Move down"]
    assert state["Edit customer…"]
    assert state["Archive customer"]
    assert state["How the promises are counted"]
    session.bridge.tracker.file.damage = FileDamaged("It is damaged", "Restore a backup.")
    menu.popup(QPoint(10, 10))
    offered = [one.text() for one in menu.actions() if one.isEnabled() and not one.isSeparator()]
    menu.close()
    assert offered == ["How the promises are counted"]  # which only reads
