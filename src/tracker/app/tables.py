"""The tables of a file as collections of values, each loaded when it is first asked for.

The tables of choosing: needs, moments, decisions, notes, the chain. None is read at a start.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from tracker.domain.customer import Customer, Service, Want
from tracker.store.database import File
from tracker.store.rows import Evaluations, Measures, Rows

if TYPE_CHECKING:
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
    from tracker.domain.sharing import Agreement, Asking, Rating, Sharing, Star, Told, Wording
    from tracker.domain.upstream import Link, LinkService, Stop
    from tracker.store.ledger import Ledger
    from tracker.store.search import Words


class ChoosingTables:
    """Each table is made, with its values, when it is first asked for."""

    file: File

    @cached_property
    def tier_moves(self) -> Rows[TierMove]:
        """The tier move table."""
        from tracker.domain.practice import TierMove

        return Rows(self.file, "tier_move", TierMove)

    @cached_property
    def mandates(self) -> Rows[Mandate]:
        """The mandate table."""
        from tracker.domain.practice import Mandate

        return Rows(self.file, "mandate", Mandate)

    @cached_property
    def assessments(self) -> Rows[Assessment]:
        """The assessment table."""
        from tracker.domain.practice import Assessment

        return Rows(self.file, "assessment", Assessment)

    @cached_property
    def needs(self) -> Rows[Need]:
        """The need table."""
        from tracker.domain.needs import Need

        return Rows(self.file, "need", Need)

    @cached_property
    def standards(self) -> Rows[Standard]:
        """The standard table."""
        from tracker.domain.practice import Standard

        return Rows(self.file, "standard", Standard)

    @cached_property
    def elements(self) -> Rows[Element]:
        """The element table."""
        from tracker.domain.practice import Element

        return Rows(self.file, "element", Element)

    @cached_property
    def moments(self) -> Rows[Moment]:
        """The moment table."""
        from tracker.domain.notes import Moment

        return Rows(self.file, "moment", Moment)

    @cached_property
    def conflicts(self) -> Rows[Conflict]:
        """The conflict table."""
        from tracker.domain.decision import Conflict

        return Rows(self.file, "conflict", Conflict)

    @cached_property
    def conflict_sides(self) -> Rows[ConflictSide]:
        """The conflict side table."""
        from tracker.domain.decision import ConflictSide

        return Rows(self.file, "conflict_side", ConflictSide)

    @cached_property
    def decisions(self) -> Rows[Decision]:
        """The decision table."""
        from tracker.domain.decision import Decision

        return Rows(self.file, "decision", Decision)

    @cached_property
    def decisions_told(self) -> Rows[DecisionTold]:
        """The decision told table."""
        from tracker.domain.decision import DecisionTold

        return Rows(self.file, "decision_told", DecisionTold)

    @cached_property
    def notes(self) -> Rows[Note]:
        """The note table."""
        from tracker.domain.notes import Note

        return Rows(self.file, "note", Note)

    @cached_property
    def links(self) -> Rows[Link]:
        """The link table."""
        from tracker.domain.upstream import Link

        return Rows(self.file, "link", Link)

    @cached_property
    def link_services(self) -> Rows[LinkService]:
        """The link service table."""
        from tracker.domain.upstream import LinkService

        return Rows(self.file, "link_service", LinkService)

    @cached_property
    def stops(self) -> Rows[Stop]:
        """The stop table."""
        from tracker.domain.upstream import Stop

        return Rows(self.file, "stop", Stop)

    @cached_property
    def told(self) -> Rows[Told]:
        """The told table."""
        from tracker.domain.sharing import Told

        return Rows(self.file, "told", Told)

    @cached_property
    def askings(self) -> Rows[Asking]:
        """The asking table."""
        from tracker.domain.sharing import Asking

        return Rows(self.file, "asking", Asking)

    @cached_property
    def kept_wordings(self) -> Rows[KeptWording]:
        """The kept wording table."""
        from tracker.domain.practice import KeptWording

        return Rows(self.file, "kept_wording", KeptWording)


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


class Tables(ChoosingTables):
    """What every start reads is made at once; the rest, with its values, when it is asked for."""

    def __init__(self, file: File) -> None:
        self.file = file
        self.customers = Rows(file, "customer", Customer)
        self.wants = Rows(file, "want", Want)
        self.services = Rows(file, "service", Service)
        self.measures = Measures(file)
        self.evaluations = Evaluations(file)

    @cached_property
    def events(self) -> Rows[Event]:
        """The event table."""
        from tracker.domain.evaluation import Event

        return Rows(self.file, "event", Event)

    @cached_property
    def pulses(self) -> Rows[Pulse]:
        """The pulse table."""
        from tracker.domain.evaluation import Pulse

        return Rows(self.file, "pulse", Pulse)

    @cached_property
    def check_ins(self) -> Rows[CheckIn]:
        """The check in table."""
        from tracker.domain.evaluation import CheckIn

        return Rows(self.file, "check_in", CheckIn)

    @cached_property
    def fixes(self) -> Rows[Fix]:
        """The fix table."""
        from tracker.domain.correction import Fix

        return Rows(self.file, "fix", Fix)

    @cached_property
    def planned_changes(self) -> Rows[PlannedChange]:
        """The planned change table."""
        from tracker.domain.correction import PlannedChange

        return Rows(self.file, "planned_change", PlannedChange)

    @cached_property
    def explanations(self) -> Rows[Explanation]:
        """The explanation table."""
        from tracker.domain.correction import Explanation

        return Rows(self.file, "explanation", Explanation)

    @cached_property
    def signals(self) -> Rows[Signal]:
        """The signal table."""
        from tracker.domain.correction import Signal

        return Rows(self.file, "signal", Signal)

    @cached_property
    def people(self) -> Rows[Person]:
        """The person table: one row, or none yet."""
        from tracker.domain.customer import Person

        return Rows(self.file, "person", Person)

    @cached_property
    def sharings(self) -> Rows[Sharing]:
        """The sharing table."""
        from tracker.domain.sharing import Sharing

        return Rows(self.file, "sharing", Sharing)

    @cached_property
    def agreements(self) -> Rows[Agreement]:
        """The agreement table."""
        from tracker.domain.sharing import Agreement

        return Rows(self.file, "agreement", Agreement)

    @cached_property
    def ratings(self) -> Rows[Rating]:
        """The rating table."""
        from tracker.domain.sharing import Rating

        return Rows(self.file, "rating", Rating)

    @cached_property
    def stars(self) -> Rows[Star]:
        """The star table."""
        from tracker.domain.sharing import Star

        return Rows(self.file, "star", Star)

    @cached_property
    def wordings(self) -> Rows[Wording]:
        """The wording table."""
        from tracker.domain.sharing import Wording

        return Rows(self.file, "wording", Wording)

    @cached_property
    def ledger(self) -> Ledger:
        """What has left the house."""
        from tracker.store.ledger import Ledger

        return Ledger(self.file)

    @cached_property
    def words(self) -> Words:
        """The index of every word kept."""
        from tracker.store.search import Words

        return Words(self.file)
