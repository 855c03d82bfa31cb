"""Places on the continuum: caps, who makes room, the history of moves, the floor (W2, W5)."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt

from tracker.app import commands
from tracker.app.customers.board import Card, full_tier, moves_of
from tracker.app.signals.signs import CardState, Sign
from tracker.domain.customer import Tier
from tracker.domain.errors import InvalidInput
from tracker.gui.customers.cards import TierMoveRequest, card_line, card_texts
from tracker.gui.customers.dialogs import CustomerDialog, SwapDialog
from tracker.gui.customers.page import CustomersPage
from tracker.gui.settings.page import SettingsPage

NAMES = ("Ana", "Ben", "Cleo")


@pytest.fixture
def wow(tracker) -> list[int]:
    return [commands.add_customer(tracker, name, Tier.WOW) for name in NAMES]


@pytest.fixture
def late(tracker) -> int:
    return commands.add_customer(tracker, "Dora", Tier.SERVE)


@pytest.fixture
def page(qtbot, bridge):
    page = CustomersPage(bridge)
    qtbot.addWidget(page)
    page.resize(1040, 740)
    page.show()
    qtbot.wait(1)
    return page


def asked(page, kind):
    return next((one for one in page.findChildren(kind) if one.isVisible()), None)


def tier_of(tracker, customer_id):
    return tracker.customers.get(customer_id).tier


def test_a_move_is_kept_with_its_day_and_stands_on_the_customers_page(page, tracker, late, today):
    page.show_customer(late)
    page.move_left()
    assert tier_of(tracker, late) is Tier.WOW
    (move,) = moves_of(tracker, late)
    assert (move.from_tier, move.to_tier, move.moved_on) == (Tier.SERVE, Tier.WOW, today)
    page.profile.open_tab(0)
    assert "from Serve well to WOW" in page.profile.who.moves.lines.text()
    tracker.undo()
    assert moves_of(tracker, late) == []
    assert not page.profile.who.moves.isVisible()


def test_a_fourth_in_wow_asks_who_makes_room_and_moves_nobody_meanwhile(
    page, tracker, wow, late, qtbot, today
):
    page.show_customer(late)
    page.move_left()
    ask = asked(page, SwapDialog)
    assert tier_of(tracker, late) is Tier.SERVE
    assert set(ask.leaving.buttons) == set(wow)
    ask.primary.click()
    assert ask.forms[0].error_text("leaving") == "Nobody is chosen. Choose who makes room."
    ask.leaving.buttons[wow[1]].click()
    ask.reason.setPlainText("The audit is over")
    qtbot.mouseClick(ask.primary, Qt.MouseButton.LeftButton)
    assert tier_of(tracker, late) is Tier.WOW
    assert tier_of(tracker, wow[1]) is Tier.SERVE
    for customer_id in (late, wow[1]):
        (move,) = moves_of(tracker, customer_id)
        assert (move.moved_on, move.reason) == (today, "The audit is over")
    tracker.undo()
    assert tier_of(tracker, late) is Tier.SERVE
    assert tier_of(tracker, wow[1]) is Tier.WOW


def test_a_card_dropped_on_a_full_tier_stays_where_it_was(page, tracker, wow, late):
    page.board.move_requested.emit(TierMoveRequest(late, Tier.WOW, wow[0]))
    ask = asked(page, SwapDialog)
    ask.reject()
    cards = page.board.columns[Tier.SERVE].list.cards.rows
    assert [card.customer.id for card in cards] == [late]


def test_within_wow_a_card_still_moves_when_all_places_are_taken(page, tracker, wow):
    page.show_customer(wow[2])
    page.move_up()
    assert asked(page, SwapDialog) is None
    order = [card.customer.id for card in page.board.columns[Tier.WOW].list.cards.rows]
    assert order == [wow[0], wow[2], wow[1]]
    assert moves_of(tracker, wow[2]) == []


def newcomer(page, name, tier):
    """Type a new customer in and press the button; return the form and what it asks then."""
    page.add_customer()
    form = asked(page, CustomerDialog)
    form.name.setText(name)
    form.tier.choose(tier)
    form.primary.click()
    return form, asked(form, SwapDialog)


def test_a_new_customer_for_a_full_wow_asks_who_makes_room_and_all_of_it_is_one_step(
    page, tracker, wow, today
):
    form, ask = newcomer(page, "Eli", Tier.WOW)
    assert ask.title.text() == "Who makes room for Eli?"
    assert len(tracker.customers.all()) == 3
    ask.leaving.buttons[wow[2]].click()
    ask.to.choose(Tier.SERVE.value)
    ask.reason.setPlainText("Their year ends")
    ask.primary.click()
    (eli,) = [one for one in tracker.customers.all() if one.name == "Eli"]
    assert (eli.tier, tier_of(tracker, wow[2])) == (Tier.WOW, Tier.SERVE)
    assert moves_of(tracker, wow[2])[0].reason == "Their year ends"
    assert not form.isVisible()
    assert page.chosen == eli.id
    assert tracker.undo() == "add Eli in place of Cleo"
    assert len(tracker.customers.all()) == 3
    assert tier_of(tracker, wow[2]) is Tier.WOW


@pytest.fixture
def seven(tracker, wow) -> list[int]:
    """Take every place."""
    return [
        *wow,
        *(commands.add_customer(tracker, f"More {number}", Tier.SERVE) for number in range(4)),
    ]


def test_an_eighth_customer_asks_who_is_archived_and_keeps_why(page, tracker, seven):
    _, ask = newcomer(page, "Eli", Tier.SERVE)
    assert set(ask.leaving.buttons) == set(seven)
    assert list(ask.to.buttons) == ["archive"]
    ask.leaving.buttons[seven[6]].click()
    ask.reason.setPlainText("The project is over")
    ask.primary.click()
    assert tracker.customers.get(seven[6]).archived_on
    (move,) = moves_of(tracker, seven[6])
    assert (move.from_tier, move.to_tier, move.reason) == (Tier.SERVE, None, "The project is over")
    assert tracker.undo() == "add Eli in place of More 3"
    assert tracker.customers.get(seven[6]).archived_on is None
    assert moves_of(tracker, seven[6]) == []


def test_given_up_half_way_nothing_has_happened_and_the_form_still_holds_what_was_typed(
    page, tracker, seven, qtbot
):
    before = tracker.history.undo_label
    form, ask = newcomer(page, "Eli", Tier.SERVE)
    ask.leaving.buttons[seven[0]].click()
    ask.reason.setPlainText("The audit is over")
    qtbot.keyClick(ask, Qt.Key.Key_Escape)
    assert (form.isVisible(), form.name.text()) == (True, "Eli")
    qtbot.keyClick(form, Qt.Key.Key_Escape)
    assert tracker.history.undo_label == before
    assert all(one.archived_on is None for one in tracker.customers.all())


def test_where_wow_and_all_places_are_taken_whoever_leaves_wow_makes_room_in_both(
    page, tracker, seven, wow
):
    _, ask = newcomer(page, "Eli", Tier.WOW)
    assert set(ask.leaving.buttons) == set(wow)
    assert list(ask.to.buttons) == ["archive"]
    ask.leaving.buttons[wow[0]].click()
    ask.primary.click()
    board_of = [one for one in tracker.customers.all() if one.archived_on is None]
    assert len(board_of) == 7
    assert sum(one.tier is Tier.WOW for one in board_of) == 3


def test_who_comes_back_to_a_full_tier_asks_too(page, tracker, late, wow, today):
    commands.archive_customer(tracker, wow[0], today)
    commands.place_customer(tracker, late, Tier.WOW, today)
    page.show_archived()
    page.archived.restores["customer", wow[0]].click()
    ask = next(one for one in page.window().findChildren(SwapDialog) if one.isVisible())
    assert tracker.customers.get(wow[0]).archived_on == today
    ask.leaving.buttons[late].click()
    ask.primary.click()
    assert tracker.customers.get(wow[0]).archived_on is None
    assert tier_of(tracker, late) is Tier.SERVE
    tracker.undo()
    assert tracker.customers.get(wow[0]).archived_on == today


def test_every_move_asks_why_and_keeps_it(page, tracker, late, qtbot):
    page.show_customer(late)
    page.move_left()
    assert page.why.asks.text() == "Why was Dora moved?"
    assert page.why.line.hasFocus()
    qtbot.keyClicks(page.why.line, "They open our new market")
    qtbot.keyClick(page.why.line, Qt.Key.Key_Return)
    assert not page.why.isVisible()
    assert moves_of(tracker, late)[0].reason == "They open our new market"
    page.profile.open_tab(0)
    assert "They open our new market" in page.profile.who.moves.lines.text()


def test_a_reason_may_stay_empty_and_goes_with_a_move_taken_back(page, tracker, late, qtbot):
    page.show_customer(late)
    page.move_left()
    qtbot.keyClick(page.why.line, Qt.Key.Key_Escape)
    assert not page.why.isVisible()
    assert moves_of(tracker, late)[0].reason == ""
    page.move_right()
    assert page.why.isVisible()
    tracker.undo()
    assert not page.why.isVisible()


def test_who_is_archived_is_asked_about_too(page, tracker, late, wow, qtbot):
    page.show_customer(late)
    page.archive_customer()
    qtbot.keyClicks(page.why.line, "Moved away")
    page.why.keep.click()
    (move,) = moves_of(tracker, late)
    assert (move.to_tier, move.reason) == (None, "Moved away")


def test_the_places_are_set_in_the_settings(qtbot, bridge, tracker, wow):
    page = SettingsPage(bridge)
    qtbot.addWidget(page)
    page.show()
    page.caps.wow.setValue(5)
    page.caps.wow.editingFinished.emit()
    assert full_tier(tracker, Tier.WOW, 0) is None
    page.caps.wow.setValue(9)
    page.caps.wow.editingFinished.emit()
    assert page.caps.error_text("total_cap") == (
        "There are more places in WOW (9) than in all. Choose 9 to 60 in all, or 7 or fewer in WOW."
    )
    tracker.undo()
    assert page.caps.wow.value() == 3


def test_who_is_only_not_to_be_annoyed_is_asked_for_a_floor(page, tracker, late, bridge):
    said = []
    bridge.message.connect(said.append)
    page.show_customer(late)
    page.move_right()
    assert tier_of(tracker, late) is Tier.MAINTAIN
    assert "Give one of their measures a floor" in said[-1]


@pytest.mark.parametrize(("wow", "total"), [(0, 7), (21, 30), (3, 2), (3, 61)])
def test_places_that_make_no_sense_are_refused(tracker, wow, total):
    with pytest.raises(InvalidInput, match=r"no number of|more places in WOW"):
        commands.set_caps(tracker, wow, total)


def test_nobody_makes_room_for_themselves(tracker, wow):
    with pytest.raises(InvalidInput, match="for themselves"):
        commands.make_room(tracker, wow[0], wow[0], Tier.SERVE, date(2026, 11, 20))


@pytest.mark.parametrize("width", [90, 104, 160, 300])
def test_what_is_said_of_a_customer_is_never_cut_on_a_card(page, tracker, late, width):
    """The column is narrow beside a profile, and all that may stand out stands in one sentence."""
    worst = CardState(Sign.WORSE, "2 getting worse, 3 sliding, 1 below promise, 1 better")
    card = Card(tracker.customers.get(late), 12, 10, 12, worst)
    laid = card_texts(card, width, Qt.LayoutDirection.LeftToRight)
    assert laid.state.shown == worst.words
    assert laid.line.shown == card_line(card)
