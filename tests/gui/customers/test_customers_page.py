"""The Customers page as a person uses it: choose, move, describe, put away, bring back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QAction, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from tracker.app import commands
from tracker.app.commands import MeasureInput, OutgoingItem
from tracker.detection import Verdict
from tracker.domain.customer import CustomerKind, Tier
from tracker.domain.measure import Area
from tracker.domain.needs import NeedSide
from tracker.domain.sharing import ShareKind, SharingWay
from tracker.gui.customers.dialogs import CustomerDialog
from tracker.gui.customers.page import CustomersPage
from tracker.gui.customers.profile import MEASURES, SERVICES, WHO
from tracker.gui.customers.service_dialog import ServiceDialog
from tracker.gui.customers.who import WantDialog, WantRow
from tracker.gui.measure.dialog import MeasureDialog
from tracker.gui.shell.window import MainWindow
from tracker.gui.widgets.row_menu import RowMenuRequest
from tracker.report.text.forecasts import slide_level

LONG = "The regional month-end closing and reporting team of the northern and the western branches"


@pytest.fixture
def team(tracker, finance):
    """Return Finance leads, Platform team and Field sales: WOW, WOW, Serve well."""
    platform = commands.add_customer(tracker, "Platform team", Tier.WOW, CustomerKind.TEAM)
    sales = commands.add_customer(tracker, "Field sales", Tier.SERVE, CustomerKind.COLLEAGUE)
    return finance, platform, sales


@pytest.fixture
def page(qtbot, bridge):
    page = CustomersPage(bridge)
    qtbot.addWidget(page)
    page.resize(1200, 740)
    page.show()
    qtbot.wait(1)
    return page


@pytest.fixture
def said(bridge):
    heard: list[str] = []
    bridge.message.connect(heard.append)
    return heard


def cards_of(page, tier):
    return page.board.strip.cards if tier is None else page.board.columns[tier].list.cards


def names(page, tier):
    return [card.customer.name for card in cards_of(page, tier).rows]


def dialog(page, kind):
    found = [one for one in page.findChildren(kind) if one.isVisible()]
    return found[-1] if found else None


def texts(widget):
    QApplication.processEvents()  # what was just put into a layout is shown by the next event
    return " | ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def test_an_empty_file_offers_the_first_customer(page, qtbot):
    assert page.empty.isVisible()
    qtbot.mouseClick(page.empty.customer, Qt.MouseButton.LeftButton)
    assert dialog(page, CustomerDialog)


def test_first_customer_and_first_measure_by_keys_alone(page, qtbot, tracker):
    page.empty.customer.setFocus()
    qtbot.keyClick(page.empty.customer, Qt.Key.Key_Space)
    ask = dialog(page, CustomerDialog)
    qtbot.keyClicks(ask.name, "Finance leads")
    qtbot.keyClick(ask.name, Qt.Key.Key_Tab)
    qtbot.keyClick(ask.focusWidget(), Qt.Key.Key_Space)
    qtbot.keyClick(ask.focusWidget(), Qt.Key.Key_Return)
    promise = dialog(page, MeasureDialog)
    assert promise.title.text() == "What do you promise Finance leads?"
    assert promise.cancel.text() == "Not now"
    qtbot.keyClicks(promise.name, "Usable as sent")
    qtbot.keyClick(promise.name, Qt.Key.Key_Tab)
    qtbot.keyClick(promise.focusWidget(), Qt.Key.Key_Space)
    promise.promise.rating.setFocus()
    qtbot.keyClick(promise.focusWidget(), Qt.Key.Key_4)
    qtbot.keyClick(promise.focusWidget(), Qt.Key.Key_Return)
    (customer,) = tracker.customers.all()
    assert (customer.name, customer.tier) == ("Finance leads", Tier.WOW)
    (measure,) = tracker.measures.all()
    assert (measure.name, measure.area) == ("Usable as sent", Area.EFFECTIVENESS)
    assert (measure.now.promise, measure.draft) == (4, False)
    assert page.profile.measures.notice.isVisible()


def test_a_new_measure_offers_to_log_this_week_until_something_is_logged(
    page, qtbot, tracker, bridge, forecast, week
):
    page.show_customer(tracker.measures.get(forecast).customer_id)
    assert page.profile.measures.notice.isVisible()
    with qtbot.waitSignal(page.page_requested) as asked:
        qtbot.mouseClick(page.profile.measures.log, Qt.MouseButton.LeftButton)
    assert asked.args == ["week"]
    commands.record(tracker, forecast, week.start, 4)
    assert not page.profile.measures.notice.isVisible()


def test_not_now_leaves_a_customer_without_a_measure(page, qtbot, tracker):
    page.add_customer()
    ask = dialog(page, CustomerDialog)
    ask.name.setText("Müller, 経理")
    ask.tier.choose(Tier.MAINTAIN)
    qtbot.mouseClick(ask.primary, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(dialog(page, MeasureDialog).cancel, Qt.MouseButton.LeftButton)
    assert names(page, Tier.MAINTAIN) == ["Müller, 経理"]
    assert not tracker.measures.all()
    assert page.profile.measures.empty.isVisible()


def test_adding_a_measure_without_any_customer_asks_for_the_customer_first(page):
    page.add_measure()
    assert dialog(page, CustomerDialog)


def test_the_board_shows_who_stands_where(page, team, forecast):
    assert names(page, Tier.WOW) == ["Finance leads", "Platform team"]
    assert names(page, Tier.SERVE) == ["Field sales"]
    assert page.board.columns[Tier.WOW].count.text() == "2 of 3"
    assert not page.board.strip.isVisible()
    cards = page.board.columns[Tier.WOW].list.cards
    told = cards.data(cards.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert told == "Finance leads, WOW, 1 measure · internal, still learning"


def test_customers_without_a_tier_have_a_strip_while_there_are_any(page, tracker, finance):
    stray = commands.add_customer(tracker, "Imported", None)
    assert page.board.strip.isVisible()
    assert names(page, None) == ["Imported"]
    commands.move_customer(tracker, stray, Tier.SERVE)
    assert not page.board.strip.isVisible()


@pytest.fixture
def stray(page, tracker, team):
    """Return two customers without a place."""
    return [commands.add_customer(tracker, name, None) for name in ("Imported", "Marketing")]


def test_one_click_places_who_is_not_placed(page, qtbot, tracker, stray):
    row = page.board.strip.rows[stray[1]]
    qtbot.mouseClick(row.tiers.buttons[Tier.SERVE], Qt.MouseButton.LeftButton)
    assert names(page, Tier.SERVE) == ["Field sales", "Marketing"]
    assert names(page, None) == ["Imported"]
    assert tracker.undo() == "move Marketing to Serve well"
    assert names(page, None) == ["Imported", "Marketing"]


def test_the_strip_is_reached_and_used_by_keys(page, qtbot, stray):
    row = page.board.strip.rows[stray[0]]
    row.setFocus()
    qtbot.keyClick(row, Qt.Key.Key_Return)
    assert page.profile.name.text() == "Imported"
    button = row.tiers.buttons[Tier.WOW]
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Right)
    assert names(page, None) == ["Imported", "Marketing"]  # an arrow goes on, and places nobody
    qtbot.keyClick(row.tiers.buttons[Tier.SERVE], Qt.Key.Key_Space)
    assert names(page, Tier.SERVE)[-1] == "Imported"
    page.choose_customer(stray[1])
    page.move_down()
    assert names(page, Tier.WOW)[-1] == "Marketing"


def test_a_card_is_dragged_out_of_the_strip_and_into_it(page, team, stray):
    data = page.board.strip.rows[stray[0]].mime_data()
    target = page.board.columns[Tier.MAINTAIN].list
    target.dropEvent(dropped(QPoint(20, 40), data))
    assert names(page, Tier.MAINTAIN) == ["Imported"]
    cards = cards_of(page, Tier.SERVE)
    data = cards.mimeData([cards.index(0, 0)])
    page.board.strip.dropEvent(dropped(QPoint(20, 10), data))
    assert names(page, None) == ["Marketing", "Field sales"]


def test_where_a_place_is_left_it_is_said_and_where_nobody_stands_what_to_do(page, team):
    notes = {tier: column.list.note for tier, column in page.board.columns.items()}
    assert notes == {Tier.WOW: "1 place left", Tier.SERVE: "", Tier.MAINTAIN: "Drag a card here"}


def test_a_card_is_as_high_as_its_words(page, tracker, team):
    cards = page.board.columns[Tier.WOW].list
    low = cards.visualRect(cards.cards.index(0, 0)).height()
    commands.edit_customer(tracker, team[0], name=LONG)
    QApplication.processEvents()
    high = cards.visualRect(cards.cards.index(0, 0)).height()
    assert low < high < 2 * low


@pytest.fixture
def narrow(page, team):
    """Return the page in a narrow window, the board in front."""
    page.resize(960, 640)
    QApplication.processEvents()
    assert page.board.isVisible()
    assert not page.right.isVisible()
    return page


def test_in_a_narrow_window_a_click_opens_a_customer_and_escape_goes_back(narrow, qtbot):
    cards = narrow.board.columns[Tier.SERVE].list
    place = cards.visualRect(cards.cards.index(0, 0)).center()
    qtbot.mouseClick(cards.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert (narrow.right.isVisible(), narrow.board.isVisible()) == (True, False)
    assert narrow.profile.name.text() == "Field sales"
    assert narrow.focusWidget() is narrow.profile.tabs
    qtbot.keyClick(narrow.focusWidget(), Qt.Key.Key_Escape)
    assert (narrow.right.isVisible(), narrow.board.isVisible()) == (False, True)
    assert narrow.focusWidget() is cards
    qtbot.keyClick(cards, Qt.Key.Key_Left)
    assert narrow.board.isVisible()  # arrows only walk over the cards
    qtbot.keyClick(narrow.focusWidget(), Qt.Key.Key_Return)
    assert narrow.profile.name.text() == "Finance leads"
    qtbot.mouseClick(narrow.profile.back, Qt.MouseButton.LeftButton)
    assert narrow.board.isVisible()


def test_who_is_asked_for_from_elsewhere_is_in_front_in_a_narrow_window(narrow, team):
    narrow.show_customer(team[1])
    assert narrow.right.isVisible()
    assert not narrow.can_step_back()  # Alt+Left goes on to where one came from
    narrow.resize(1300, 700)
    QApplication.processEvents()
    assert narrow.board.isVisible()
    assert narrow.right.isVisible()
    assert not narrow.profile.back.isVisible()


def test_a_list_is_a_step_of_its_own_in_a_narrow_window(narrow, qtbot):
    qtbot.mouseClick(narrow.alike, Qt.MouseButton.LeftButton)
    assert narrow.common.isVisible()
    qtbot.mouseClick(narrow.common.back, Qt.MouseButton.LeftButton)
    assert narrow.board.isVisible()


def test_choosing_a_card_shows_that_customer(page, qtbot, team):
    cards = page.board.columns[Tier.SERVE].list
    place = cards.visualRect(cards.cards.index(0, 0)).center()
    qtbot.mouseClick(cards.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert page.profile.name.text() == "Field sales"
    assert page.profile.kind.text() == "internal"
    assert page.profile.tier.text() == "Serve well"


def test_arrow_keys_walk_over_the_cards_of_all_columns(page, qtbot, team):
    page.show_customer(team[0])
    page.board.setFocus()
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Down)
    assert page.profile.name.text() == "Platform team"
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Right)
    assert page.profile.name.text() == "Field sales"
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Right)
    assert page.profile.name.text() == "Field sales"
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Left)
    assert page.profile.name.text() == "Finance leads"
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Return)
    assert page.focusWidget() is page.profile.tabs


def test_the_board_is_one_tab_stop(page, qtbot, team):
    page.show_customer(team[2])
    page.board.setFocus()
    assert page.focusWidget() is page.board.columns[Tier.SERVE].list
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
    assert not page.board.isAncestorOf(page.focusWidget())


def test_a_dropped_card_moves_between_tiers_and_is_undone(page, team, tracker):
    drop(page, team[0], Tier.SERVE, above=0)
    assert names(page, Tier.SERVE) == ["Finance leads", "Field sales"]
    assert page.profile.tier.text() == "Serve well"
    assert tracker.undo() == "move Finance leads to Serve well"
    assert names(page, Tier.WOW) == ["Finance leads", "Platform team"]


def test_a_card_dropped_on_the_free_ground_goes_to_the_end(page, team):
    drop(page, team[0], Tier.SERVE, above=None)
    assert names(page, Tier.SERVE) == ["Field sales", "Finance leads"]
    drop(page, team[1], Tier.MAINTAIN, above=None)
    assert names(page, Tier.MAINTAIN) == ["Platform team"]


def test_a_card_dropped_within_its_tier_changes_the_order(page, team, tracker):
    drop(page, team[1], Tier.WOW, above=0)
    assert names(page, Tier.WOW) == ["Platform team", "Finance leads"]


def test_external_customers_stay_below_internal_ones(page, tracker, team):
    agency = commands.add_customer(tracker, "Agency", Tier.SERVE, CustomerKind.EXTERNAL)
    drop(page, agency, Tier.WOW, above=0)
    assert names(page, Tier.WOW) == ["Finance leads", "Platform team", "Agency"]
    before = tracker.history.undo_label
    page.show_customer(agency)
    page.move_up()
    page.show_customer(team[1])
    page.move_down()
    assert tracker.history.undo_label == before


def test_a_card_dropped_where_it_was_changes_nothing(page, team, tracker):
    before = tracker.history.undo_label
    drop(page, team[0], Tier.WOW, above=0)
    drop(page, team[0], Tier.WOW, above=1)
    assert tracker.history.undo_label == before


def test_foreign_things_cannot_be_dropped(page, team):
    cards = page.board.columns[Tier.WOW].list.cards

    data = QMimeData()
    data.setText("no card")
    move = Qt.DropAction.MoveAction
    assert not cards.canDropMimeData(data, move, 0, 0, cards.index(-1, 0))
    assert not cards.dropMimeData(data, move, 0, 0, cards.index(-1, 0))


def drop(page, customer_id, tier, above):
    """Let a card go over a tier, just above a row of it (None: below everything)."""
    _, source = page.board.cards_at(customer_id)
    data = source.mimeData([source.index_of(customer_id)])
    target = page.board.columns[tier].list
    where = QPoint(20, target.viewport().height() - 4)
    if above is not None and above < target.cards.rowCount():
        where = target.visualRect(target.cards.index(above, 0)).topLeft() + QPoint(20, 1)
    elif above is not None:
        where = target.visualRect(target.cards.index(above - 1, 0)).bottomLeft() + QPoint(20, -1)
    target.dropEvent(dropped(where, data))


def dropped(where, data):
    return QDropEvent(
        where.toPointF(),
        Qt.DropAction.MoveAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )


def test_the_menu_of_a_card_moves_it(page, team):
    page.show_customer(team[0])
    offered = {action.text(): action for action in page.menu.actions()}
    assert not offered["Move to WOW"].isEnabled()
    offered["Move to Don’t annoy"].trigger()
    assert names(page, Tier.MAINTAIN) == ["Finance leads"]


@pytest.fixture
def window(qtbot, bridge, team):
    window = MainWindow(bridge)
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show_page("customers")
    window.show()
    qtbot.wait(1)
    return window


def test_keys_move_the_chosen_card(window, qtbot, team):
    page = window.page("customers")
    page.show_customer(team[0])
    page.board.setFocus()
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Down, keys)
    assert names(page, Tier.WOW) == ["Platform team", "Finance leads"]
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Up, keys)
    assert names(page, Tier.WOW) == ["Finance leads", "Platform team"]
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Right, keys)
    assert names(page, Tier.SERVE) == ["Field sales", "Finance leads"]
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Right, keys)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Right, keys)
    assert names(page, Tier.MAINTAIN) == ["Finance leads"]
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Left, keys)
    assert names(page, Tier.SERVE) == ["Field sales", "Finance leads"]
    assert page.profile.name.text() == "Finance leads"
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert names(page, Tier.MAINTAIN) == ["Finance leads"]


def test_a_key_pressed_on_another_page_moves_no_card(window, qtbot, team):
    page = window.page("customers")
    window.show_page("settings")
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(window, Qt.Key.Key_Down, keys)
    assert not page.isVisible()
    assert names(page, Tier.WOW) == ["Finance leads", "Platform team"]


def test_profile_texts_are_kept_when_left_and_can_be_undone(page, qtbot, tracker, finance, bridge):
    page.show_customer(finance)
    page.profile.open_tab(WHO)
    who = page.profile.who.texts["who"]
    who.setFocus()
    qtbot.keyClicks(who, "The four closers")
    assert tracker.customers.get(finance).who == ""
    qtbot.keyClick(who, Qt.Key.Key_Tab)
    assert tracker.customers.get(finance).who == "The four closers"
    assert tracker.undo() == "edit Finance leads"
    assert who.text == ""


def test_typing_is_kept_for_the_customer_it_was_meant_for(page, tracker, team):
    page.show_customer(team[0])
    page.profile.open_tab(WHO)
    page.profile.who.texts["motives"].setFocus()
    page.profile.who.texts["motives"].setPlainText("Close early")
    page.show_customer(team[2])
    assert tracker.customers.get(team[0]).motives == "Close early"
    assert tracker.customers.get(team[2]).motives == ""
    assert page.profile.who.texts["motives"].text == ""


def test_ctrl_z_is_the_windows_where_the_field_has_nothing_to_undo(window, qtbot, tracker, team):
    page = window.page("customers")
    page.show_customer(team[0])
    commands.edit_customer(tracker, team[0], who="Somebody")
    page.profile.open_tab(WHO)
    who = page.profile.who.texts["who"]
    who.setFocus()
    qtbot.keyClick(who, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert tracker.customers.get(team[0]).who == ""


def test_kind_changes_at_once(page, qtbot, tracker, finance):
    page.show_customer(finance)
    page.profile.open_tab(WHO)
    kind = page.profile.who.kind
    kind.setFocus()
    qtbot.keyClick(kind, Qt.Key.Key_End)
    qtbot.keyClick(kind, Qt.Key.Key_Return)
    assert tracker.customers.get(finance).kind is CustomerKind.EXTERNAL
    assert page.profile.kind.text() == "external"


def test_wants_are_added_with_their_date_and_removed(page, qtbot, tracker, finance, today):
    page.show_customer(finance)
    page.profile.open_tab(WHO)
    who = page.profile.who
    qtbot.keyClick(who.want, Qt.Key.Key_Return)
    assert "empty" in who.complaint.text()
    who.want.setText("Fast answers at close")
    qtbot.keyClick(who.want, Qt.Key.Key_Return)
    (want,) = tracker.wants.all()
    assert (want.text, want.stated_on) == ("Fast answers at close", today)
    assert "20 Nov 2026" in texts(who)
    assert who.want.text() == ""
    row = who._list.itemAt(0).widget()
    qtbot.mouseClick(row.remove, Qt.MouseButton.LeftButton)
    assert not tracker.wants.all()
    assert tracker.undo() == "delete a want of Finance leads"


def test_services_are_added_edited_retired_and_restored(page, qtbot, tracker, finance):
    page.show_customer(finance)
    page.profile.open_tab(SERVICES)
    tab = page.profile.services
    qtbot.mouseClick(tab.add, Qt.MouseButton.LeftButton)
    ask = dialog(page, ServiceDialog)
    ask.name.setText("Answers they can act on")
    ask.texts["why"].setPlainText("They close two days earlier")
    ask.area_box.setCurrentIndex(1)
    ask.submit()
    assert "For them: They close two days earlier" in texts(tab)
    assert "Effectiveness" in texts(tab)
    row = tab.rows[0]
    row.setFocus()
    qtbot.keyClick(row, Qt.Key.Key_Return)
    ask = dialog(page, ServiceDialog)
    ask.name.setText("Answers")
    ask.submit()
    assert tracker.services.all()[0].name == "Answers"
    tab.rows[0].setFocus()
    qtbot.keyClick(tab.rows[0], Qt.Key.Key_Delete)
    assert not tab.rows
    assert "Retired" in texts(tab)
    restore = tab.retired.findChildren(QPushButton)[0]
    qtbot.mouseClick(restore, Qt.MouseButton.LeftButton)
    assert len(tab.rows) == 1


def test_a_fourth_service_asks_which_to_retire(page, qtbot, tracker, finance):
    for name in ("Answers", "Forecasts", "Early word"):
        commands.add_service(tracker, finance, name)
    page.show_customer(finance)
    page.profile.open_tab(SERVICES)
    tab = page.profile.services
    qtbot.mouseClick(tab.add, Qt.MouseButton.LeftButton)
    assert dialog(page, ServiceDialog) is None
    assert "Which service makes room?" in texts(tab)
    rooms = [b for b in tab.rooms if "Forecasts" in b.text()]
    qtbot.mouseClick(rooms[0], Qt.MouseButton.LeftButton)
    ask = dialog(page, ServiceDialog)
    assert ask.title.text() == "What replaces “Forecasts”?"
    assert len(tab.rows) == 3, "nothing is retired before there is something in its place"
    qtbot.keyClicks(ask.name, "Templates")
    qtbot.keyClick(ask.name, Qt.Key.Key_Return)
    assert [row.service.name for row in tab.rows] == ["Answers", "Early word", "Templates"]
    assert not tab.full.isVisible()
    tracker.undo()
    assert [row.service.name for row in tab.rows] == ["Answers", "Forecasts", "Early word"]


def test_a_retired_service_that_comes_back_asks_for_room_too(page, qtbot, tracker, finance, today):
    for name in ("Answers", "Forecasts", "Early word"):
        commands.add_service(tracker, finance, name)
    commands.replace_service(tracker, 1, today, "Templates")
    page.show_customer(finance)
    page.profile.open_tab(SERVICES)
    tab = page.profile.services
    restore = tab.retired.findChildren(QPushButton)[0]
    qtbot.mouseClick(restore, Qt.MouseButton.LeftButton)
    assert "Which service makes room for “Answers”?" in texts(tab)
    qtbot.mouseClick(tab.keep, Qt.MouseButton.LeftButton)
    assert len(tab.rows) == 3
    assert not tab.full.isVisible()
    qtbot.mouseClick(restore, Qt.MouseButton.LeftButton)
    qtbot.keyClick(tab.rooms[0], Qt.Key.Key_Space)
    assert [row.service.name for row in tab.rows] == ["Answers", "Early word", "Templates"]


def test_a_measure_row_says_how_it_stands(page, tracker, finance, answers, week):
    commands.record(tracker, answers, week.start, 2.6)
    page.show_customer(finance)
    row = page.profile.measures.rows[answers]
    assert row.name.text() == "Month-end close answers"
    assert "Effectiveness · days" in row.toolTip()
    assert (row.last.text(), row.span.text()) == ("2.6 days", "1 week")
    assert row.kept.text().startswith("Promise ≤ 2 days")
    assert row.badge.text() == "Learning"
    assert "private" in row.accessibleName()
    assert not row.share.isChecked()


def test_a_measure_shows_its_figure_of_now_once_weeks_are_finished(
    page, tracker, finance, answers, week
):
    for ago, value in ((3, 1), (2, 2), (1, 3)):
        commands.record(tracker, answers, (week + -ago).start, value)
    page.show_customer(finance)
    row = page.profile.measures.rows[answers]
    assert (row.last.text(), row.span.text()) == ("2 days", "3 weeks")


def test_the_running_week_counts_once_it_is_logged_as_on_trends(
    page, tracker, finance, answers, week
):
    values = [1.7, 1.6, 1.8] * 8 + [2.3, 2.4, 2.5, 2.5, 2.6]
    for ago, value in enumerate(reversed(values)):
        commands.record(tracker, answers, (week + -ago).start, value)
    page.show_customer(finance)
    row = page.profile.measures.rows[answers]
    level = tracker.judge.as_of(tracker.measures.get(answers), week.start).now
    assert level == pytest.approx(2.46)
    assert (row.last.text(), row.span.text()) == ("2.5 days", "since 19 Oct")


def test_the_figure_of_a_slide_is_said_to_be_of_now(page, tracker, finance, answers, week):
    values = [1.0, 1.1, 0.9, 1.0] * 8 + [1.0 + 0.1 * at for at in range(1, 14)]
    for ago, value in enumerate(reversed(values), 1):
        commands.record(tracker, answers, (week + -ago).start, value)
    page.show_customer(finance)
    row = page.profile.measures.rows[answers]
    finding = tracker.judge.finding(answers)
    assert finding.verdict is Verdict.DRIFTING_WORSE
    now = slide_level(tracker.measures.get(answers), finding)
    assert now == pytest.approx(2.3, abs=0.06)
    assert (row.last.text(), row.span.text()) == ("2.3 days", "now")


def test_what_they_told_and_need_stands_under_the_measures(page, qtbot, tracker, finance, answers):
    assert not page.profile.measures.heard.isVisible()
    day = date(2026, 11, 5)
    commands.add_rating(tracker, finance, day, 3, "It was faster", measure_id=answers)
    for side in NeedSide:
        commands.add_need(tracker, finance, side, f"{side} alone", day)
    page.show_customer(finance)
    heard = page.profile.measures.heard
    told = " ".join(one.text() for one in heard.findChildren(QLabel) if one.isVisible())
    assert "3 of 5 for Month-end close answers: “It was faster”" in told
    assert "not on their list" in told
    assert "not on your list" in told
    qtbot.mouseClick(heard.needs.title, Qt.MouseButton.LeftButton)
    assert page.profile.tabs.currentIndex() == SERVICES


def test_the_scorecard_is_a_button_away(page, qtbot, finance):
    page.show_customer(finance)
    with qtbot.waitSignal(page.scorecard_requested) as asked:
        qtbot.mouseClick(page.profile.scorecard, Qt.MouseButton.LeftButton)
    assert asked.args == [finance]


def test_a_young_measure_hears_nothing_of_badges(page, tracker, finance, answers, week):
    commands.record(tracker, answers, week.start, 2.6)
    page.show_customer(finance)
    row = page.profile.measures.rows[answers]
    assert not row.badges.isVisible()
    commands.record(tracker, answers, (week + -4).start, 2.6)
    assert row.badges.isVisible()


def test_the_badge_public_follows_the_ledger(page, tracker, finance, answers, week, today):
    commands.record(tracker, answers, (week + -4).start, 2.6)
    commands.record(tracker, answers, week.start, 2.6)
    page.show_customer(finance)
    row = page.profile.measures.rows[answers]
    assert (
        row.badges.text() == "Continuous · To be clear: add a definition · To be public: share it"
    )
    assert "Private: only you see it." in row.toolTip()
    commands.share_measure(tracker, answers, shared=True)
    left = OutgoingItem(
        ShareKind.SCORECARD, "For Finance leads", finance, [tracker.measures.get(answers)]
    )
    commands.note_share(tracker, left, b"page", today, form="html", way=SharingWay.FILE)
    assert row.badges.text() == "Public · Continuous · To be clear: add a definition"
    assert "Public: last shared on 20 November." in row.toolTip()
    assert "Public" in row.accessibleName()


def test_a_draft_has_no_badges(page, tracker, finance, today):
    draft = commands.add_measure(tracker, finance, MeasureInput(name="Later", draft=True), today)
    page.show_customer(finance)
    assert not page.profile.measures.rows[draft].badges.isVisible()


def test_enter_and_double_click_open_the_trend(page, qtbot, finance, answers):
    page.show_customer(finance)
    row = page.profile.measures.rows[answers]
    row.setFocus()
    with qtbot.waitSignal(page.measure_requested) as asked:
        qtbot.keyClick(row, Qt.Key.Key_Return)
    assert asked.args == [answers]
    with qtbot.waitSignal(page.measure_requested) as asked:
        qtbot.mouseDClick(row, Qt.MouseButton.LeftButton)
    assert asked.args == [answers]


def test_measures_are_shared_moved_and_archived_by_keys_and_buttons(
    page, qtbot, tracker, finance, answers, forecast, said
):
    page.show_customer(finance)
    tab = page.profile.measures
    qtbot.mouseClick(tab.rows[answers].share, Qt.MouseButton.LeftButton)
    assert tracker.measures.get(answers).shared
    assert "shared" in tab.rows[answers].accessibleName()
    tab.rows[forecast].setFocus()
    page.move_up()
    assert [row.key for row in shown_rows(tab)] == [forecast, answers]
    assert tab.rows[forecast].hasFocus()
    qtbot.keyClick(tab.rows[forecast], Qt.Key.Key_Down)
    assert tab.rows[answers].hasFocus()
    qtbot.keyClick(tab.rows[answers], Qt.Key.Key_Delete)
    assert list(tab.rows) == [forecast]
    assert said[-1] == "Month-end close answers is archived. Ctrl+Z brings it back."
    tracker.undo()
    assert answers in tab.rows


def shown_rows(tab):
    return [tab._list.itemAt(at).widget() for at in range(tab._list.count())]


def test_the_menu_of_a_measure_does_the_same(page, qtbot, tracker, finance, answers, forecast):
    page.show_customer(finance)
    tab = page.profile.measures
    tab._on_menu_requested(RowMenuRequest(forecast, QPoint(0, 0)))
    actions: dict[str, QAction] = {a.text().split("\t")[0]: a for a in tab._menu.actions()}
    actions["Share or keep private"].trigger()
    assert tracker.measures.get(forecast).shared
    actions["Move up"].trigger()
    assert [row.key for row in shown_rows(tab)] == [forecast, answers]
    actions["Edit…"].trigger()
    assert dialog(page, MeasureDialog).name.text() == "Forecast was usable as sent"
    tab._menu.close()


def test_archived_measures_do_not_count_when_one_moves(
    page, tracker, finance, answers, forecast, today
):
    third = commands.add_measure(
        tracker, finance, MeasureInput(name="Third", area=Area.ROI, promise=4), today
    )
    commands.archive_measure(tracker, forecast, today)
    commands.move_measure(tracker, third, -1)
    page.show_customer(finance)
    assert [row.key for row in shown_rows(page.profile.measures)] == [third, answers]


def test_archive_and_restore_of_customers_and_measures(page, qtbot, tracker, team, answers, said):
    commands.archive_measure(tracker, answers, date(2026, 11, 1))
    page.show_customer(team[1])
    page.archive_customer()
    assert names(page, Tier.WOW) == ["Finance leads"]
    assert said[-1] == "Platform team is archived. Ctrl+Z brings them back."
    assert page.profile.name.text() == "Finance leads"
    page.show_archived()
    shown = texts(page.archived)
    assert "Platform team" in shown
    assert "Finance leads · since 1 Nov 2026" in shown
    restore = page.archived.restores
    qtbot.mouseClick(restore["customer", team[1]], Qt.MouseButton.LeftButton)
    assert names(page, Tier.WOW) == ["Finance leads", "Platform team"]
    qtbot.mouseClick(page.archived.restores["measure", answers], Qt.MouseButton.LeftButton)
    assert "Nothing is archived" in texts(page.archived)
    qtbot.mouseClick(page.archived.back, Qt.MouseButton.LeftButton)
    assert page.profile.isVisible()


def test_the_history_of_what_is_archived_is_one_click_away(
    page, qtbot, tracker, team, answers, today
):
    gone = commands.add_measure(
        tracker, team[1], MeasureInput(name="Docs", area=Area.INFRASTRUCTURE, promise=3), today
    )
    commands.archive_measure(tracker, answers, date(2026, 11, 1))
    commands.archive_customer(tracker, team[1], today)
    asked = []
    page.measure_requested.connect(asked.append)
    page.show_archived()
    for measure in (answers, gone):
        qtbot.mouseClick(page.archived.histories[measure], Qt.MouseButton.LeftButton)
    assert asked == [answers, gone]
    assert ("measure", gone) not in page.archived.restores


def test_a_measure_s_row_says_what_it_changes_for_them(page, tracker, finance, answers):
    measure = tracker.measures.get(answers)
    said = replace(MeasureInput.of(measure), impact="We close earlier")
    commands.edit_measure(tracker, answers, said, measure.now.valid_from)
    page.show_customer(finance)
    (row,) = shown_rows(page.profile.measures)
    assert row.impact.text() == "“We close earlier”"
    assert "We close earlier" in row.accessibleName()


def test_the_archive_can_be_seen_when_nobody_else_is_left(page, qtbot, tracker, finance, today):
    commands.archive_customer(tracker, finance, today)
    assert page.empty.isVisible()
    page.show_archived()
    qtbot.mouseClick(page.archived.restores["customer", finance], Qt.MouseButton.LeftButton)
    assert names(page, Tier.WOW) == ["Finance leads"]


def test_editing_a_customer(page, qtbot, tracker, finance, said):
    page.show_customer(finance)
    page.edit_customer()
    ask = dialog(page, CustomerDialog)
    ask.name.setText("Finance")
    ask.submit()
    assert page.profile.name.text() == "Finance"
    assert names(page, Tier.WOW) == ["Finance"]


@pytest.mark.parametrize("count", [3, 7, 20])
@pytest.mark.parametrize("size", [(1200, 740), (904, 530), (716, 530)])
def test_nothing_overlaps_at_any_size(page, tracker, count, size):
    tiers = [*Tier, None] if count == 20 else [*Tier]
    for at in range(count):
        commands.add_customer(tracker, f"{at} {LONG}", tiers[at % len(tiers)])
    page.resize(*size)
    QApplication.processEvents()  # the board lays itself out anew
    seated = [*page.board.columns.values(), page.board.strip]
    columns = [c for c in seated if c.isVisible()]
    places = [c.geometry().translated(page.board.pos()) for c in columns]
    for at, one in enumerate(places):
        assert one.width() >= 110
        assert all(not one.intersects(other) for other in places[at + 1 :])
    if size[0] < 1100:
        page.show_customer(tracker.customers.all()[0].id)
        QApplication.processEvents()
    else:
        assert page.board.geometry().right() < page.right.geometry().left()
    for tab in (WHO, SERVICES, MEASURES):
        page.profile.open_tab(tab)
        area = page.profile.sections.currentWidget()
        QApplication.processEvents()  # a scroll bar may have come
        assert area.widget().width() <= area.viewport().width()
    assert LONG in page.profile.name.text()


def test_what_changed_while_the_page_was_hidden_is_shown_when_it_returns(page, tracker, finance):
    page.hide()
    commands.add_customer(tracker, "Legal", Tier.MAINTAIN)
    page.show()
    assert names(page, Tier.MAINTAIN) == ["Legal"]


def test_the_page_is_painted_in_both_themes(page, bridge, team, forecast):
    light = page.grab().toImage()
    bridge.theme.choose("dark")
    dark = page.grab().toImage()
    bridge.theme.choose("light")
    assert light.pixelColor(2, 2).lightness() > 200
    assert dark.pixelColor(2, 2).lightness() < 60


def test_a_service_says_its_floor_what_is_good_and_what_is_excellent(page, tracker, finance):
    service = commands.add_service(tracker, finance, "Month-end answers")
    said = {"floor": "This week", "good": "Two days", "excellent": "No need to ask"}
    commands.set_standard(tracker, service, date(2026, 3, 2), **said)
    page.show_customer(finance)
    (row,) = page.profile.services.rows
    shown = [one.text() for one in row.findChildren(QLabel)]
    for told in ("Floor: This week", "Good: Two days", "Excellent: No need to ask"):
        assert told in shown


def test_a_want_is_said_better_and_dated_back(page, qtbot, tracker, finance, today):
    page.show_customer(finance)
    page.profile.open_tab(WHO)
    who = page.profile.who
    who.want.setText("Fast answers")
    who.told_on.line.setText("2026-09-01")
    qtbot.keyClick(who.want, Qt.Key.Key_Return)
    (want,) = tracker.wants.all()
    assert (want.text, want.stated_on) == ("Fast answers", date(2026, 9, 1))
    (row,) = page.profile.who.findChildren(WantRow)
    row.edit.click()
    ask = dialog(page, WantDialog)
    ask.text.setPlainText("Answers at close")
    ask.day.line.setText("2030-01-01")
    ask.primary.click()
    assert "Choose Fri 20 Nov 2026 or an earlier day." in ask.forms[0].error_text("stated_on")
    ask.day.line.setText("2026-08-20")
    ask.primary.click()
    (want,) = tracker.wants.all()
    assert (want.text, want.stated_on) == ("Answers at close", date(2026, 8, 20))
    assert tracker.undo() == "edit a want of Finance leads"


def test_what_customers_have_in_common_is_a_button_away(page, qtbot, team):
    qtbot.mouseClick(page.alike, Qt.MouseButton.LeftButton)
    assert page.right.currentWidget() is page.common
    qtbot.mouseClick(page.alike, Qt.MouseButton.LeftButton)
    assert page.right.currentWidget() is page.profile


def test_measures_stand_by_horizon_and_what_is_ahead_is_asked_once(qtbot, bridge, tracker, answers):
    from datetime import date

    from tracker.app import commands
    from tracker.app.commands import MeasureInput
    from tracker.domain.measure import Horizon
    from tracker.gui.customers.page import CustomersPage

    finance = tracker.measures.get(answers).customer_id
    commands.record(tracker, answers, date(2026, 8, 3), 2)
    page = CustomersPage(bridge)
    qtbot.addWidget(page)
    page.resize(1080, 700)
    page.show()
    page.show_customer(finance)
    tab = page.profile.measures
    assert tab.ahead_said.text().startswith("All you promise")
    tab.ahead_later.click()
    assert tab.ahead.isHidden()
    tracker.undo()
    later = MeasureInput(name="Later", draft=True, horizon=Horizon.LATER)
    key = commands.add_measure(tracker, finance, later, bridge.today())
    assert tab.rows[answers].head.text() == "Now"
    assert tab.rows[key].head.text() == "Later"
    assert tab.ahead.isHidden()


def test_in_a_low_window_the_head_leaves_out_what_the_menu_has_too(page, team):
    assert page.header.quiet.isVisible()
    assert page.alike.isVisible()
    for wide in (900, 430):  # first one side at a time, then low
        page.resize(wide, 640)
        QApplication.processEvents()
    assert not page.header.quiet.isVisible()
    assert not page.alike.isVisible()
    assert page.add.isVisible()
