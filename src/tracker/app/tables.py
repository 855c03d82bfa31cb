"""The tables of a file as collections of values, each loaded when it is first asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from tracker.app.choosing_tables import ChoosingTables
from tracker.domain.customer import Customer, Service, Want
from tracker.store.database import File
from tracker.store.evaluations import Evaluations
from tracker.store.measures import Measures
from tracker.store.rows import Rows

if TYPE_CHECKING:
    from tracker.domain.correction import Explanation, Fix, PlannedChange, Signal
    from tracker.domain.diary import CheckIn, Event, Pulse
    from tracker.domain.evidence import Star, Wording
    from tracker.domain.person import Person
    from tracker.domain.rating import Rating
    from tracker.domain.share import Agreement, Sharing
    from tracker.store.ledger import Ledger
    from tracker.store.words import Words

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
        from tracker.domain.diary import Event

        return Rows(self.file, "event", Event)

    @cached_property
    def pulses(self) -> Rows[Pulse]:
        """The pulse table."""
        from tracker.domain.diary import Pulse

        return Rows(self.file, "pulse", Pulse)

    @cached_property
    def check_ins(self) -> Rows[CheckIn]:
        """The check in table."""
        from tracker.domain.diary import CheckIn

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
        from tracker.domain.person import Person

        return Rows(self.file, "person", Person)

    @cached_property
    def sharings(self) -> Rows[Sharing]:
        """The sharing table."""
        from tracker.domain.share import Sharing

        return Rows(self.file, "sharing", Sharing)

    @cached_property
    def agreements(self) -> Rows[Agreement]:
        """The agreement table."""
        from tracker.domain.share import Agreement

        return Rows(self.file, "agreement", Agreement)

    @cached_property
    def ratings(self) -> Rows[Rating]:
        """The rating table."""
        from tracker.domain.rating import Rating

        return Rows(self.file, "rating", Rating)

    @cached_property
    def stars(self) -> Rows[Star]:
        """The star table."""
        from tracker.domain.evidence import Star

        return Rows(self.file, "star", Star)

    @cached_property
    def wordings(self) -> Rows[Wording]:
        """The wording table."""
        from tracker.domain.evidence import Wording

        return Rows(self.file, "wording", Wording)

    @cached_property
    def ledger(self) -> Ledger:
        """What has left the house."""
        from tracker.store.ledger import Ledger

        return Ledger(self.file)

    @cached_property
    def words(self) -> Words:
        """The index of every word kept."""
        from tracker.store.words import Words

        return Words(self.file)
