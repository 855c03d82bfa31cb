"""What a person knows a data file again by, and what is otherwise in it than in another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from tracker.domain.period import Period


@dataclass(frozen=True, slots=True)
class CustomerContents:
    """What a file holds of one customer; `weeks` are the Mondays of weeks with an entry."""

    name: str
    entries: int
    newest: date | None
    weeks: frozenset[date]


@dataclass(frozen=True, slots=True)
class FileContents:
    """What a file holds; `newest` is the measure and the period of the latest entry."""

    customers: tuple[CustomerContents, ...]
    measures: int
    entries: int
    notes: int
    newest: tuple[str, Period] | None


class RowChange(Enum):
    """What has become of a row since a backup."""

    ADDED = "added"
    CHANGED = "changed"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Difference:
    """A row that is otherwise than in a backup: whose it is, what it is, what it says now."""

    table: str
    id: int
    change: RowChange
    customer: str
    what: str
    says: str
