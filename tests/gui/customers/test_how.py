"""How they like to be served, as a person uses it: by keys, by clicks, one question at a time."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tracker.app import commands
from tracker.app.customers.how import USUAL, elements_of
from tracker.domain.customer import Tier
from tracker.domain.measure import Area
from tracker.domain.practice import Basis
from tracker.gui.customers.how_add import ElementDialog
from tracker.gui.customers.page import CustomersPage
from tracker.gui.customers.profile import HOW
from tracker.gui.measure.dialog import MeasureForDialog

TODAY = date(2026, 11, 20)


@pytest.fixture
def page(qtbot, bridge, finance):
    page = CustomersPage(bridge)
    qtbot.addWidget(page)
    page.resize(1040, 740)
    page.show()
    page.show_customer(finance)
    page.profile.open_tab(HOW)
    qtbot.wait(1)
    return page


@pytest.fixture
def tab(page):
    return page.profile.part(HOW)


@pytest.fixture
def four(tracker, finance):
    return [commands.add_element(tracker, finance, name) for name in USUAL[:4]]


def dialog(page, kind):
    found = [one for one in page.findChildren(kind) if one.isVisible()]
    return found[-1] if found else None


def press(qtbot, tab, at, key, held=Qt.KeyboardModifier.NoModifier):
    QApplication.processEvents()
    tab.rows[at].setFocus()
    qtbot.keyClick(tab.rows[at], key, held)


def names(tab):
    return [row.name.text() for row in tab.rows]


def test_the_usual_ones_are_a_click_away(tab, qtbot, tracker, finance):
    assert [chip.text() for chip in tab.add.offers] == list(USUAL)
    for _ in range(2):
        qtbot.mouseClick(tab.add.offers[0], Qt.MouseButton.LeftButton)
    assert names(tab) == list(USUAL[:2])
    assert len(tab.add.offers) == 4
    assert tab.sentence.text() == "They were not asked yet."


def test_own_words_are_typed_and_a_second_time_is_said(tab, qtbot, tracker, finance):
    tab.add.own.setText("Rings before ten")
    qtbot.keyClick(tab.add.own, Qt.Key.Key_Return)
    assert (names(tab), tab.add.own.text()) == (["Rings before ten"], "")
    for text, said in (("rings BEFORE ten", "on the list already"), (" ", "empty")):
        tab.add.own.setText(text)
        qtbot.keyClick(tab.add.own, Qt.Key.Key_Return)
        assert said in tab.add.complaint.text()
        assert tab.add.own.text() == text


def test_keys_rank_mark_and_say_how_it_is_known(tab, qtbot, tracker, finance, four):
    press(qtbot, tab, 3, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert names(tab)[2] == USUAL[3]
    press(qtbot, tab, 2, Qt.Key.Key_Space)
    press(qtbot, tab, 2, Qt.Key.Key_A)
    kept = elements_of(tracker, finance)[2]
    assert (kept.important, kept.basis, kept.asked_on) == (True, Basis.ASKED, TODAY)
    assert tab.rows[2].badge.isVisible()
    assert "They told me, 20 Nov" in tab.rows[2].accessibleName()
    press(qtbot, tab, 2, Qt.Key.Key_G)
    assert elements_of(tracker, finance)[2].basis is Basis.GUESSED
    press(qtbot, tab, 2, Qt.Key.Key_Delete)
    assert len(tab.rows) == 3
    tracker.undo()
    assert len(tab.rows) == 4


def test_a_fourth_important_one_asks_which_gives_way(tab, qtbot, tracker, finance, four):
    for at in range(3):
        press(qtbot, tab, at, Qt.Key.Key_I)
    press(qtbot, tab, 3, Qt.Key.Key_I)
    assert tab.room.isVisible()
    assert f"makes room for “{USUAL[3]}”" in tab.room.question.text()
    qtbot.keyClick(tab.room.buttons[-1], Qt.Key.Key_Space)
    assert not tab.room.isVisible()
    assert [one.important for one in elements_of(tracker, finance)] == [True, True, True, False]
    qtbot.mouseClick(tab.rows[3].star, Qt.MouseButton.LeftButton)
    qtbot.keyClick(tab.room.buttons[1], Qt.Key.Key_Space)
    assert [one.important for one in elements_of(tracker, finance)] == [True, False, True, True]
    tracker.undo()
    assert [one.important for one in elements_of(tracker, finance)] == [True, True, True, False]


def test_a_copy_from_another_customer_is_not_confirmed(page, tab, qtbot, tracker, finance):
    assert not tab.add.copy.isVisible()
    legal = commands.add_customer(tracker, "Legal", Tier.MAINTAIN)
    commands.add_element(tracker, legal, "By post", Basis.ASKED, TODAY)
    assert tab.add.copy.isVisible()
    qtbot.mouseClick(tab.add.copy, Qt.MouseButton.LeftButton)
    (action,) = tab.add.givers.actions()
    action.trigger()
    tab.add.givers.close()
    assert names(tab) == ["By post"]
    assert tab.rows[0].about.text() == "Copied, not confirmed"
    assert "1 copied and not confirmed" in tab.sentence.text()


def test_a_day_in_the_past_is_given_in_a_dialog(page, tab, qtbot, tracker, four):
    press(qtbot, tab, 0, Qt.Key.Key_Return)
    ask = dialog(page, ElementDialog)
    assert not ask.day.isVisible()
    ask.basis.choose(Basis.ASKED)
    assert ask.day.isVisible()
    ask.day.line.setText("lately")
    ask.submit()
    assert ask.forms[0].error_text("asked_on")
    ask.day.line.setText("")
    ask.submit()
    assert "Say when" in ask.forms[0].error_text("asked_on")
    ask.day.line.setText("2026-10-12")
    ask.submit()
    assert tracker.elements.get(four[0]).asked_on == date(2026, 10, 12)


def test_a_measure_is_made_of_it_in_one_step(page, tab, qtbot, tracker, four):
    press(qtbot, tab, 1, Qt.Key.Key_M)
    ask = dialog(page, MeasureForDialog)
    assert ask.name.text() == USUAL[1]
    ask.question.choose(Area.EFFICIENCY)
    ask.promise.rating.choose(4)
    ask.submit()
    assert tab.rows[1].about.text() == f"My guess · measured by {USUAL[1]}"
    tracker.undo()
    assert tab.rows[1].about.text() == "My guess"
    assert tracker.measures.all() == []


def test_the_menu_does_the_same(tab, tracker, finance, four):
    tab._aimed = four[2]
    actions = {one.text().partition("\t")[0]: one for one in tab._menu.actions()}
    actions["Move up"].trigger()
    actions["They told me today"].trigger()
    actions["Remove"].trigger()
    assert [one.id for one in elements_of(tracker, finance)] == [four[0], four[1], four[3]]


def test_it_holds_long_names_small_windows_and_both_themes(page, tab, tracker, finance, bridge):
    commands.add_element(tracker, finance, "Says first what it means for the closing " * 4)
    page.resize(720, 500)
    area = page.profile.sections.currentWidget()
    assert area.widget().width() <= area.viewport().width()
    for choice in ("dark", "light"):
        bridge.theme.choose(choice)
        assert not tab.grab().isNull()


def test_arrows_walk_over_the_rows(tab, qtbot, four):
    press(qtbot, tab, 0, Qt.Key.Key_Down)
    assert tab.rows[1].hasFocus()
    press(qtbot, tab, 1, Qt.Key.Key_Up)
    press(qtbot, tab, 0, Qt.Key.Key_Up)
    assert tab.rows[0].hasFocus()
