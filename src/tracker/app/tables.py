"""The tables of a file as collections of values, each loaded when it is first asked for.

What every start reads is made at once. The others load their values late, so that a start pays for
what it shows: neither choosing nor sharing is read by any.
"""

from __future__ import annotations

from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Generic, Self, TypeVar, overload

from tracker.domain.customer import Customer, Service, Want
from tracker.store.database import File
from tracker.store.rows import Evaluations, Measures, Rows

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    from tracker.domain.correction import Explanation, Fix, PlannedChange, Signal
    from tracker.domain.customer import Person
    from tracker.domain.decision import Conflict, ConflictSide, Decision, DecisionTold
    from tracker.domain.evaluation import CheckIn, Event, Pulse
    from tracker.domain.needs import Need
    from tracker.domain.notes import Moment, Note
    from tracker.domain.practice import (
        Assessment,
        Element,
        KeptWording,
        Mandate,
        Standard,
        TierMove,
    )
    from tracker.domain.sharing import (
        Agreement,
        Asking,
        Rating,
        ReportedChange,
        Sharing,
        Star,
        Wording,
    )
    from tracker.domain.upstream import Link, LinkService, Stop
    from tracker.store.ledger import Ledger
    from tracker.store.search import WordIndex

T = TypeVar("T", bound="DataclassInstance")


TABLES = (
    "customer",
    "want",
    "service",
    "measure",
    "version",
    "evaluation",
    "event",
    "pulse",
    "check_in",
    "fix",
    "planned_change",
    "explanation",
    "person",
    "sharing",
    "agreement",
    "rating",
    "star",
    "wording",
    "tier_move",
    "mandate",
    "assessment",
    "need",
    "standard",
    "element",
    "moment",
    "conflict",
    "conflict_side",
    "decision",
    "decision_told",
    "note",
    "link",
    "link_service",
    "stop",
    "told",
    "asking",
    "kept_wording",
)
# Nothing to undo: a signal follows the judgement of what was logged, and what has left the house
# has left it.
FACTS = ("signal", "share", "share_measure", "share_part")


class Table(Generic[T]):
    """A table whose rows are made, and whose entity is loaded, when it is first asked for.

    The entity is the one that its annotation names: what a type checker reads is what is loaded.
    """

    def __init__(self, name: str, module: str) -> None:
        self._name = name
        self._module = module

    def __set_name__(self, owner: type, attribute: str) -> None:
        self._attribute = attribute
        annotation = str(owner.__annotations__[attribute])
        self._entity = annotation.removeprefix("Table[").removesuffix("]")

    @overload
    def __get__(self, tables: None, owner: type) -> Self: ...
    @overload
    def __get__(self, tables: Tables, owner: type) -> Rows[T]: ...
    def __get__(self, tables: Tables | None, owner: type) -> Self | Rows[T]:
        if tables is None:
            return self
        entity: type[T] = getattr(import_module(f"tracker.domain.{self._module}"), self._entity)
        rows = Rows(tables.file, self._name, entity)
        setattr(tables, self._attribute, rows)  # from now on found there, before this is asked
        return rows


class Tables:
    """Every table of a file, by name."""

    events: Table[Event] = Table("event", "evaluation")
    pulses: Table[Pulse] = Table("pulse", "evaluation")
    check_ins: Table[CheckIn] = Table("check_in", "evaluation")
    fixes: Table[Fix] = Table("fix", "correction")
    planned_changes: Table[PlannedChange] = Table("planned_change", "correction")
    explanations: Table[Explanation] = Table("explanation", "correction")
    signals: Table[Signal] = Table("signal", "correction")
    people: Table[Person] = Table("person", "customer")
    sharings: Table[Sharing] = Table("sharing", "sharing")
    agreements: Table[Agreement] = Table("agreement", "sharing")
    ratings: Table[Rating] = Table("rating", "sharing")
    stars: Table[Star] = Table("star", "sharing")
    wordings: Table[Wording] = Table("wording", "sharing")
    tier_moves: Table[TierMove] = Table("tier_move", "practice")
    mandates: Table[Mandate] = Table("mandate", "practice")
    assessments: Table[Assessment] = Table("assessment", "practice")
    needs: Table[Need] = Table("need", "needs")
    standards: Table[Standard] = Table("standard", "practice")
    elements: Table[Element] = Table("element", "practice")
    moments: Table[Moment] = Table("moment", "notes")
    conflicts: Table[Conflict] = Table("conflict", "decision")
    conflict_sides: Table[ConflictSide] = Table("conflict_side", "decision")
    decisions: Table[Decision] = Table("decision", "decision")
    decisions_told: Table[DecisionTold] = Table("decision_told", "decision")
    notes: Table[Note] = Table("note", "notes")
    links: Table[Link] = Table("link", "upstream")
    link_services: Table[LinkService] = Table("link_service", "upstream")
    stops: Table[Stop] = Table("stop", "upstream")
    told: Table[ReportedChange] = Table("told", "sharing")
    askings: Table[Asking] = Table("asking", "sharing")
    kept_wordings: Table[KeptWording] = Table("kept_wording", "practice")

    def __init__(self, file: File) -> None:
        self.file = file
        self.customers = Rows(file, "customer", Customer)
        self.wants = Rows(file, "want", Want)
        self.services = Rows(file, "service", Service)
        self.measures = Measures(file)
        self.evaluations = Evaluations(file)

    @cached_property
    def ledger(self) -> Ledger:
        """What has left the house."""
        from tracker.store.ledger import Ledger

        return Ledger(self.file)

    @cached_property
    def words(self) -> WordIndex:
        """The index of every word kept."""
        from tracker.store.search import WordIndex

        return WordIndex(self.file)
