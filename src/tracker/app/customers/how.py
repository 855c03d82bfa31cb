"""How a customer likes to be served: ranked, three important, asked, guessed or copied (H1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tracker.app.text_input import clean_name, folded, past_day, same
from tracker.app.tracker import Tracker
from tracker.domain.errors import InvalidInput
from tracker.domain.practice import IMPORTANT_AT_MOST, Basis, Element

USUAL = (
    "Includes me in the work",
    "Takes little of my time",
    "Is pleasant",
    "Teaches me to do it myself",
    "Is there when I need it",
    "Uses plain words",
)


def add_element(
    tracker: Tracker,
    customer_id: int,
    name: str,
    basis: Basis = Basis.GUESSED,
    asked_on: date | None = None,
) -> int:
    """Note one way in which a customer likes to be served, last in the list."""
    customer = tracker.customers.get(customer_id)
    name = _new_name(tracker, customer_id, name)
    columns = _known(tracker, basis, asked_on)
    with tracker.edit(f"how to serve {customer.name}"):
        return tracker.elements.add(
            customer_id=customer_id,
            name=name,
            position=len(elements_of(tracker, customer_id)),
            **columns,
        )


def edit_element(
    tracker: Tracker, element_id: int, name: str, basis: Basis, asked_on: date | None = None
) -> None:
    """Say it better, or say how it is known; a day belongs to what they told."""
    element = tracker.elements.get(element_id)
    name = _new_name(tracker, element.customer_id, name, element_id)
    columns = _known(tracker, basis, asked_on)
    with tracker.edit(f"edit {element.name}"):
        tracker.elements.change(element_id, name=name, **columns)


def rank_element(tracker: Tracker, element_id: int, step: int) -> None:
    """Move an element so many places down, or up if negative."""
    element = tracker.elements.get(element_id)
    here = elements_of(tracker, element.customer_id)
    at = next(place for place, one in enumerate(here) if one.id == element_id)
    here.insert(min(max(at + step, 0), len(here) - 1), here.pop(at))
    with tracker.edit(f"rank {element.name}"):
        _write_order(tracker, here)


def mark_important(
    tracker: Tracker, element_id: int, *, important: bool, instead_of: int | None = None
) -> None:
    """Mark what matters most to them; a fourth needs to be told which one gives way."""
    element = tracker.elements.get(element_id)
    marked = [
        one
        for one in elements_of(tracker, element.customer_id)
        if one.important and one.id not in {element_id, instead_of}
    ]
    if important and len(marked) >= IMPORTANT_AT_MOST:
        names = ", ".join(one.name for one in marked)
        raise InvalidInput("important", "At most three are important", f"Give one up: {names}.")
    verb = "important" if important else "less important"
    with tracker.edit(f"{verb}: {element.name}"):
        if instead_of is not None and important:
            tracker.elements.change(instead_of, important=False)
        tracker.elements.change(element_id, important=important)


def remove_element(tracker: Tracker, element_id: int) -> None:
    """Take an element away; undo brings it back."""
    element = tracker.elements.get(element_id)
    rest = [one for one in elements_of(tracker, element.customer_id) if one.id != element_id]
    with tracker.edit(f"remove {element.name}"):
        tracker.elements.remove(element_id)
        _write_order(tracker, rest)


def copy_elements(tracker: Tracker, from_customer: int, to_customer: int) -> int:
    """Take over how another customer likes it, not confirmed; return how many were new."""
    giver, taker = tracker.customers.get(from_customer), tracker.customers.get(to_customer)
    here = elements_of(tracker, to_customer)
    known = {folded(one.name) for one in here}
    new = [one for one in elements_of(tracker, from_customer) if folded(one.name) not in known]
    room = IMPORTANT_AT_MOST - sum(one.important for one in here)
    with tracker.edit(f"copy how to serve {giver.name} to {taker.name}"):
        for place, one in enumerate(new, len(here)):
            important = one.important and room > 0
            room -= important
            tracker.elements.add(
                customer_id=to_customer,
                name=one.name,
                position=place,
                important=important,
                basis=Basis.UNCONFIRMED,
            )
    return len(new)


def measure_element(tracker: Tracker, element_id: int, measure_id: int | None) -> None:
    """Say which measure tells how well an element is met; None: none."""
    element = tracker.elements.get(element_id)
    if measure_id is not None:
        tracker.measures.of(element.customer_id, measure_id)
    with tracker.edit(f"make a measure of {element.name}"):
        tracker.elements.change(element_id, measure_id=measure_id)


def elements_of(tracker: Tracker, customer_id: int) -> list[Element]:
    """Return how a customer likes to be served, in order."""
    return tracker.elements.where("customer_id = ?", customer_id, order="position, id")


def _known(tracker: Tracker, basis: Basis, asked_on: date | None) -> dict[str, object]:
    if basis is not Basis.ASKED:
        return {"basis": basis, "asked_on": None}
    if asked_on is None:
        raise InvalidInput("asked_on", "What they told has a day", "Say when they told you.")
    return {"basis": basis, "asked_on": past_day(tracker, "asked_on", asked_on)}


def _new_name(tracker: Tracker, customer_id: int, name: str, but: int | None = None) -> str:
    name = clean_name("name", name)
    for one in elements_of(tracker, customer_id):
        if one.id != but and same(one.name, name):
            raise InvalidInput("name", "That is on the list already", "Rank it instead.")
    return name


def _write_order(tracker: Tracker, order: Sequence[Element]) -> None:
    for place, element in enumerate(order):
        if tracker.elements.get(element.id).position != place:
            tracker.elements.change(element.id, position=place)


@dataclass(frozen=True, slots=True)
class How:
    """The elements in order, the usual ones not in it yet, givers by id and name, measures."""

    elements: tuple[Element, ...]
    offers: tuple[str, ...]
    givers: tuple[tuple[int, str], ...]
    measures: dict[int, str]


def how(tracker: Tracker, customer_id: int) -> How:
    """Read how a customer likes to be served."""
    elements = tuple(elements_of(tracker, customer_id))
    known = {folded(one.name) for one in elements}
    givers = tracker.file.query(
        "SELECT DISTINCT c.id, c.name FROM customer AS c JOIN element AS e ON e.customer_id = c.id"
        " WHERE c.id <> ? AND c.archived_on IS NULL ORDER BY c.name COLLATE NOCASE",
        customer_id,
    )
    measures = tracker.measures.where("customer_id = ?", customer_id)
    return How(
        elements,
        tuple(name for name in USUAL if folded(name) not in known),
        tuple((key, name) for key, name in givers),
        {one.id: one.name for one in measures if one.archived_on is None},
    )


def how_known(elements: tuple[Element, ...]) -> str:
    """Say how much of it they told; empty where there is nothing."""
    of = len(elements)
    told = sum(one.basis is Basis.ASKED for one in elements)
    copied = sum(one.basis is Basis.UNCONFIRMED for one in elements)
    if not of:
        return ""
    if told == of:
        return "All of it comes from them."
    rest = f" {copied} copied and not confirmed." if copied else ""
    if not told:
        return f"They were not asked yet.{rest}"
    return f"They told you {told} of {of}; the rest is to be asked.{rest}"
