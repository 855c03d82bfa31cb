"""What I did not hand on, and my suppliers, as a person uses them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from tracker.app import commands
from tracker.app.commands import OwnStopInput
from tracker.app.customers.questionnaires import SUPPLIER
from tracker.gui.correct.page import CorrectPage
from tracker.gui.dialogs.own_stop import OwnStopDialog
from tracker.gui.review.page import SURPRISES, ReviewPage
from tracker.gui.shell.window import MainWindow


@pytest.fixture
def page(qtbot, bridge):
    page = CorrectPage(bridge)
    qtbot.addWidget(page)
    page.resize(1080, 700)
    page.show()
    page.show_section("upstream")
    return page


@pytest.fixture
def window(qtbot, bridge):
    """Return the window; held here, as a session holds it: it lives on while it is painted."""
    window = MainWindow(bridge)
    qtbot.addWidget(window)
    return window


def dialog(kind):
    return next(one for one in QApplication.topLevelWidgets() if isinstance(one, kind))


def test_it_is_logged_in_three_keys_from_this_week(
    qtbot, bridge, tracker, answers, finance, window
):
    commands.add_service(tracker, finance, "Close report")
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.show_page("week")
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(window.page("week"), Qt.Key.Key_J, keys)
    asked = dialog(OwnStopDialog)
    qtbot.keyClick(asked.waited, Qt.Key.Key_Return)
    qtbot.keyClick(asked.what, Qt.Key.Key_Return)
    (stop,) = tracker.own_stops.all()
    assert (stop.what, stop.customer_id) == ("Close report", finance)
    assert stop.started_on == bridge.today()
    assert tracker.undo().startswith("a stop of mine")


@pytest.mark.parametrize(
    ("keys", "told"),
    [("", "No surprises"), ("ended", "shaded"), ("open", "stands under Upstream")],
)
def test_what_was_logged_is_said_over_the_page_that_is_in_front(
    qtbot, bridge, tracker, answers, finance, window, keys, told
):
    heard: list[str] = []
    bridge.message.connect(heard.append)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.show_page("correct")
    window.navigator.show_section("upstream")
    window.menus.actions["log_own_stop"].trigger()
    assert window.stack.currentWidget() is window.page("correct"), "it is logged from anywhere"
    asked = dialog(OwnStopDialog)
    asked.what.setText("The close report")
    if keys:
        asked.knew.choose("yes")
    if keys == "ended":
        asked.ended.show_day(bridge.today())
    asked.submit()
    assert told in heard[-1]


def test_a_weekday_is_the_last_one_where_it_is_about_what_has_been(
    qtbot, bridge, tracker, finance, today
):
    asked = OwnStopDialog(bridge, None, customer_id=finance)
    qtbot.addWidget(asked)
    asked.what.setText("The close report")
    asked.started.line.setText(f"{today + timedelta(days=1):%a}")
    asked.submit()
    (stop,) = tracker.own_stops.all()
    assert stop.started_on == today - timedelta(days=6)


def test_it_stands_in_the_chain_beside_theirs_until_it_is_there_again(
    page, tracker, finance, today
):
    part = page.part("upstream")
    key = commands.start_own_stop(
        tracker, finance, OwnStopInput(what="Close report", started_on=today)
    )
    node = part.view.box(("customer", finance)).node
    assert node.stopped.startswith("waits for me since")
    assert node.drawn == f"waits for me since {today.day} {today:%b}", "no more has room"
    titles = [row.title for row in part.panel.list.rows]
    assert titles == ["Still stopped", "Mine: Close report for Finance leads"]
    told, end = (
        next(one for one in part.panel.findChildren(QPushButton) if one.text() == text)
        for text in ("I told them", "They have it now")
    )
    told.click()
    assert tracker.own_stops.get(key).told_on == today
    assert not told.isVisible()
    end.click()
    assert part.view.box(("customer", finance)).node.stopped == ""


def test_no_surprises_asks_until_they_are_told(qtbot, bridge, tracker, answers, finance, today):
    key = commands.start_own_stop(
        tracker, finance, OwnStopInput(what="Close report", started_on=today)
    )
    review = ReviewPage(bridge)
    qtbot.addWidget(review)
    review.show()
    review.show_surprises()
    (row,) = review.part(SURPRISES).rows
    assert row.name.text() == "I did not hand on: Close report"
    assert row.share.isHidden()
    row.tell.click()
    assert tracker.own_stops.get(key).told_on == today
    assert review.part(SURPRISES).rows == []
    bridge.jobs.stop_all()


def test_a_supplier_is_looked_at_in_look_around(page, qtbot, tracker):
    page.show_section("look")
    part = page.part("look")
    part.which.choose(SUPPLIER)
    part.which.selected.emit()
    assert part.suppliers.nobody.isVisible()
    link = commands.add_link(tracker, "Ledger team", "the export")
    commands.add_link(tracker, "A vendor", internal=False)
    page.refresh()
    assert [part.suppliers.who.itemText(at) for at in range(part.suppliers.who.count())] == [
        "Ledger team: the export"
    ]
    part.suppliers.easy.setFocus()
    qtbot.keyClicks(part.suppliers.easy, "I ask early")
    part.suppliers.easy.commit()
    assert tracker.links.get(link).easy == "I ask early"
    track = part.views[SUPPLIER].rows["trust"].track
    qtbot.keyClick(track, Qt.Key.Key_4)
    (taken,) = tracker.assessments.where("kind = 'supplier'")
    assert (taken.link_id, taken.answers) == (link, '{"trust": 4}')
