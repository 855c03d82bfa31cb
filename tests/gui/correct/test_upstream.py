"""The chain and what stopped, used as a person would: by mouse and by keys."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QPushButton

from tracker.app import commands
from tracker.app.commands import StopInput
from tracker.app.demo import fill_demo
from tracker.gui.correct.chain import LOW
from tracker.gui.correct.link_dialog import ChainEndDialog, LinkDialog
from tracker.gui.correct.page import CorrectPage
from tracker.gui.correct.stops import NoFixDialog, StopFixDialog
from tracker.gui.correct.upstream import UpstreamPart
from tracker.gui.dialogs.count_explanation import CountDialog
from tracker.gui.dialogs.stop import StopDialog
from tracker.gui.shell.window import MainWindow
from tracker.gui.trends.page import TrendsPage

LONG = "Central IT, Identity & Access Management Operations Europe, Middle East and Africa, Team 4"


@pytest.fixture
def page(qtbot, bridge):
    page = CorrectPage(bridge)
    qtbot.addWidget(page)
    page.resize(1080, 700)
    page.show()
    page.show_section("upstream")
    return page


@pytest.fixture
def service(tracker, finance) -> int:
    return commands.add_service(tracker, finance, "Fast answers")


@pytest.fixture
def ledger(tracker, service) -> int:
    return commands.add_link(tracker, "Ledger team", "The export", "Mondays", [service])


def part_of(page) -> UpstreamPart:
    return page.part("upstream")


def dialog(kind):
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, kind)]
    visible = [one for one in found if one.isVisible()]
    assert len(visible) == 1
    return visible[0]


def titles(page) -> list[list[str]]:
    return [[box.node.title for box in column] for column in part_of(page).view.columns]


def listed(page) -> list[str]:
    return [row.title for row in part_of(page).panel.list.rows]


def press(widget, text: str) -> None:
    button = next(one for one in widget.findChildren(QPushButton) if one.text() == text)
    button.click()


def stop(tracker, link, first, last=None, **said) -> int:
    return commands.start_stop(tracker, link, StopInput(started_on=first, ended_on=last, **said))


def test_a_link_is_added_by_keys_with_what_depends_on_it(qtbot, page, tracker, service):
    part = part_of(page)
    part.view.setFocus()
    qtbot.keyClick(part.view.focusWidget(), Qt.Key.Key_Return)
    asked = dialog(LinkDialog)
    qtbot.keyClicks(asked.who, "Ledger team")
    qtbot.keyClick(asked.who, Qt.Key.Key_Tab)
    qtbot.keyClicks(asked.what, "The export")
    asked.services.setFocus()
    qtbot.keyClick(asked.services, Qt.Key.Key_Space)
    qtbot.keyClick(asked.by_when, Qt.Key.Key_Return)
    assert [one.who for one in tracker.links.all()] == ["Ledger team"]
    assert [one.service_id for one in tracker.link_services.all()] == [service]
    assert titles(page)[0] == ["Ledger team", "+ Who hands you something?"]
    assert "Reaches Finance leads" in part.view.columns[0][0].accessibleName()


def test_an_empty_who_is_told_beside_the_field(qtbot, page, tracker):
    part_of(page).view.boxes[0].click()
    asked = dialog(LinkDialog)
    qtbot.keyClick(asked.who, Qt.Key.Key_Return)
    assert asked.isVisible()
    assert asked.forms[0].error_text("who") == "The name is empty. Type at least one letter."
    asked.reject()
    assert tracker.links.all() == []


def test_arrows_walk_the_chain_and_tab_stops_once(qtbot, page, tracker, ledger, finance):
    commands.add_customer(tracker, "Legal", None)
    view = part_of(page).view
    view.setFocus()

    def go(*keys) -> tuple[str, int]:
        for key in keys:
            qtbot.keyClick(view.window().focusWidget(), key)
        return view.window().focusWidget().node.key

    right, left, up, down = (
        Qt.Key.Key_Right,
        Qt.Key.Key_Left,
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
    )
    assert go() == ("link", ledger)
    assert go(down) == ("add", 0)
    assert go(up, right) == ("me", 0)
    assert go(right) == ("customer", finance)
    assert go(right, right) == ("end_client", finance)
    assert go(right, up) == ("end_client", finance), "the ends are ends"
    assert go(down)[0] == "end_client"
    assert go(left, left)[0] == "customer"
    stops = [box for box in view.boxes if box.focusPolicy() == Qt.FocusPolicy.StrongFocus]
    assert [box.node.key for box in stops] == [view.window().focusWidget().node.key]


def test_every_box_opens_what_it_says(qtbot, page, tracker, ledger, finance):
    asked = []
    page.customer_requested.connect(asked.append)
    page.page_requested.connect(asked.append)
    view = part_of(page).view
    for key in (("customer", finance), ("me", 0)):
        qtbot.mouseClick(view.box(key), Qt.MouseButton.LeftButton)
    assert asked == [finance, "settings"]
    view.box(("end_client", finance)).click()
    ends = dialog(ChainEndDialog)
    assert ends.focusWidget() is ends.texts["end_client"]
    ends.texts["end_client"].setPlainText("Shareholders")
    ends.texts["their_customer"].setPlainText("The board: figures")
    ends.primary.click()
    assert titles(page)[3:] == [["The board"], ["Shareholders"]]
    view.box(("link", ledger)).click()
    assert dialog(LinkDialog).services.chosen
    dialog(LinkDialog).reject()


def test_a_link_is_retired_and_taken_up_again(page, tracker, ledger):
    part = part_of(page)
    part.view.box(("link", ledger)).click()
    dialog(LinkDialog).retire.click()
    assert titles(page)[0] == ["+ Who hands you something?"]
    assert part.retired.text() == "Show retired (1)"
    part.retired.click()
    box = part.view.box(("link", ledger))
    assert box.node.line.startswith("retired")
    box.click()
    assert dialog(LinkDialog).retire.text() == "Reopen"
    dialog(LinkDialog).retire.click()
    assert tracker.links.get(ledger).retired_on is None
    assert part.retired.isHidden()


def test_from_this_week_a_stop_is_logged_in_three_keys(qtbot, bridge, tracker, ledger, today):
    window = MainWindow(bridge)
    qtbot.addWidget(window)
    window.show()
    window.show_page("week")
    action = next(
        one
        for one in window.menuBar().findChildren(type(window.menuBar().actions()[0]))
        if one.shortcut().toString() == "Ctrl+Shift+U"
    )
    action.trigger()
    asked = dialog(StopDialog)
    assert asked.focusWidget() is asked.links
    qtbot.keyClick(asked.focusWidget(), Qt.Key.Key_Return)
    assert asked.isVisible()
    qtbot.keyClick(asked.focusWidget(), Qt.Key.Key_Return)
    (kept,) = tracker.stops.all()
    assert (kept.link_id, kept.started_on, kept.ended_on) == (ledger, today, None)
    assert tracker.history.undo_label == "something upstream stopped"


def test_without_a_link_the_stop_brings_one(qtbot, page, tracker, today):
    part_of(page).log.click()
    asked = dialog(StopDialog)
    assert asked.focusWidget() is asked.who
    assert not asked.links.isVisible()
    qtbot.keyClick(asked.who, Qt.Key.Key_Return)
    assert asked.forms[0].error_text("who")
    qtbot.keyClicks(asked.who, "Ledger team")
    asked.effect.setPlainText("x" * 10_001)
    asked.primary.click()
    assert "10001 characters" in asked.forms[0].error_text("effect")
    assert tracker.links.all() == [], "a refused stop leaves no link behind"
    asked.effect.setPlainText("Two answers waited")
    asked.started.line.setText("2026-13-40")
    asked.primary.click()
    assert "is not a day" in asked.forms[0].error_text("started_on")
    asked.started.line.setText("2026-11-18")
    asked.ended.line.setText("2026-11-17")
    asked.primary.click()
    assert asked.forms[0].error_text("ended_on").startswith("It ends before it started")
    asked.ended.line.setText("2026-11-19")
    asked.seen.choose("yes")
    asked.primary.click()
    (kept,) = tracker.stops.all()
    assert (kept.started_on, kept.ended_on, kept.seen) == (
        date(2026, 11, 18),
        date(2026, 11, 19),
        True,
    )
    tracker.undo()
    assert (tracker.stops.all(), tracker.links.all()) == ([], [])


def test_what_stopped_is_ended_and_answered(qtbot, page, tracker, ledger, answers, today):
    key = stop(tracker, ledger, today - timedelta(days=3), cause="Nightly job failed")
    part = part_of(page)
    assert listed(page) == ["Still stopped", "Ledger team: The export"]
    assert "stopped since 17 Nov, 4 days now" in part.view.columns[0][0].toolTip()
    press(part, "Arrives again")
    assert tracker.stops.get(key).ended_on == today
    assert listed(page)[0] == "To be answered"
    press(part, "No fix…")
    because = dialog(NoFixDialog)
    because.primary.click()
    assert because.forms[0].error_text("no_fix") == "The reason is empty. Write one sentence."
    because.because.setPlainText("Once a year")
    because.primary.click()
    assert listed(page)[0] == "Closed"
    assert "No fix because: Once a year" in part.panel.detail.text()
    press(part, "Start a fix…")
    fix = dialog(StopFixDialog)
    assert fix.obstacle.text == "Ledger team: Nightly job failed"
    fix.what.setText("A second job watches the first")
    fix.primary.click()
    assert tracker.stops.get(key).fix_id == tracker.fixes.all()[0].id
    assert "Fix: A second job" in part.panel.detail.text()
    qtbot.keyClick(part.panel.list, Qt.Key.Key_Return)
    asked = dialog(StopDialog)
    assert asked.links.chosen == ledger
    asked.cause.setText("Disk full")
    asked.primary.click()
    assert tracker.stops.get(key).cause == "Disk full"
    qtbot.keyClick(part.panel.list, Qt.Key.Key_Delete)
    assert tracker.stops.all() == []
    assert part.panel.nothing.isVisible()
    tracker.undo()
    assert tracker.stops.get(key).cause == "Disk full"


def test_a_fix_needs_a_measure(page, tracker, ledger, bridge, today):
    stop(tracker, ledger, today)
    said = []
    bridge.message.connect(said.append)
    press(part_of(page), "Start a fix…")
    assert said == ["A fix changes a measure: add a customer and a measure first."]


def test_what_came_again_is_said(page, tracker, ledger):
    stop(tracker, ledger, date(2026, 9, 7), date(2026, 9, 8), cause="Job failed")
    stop(tracker, ledger, date(2026, 11, 9), date(2026, 11, 10), cause="job  failed")
    panel = part_of(page).panel
    assert panel.again.text().startswith("Again: “job failed”, 8 weeks after")
    assert "happened again" in panel.list.rows[1].line


def test_the_share_of_bad_weeks_opens_with_its_weeks(
    qtbot, bridge, page, tracker, finance, service, today
):
    fill = pytest.importorskip("tracker.app.upstream.queries")
    part = part_of(page)
    assert part.how.isHidden()
    said = commands.MeasureInput(name="Answers", promise=4, service_id=service)
    with pytest.raises(Exception, match="area"):
        commands.add_measure(tracker, finance, said, today)
    from dataclasses import replace

    from tracker.domain.measure import Area

    measure = commands.add_measure(tracker, finance, replace(said, area=Area.ROI), today)
    monday = today - timedelta(days=today.weekday())
    commands.record(tracker, measure, monday, 2)
    assert fill.upstream_share(tracker, today).bad == 1
    assert part.share.text() == "Your one bad value in a year did not begin upstream."
    part.how.click()
    shown = dialog(CountDialog)
    row = [shown.table.item(0, place).text() for place in range(4)]
    assert row == ["Week 47 · 16–22 Nov", "Answers", "2", "nothing named, nothing stopped"]
    assert not shown.isModal()
    shown.close()


def test_one_customer_is_chosen(page, tracker, ledger, finance):
    other = commands.add_customer(tracker, "Legal", None)
    part = part_of(page)
    part.who.setCurrentIndex(part.who.findData(other))
    assert titles(page)[0] == ["+ Who hands you something?"]
    assert titles(page)[2] == ["Legal"]


def test_long_names_many_links_small_dark_and_right_to_left(page, tracker, theme, qapp, today):
    fill_demo(tracker, today)
    for at in range(30):
        commands.add_link(tracker, f"{LONG} {at}", LONG)
    page.resize(764, 540)
    theme.choose("dark")
    qapp.processEvents()
    part = part_of(page)
    assert part.body.direction() == part.body.Direction.TopToBottom
    box = part.view.columns[0][5]
    assert box.height() == LOW
    assert LONG in box.toolTip().replace("&amp;", "&")
    assert page.grab().toImage().pixelColor(4, 4) == theme.colour("page")
    part.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    qapp.processEvents()
    first, last = part.view.columns[0][0], part.view.columns[-1][0]
    assert first.mapTo(part.view, QPoint()).x() > last.mapTo(part.view, QPoint()).x()
    page.grab()
    names = [box.accessibleName() for box in part.view.boxes]
    assert all(names)


def test_a_chart_shades_the_stop_and_the_legend_names_it(qtbot, bridge, tracker, today):
    fill_demo(tracker, today)
    page = TrendsPage(bridge)
    qtbot.addWidget(page)
    page.resize(1080, 700)
    page.show()
    (measure,) = tracker.measures.where("name = ?", "Month-end close answers")
    page.show_measure(measure.id)
    qtbot.waitUntil(lambda: page.card.chart is not None and page.card.chart.frame is not None)
    spans = [one for one in page.card.picture.spans if one.kind == "stop"]
    assert [one.label for one in spans] == ["The ledger export, Ledger team"] * 2
    assert "stop" in page.card.legend.toolTip()
    before = page.card.chart.grab().toImage()
    for one in tracker.stops.all():
        commands.remove_stop(tracker, one.id)
    assert [one for one in page.card.picture.spans if one.kind == "stop"] == []
    assert page.card.chart.grab().toImage() != before


def test_a_stop_of_a_day_to_come_is_refused_beside_its_field(page, tracker):
    part_of(page).log.click()
    asked = dialog(StopDialog)
    asked.who.setText("Ledger team")
    asked.started.line.setText("2030-01-01")
    asked.primary.click()
    told = "Tue 1 Jan 2030 has not come yet. Choose Fri 20 Nov 2026 or an earlier day."
    assert asked.forms[0].error_text("started_on") == told
    assert tracker.stops.all() == []
    asked.reject()
