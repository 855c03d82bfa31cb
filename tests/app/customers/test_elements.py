"""How a customer likes it: three of it important, asked or guessed, copied unconfirmed."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.app import commands
from tracker.app.customers.how import USUAL, elements_of, how, how_known
from tracker.domain.errors import InvalidInput
from tracker.domain.practice import Basis

TODAY = date(2026, 11, 20)


@pytest.fixture
def four(tracker, finance):
    return [commands.add_element(tracker, finance, name) for name in USUAL[:4]]


def names(tracker, customer):
    return [one.name for one in elements_of(tracker, customer)]


def test_a_fourth_important_thing_says_which_three_there_are(tracker, four):
    for key in four[:3]:
        commands.mark_important(tracker, key, important=True)
    with pytest.raises(InvalidInput) as refused:
        commands.mark_important(tracker, four[3], important=True)
    assert all(name in refused.value.sentence for name in USUAL[:3])
    commands.mark_important(tracker, four[3], important=True, instead_of=four[0])
    marked = [one.id for one in tracker.elements.all() if one.important]
    assert marked == four[1:]
    tracker.undo()
    assert [one.id for one in tracker.elements.all() if one.important] == four[:3]


def test_they_are_ranked_and_the_others_make_room(tracker, finance, four):
    commands.rank_element(tracker, four[3], -1)
    commands.rank_element(tracker, four[0], -5)
    assert names(tracker, finance) == [USUAL[at] for at in (0, 1, 3, 2)]
    commands.remove_element(tracker, four[0])
    assert [one.position for one in elements_of(tracker, finance)] == [0, 1, 2]
    tracker.undo()
    assert len(names(tracker, finance)) == 4


def test_what_they_told_has_a_day_and_a_guess_has_none(tracker, four):
    with pytest.raises(InvalidInput) as refused:
        commands.edit_element(tracker, four[0], "Plain", Basis.ASKED)
    assert refused.value.field == "asked_on"
    commands.edit_element(tracker, four[0], "Plain", Basis.ASKED, TODAY)
    assert tracker.elements.get(four[0]).asked_on == TODAY
    commands.edit_element(tracker, four[0], "Plain", Basis.GUESSED, TODAY)
    assert tracker.elements.get(four[0]).asked_on is None


def test_the_same_way_stands_once(tracker, finance, four):
    with pytest.raises(InvalidInput, match="on the list already"):
        commands.add_element(tracker, finance, USUAL[0].upper())
    with pytest.raises(InvalidInput, match="empty"):
        commands.add_element(tracker, finance, "  ")


def test_a_copy_is_not_confirmed_and_leaves_what_was_there(tracker, finance, four):
    for key in four[:3]:
        commands.mark_important(tracker, key, important=True)
    legal = commands.add_customer(tracker, "Legal", None)
    kept = commands.add_element(tracker, legal, USUAL[1].lower(), Basis.ASKED, TODAY)
    own = commands.add_element(tracker, legal, "By post")
    for key in (kept, own):
        commands.mark_important(tracker, key, important=True)
    assert commands.copy_elements(tracker, finance, legal) == 3
    here = elements_of(tracker, legal)
    assert [one.basis for one in here] == [Basis.ASKED, Basis.GUESSED, *[Basis.UNCONFIRMED] * 3]
    assert sum(one.important for one in here) == 3
    assert commands.copy_elements(tracker, finance, legal) == 0


def test_what_can_be_offered_and_what_is_known(tracker, finance, four):
    found = how(tracker, finance)
    assert found.offers == USUAL[4:]
    assert found.givers == ()
    assert how_known(found.elements) == "They were not asked yet."
    commands.edit_element(tracker, four[0], USUAL[0], Basis.ASKED, TODAY)
    told = how_known(how(tracker, finance).elements)
    assert told == "They told you 1 of 4; the rest is to be asked."
    legal = commands.add_customer(tracker, "Legal", None)
    assert how(tracker, legal).givers == ((finance, "Finance leads"),)


def test_an_element_takes_a_measure_of_its_own_customer_only(tracker, four, answers):
    commands.measure_element(tracker, four[0], answers)
    assert tracker.elements.get(four[0]).measure_id == answers
    legal = commands.add_customer(tracker, "Legal", None)
    other = commands.add_element(tracker, legal, "By post")
    with pytest.raises(InvalidInput, match="another customer"):
        commands.measure_element(tracker, other, answers)
