"""What the essays ask for lies near: each thing is reached from the rail in three actions at most.

An action is a click or a key on what is in view, beginning with the click on the rail.
"""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from tracker.app.customers.needs import add_need
from tracker.app.demo import fill_demo
from tracker.app.settings import Settings
from tracker.domain.needs import NeedSide, NeedStatus
from tracker.gui.bridge import Bridge
from tracker.gui.correct.page import UPSTREAM
from tracker.gui.customers.needs_menu import TellNeedDialog
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


def test_telling_of_any_need_that_they_do_not_know_takes_three(person, tracker, qtbot):
    """Two needs of one customer, and the second of them told: nothing has to be chosen before."""
    finance = tracker.customers.where("archived_on IS NULL")[0].id
    ids = [
        add_need(tracker, finance, NeedSide.MINE, text, TODAY, status=status)
        for text, status in (
            ("A plan for when I am away", NeedStatus.UNAWARE),
            ("Fewer reports, not faster ones", NeedStatus.MISINFORMED),
        )
    ]
    customers = person.rail("customers")
    customers.show_customer(finance)
    person.tab(customers.profile.tabs, SERVICES)
    needs = customers.profile.services.needs
    QApplication.processEvents()
    tell = needs.untold.buttons[ids[1]]
    seen = tell.visibleRegion().boundingRect()
    assert seen.size() == tell.size()  # without a scroll
    person.press(tell)
    asked = dialog(TellNeedDialog)
    assert person.actions == 3
    qtbot.keyClicks(asked.text, "They will try it with one")
    qtbot.mouseClick(asked.primary, Qt.MouseButton.LeftButton)
    assert tracker.needs.get(ids[1]).told_on == TODAY
    assert list(needs.untold.buttons) == ids[:1]


def test_a_need_that_is_chosen_is_told_by_t_unless_they_say_it_themselves(person, tracker, qtbot):
    finance = tracker.customers.where("archived_on IS NULL")[0].id
    unaware = add_need(tracker, finance, NeedSide.MINE, "A plan", TODAY, status=NeedStatus.UNAWARE)
    stated = add_need(tracker, finance, NeedSide.THEIRS, "Less mail", TODAY)
    customers = person.rail("customers")
    customers.show_customer(finance)
    person.tab(customers.profile.tabs, SERVICES)
    table = customers.profile.services.needs.table
    table.choose(stated)
    qtbot.keyClick(table, Qt.Key.Key_T)
    assert not [one for one in QApplication.topLevelWidgets() if isinstance(one, TellNeedDialog)]
    table.choose(unaware)
    qtbot.keyClick(table, Qt.Key.Key_T)
    assert dialog(TellNeedDialog)
