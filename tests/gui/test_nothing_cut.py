"""Nothing is cut: every page, every part of one, every dialog, at every width a person may have.

A sentence has the height that its width asks for, a button and a box the width of their words, and
nothing stands beyond the edge of what it stands in. What ends in … on purpose says all in its tip.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QStyle,
    QStyleOptionComboBox,
    QToolButton,
    QWidget,
)
from tests.gui.places import NOW, PLACES, all_dialogs, all_windows, done_with, made, settle

from tracker.app.backups.shelf import BackupShelf
from tracker.app.demo import fill_demo
from tracker.app.settings import Settings
from tracker.app.tracker import Tracker
from tracker.domain.errors import FileTrouble
from tracker.gui.bridge import Bridge
from tracker.gui.bring_in.how import HowRead
from tracker.gui.customers.worksheet import WorksheetDialog
from tracker.gui.dialogs.count_explanation import CountDialog
from tracker.gui.dialogs.hand_over import HandOverDialog
from tracker.gui.form import FormDialog
from tracker.gui.plan.dialog import PlanDialog
from tracker.gui.restore.window import RestoreWindow
from tracker.gui.shell.crash import CrashDialog
from tracker.gui.shell.error_dialog import ErrorDialog
from tracker.gui.shell.help import AboutDialog, KeysDialog
from tracker.gui.shell.window import MainWindow
from tracker.gui.trends.calculation import CalculationWindow
from tracker.gui.trends.ratings import GapDialog
from tracker.gui.widgets.choice_grid import Choice
from tracker.gui.widgets.text import ElidedLabel
from tracker.report.text.customers import CountExplanation

SIZES = ((960, 600), (1280, 800), (1440, 900), (1600, 1000), (1920, 1080))
ICON_ONLY = Qt.ToolButtonStyle.ToolButtonIconOnly
LONG = "Customers who were asked twice and answered neither time, in the order of their names"


def cut(root: QWidget) -> list[str]:
    """Return what has less room below a widget than its words need."""
    found = []
    for one in root.findChildren(QWidget):
        if one.isVisible() and one.window() is root and (text := _words(one)):
            shape = _too_small(one) or _beyond(one)
            found += [f"{type(one).__name__} {shape}: {text[:60]!r}"] if shape else []
    return found


def _words(one: QWidget) -> str:
    if isinstance(one, QComboBox):
        return one.currentText()
    if isinstance(one, ElidedLabel):
        return one.text() if not one.toolTip() else ""
    return one.text() if isinstance(one, (QLabel, QAbstractButton, QLineEdit)) else ""


def _too_small(one: QWidget) -> str:
    if isinstance(one, QLabel) and one.wordWrap():
        needed, room = one.heightForWidth(one.width()), one.height()
    elif isinstance(one, QComboBox):
        option = QStyleOptionComboBox()
        one.initStyleOption(option)
        place = one.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, one
        )
        long = one.fontMetrics().horizontalAdvance(one.currentText())
        mine = len(one.currentText()) <= SHORT or isinstance(one.parentWidget().parent(), HowRead)
        needed, room = long if mine else 0, place.width()
    elif isinstance(one, Choice):
        needed, room = one.heightForWidth(one.width()), one.height()
    elif isinstance(one, QToolButton) and one.toolButtonStyle() is ICON_ONLY:
        needed, room = one.iconSize().width(), one.width()
    elif isinstance(one, (QLabel, QAbstractButton)):
        needed, room = one.sizeHint().width(), one.width()
    else:
        return ""
    return f"{room} of {needed} px" if room + 1 < needed else ""  # Qt rounds either way


# Letters: a longer choice, such as a customer's whole name, may end in …; how a file was read
# stands in words of our own.
SHORT = 24


def _beyond(one: QWidget) -> str:
    """Say where a widget leaves what it stands in; what scrolls may be longer than its view."""
    around = one.parentWidget()
    if around is None or around.objectName() == "qt_scrollarea_viewport":
        return ""
    place, room = one.geometry(), around.rect()
    return "" if room.contains(place) else f"{place.getRect()} in {room.getRect()}"


@pytest.fixture(scope="module")
def window(theme) -> Iterator[MainWindow]:
    with Tracker() as tracker:
        fill_demo(tracker, NOW.date())
        bridge = Bridge(tracker, theme, Settings(None), lambda: NOW)
        window = MainWindow(bridge)
        window.show()
        yield window
        done_with(window)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_nothing_is_cut_on_any_page(window, size):
    window.resize(*size)
    found = {}
    for place, go in PLACES.items():
        go(window)
        for _ in range(4):
            settle()
        found[place] = cut(window)
    assert {place: said for place, said in found.items() if said} == {}


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_nothing_is_cut_in_any_form(window, size):
    window.resize(*size)
    found = {}
    for kind in all_dialogs():
        dialog = made(kind, window._bridge, window)
        dialog.show()
        settle()
        found[kind.__name__] = cut(dialog)
        dialog.reject()
        settle()
    assert {name: said for name, said in found.items() if said} == {}


Maker = Callable[[MainWindow], QWidget]


def _calculation(window: MainWindow) -> QWidget:
    tracker = window._bridge.tracker
    measure = tracker.measures.all()[0]
    made = CalculationWindow(window._bridge, window)
    made.show_measure(measure)
    return made


def _gap(window: MainWindow) -> QWidget:
    made = GapDialog(window._bridge, window)
    made.show_measure(window._bridge.tracker.ratings.all()[0].measure_id)
    return made


def _sheet(window: MainWindow) -> QWidget:
    everyone = [one.id for one in window._bridge.tracker.customers.all()]
    return WorksheetDialog(window._bridge, window, everyone)


def _chart(window: MainWindow) -> QWidget:
    window.show_page("trends")
    settle()
    return HandOverDialog(window._bridge, window, window.page("trends")._subject)


def _count(window: MainWindow) -> QWidget:
    return CountDialog(window, CountExplanation(LONG, LONG * 3, ("When", "What"), [("Now", LONG)]))


@pytest.fixture
def others(tmp_path, theme) -> dict[type[QWidget], Maker]:
    """Return the windows that are no forms, each with what makes one."""
    trouble = FileTrouble(LONG, "Open one of its backups, or another file.")
    shelf = BackupShelf(tmp_path / "work.db", tmp_path / "backups")
    return {
        CalculationWindow: _calculation,
        GapDialog: _gap,
        WorksheetDialog: _sheet,
        HandOverDialog: _chart,
        CountDialog: _count,
        PlanDialog: lambda window: PlanDialog(window._bridge, window),
        KeysDialog: KeysDialog,
        AboutDialog: lambda window: AboutDialog(window._bridge, window),
        CrashDialog: lambda window: CrashDialog(ValueError(LONG), window),
        ErrorDialog: lambda _window: ErrorDialog(trouble, theme),
        RestoreWindow: lambda _window: RestoreWindow(shelf, theme, lambda: NOW, trouble),
    }


def test_every_window_is_looked_at(others):
    kinds = {MainWindow, FormDialog, *others, *all_dialogs()}
    assert all_windows() == kinds


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_nothing_is_cut_in_any_other_window(window, others, size):
    window.resize(*size)
    found = {}
    for kind, make in others.items():
        other = make(window)
        if isinstance(other, RestoreWindow):
            other.resize(*size)
        other.show()
        settle()
        found[kind.__name__] = cut(other)
        other.close()
        settle()
    assert {name: said for name, said in found.items() if said} == {}


TABLES = {
    "one value": "customer,measure,period,value\nLegal,Answers,2026-W40,4\n",
    "new ones for nobody": f"Week,{LONG},Donaudampfschifffahrtsgesellschaftskapitäne,Visits ()\n"
    "2026-W40,3,4,5\n2026-W41,3,4,some\n",
    "what differs": "Week,Month-end close answers,Hours I saved them\n2026-W40,9,15\n"
    "2026-W41,9,15\n2026-W42,9,15\n",
    "weeks from Sunday": "Week beginning (Sunday),Visits per day\n"
    + "".join(f"{day}/02/2026,4\n{day}/03/2026,5\n" for day in ("01", "08", "15", "22")),
    "weeks of other words": "Week ending,Answers\n06/02/2026,4\n13/02/2026,5\n20/02/2026,5\n",
    "questions": f'Date,Customer,Measure,Value\n3/4/2026,{LONG},Orders,"1,234"\n'
    f"3/5/2026,{LONG},Orders,987\n",
}


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_nothing_is_cut_where_a_file_is_brought_in(window, size, tmp_path, qtbot):
    window.resize(*size)
    found = {}
    for name, text in TABLES.items():
        path = tmp_path / f"{name}.csv"
        path.write_text(text, encoding="utf-8")
        window.navigator.bring_in_file(path)
        page = window.navigator.bring_in()
        qtbot.waitUntil(lambda page=page: not page.busy, timeout=20_000)
        for _ in range(4):
            settle()
        found[name] = cut(window)
    page.cancel()
    assert {name: said for name, said in found.items() if said} == {}


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_nothing_is_cut_in_any_question_of_the_plan(window, size):
    window.resize(*size)
    plan = PlanDialog(window._bridge, window)
    plan.show()
    found, asked = {}, set()
    while plan.place not in asked:
        asked.add(plan.place)
        settle()
        found[str(plan.place)] = cut(plan)
        plan.skip_question()
    plan.close()
    assert {name: said for name, said in found.items() if said} == {}
    assert len(asked) > 10
