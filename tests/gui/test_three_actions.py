"""What the essays ask for lies near: each thing is reached from the rail in three actions at most.

An action is a click or a key on what is in view, beginning with the click on the rail.
"""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from tracker.app.demo import fill_demo
from tracker.app.settings import Settings
from tracker.gui.bridge import Bridge
from tracker.gui.correct.page import UPSTREAM
from tracker.gui.customers.profile import MEASURES, SERVICES
from tracker.gui.dialogs.own_stop import OwnStopDialog
from tracker.gui.dialogs.pulse import PulseFixDialog
from tracker.gui.dialogs.tell import TellDialog
from tracker.gui.form import FormDialog
from tracker.gui.share.page import AGREEMENT
from tracker.gui.shell.window import MainWindow
from tracker.gui.widgets.tabs import Tabs

TODAY = date(2026, 11, 20)


class Person:
    """Acts on what is in view, and counts it."""

    def __init__(self, qtbot, window) -> None:
        self.window = window
        self.actions = 0
        self._qtbot = qtbot

    def press(self, widget: QWidget) -> None:
        assert widget.isVisible()
        assert widget.isEnabled()
        self.actions += 1
        self._qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)

    def rail(self, key: str) -> QWidget:
        """Click a page's place in the rail; return the page."""
        self.press(self.window.rail._buttons[key])
        return self.window.page(key)

    def tab(self, tabs: Tabs, key: object) -> None:
        """Click a tab that is in view."""
        assert tabs.isVisible()
        self.actions += 1
        at = tabs._keys.index(key)
        self._qtbot.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=tabs.tabRect(at).center())
        assert tabs.value == key


def dialog(kind: type[FormDialog]) -> FormDialog:
    return next(
        one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()
    )


@pytest.fixture
def person(qtbot, tracker, theme, qapp):
    fill_demo(tracker, TODAY)
    bridge = Bridge(
        tracker, theme, Settings(None), lambda: datetime.combine(TODAY, time(14, 0)), qapp
    )
    window = MainWindow(bridge)
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    yield Person(qtbot, window)
    bridge.jobs.stop_all()


def test_a_fix_for_oneself_takes_two(person):
    overview = person.rail("overview")
    person.press(overview.body.pulse.rows[0].fix)
    assert dialog(PulseFixDialog)
    assert person.actions == 2


def test_a_stop_of_mine_takes_three(person):
    correct = person.rail("correct")
    person.tab(correct.section, UPSTREAM)
    person.press(correct.part(UPSTREAM).log_own)
    assert dialog(OwnStopDialog)
    assert person.actions == 3


def test_to_tell_of_a_broken_promise_takes_two(person):
    overview = person.rail("overview")
    person.press(overview.body.untold.tell)
    assert dialog(TellDialog)
    assert person.actions == 2


def test_what_they_may_do_when_it_breaks_takes_three(person):
    share = person.rail("share")
    person.tab(share.bar.view, AGREEMENT)
    person.press(share.recourse.if_broken)
    assert person.actions == 3


def test_one_fix_for_a_common_cause_takes_two(person):
    review = person.rail("review")
    person.press(review.pack.causes.fix)
    assert person.actions == 2


def test_something_for_later_takes_three(person):
    customers = person.rail("customers")
    person.tab(customers.profile.tabs, MEASURES)
    person.press(customers.profile.measures.ahead_add)
    assert person.actions == 3


def test_a_need_that_they_do_not_know_is_in_view_after_two(person):
    customers = person.rail("customers")
    person.tab(customers.profile.tabs, SERVICES)
    assert customers.profile.services.needs.isVisible()
    assert person.actions == 2
