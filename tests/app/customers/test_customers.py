"""Customers, what they want, and the services they most want; the board that shows them."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.app import commands
from tracker.app.commands import MeasureInput
from tracker.app.customers.board import board, profile
from tracker.domain.customer import CustomerKind, Tier
from tracker.domain.errors import InvalidInput, NotFound
from tracker.domain.measure import Area

TODAY = date(2026, 11, 20)


def tier(tracker, which):
    return "".join(card.customer.name for card in board(tracker, TODAY).tiers[which])


@pytest.fixture
def four(tracker):
    return {name: commands.add_customer(tracker, name, Tier.WOW) for name in "abcd"}


@pytest.mark.parametrize("name", ["", "  ", "\n", "\u200b", "\u202e\u200f", "x" * 201])
def test_a_customer_has_a_name_that_can_be_seen(tracker, name):
    with pytest.raises(InvalidInput) as told:
        commands.add_customer(tracker, name, Tier.WOW)
    assert told.value.field == "name"
    assert tracker.empty


@pytest.mark.parametrize(
    "name", ["日本", "مقياس", "O'Hara & Søn", "=1+1", "\U0001f600", "x" * 200, "a\u200db"]
)
def test_a_name_in_any_script_is_kept_as_it_is(tracker, name):
    key = commands.add_customer(tracker, f"  {name}\n", Tier.WOW)
    assert tracker.customers.get(key).name == name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Finance", "finance"),
        ("Finance leads", " FINANCE\tleads "),
        ("Straße", "STRASSE"),
        ("İstanbul", "İSTANBUL"),
        ("Müller", "Mu\u0308ller"),
        ("ΣΊΣΥΦΟΣ", "σίσυφος"),
    ],
)
def test_one_name_in_another_spelling_is_the_same_customer(tracker, one, other):
    key = commands.add_customer(tracker, one, Tier.WOW)
    with pytest.raises(InvalidInput, match="already"):
        commands.add_customer(tracker, other, None)
    commands.edit_customer(tracker, key, name=other)
    assert len(tracker.customers.all()) == 1


def test_the_name_of_an_archived_customer_is_taken_and_says_how_to_go_on(tracker, finance, today):
    commands.archive_customer(tracker, finance, today)
    with pytest.raises(InvalidInput) as told:
        commands.add_customer(tracker, "finance leads", None)
    assert "Restore" in told.value.hint


def test_a_character_that_could_not_be_kept_is_refused_whole(tracker):
    for name in ("a\0b", "a\ud800b"):
        with pytest.raises(InvalidInput, match="cannot be kept"):
            commands.add_customer(tracker, name, None)
    assert tracker.history.undo_label is None


def test_a_profile_is_changed_by_what_is_named(tracker, finance):
    commands.edit_customer(tracker, finance, motives="time", kind=CustomerKind.MANAGER)
    commands.edit_customer(tracker, finance, motives="time")
    kept = tracker.customers.get(finance)
    assert (kept.name, kept.motives, kept.kind) == ("Finance leads", "time", CustomerKind.MANAGER)
    assert tracker.undo() == "edit Finance leads"
    assert tracker.customers.get(finance).motives == ""


@pytest.mark.parametrize(
    ("moved", "before", "order"),
    [("a", None, "bcda"), ("d", "a", "dabc"), ("b", "d", "acbd"), ("c", "b", "acbd")],
)
def test_a_customer_moves_before_another_or_to_the_end(tracker, four, moved, before, order):
    commands.move_customer(tracker, four[moved], Tier.WOW, four.get(before))
    assert tier(tracker, Tier.WOW) == order
    tracker.undo()
    assert tier(tracker, Tier.WOW) == "abcd"


@pytest.mark.parametrize(("moved", "before"), [("b", "b"), ("b", "c"), ("d", None)])
def test_a_move_to_where_a_customer_stands_is_no_step(tracker, four, moved, before):
    commands.add_customer(tracker, "elsewhere", Tier.SERVE)
    commands.move_customer(tracker, four[moved], Tier.WOW, four.get(before))
    assert tracker.history.undo_label == "add elsewhere"


def test_a_move_to_another_tier_names_it(tracker, four):
    commands.move_customer(tracker, four["b"], Tier.MAINTAIN)
    commands.move_customer(tracker, four["d"], Tier.MAINTAIN, four["b"])
    commands.move_customer(tracker, four["a"], None)
    assert [tier(tracker, one) for one in [*Tier, None]] == ["c", "", "db", "a"]
    labels = [tracker.undo(), tracker.undo(), tracker.undo()]
    assert labels == ["move a to no tier", "move d to Don’t annoy", "move b to Don’t annoy"]
    assert tier(tracker, Tier.WOW) == "abcd"


def test_a_move_writes_only_the_rows_that_move(tracker):
    keys = [commands.add_customer(tracker, f"{number:03}", Tier.WOW) for number in range(200)]
    commands.move_customer(tracker, keys[198], Tier.WOW, keys[197])
    assert len(tracker.history._done[-1].inverse) == 2


def test_archived_customers_leave_the_board_and_keep_what_they_have(
    tracker, finance, answers, today
):
    assert [card.measures for card in board(tracker, today).tiers[Tier.WOW]] == [1]
    commands.archive_customer(tracker, finance, today)
    shown = board(tracker, today)
    assert [one.name for one in shown.archived] == ["Finance leads"]
    assert not any(shown.tiers.values())
    assert len(profile(tracker, finance).measures) == 1
    commands.restore_customer(tracker, finance, today)
    assert tier(tracker, Tier.WOW) == "Finance leads"


def test_the_board_counts_measures_in_use(tracker, finance, answers, forecast, today):
    commands.archive_measure(tracker, forecast, today)
    (card,) = board(tracker, today).tiers[Tier.WOW]
    assert card.measures == 1
    shown = profile(tracker, finance)
    assert [one.id for one in shown.measures] == [answers]
    assert [one.id for one in shown.archived] == [forecast]


def test_wants_are_dated_newest_first_and_can_be_taken_back(tracker, finance):
    commands.add_want(tracker, finance, "faster", date(2026, 1, 5))
    newest = commands.add_want(tracker, finance, " fewer\nmails ", date(2026, 11, 16))
    assert [one.text for one in profile(tracker, finance).wants] == ["fewer\nmails", "faster"]
    commands.remove_want(tracker, newest)
    assert [one.text for one in profile(tracker, finance).wants] == ["faster"]
    assert tracker.undo() == "delete a want of Finance leads"
    for text, day in [("", date(2026, 1, 5)), ("x", date.max)]:
        with pytest.raises(InvalidInput):
            commands.add_want(tracker, finance, text, day)


def test_a_fourth_service_asks_which_to_retire(tracker, finance, today):
    keys = [commands.add_service(tracker, finance, name, Area.ROI) for name in ("x", "y", "z")]
    with pytest.raises(InvalidInput) as told:
        commands.add_service(tracker, finance, "fourth")
    assert "x, y, z" in told.value.hint
    commands.retire_service(tracker, keys[0], today)
    commands.add_service(tracker, finance, "fourth", why="they asked")
    with pytest.raises(InvalidInput):
        commands.restore_service(tracker, keys[0])
    shown = profile(tracker, finance)
    assert [one.name for one in shown.services] == ["y", "z", "fourth"]
    assert [one.name for one in shown.retired] == ["x"]
    assert shown.services[2].why == "they asked"


def test_retiring_a_service_keeps_its_measures(tracker, finance, today):
    service = commands.add_service(tracker, finance, "Reports")
    said = MeasureInput(name="Usable", area=Area.ROI, promise=4, service_id=service)
    key = commands.add_measure(tracker, finance, said, today)
    commands.retire_service(tracker, service, today)
    assert tracker.measures.get(key).service_id == service
    commands.edit_measure(tracker, key, said, today)


@pytest.mark.parametrize(
    "run",
    [
        lambda t: commands.edit_customer(t, 99, name="x"),
        lambda t: commands.move_customer(t, 99, None),
        lambda t: commands.add_service(t, 99, "x"),
        lambda t: commands.restore_service(t, 99),
        lambda t: commands.add_want(t, 99, "x", date(2026, 1, 5)),
        lambda t: commands.remove_want(t, 99),
        lambda t: commands.archive_measure(t, 99, date(2026, 1, 5)),
        lambda t: commands.add_event(t, date(2026, 1, 5), "x", customer_id=99),
        lambda t: commands.add_event(t, date(2026, 1, 5), "x", measure_id=99),
        lambda t: commands.remove_event(t, 99),
        lambda t: profile(t, 99),
    ],
)
def test_what_is_gone_is_told_not_crashed_on(tracker, run):
    """A page may show what an undo has just taken away."""
    with pytest.raises(NotFound, match="no longer there"):
        run(tracker)
