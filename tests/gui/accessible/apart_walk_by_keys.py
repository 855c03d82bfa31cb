"""By keys alone: Tab comes to everything, both ways, as one reads; it is seen where it is.

Every page, every part of one, every window: what stands there is found by its class.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QLabel, QWidget
from tests.gui.places import NOW, PLACES, all_windows, done_with, made, settle
from tests.gui.walking import (
    DESCRIPTION,
    NAME,
    backward,
    faces,
    missing,
    name_of,
    told,
    too_small,
    walk,
)

from tracker.app.demo import fill_demo
from tracker.app.settings import Settings
from tracker.app.tracker import Tracker
from tracker.domain.practice import PlanQuestion
from tracker.gui.bridge import Bridge
from tracker.gui.form import FormDialog
from tracker.gui.plan.dialog import PlanDialog
from tracker.gui.shell.window import MainWindow
from tracker.self_test.windows import _fill

TABLE = "Week,Month-end close answers,Guesses\n2026-W40,9,15\n2026-W41,9,15\n"
MARKUP = ("<p>", "</", "<br", "&amp;", "&lt;")


@pytest.fixture(scope="module")
def window(theme) -> Iterator[MainWindow]:
    QAccessible.setActive(True)
    with Tracker() as tracker:
        fill_demo(tracker, NOW.date())
        bridge = Bridge(tracker, theme, Settings(None), lambda: NOW)
        window = MainWindow(bridge)
        window.resize(1280, 800)
        window.show()
        settle()
        yield window
        done_with(window)
    QAccessible.setActive(False)


def wrong(shown: QWidget) -> dict[str, list[str]]:
    """Return what a person with a keyboard, or one who listens, would miss in a window."""
    shown.activateWindow()
    settle()
    there, back = walk(shown, looks=True), walk(shown, Qt.Key.Key_Backtab)
    found = {
        "not reached": [told(one) for one in missing(shown, there)],
        "not reached backwards": [told(one) for one in missing(shown, back)],
        "not seen": there.unseen,
        "against reading": backward(shown, there.stops),
        "nameless": [told(one) for one in there.stops if not name_of(one).strip()],
        "small": too_small(shown),
        "markup": [
            f"{told(one)}: {said}"
            for one, face in faces(shown)
            for said in (face.text(NAME), face.text(DESCRIPTION))
            if any(sign in said for sign in MARKUP)
        ],
        "heard as a check box": [told(one) for one, face in faces(shown) if _misheard(one, face)],
        "not said as it opens": _unsaid(shown),
    }
    return {kind: ones for kind, ones in found.items() if ones}


def _unsaid(shown: QWidget) -> list[str]:
    """Return the texts of a dialog that stand by themselves and are not said when it opens."""
    if not isinstance(shown, FormDialog):
        return []
    said = QAccessible.queryAccessibleInterface(shown).text(DESCRIPTION)
    labels = shown.body.findChildren(QLabel, options=Qt.FindChildOption.FindDirectChildrenOnly)
    alone = [one for one in labels if one.isVisible() and one.text() and one.buddy() is None]
    return [one.text() for one in alone if one.text() not in said]


def _misheard(one: QWidget, face: object) -> bool:
    """Say whether one of several choices is heard as a box that is ticked by itself."""
    if not isinstance(one, QAbstractButton) or isinstance(one, QCheckBox):
        return False
    group = one.group()
    return group is not None and group.exclusive() and face.role() == QAccessible.Role.CheckBox


def _come_back(window: MainWindow) -> None:
    """Show a card and the closing question, go elsewhere and come back."""
    PLACES["card"](window)
    PLACES["closing"](window)
    window.show_page("overview")
    settle()
    window.show_page("week")


@pytest.mark.parametrize("place", [*PLACES, "side by side", "pulse", "the week again"])
def test_every_place_is_walked_through(window, place, qtbot):
    go = {
        **PLACES,
        "side by side": lambda window: window.navigator.carry_out("trends", "show_multiples"),
        "pulse": lambda window: window.navigator.carry_out("trends", "show_pulse"),
        "the week again": _come_back,
    }
    go[place](window)
    settle()
    if place == "review pack":  # its paragraphs come when it is made
        qtbot.waitUntil(lambda: bool(window.page("review").parts["pack"].words.rows))
    settle()
    assert wrong(window) == {}


def test_an_import_is_walked_through(window, tmp_path, qtbot):
    path = tmp_path / "guesses.csv"
    path.write_text(TABLE, encoding="utf-8")
    window.navigator.bring_in_file(path)
    page = window.navigator.bring_in()
    qtbot.waitUntil(lambda: not page.busy, timeout=20_000)
    settle()
    found = wrong(window)
    page.cancel()
    assert found == {}


WINDOWS = sorted(all_windows() - {FormDialog, MainWindow}, key=lambda kind: kind.__name__)


@pytest.mark.parametrize("kind", WINDOWS, ids=lambda kind: kind.__name__)
def test_every_window_is_walked_through(window, kind, tmp_path):
    (tmp_path / "export.csv").write_text(TABLE, encoding="utf-8")
    shown = made(kind, window._bridge, window, tmp_path)
    _fill(shown, window._bridge)
    shown.show()
    settle()
    found = wrong(shown)
    shown.hide()
    shown.deleteLater()
    settle()
    assert found == {}


@pytest.mark.parametrize("key", ["week", "overview", "customers", "trends", "correct", "settings"])
def test_a_page_gives_the_focus_to_something_that_has_a_name(window, key):
    window.activateWindow()
    window.show_page(key)
    settle()
    here = QApplication.focusWidget()
    assert here is not None
    assert name_of(here)
    assert here is not window.page(key)


def test_every_question_of_the_plan_is_walked_through(window):
    plan = PlanDialog(window._bridge, window)
    plan.show()
    found = {}
    asked = set()
    while plan.place.question is not PlanQuestion.END:
        if plan.place.question not in asked:
            found[plan.place.question] = wrong(plan)
        asked.add(plan.place.question)
        plan.next_question()
        settle()
    found[PlanQuestion.END] = wrong(plan)
    plan.close()
    settle()
    assert set(found) == set(PlanQuestion)
    assert {question: ones for question, ones in found.items() if ones} == {}
