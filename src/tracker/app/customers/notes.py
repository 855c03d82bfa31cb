"""Quick notes of every kind, by customer, and how long ago there was contact (L6, L7, F3).

All of them are for this person alone. What was stopped or started also stands on the charts, as an
event; an idea or an obstacle may become a fix.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tracker.app.signals.corrections import FixInput, start_fix
from tracker.app.text_input import check_length, clean_name, clean_note, folded, past_day, said_by
from tracker.app.tracker import Tracker
from tracker.domain.customer import Customer
from tracker.domain.errors import InvalidInput
from tracker.domain.notes import NOTE_KIND_NAMES, Note, NoteKind
from tracker.domain.period import Cadence
from tracker.domain.texts.cutting import cut
from tracker.report.text.phrases import count

LONGEST_TAGS = 500
LONGEST_EVENT = 80
MOST_WEEKS = 52
DRAWN = {NoteKind.STOP: "Stopped: ", NoteKind.START: "Started: "}
BECOMING_FIXES = frozenset({NoteKind.IDEA, NoteKind.OBSTACLE})
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


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteInput:
    """Everything a person says in a quick note; only the text is needed."""

    text: str
    happened_on: date
    kind: NoteKind = NoteKind.NOTE
    customer_id: int | None = None
    played_back: bool | None = None
    disagreement: str = ""
    tags: str = ""

    @classmethod
    def of(cls, note: Note) -> NoteInput:
        """Return what a note says now."""
        return said_by(cls, note)


def add_note(tracker: Tracker, said: NoteInput) -> int:
    """Write a quick note down and return its id; something stopped or started is an event too."""
    columns = _checked(tracker, said)
    with tracker.edit(f"add {_named(said.kind)}"):
        if said.kind in DRAWN:
            columns["event_id"] = tracker.events.add(
                happened_on=said.happened_on,
                title=_title(said),
                customer_id=said.customer_id,
            )
        return tracker.notes.add(**columns)


def edit_note(tracker: Tracker, note_id: int, said: NoteInput) -> None:
    """Say it better; its event on the charts follows."""
    old = tracker.notes.get(note_id)
    if (old.kind in DRAWN) != (said.kind in DRAWN):
        raise InvalidInput("kind", "That is another kind of thing", "Write a new note for it.")
    columns = _checked(tracker, said)
    with tracker.edit(f"edit {_named(said.kind)}"):
        tracker.notes.change(note_id, **columns)
        if old.event_id is not None:
            tracker.events.change(
                old.event_id,
                happened_on=said.happened_on,
                title=_title(said),
                customer_id=said.customer_id,
            )


def remove_note(tracker: Tracker, note_id: int) -> None:
    """Delete a note, and its event; undo brings both back."""
    note = tracker.notes.get(note_id)
    with tracker.edit(f"delete {_named(note.kind)}"):
        tracker.notes.remove(note_id)
        if note.event_id is not None:
            tracker.events.remove(note.event_id)


def complete_note(tracker: Tracker, note_id: int, done_on: date | None) -> None:
    """Tick an idea, an obstacle or a thing to stop or start off, or (None) take it up again."""
    note = tracker.notes.get(note_id)
    if note.done_on != done_on:
        verb = "reopen" if done_on is None else "tick off"
        with tracker.edit(f"{verb} {_named(note.kind)}"):
            tracker.notes.change(note_id, done_on=done_on)


def fix_from_note(tracker: Tracker, note_id: int, measure_id: int, said: FixInput) -> int:
    """Start a fix from an idea or an obstacle, which is ticked off by it; return the fix's id."""
    note = tracker.notes.get(note_id)
    if note.kind not in BECOMING_FIXES:
        raise InvalidInput("kind", "Only ideas and obstacles become fixes", "Start a fix alone.")
    with tracker.edit(f"a fix from the {_named(note.kind)}"):
        fix_id = start_fix(tracker, measure_id, said)
        tracker.notes.change(note_id, fix_id=fix_id, done_on=said.started_on)
    return fix_id


def keep_in_touch(tracker: Tracker, customer_id: int, weeks: int | None) -> None:
    """Say how often there should be contact with a customer; None: no matter."""
    customer = tracker.customers.get(customer_id)
    if weeks is not None and not 1 <= weeks <= MOST_WEEKS:
        hint = f"Choose 1 to {MOST_WEEKS} weeks."
        raise InvalidInput("contact_weeks", "That is no rhythm of contact", hint)
    if customer.contact_weeks != weeks:
        with tracker.edit(f"contact with {customer.name}"):
            tracker.customers.change(customer_id, contact_weeks=weeks)


def _checked(tracker: Tracker, said: NoteInput) -> dict[str, object]:
    if not (text := clean_note("text", said.text)):
        raise InvalidInput("text", "The note is empty", "Type the essential point.")
    if said.customer_id is not None:
        tracker.customers.get(said.customer_id)
    return {
        "kind": said.kind,
        "customer_id": said.customer_id,
        "happened_on": past_day(tracker, "happened_on", said.happened_on),
        "text": text,
        "played_back": said.played_back,
        "disagreement": clean_note("disagreement", said.disagreement),
        "tags": tidy_tags(said.tags),
    }


def tidy_tags(text: str) -> str:
    """Return tags apart by commas, each once, in their order; `#` and spare spaces go."""
    kept: dict[str, str] = {}
    for tag in text.replace(";", ",").split(","):
        if cleaned := " ".join(tag.split()).lstrip("#"):
            kept.setdefault(folded(cleaned), cleaned)
    return check_length("tags", ", ".join(kept.values()), LONGEST_TAGS)


def _title(said: NoteInput) -> str:
    first = (said.text.strip().splitlines() or [""])[0]
    return clean_name("text", f"{DRAWN[said.kind]}{cut(first, LONGEST_EVENT)}")


def _named(kind: NoteKind) -> str:
    return NOTE_KIND_NAMES[kind].lower()


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

    def late(self, today: date) -> bool:
        """Say whether contact is late; where a rhythm is meant and there was none yet, it is."""
        return self.overdue(today) > 0 or (self.weeks is not None and self.last is None)

    def sentence(self, today: date) -> str:
        """Say how long ago it was, and what was meant."""
        wanted = count(self.weeks, Cadence.WEEKLY) if self.weeks else ""
        if self.last is None:
            meant = f"No contact noted yet; every {wanted} was meant."
            return meant if wanted else "No contact noted yet."
        days = (today - self.last).days
        ago = {0: "today", 1: "yesterday"}.get(days, f"{days} days ago")
        late = f"Last contact {ago}; every {wanted} was meant."
        return late if self.overdue(today) else f"Last contact {ago}."


@dataclass(frozen=True, slots=True)
class ListedNote:
    """A note with the name of its customer (empty: none) and of the fix it became."""

    note: Note
    customer: str
    fix: str


def events_from_notes(tracker: Tracker) -> frozenset[int]:
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
    """Return who waited longer for a word than was meant: who never had one, then the longest."""
    last = last_contacts(tracker, today)
    customers = tracker.customers.where("archived_on IS NULL AND contact_weeks IS NOT NULL")
    found = [(one, Contact(last.get(one.id), one.contact_weeks)) for one in customers]
    late = [(one, contact) for one, contact in found if contact.late(today)]
    return sorted(late, key=lambda pair: (pair[1].last is not None, -pair[1].overdue(today)))


def notes_of(tracker: Tracker, customer_id: int) -> list[Note]:
    """Return every note about a customer, newest first."""
    return tracker.notes.where("customer_id = ?", customer_id, order="happened_on DESC, id DESC")


def listed_notes(tracker: Tracker, kinds: tuple[NoteKind, ...]) -> list[ListedNote]:
    """Return the notes of some kinds: what is open first, then newest first."""
    return _listed(tracker, kinds, "done_on IS NOT NULL, happened_on DESC, id DESC")


def newest_notes(tracker: Tracker) -> list[ListedNote]:
    """Return every note, about whomever or nobody, newest first."""
    return _listed(tracker, tuple(NoteKind), "happened_on DESC, id DESC")


def _listed(tracker: Tracker, kinds: tuple[NoteKind, ...], order: str) -> list[ListedNote]:
    marks = ", ".join("?" * len(kinds))
    notes = tracker.notes.where(f"kind IN ({marks})", *kinds, order=order)
    names = {one.id: one.name for one in tracker.customers.all()}
    fixes = {one.id: one.what for one in tracker.fixes.all()} if notes else {}
    return [
        ListedNote(one, names.get(one.customer_id or 0, ""), fixes.get(one.fix_id or 0, ""))
        for one in notes
    ]
