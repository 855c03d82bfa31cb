"""Evidence: notes and customers' words of a period with their stars; never a private note."""

from __future__ import annotations

from datetime import date, timedelta

from tracker.app import commands
from tracker.app.review.evidence import evidence, note_ids, starred_count

MONDAY = date(2026, 11, 16)
YEAR = date(2026, 1, 1), date(2026, 12, 31)


def test_notes_and_words_stand_newest_first_and_private_ones_never(tracker, logged, finance):
    commands.annotate(tracker, logged, MONDAY, private_note="Not for anyone")
    commands.add_rating(tracker, finance, MONDAY, 4, "Faster than ever", measure_id=logged)
    commands.add_rating(tracker, finance, MONDAY, 5)
    found = evidence(tracker, *YEAR)
    assert [one.text for one in found] == [
        "Faster than ever",
        "Two requests waited on the ledger export",
    ]
    said, note = found
    assert (said.period, said.day, said.rating_id) == (None, MONDAY, 1)
    assert (note.period.start, note.measure_id) == (MONDAY - timedelta(weeks=3), logged)
    assert {one.customer for one in found} == {"Finance leads"}


def test_only_what_lies_in_the_period_is_there(tracker, logged):
    day = MONDAY - timedelta(weeks=3)
    assert len(evidence(tracker, day, day)) == 1
    assert evidence(tracker, day + timedelta(days=1), MONDAY) == ()
    assert evidence(tracker, date(2020, 1, 1), day - timedelta(days=1)) == ()


def test_stars_are_counted_as_far_as_there_is_something_to_show(tracker, logged, finance):
    rating = commands.add_rating(tracker, finance, MONDAY, 4, "Faster than ever")
    assert starred_count(tracker, *YEAR) == 0
    note = evidence(tracker, *YEAR)[1]
    commands.star(tracker, evaluation_id=note.evaluation_id, on=True)
    commands.star(tracker, rating_id=rating, on=True)
    assert starred_count(tracker, *YEAR) == 2
    assert all(one.starred for one in evidence(tracker, *YEAR))
    assert starred_count(tracker, date(2020, 1, 1), date(2020, 12, 31)) == 0
    stars = note_ids(tracker, tracker.measures.get(logged))
    assert stars == {note.day: (note.evaluation_id, True)}
    commands.annotate(tracker, logged, note.day, note="")
    assert starred_count(tracker, *YEAR) == 1
