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

    from tracker.domain.correction import AcceptedChange, Explanation, Fix, PlannedChange, Signal
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
    from tracker.domain.pulse import PulseFix, PulseWord
    from tracker.domain.sharing import (
        Agreement,
        FeedbackRequest,
        Mention,
        Rating,
        ReportedChange,
        Sharing,
        Star,
        Wording,
    )
    from tracker.domain.upstream import Link, LinkService, OwnStop, Stop
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
    "accepted_change",
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
    "mention",
    "pulse_fix",
    "pulse_word",
    "own_stop",
)
# Nothing to undo: a signal follows the judgement of what was logged, and what has left the house
# has left it.
FACTS = ("signal", "share", "share_measure", "share_part")


class StoredTable(Generic[T]):
    """A table whose rows are made, and whose entity is loaded, when it is first asked for.

    The entity is the one that its annotation names: what a type checker reads is what is loaded.
    """

    def __init__(self, name: str, module: str) -> None:
        self._name = name
        self._module = module

    def __set_name__(self, owner: type, attribute: str) -> None:
        self._attribute = attribute
        annotation = str(owner.__annotations__[attribute])
        self._entity = annotation.partition("[")[2].removesuffix("]")

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

    events: StoredTable[Event] = StoredTable("event", "evaluation")
    pulses: StoredTable[Pulse] = StoredTable("pulse", "evaluation")
    check_ins: StoredTable[CheckIn] = StoredTable("check_in", "evaluation")
    fixes: StoredTable[Fix] = StoredTable("fix", "correction")
    planned_changes: StoredTable[PlannedChange] = StoredTable("planned_change", "correction")
    accepted_changes: StoredTable[AcceptedChange] = StoredTable("accepted_change", "correction")
    explanations: StoredTable[Explanation] = StoredTable("explanation", "correction")
    signals: StoredTable[Signal] = StoredTable("signal", "correction")
    people: StoredTable[Person] = StoredTable("person", "customer")
    sharings: StoredTable[Sharing] = StoredTable("sharing", "sharing")
    agreements: StoredTable[Agreement] = StoredTable("agreement", "sharing")
    ratings: StoredTable[Rating] = StoredTable("rating", "sharing")
    stars: StoredTable[Star] = StoredTable("star", "sharing")
    wordings: StoredTable[Wording] = StoredTable("wording", "sharing")
    tier_moves: StoredTable[TierMove] = StoredTable("tier_move", "practice")
    mandates: StoredTable[Mandate] = StoredTable("mandate", "practice")
    assessments: StoredTable[Assessment] = StoredTable("assessment", "practice")
    needs: StoredTable[Need] = StoredTable("need", "needs")
    standards: StoredTable[Standard] = StoredTable("standard", "practice")
    elements: StoredTable[Element] = StoredTable("element", "practice")
    moments: StoredTable[Moment] = StoredTable("moment", "notes")
    conflicts: StoredTable[Conflict] = StoredTable("conflict", "decision")
    conflict_sides: StoredTable[ConflictSide] = StoredTable("conflict_side", "decision")
    decisions: StoredTable[Decision] = StoredTable("decision", "decision")
    decisions_told: StoredTable[DecisionTold] = StoredTable("decision_told", "decision")
    notes: StoredTable[Note] = StoredTable("note", "notes")
    links: StoredTable[Link] = StoredTable("link", "upstream")
    link_services: StoredTable[LinkService] = StoredTable("link_service", "upstream")
    pulse_fixes: StoredTable[PulseFix] = StoredTable("pulse_fix", "pulse")
    pulse_words: StoredTable[PulseWord] = StoredTable("pulse_word", "pulse")
    own_stops: StoredTable[OwnStop] = StoredTable("own_stop", "upstream")
    stops: StoredTable[Stop] = StoredTable("stop", "upstream")
    reported_changes: StoredTable[ReportedChange] = StoredTable("told", "sharing")
    askings: StoredTable[FeedbackRequest] = StoredTable("asking", "sharing")
    mentions: StoredTable[Mention] = StoredTable("mention", "sharing")
    kept_wordings: StoredTable[KeptWording] = StoredTable("kept_wording", "practice")

    def __init__(self, file: File) -> None:
        self.file = file
        self.customers = Rows(file, "customer", Customer)
        self.wants = Rows(file, "want", Want)
        self.services = Rows(file, "service", Service)
        self.measures = Measures(file)
        self.evaluations = Evaluations(file)

    def in_use(self, table: str) -> bool:
        """Say whether a table of what can be archived holds anything that is not.

        A measure of a customer who is archived is not in use either.
        """
        kept = f"SELECT 1 FROM {table} WHERE archived_on IS NULL"  # noqa: S608 - ours
        if table == "measure":
            kept += " AND customer_id IN (SELECT id FROM customer WHERE archived_on IS NULL)"
        kept += " LIMIT 1"
        return bool(self.file.query(kept))

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
