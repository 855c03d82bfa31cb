"""Files as people have them, brought in by the window with the mouse, and no word but a name."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QFileDialog, QListView
from tests.gui.bring_in.steps import clicked_entry, settled, taken_in

from tracker.app.settings import Settings
from tracker.app.tracker import Tracker
from tracker.domain.period import Period
from tracker.gui.shell.errors import ExceptionHandler
from tracker.gui.shell.session import Session

FOLDER = Path(__file__).parents[2] / "fixtures" / "import"
EXPECTED = json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))
MOST_CLICKS = 12
ANSWERS = {"months_yyyymm.csv": ("scale", "percent")}  # what nobody but the person can know


def kept(tracker: Tracker) -> dict[str, dict[str, float | None]]:
    return {
        measure.name: {
            str(Period(one.start, measure.cadence)): one.value
            for one in tracker.evaluations.series(measure.id)
        }
        for measure in tracker.measures.all()
    }


def wanted(name: str) -> dict[str, dict[str, float]]:
    series = EXPECTED[name]["series"]
    return {measure: pytest.approx(values) for measure, values in series.items()}


def named(qtbot, page) -> int:
    """Type for whom it is; return the clicks that takes."""
    qtbot.mouseClick(page.outcome.whom.lineEdit(), Qt.MouseButton.LeftButton)
    qtbot.keyClicks(page.outcome.whom, "Service desk")
    return 1


@pytest.mark.parametrize("name", EXPECTED)
def test_a_given_file_ends_by_the_window_as_it_must(name, ask, tracker, qtbot):
    page = ask(FOLDER / name)
    clicks = named(qtbot, page)
    if page.outcome.area_row.isVisible():  # of a single measure its card says it
        clicks += clicked_entry(page.outcome.area, "Effectiveness")
    settled(qtbot, page)
    for question in page.outcome.questions:
        what, answer = ANSWERS[name]
        assert question.question.what == what
        qtbot.mouseClick(question.answers[answer], Qt.MouseButton.LeftButton)
        clicks += 1
        settled(qtbot, page)
    assert page.preview.plan.bad == ()
    taken_in(qtbot, page)
    assert clicks + 1 <= MOST_CLICKS
    assert kept(tracker) == wanted(name)
    assert [one.name for one in tracker.customers.all()] == ["Service desk"]
    assert tracker.undo() == f"import {name}"
    assert tracker.empty


@pytest.fixture
def session(theme, tmp_path, monkeypatch):
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR"):
        (tmp_path / name).mkdir()
        monkeypatch.setenv(name, str(tmp_path / name))
    monkeypatch.chdir(FOLDER)
    made = Session(theme, Settings(None), ExceptionHandler(), lambda: datetime(2026, 11, 20, 14, 2))
    made.start(tmp_path / "work.db")
    made.window.resize(1440, 900)
    yield made
    made.close()


def clicked_file(qtbot, name: str) -> int:
    """Choose a file in the dialog that asks for one; return the clicks that takes."""
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QFileDialog)
    dialog.setDirectory(str(FOLDER))  # it begins where the one before it ended, in whatever test
    view = dialog.findChild(QListView, "listView")
    qtbot.waitUntil(lambda: view.model().rowCount(view.rootIndex()) > 0)

    def place():
        for row in range(view.model().rowCount(view.rootIndex())):
            index = view.model().index(row, 0, view.rootIndex())
            if index.data() == name:
                return index
        return None

    qtbot.waitUntil(lambda: place() is not None)
    view.scrollTo(place())
    at = view.visualRect(place()).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    buttons = dialog.findChild(QDialogButtonBox)
    qtbot.mouseClick(
        buttons.button(QDialogButtonBox.StandardButton.Open), Qt.MouseButton.LeftButton
    )
    return 2


def test_from_the_menu_to_the_trends_in_twelve_clicks(session, qtbot):
    """Every click is one that the mouse makes: on the menu, in the dialog, on the page."""
    window = session.window
    shown = []
    window.navigator.page_shown.connect(shown.append)
    entry = window.menuBar().actions()[0]
    menu = entry.menu()
    place = window.menuBar().actionGeometry(entry).center()
    qtbot.mouseClick(window.menuBar(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(menu.isVisible)
    place = menu.actionGeometry(window.menus.actions["import_csv"]).center()
    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=place)
    clicks = 2 + clicked_file(qtbot, "weeks_across.xlsx")
    page = window.navigator.bring_in()
    settled(qtbot, page)
    clicks += named(qtbot, page)
    clicks += clicked_entry(page.outcome.area, "Efficiency")
    settled(qtbot, page)
    taken_in(qtbot, page)
    clicks += 1
    assert clicks <= MOST_CLICKS
    assert kept(session.bridge.tracker) == wanted("weeks_across.xlsx")
    assert shown[-1] == "trends"
