"""The tables of choosing: needs, moments, decisions, notes, the chain. None is read at a start."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from tracker.store.database import File
from tracker.store.rows import Rows

if TYPE_CHECKING:
    from tracker.domain.chain import Link, LinkService, Stop
    from tracker.domain.decision import Conflict, ConflictSide, Decision, DecisionTold
    from tracker.domain.moment import Moment
    from tracker.domain.need import Need
    from tracker.domain.note import Note
    from tracker.domain.practice import (
        Assessment,
        Element,
        KeptWording,
        Mandate,
        Standard,
        TierMove,
    )
    from tracker.domain.rating import Asking, Told


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
        from tracker.domain.need import Need

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
        from tracker.domain.moment import Moment

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
        from tracker.domain.note import Note

        return Rows(self.file, "note", Note)

    @cached_property
    def links(self) -> Rows[Link]:
        """The link table."""
        from tracker.domain.chain import Link

        return Rows(self.file, "link", Link)

    @cached_property
    def link_services(self) -> Rows[LinkService]:
        """The link service table."""
        from tracker.domain.chain import LinkService

        return Rows(self.file, "link_service", LinkService)

    @cached_property
    def stops(self) -> Rows[Stop]:
        """The stop table."""
        from tracker.domain.chain import Stop

        return Rows(self.file, "stop", Stop)

    @cached_property
    def told(self) -> Rows[Told]:
        """The told table."""
        from tracker.domain.rating import Told

        return Rows(self.file, "told", Told)

    @cached_property
    def askings(self) -> Rows[Asking]:
        """The asking table."""
        from tracker.domain.rating import Asking

        return Rows(self.file, "asking", Asking)

    @cached_property
    def kept_wordings(self) -> Rows[KeptWording]:
        """The kept wording table."""
        from tracker.domain.practice import KeptWording

        return Rows(self.file, "kept_wording", KeptWording)
