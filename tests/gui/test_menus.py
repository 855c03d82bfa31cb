"""Every list has its menu, by the right button and by the Menu key, and each entry of it acts.

Lists, rows and cards are found by their class in every place of the window: a new one fails here
until it is named below with what its menu holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QHeaderView,
    QMenu,
    QScrollArea,
    QTableView,
    QWidget,
)
from tests.gui.places import NOW, PLACES, done_with, settle

from tracker.app.demo import fill_demo
from tracker.app.settings import Settings
from tracker.app.tracker import Tracker
from tracker.gui.bridge import Bridge
from tracker.gui.customers.sides import SharerRow
from tracker.gui.measure.ready_made import ReadyMadeList
from tracker.gui.overview.check_in_grid import CheckInGrid
from tracker.gui.palette.palette import Palette
from tracker.gui.review.paragraphs import ParagraphRow
from tracker.gui.shell.window import MainWindow
from tracker.gui.trends.pulse import PulseView
from tracker.gui.widgets.paper_view import PageStrip
from tracker.gui.widgets.row_menu import ButtonRow
from tracker.gui.widgets.rows import NeighbourRow

Place = Callable[[MainWindow], None]


def _carry_out(page: str, command: str) -> Place:
    def go(window: MainWindow) -> None:
        window.navigator.carry_out(page, command)

    return go


def _as_chart(window: MainWindow) -> None:
    window.show_page("trends")
    page = window.page("trends")
    page.show_measure(1)
    page.panel.close_form()
    if page.card.swap.isChecked():
        page.card.swap.click()


def _as_table(window: MainWindow) -> None:
    _as_chart(window)
    window.page("trends").card.swap.click()


def _tiles(window: MainWindow) -> None:
    window.navigator.carry_out("trends", "show_multiples")
    wall = window.page("trends").wall
    if wall.stack.currentWidget() is not wall.grid:
        wall.swap.click()


def _beside_the_board(command: str, row: type[QWidget]) -> Place:
    """Return the way to a list that its command shows and hides."""

    def go(window: MainWindow) -> None:
        window.show_page("customers")
        settle()
        if not any(isinstance(one, row) for one in lists(window)):
            window.navigator.carry_out("customers", command)

    return go


def _pack(window: MainWindow) -> None:
    PLACES["paragraph"](window)
    (row,) = [one for one in window.page("review").parts["pack"].words.rows if one.editing]
    QTest.keyClick(row.field, Qt.Key.Key_Escape)


def _tab_of(table: str, tab: int) -> Place:
    """Return the way to a tab of a customer who has something there."""

    def go(window: MainWindow) -> None:
        page = window.page("customers")
        rows = getattr(window._bridge.tracker, table).all()
        window.navigator.show_customer(rows[0].customer_id)
        page.right.profile.open_tab(tab)

    return go


EVERYWHERE: dict[str, Place] = PLACES | {
    "trends": _as_chart,
    "measures": _tab_of("measures", 4),
    "needs": _tab_of("needs", 1),
    "how": _tab_of("elements", 3),
    "moments": _tab_of("moments", 2),
    "tiles": _tiles,
    "pulse": _carry_out("trends", "show_pulse"),
    "worksheet": _carry_out("customers", "priority_worksheet"),
    "in common": _beside_the_board("show_in_common", SharerRow),
    "archived": _beside_the_board("show_archived", ButtonRow),
    "services": _tab_of("services", 1),
    "pack": _pack,
    "as table": _as_table,
}
# A chart on screen, and what stands for its measure, offer the page's own commands.
CHART = (
    "Add event… · What they said… · They told me first… · You and them… · How this is calculated"
    " · Set a new baseline… · Export chart… · Copy chart · Show as "
)
# Of each kind of list, row and card: where it is seen, and what its menus there hold that acts.
OFFERS: dict[str, tuple[str, str]] = {
    "WeekList": (
        "week",
        "Same as last · Note… · Skip… · Clear the entry · Open the trend"
        " · How the promise is judged",
    ),
    "SignalPanel": (
        "card",
        "Start a fix · One-off · My new usual · It was planned · Open the chart"
        " · They told me first… · How this is calculated",
    ),
    "NewsRow": (
        "overview",
        "Open the trend · How the promise is judged · My new usual · Start a fix…",
    ),
    "PulseRow": ("overview", "How this is calculated · Start a fix… · One-off… · It was planned…"),
    "HeatMap": (
        "overview",
        "Open the trend of Month-end close answers"
        " · How the promise of Month-end close answers is judged · Open this customer",
    ),
    "CheckInGrid": ("overview", "Open this week"),
    "CardList": (
        "customer tab 0",
        "Edit customer… · Add a measure… · How the promises are counted · Move to Serve well"
        " · Move to Don’t annoy · Move up · Move down · Archive customer",
    ),
    "ServiceRow": ("services", "Edit… · Retire"),
    "NeedsTable": ("needs", "Edit · Move down · Make a measure of it… · Day and details… · Drop"),
    "MomentRow": ("moments", "Edit… · Delete"),
    "ElementRow": (
        "how",
        "Edit… · Move down · Important to them · Make a measure of it… · Remove",
    ),
    "MeasureRow": (
        "measures",
        "Show trend · How the promise is judged · Edit… · Share or keep private · Archive",
    ),
    "NoteRow": ("correct ideas", "Edit… · Delete"),
    "MeasureView": ("trends", f"{CHART}table"),
    "TrendChart": ("trends", CHART.replace(" · They told me first…", "") + "table"),
    "VerdictPanel": (
        "trends",
        "Start a fix · One-off · My new usual · It was planned: set a new baseline"
        " · They told me first… · How this is calculated",
    ),
    "NotesView": ("trends", "Show its day · Give it a star · Edit… · Delete"),
    "TileGrid": ("tiles", "Open its chart · Show as table · One at a time"),
    "PulseView": ("pulse", "Show as table · How this is calculated · One at a time"),
    "RowsTable": ("as table", f"{CHART}chart"),
    "FixCardView": (
        "correct fixes",
        "Open · Edit… · Done · Look again in 4 weeks · Give up · Delete",
    ),
    "ChoiceList": (
        "correct choices",
        "Decide… · No conflict after all · Edit… · Delete · Save as a page…",
    ),
    "StopList": (
        "correct upstream",
        "They have it now · I told them · Start a fix… · No fix… · Edit… · Delete",
    ),
    "ChainBox": ("correct upstream", "Open"),
    "TakenRow": ("correct look", "Delete"),
    "ItemList": ("share scorecard", "Leave it out"),
    "SurpriseRow": ("review surprises", "Open chart · I told them · Share scorecard…"),
    "EvidenceList": ("review evidence", "Open its chart · Give it a star · Remove the star"),
    "ParagraphRow": ("pack", "Write it in your own words"),
    "WorksheetTable": ("worksheet", "Clear the answer · What outranks the sum…"),
    "SharerRow": ("in common", "Open this customer"),
    "ButtonRow": ("archived", "History · Restore"),
}
BY_MOUSE = {"CheckInGrid"}  # the keys do not come to it
NOT_LISTS = (QHeaderView, PageStrip)  # the strip moves the pages, as a scroll bar does
MOST = 12  # rows of a list that are tried


def entries(menu: QMenu) -> dict[str, QAction]:
    """Return what a menu holds, without keys and underlined letters."""
    return {
        one.text().partition("\t")[0].replace("&", ""): one
        for one in menu.actions()
        if not one.isSeparator()
    }


def right_click(widget: QWidget, place: QPoint) -> QMenu | None:
    """Press the right button as a person does, and return the menu that opens."""
    target = widget.viewport() if isinstance(widget, QAbstractScrollArea) else widget
    right, reason = Qt.MouseButton.RightButton, QContextMenuEvent.Reason.Mouse
    QTest.mousePress(target, right, pos=place)
    QApplication.sendEvent(target, QContextMenuEvent(reason, place, target.mapToGlobal(place)))
    QTest.mouseRelease(target, right, pos=place)
    return opened()


def press_menu_key(widget: QWidget) -> QMenu | None:
    """Press the Menu key where the focus is, which goes there, and return the menu that opens."""
    begin = widget.stack.currentWidget() if isinstance(widget, PulseView) else widget
    inside = [one for one in begin.findChildren(QWidget) if one.isVisible()]
    stop = next(one for one in (begin, *inside) if one.focusPolicy() != Qt.FocusPolicy.NoFocus)
    stop.setFocus()
    here = stop.window().focusWidget()
    assert here is stop, f"{type(stop).__name__} takes no focus"
    middle, reason = here.rect().center(), QContextMenuEvent.Reason.Keyboard
    QApplication.sendEvent(here, QContextMenuEvent(reason, middle, here.mapToGlobal(middle)))
    return opened()


def opened() -> QMenu | None:
    """Return the menu that is open."""
    found = QApplication.activePopupWidget()
    return found if isinstance(found, QMenu) else None


def close(menu: QMenu | None) -> None:
    if menu is not None:
        menu.close()
    settle()


@pytest.fixture(scope="module")
def window(theme, qapp) -> Iterator[MainWindow]:
    with Tracker() as tracker:
        fill_demo(tracker, NOW.date())
        theme.choose("light")
        bridge = Bridge(tracker, theme, Settings(None), lambda: NOW)
        window = MainWindow(bridge)
        window.resize(1440, 900)
        window.filled = len(tracker.history.steps)
        window.show()
        settle()
        yield window
        done_with(window)


def go(window: MainWindow, place: str) -> None:
    """Go to a place, and wait until all of it is there."""
    EVERYWHERE[place](window)
    for row in window.findChildren(ParagraphRow):
        if row.editing:  # the walk of the editors begins in the field: here the row is asked
            QTest.keyClick(row.field, Qt.Key.Key_Escape)
    for _ in range(8):
        settle()


def lists(window: MainWindow) -> list[QWidget]:
    """Return every list of the page in front, and each row and card that has a menu."""
    return [
        one
        for one in window.findChildren(QWidget)
        if one.isVisible() and _is_list(one) and not isinstance(one, NOT_LISTS)
    ]


def _is_list(one: QWidget) -> bool:
    return isinstance(one, (QAbstractItemView, NeighbourRow, ButtonRow)) or any(
        "contextMenuEvent" in vars(kind)
        for kind in type(one).__mro__
        if kind.__module__.startswith("tracker.")
    )


def spots(one: QWidget) -> Iterator[QPoint]:
    """Yield where to press: on each row or cell that can be chosen, or in the middle."""
    around = one.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(one)
        around = around.parentWidget()
    if isinstance(one, CheckInGrid):
        yield one.point_area(0).center()
    if not isinstance(one, QAbstractItemView):
        yield one.rect().center()
        return
    model = one.model()
    cells = [(row, 0) for row in range(model.rowCount())]
    if isinstance(one, QTableView):
        cells += [(0, column) for column in range(1, model.columnCount())]
    for cell in cells:
        index = model.index(*cell)
        place = one.visualRect(index).center()
        seen = one.viewport().rect().contains(place)
        if seen and index.flags() & Qt.ItemFlag.ItemIsSelectable:
            yield place


def of_kind(window: MainWindow, kind: str) -> list[QWidget]:
    return [one for one in lists(window) if type(one).__name__ == kind]


def offered_by(found: list[QWidget]) -> dict[str, tuple[int, QPoint]]:
    """Return of each entry that is not grey on which list, and where in it, it is offered."""
    where: dict[str, tuple[int, QPoint]] = {}
    for at, one in enumerate(found):
        for spot in islice(spots(one), MOST):
            if (menu := right_click(one, spot)) is not None:
                for name, action in entries(menu).items():
                    if action.isEnabled():
                        where.setdefault(name, (at, spot))
                close(menu)
    return where


def state(window: MainWindow) -> tuple[object, ...]:
    """Return what a person sees or keeps, as far as an entry of a menu may change it."""
    page = window.stack.currentWidget()
    tops = [type(one).__name__ for one in QApplication.topLevelWidgets() if one.isVisible()]
    return (
        len(window._bridge.tracker.history.steps),
        page,
        page.shown_place(),
        sum(one.isVisible() for one in page.findChildren(QWidget)),
        sorted(tops),
        window.focusWidget(),
        QGuiApplication.clipboard().text(),
        window.grab().toImage(),
    )


def take_back(window: MainWindow) -> None:
    """Close what was opened, and undo what was done."""
    for other in QApplication.topLevelWidgets():
        if other is not window and other.isVisible():
            other.close()
    while len(window._bridge.tracker.history.steps) > window.filled:
        window._bridge.tracker.undo()
    settle()


def test_every_list_of_the_window_is_named_here(window):
    seen: dict[str, str] = {}
    for place in EVERYWHERE:
        go(window, place)
        seen |= {type(one).__name__: place for one in lists(window)}
    assert {kind: place for kind, place in seen.items() if kind not in OFFERS} == {}
    assert set(OFFERS) - set(seen) == set()


@pytest.mark.parametrize("kind", OFFERS)
def test_what_a_menu_offers_acts(window, kind):
    place, offered = OFFERS[kind]
    go(window, place)
    where = offered_by(of_kind(window, kind))
    names = offered.split(" · ")
    assert set(names) - set(where) == set()
    for name in names:
        go(window, place)
        at, spot = where[name]
        one = of_kind(window, kind)[at]
        close(right_click(one, spot))  # which chooses the row
        before = state(window)
        menu = right_click(one, spot)
        menu.setActiveAction(entries(menu)[name])
        QTest.keyClick(menu, Qt.Key.Key_Return)
        for _ in range(3):
            settle()
        assert state(window) != before, name
        take_back(window)


@pytest.mark.parametrize("kind", [kind for kind in OFFERS if kind not in BY_MOUSE])
def test_the_menu_key_opens_what_the_mouse_opens(window, kind):
    go(window, OFFERS[kind][0])
    one = of_kind(window, kind)[0]
    spot = next(spot for spot in spots(one) if close_named(right_click(one, spot)))
    asked = close_named(right_click(one, spot))
    assert close_named(press_menu_key(one)) == asked


def close_named(menu: QMenu | None) -> dict[str, bool]:
    """Close a menu, and return what it held, and whether it could be chosen."""
    held = {} if menu is None else {key: one.isEnabled() for key, one in entries(menu).items()}
    close(menu)
    return held


def choose(widget: QWidget, name: str) -> None:
    """Choose from the menu of the first row that has one, with the keys."""
    menu = next(menu for spot in spots(widget) if (menu := right_click(widget, spot)))
    menu.setActiveAction(entries(menu)[name])
    QTest.keyClick(menu, Qt.Key.Key_Return)


def test_what_the_palette_found_can_be_gone_to(window):
    go(window, "overview")
    palette = Palette(window._bridge, window)
    palette.open()
    QTest.keyClicks(palette.field, "settings")
    settle()
    choose(palette.list, "Go there")
    settle()
    assert window.stack.currentWidget() is window.page("settings")


def test_the_words_that_were_found_can_be_copied(window):
    go(window, "overview")
    palette = Palette(window._bridge, window)
    palette.open()
    palette.narrow()
    QTest.keyClicks(palette.field, "stop re-keying")
    settle()
    choose(palette.list, "Copy its words")
    assert "stop re-keying" in QApplication.clipboard().text()
    palette.close()


def test_a_ready_made_measure_can_be_taken(theme, qtbot):
    shelf = ReadyMadeList(theme)
    qtbot.addWidget(shelf)
    shelf.resize(420, 500)
    shelf.show()
    with qtbot.waitSignal(shelf.selected) as taken:
        choose(shelf.view, "Take it")
    assert taken.args[0].name == shelf.names[0]
