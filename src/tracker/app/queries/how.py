"""How a customer likes to be served, what else may be asked, and whom it may be copied from."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.app.commands.elements import elements_of
from tracker.app.commands.words import folded
from tracker.app.tracker import Tracker
from tracker.domain.practice import Basis, Element

USUAL = (
    "Includes me in the work",
    "Takes little of my time",
    "Is pleasant",
    "Teaches me to do it myself",
    "Is there when I need it",
    "Uses plain words",
)


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
