"""Places on the continuum: caps, who makes room, the history of moves, the floor (W2, W5)."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt

from tracker.app import commands
from tracker.app.customers.board import full_tier, moves_of
from tracker.domain.customer import Tier
from tracker.domain.errors import InvalidInput
from tracker.gui.customers.cards import TierMoveRequest
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


def test_a_new_customer_does_not_slip_into_a_full_wow(page, tracker, wow):
    page.add_customer()
    ask = asked(page, CustomerDialog)
    ask.name.setText("Eli")
    ask.tier.choose(Tier.WOW)
    ask.primary.click()
    assert "All 3 places in WOW are taken" in ask.forms[0].error_text("tier")
    assert len(tracker.customers.all()) == 3
    ask.reject()


def test_an_eighth_customer_asks_first_who_is_archived(page, tracker, wow):
    for number in range(4):
        commands.add_customer(tracker, f"More {number}", Tier.SERVE)
    page.add_customer()
    assert asked(page, CustomerDialog) is None
    ask = asked(page, SwapDialog)
    assert len(ask.leaving.buttons) == 7
    ask.leaving.buttons[wow[0]].click()
    ask.primary.click()
    assert tracker.customers.get(wow[0]).archived_on
    assert asked(page, CustomerDialog)
    asked(page, CustomerDialog).reject()
    assert full_tier(tracker, None) is None


def test_the_places_are_set_in_the_settings(qtbot, bridge, tracker, wow):
    page = SettingsPage(bridge)
    qtbot.addWidget(page)
    page.show()
    page.caps.wow.setValue(5)
    page.caps.wow.editingFinished.emit()
    assert full_tier(tracker, Tier.WOW, 0) is None
    page.caps.wow.setValue(9)
    page.caps.wow.editingFinished.emit()
    assert "Choose 9 to 60" in page.caps.error_text("total_cap")
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
    with pytest.raises(InvalidInput, match="no number of"):
        commands.set_caps(tracker, wow, total)


def test_nobody_makes_room_for_themselves(tracker, wow):
    with pytest.raises(InvalidInput, match="for themselves"):
        commands.make_room(tracker, wow[0], wow[0], Tier.SERVE, date(2026, 11, 20))
