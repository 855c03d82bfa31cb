"""Quick notes by customer and by kind, and how long ago there was contact (L6, L7, F3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tracker.app.tracker import Tracker
from tracker.domain.customer import Customer
from tracker.domain.note import Note, NoteKind
from tracker.domain.period import Cadence
from tracker.report.phrases import count

NOT_FROM_A_NOTE = "id NOT IN (SELECT event_id FROM note WHERE event_id IS NOT NULL)"
"""Of the event table: what was stopped or started stands on the own charts, and never leaves."""
# Whatever tells that the two were in touch: a note of it, their words, a page they were handed.
_CONTACTS = """
    SELECT c.id, max(day) FROM customer AS c JOIN (
        SELECT customer_id AS id, happened_on AS day FROM note
            WHERE kind IN ('note', 'thanks') AND customer_id IS NOT NULL
        UNION ALL SELECT customer_id, rated_on FROM rating
        UNION ALL SELECT customer_id, asked_on FROM asking
        UNION ALL SELECT o.id, s.shared_on FROM share AS s JOIN customer AS o
            ON o.uid = s.customer_uid WHERE s.way IN ('file', 'copy')
    ) AS t ON t.id = c.id WHERE day <= ? GROUP BY c.id
"""


@dataclass(frozen=True, slots=True)
class Contact:
    """When there was contact last (None: never), and how often the customer wants it."""

    last: date | None
    weeks: int | None

    def overdue(self, today: date) -> int:
        """Return by how many days contact is late; 0 if it is not, or nobody minds."""
        if self.weeks is None or self.last is None:
            return 0
        return max((today - self.last).days - 7 * self.weeks, 0)

    def sentence(self, today: date) -> str:
        """Say how long ago it was, and what was meant."""
        wanted = f"; every {count(self.weeks, Cadence.WEEKLY)} was meant" if self.weeks else ""
        if self.last is None:
            return f"No contact noted yet{wanted}."
        days = (today - self.last).days
        ago = {0: "today", 1: "yesterday"}.get(days, f"{days} days ago")
        late = wanted if self.overdue(today) else ""
        return f"Last contact {ago}{late}."


@dataclass(frozen=True, slots=True)
class Jotting:
    """A note with the name of its customer (empty: none) and of the fix it became."""

    note: Note
    customer: str
    fix: str


def from_notes(tracker: Tracker) -> frozenset[int]:
    """Return the events that private notes have put on the charts: they never leave."""
    rows = tracker.file.query("SELECT event_id FROM note WHERE event_id IS NOT NULL")
    return frozenset(row[0] for row in rows)


def contact_of(tracker: Tracker, customer: Customer, today: date) -> Contact:
    """Return the contact with one customer."""
    return Contact(last_contacts(tracker, today).get(customer.id), customer.contact_weeks)


def last_contacts(tracker: Tracker, today: date) -> dict[int, date]:
    """Return the day of the last contact by customer; any contact counts."""
    rows = tracker.file.query(_CONTACTS, today.isoformat())
    return {key: date.fromisoformat(day) for key, day in rows}


def out_of_touch(tracker: Tracker, today: date) -> list[tuple[Customer, Contact]]:
    """Return who has waited longer for a word than was meant, the longest first."""
    last = last_contacts(tracker, today)
    customers = tracker.customers.where("archived_on IS NULL AND contact_weeks IS NOT NULL")
    found = [(one, Contact(last.get(one.id), one.contact_weeks)) for one in customers]
    late = [(one, contact) for one, contact in found if contact.overdue(today)]
    return sorted(late, key=lambda pair: -pair[1].overdue(today))


def notes_of(tracker: Tracker, customer_id: int) -> list[Note]:
    """Return every note about a customer, newest first."""
    return tracker.notes.where("customer_id = ?", customer_id, order="happened_on DESC, id DESC")


def jottings(tracker: Tracker, kinds: tuple[NoteKind, ...]) -> list[Jotting]:
    """Return the notes of some kinds: what is open first, then newest first."""
    marks = ", ".join("?" * len(kinds))
    notes = tracker.notes.where(
        f"kind IN ({marks})", *kinds, order="done_on IS NOT NULL, happened_on DESC, id DESC"
    )
    names = {one.id: one.name for one in tracker.customers.all()}
    fixes = {one.id: one.what for one in tracker.fixes.all()} if notes else {}
    return [
        Jotting(one, names.get(one.customer_id or 0, ""), fixes.get(one.fix_id or 0, ""))
        for one in notes
    ]
