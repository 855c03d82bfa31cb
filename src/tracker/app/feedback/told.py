"""What was said with a customer, newest first: their ratings, and what I noted of our talks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tracker.app.tracker import Tracker
from tracker.domain.notes import NoteKind
from tracker.report.scorecard.sentences import rated_line
from tracker.report.text.customers import told_line

HEARD = (NoteKind.NOTE, NoteKind.THANKS)


@dataclass(frozen=True, slots=True)
class CustomerStatement:
    """What was said on a day; `rated` is a figure with what it is about, or empty.

    A note of mine is in my `own` words, which are never quoted as theirs.
    """

    day: date
    rated: str
    words: str
    own: bool = False

    @property
    def line(self) -> str:
        """All of it in one line."""
        return told_line(self.rated, self.words, own=self.own)


def told_by(tracker: Tracker, customer_id: int, most: int) -> tuple[CustomerStatement, ...]:
    """Return the newest things that were said with a customer, private notes among them."""
    measures = {one.id: one for one in tracker.measures.where("customer_id = ?", customer_id)}
    found = []
    for one in tracker.ratings.where("customer_id = ?", customer_id):
        measure = measures.get(one.measure_id or 0)
        name, unit = (measure.name, measure.now.unit) if measure else ("", "")
        scale = measure.scale if measure and not one.five else None
        found.append(
            CustomerStatement(one.rated_on, rated_line(name, one.value, scale, unit), one.words)
        )
    kinds = ", ".join("?" * len(HEARD))
    notes = tracker.notes.where(f"customer_id = ? AND kind IN ({kinds})", customer_id, *HEARD)
    found += [CustomerStatement(note.happened_on, "", note.text, own=True) for note in notes]
    return tuple(sorted(found, key=lambda one: one.day, reverse=True)[:most])
