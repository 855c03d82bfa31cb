"""Evidence for a review: notes and customers' words with their stars, own wording, what is unshown.

A review that was saved is in the ledger, for no customer: whoever got it saw all of them. Nobody
should hear of a change at a review first (P2): it is shown to a customer by whatever left the house
for them after the period that revealed it was over, and had the measure on it, and by what the
person told them. What is kept private is
listed, too: it may be what they ask about.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import accumulate
from pathlib import Path

from tracker.app.sharing.commands import OutgoingItem, send_file
from tracker.app.signals.standing import BAD, CHANGED, Standing, standings
from tracker.app.text_input import check_day, clean_note
from tracker.app.tracker import Tracker
from tracker.app.upstream.own import own_stop_standings
from tracker.detection import RegimeStanding
from tracker.detection.tally import kept
from tracker.domain.customer import Tier
from tracker.domain.measure import Measure
from tracker.domain.period import Cadence, Period
from tracker.domain.sharing import ShareKind, Wording
from tracker.domain.texts.cutting import cut
from tracker.report.dates import medium_day
from tracker.report.review.content import Review
from tracker.report.review.document import TITLE
from tracker.report.text.choices import waited_sentences
from tracker.report.text.verdicts import sentence

MOST = 2000
LONGEST_RULE = 2000
_NOTES = """SELECT e.start, e.note, c.name, c.id, s.id IS NOT NULL, m.cadence, m.name, m.id, e.id
FROM evaluation AS e JOIN measure AS m ON m.id = e.measure_id JOIN customer AS c
ON c.id = m.customer_id LEFT JOIN star AS s ON s.evaluation_id = e.id
WHERE e.note <> '' AND e.start BETWEEN ? AND ? ORDER BY e.start DESC, e.id DESC LIMIT ?"""
_WORDS = """SELECT r.rated_on, r.words, c.name, c.id, s.id IS NOT NULL, m.name, m.id, r.id
FROM rating AS r JOIN customer AS c ON c.id = r.customer_id
LEFT JOIN measure AS m ON m.id = r.measure_id LEFT JOIN star AS s ON s.rating_id = r.id
WHERE r.words <> '' AND r.rated_on BETWEEN ? AND ? ORDER BY r.rated_on DESC, r.id DESC LIMIT ?"""


def send_review(
    tracker: Tracker, target: Path, content: Review, written: bytes, today: date
) -> int:
    """Write a review to a file, and that it has left the house, with its exact bytes."""
    measures = [part.measure for part in content.measures]
    first, last = content.first, content.last
    left = OutgoingItem(ShareKind.REVIEW, TITLE, measures=measures, first=first, last=last)
    return send_file(tracker, target, left, written, today)


def star(
    tracker: Tracker, *, evaluation_id: int | None = None, rating_id: int | None = None, on: bool
) -> None:
    """Mark an evidence note or a customer's words as worth showing, or take the mark away."""
    if evaluation_id is not None:
        start = tracker.evaluations.get(evaluation_id).start
        label, starred = f"note of {medium_day(start)}", {"evaluation_id": evaluation_id}
    elif rating_id is not None:
        day = tracker.ratings.get(rating_id).rated_on
        label, starred = f"words of {medium_day(day)}", {"rating_id": rating_id}
    else:
        raise ValueError("nothing to star")
    old = tracker.stars.first(**starred)
    if (old is not None) == on:
        return
    with tracker.edit(f"{'star' if on else 'unstar'} the {label}"):
        if old is None:
            tracker.stars.add(**starred)
        else:
            tracker.stars.remove(old.id)


def reword(
    tracker: Tracker, first: date, last: date, key: str, text: str | None, replaced: str = ""
) -> None:
    """Put own words in the place of a paragraph of the review of a period; None brings it back.

    `replaced` is what the paragraph says by rule now: when that changes, the words are offered for
    another look.
    """
    paragraph = {"first": first, "last": last, "key": key}
    old = tracker.wordings.first(**paragraph)
    text = None if text is None else clean_note("text", text)
    if old is None and text is None:
        return
    if old and (text, cut(replaced, LONGEST_RULE)) == (old.text, old.replaced):
        return
    with tracker.edit("reword the review" if text is not None else "remove own words"):
        if text is not None:
            tracker.wordings.put(paragraph, text=text, replaced=cut(replaced, LONGEST_RULE))
        elif old:
            tracker.wordings.remove(old.id)


def wordings_of(tracker: Tracker, first: date, last: date) -> dict[str, str]:
    """Return the own words in the review of a period, by key."""
    return {one.key: one.text for one in _wordings(tracker, first, last)}


def outdated_words(
    tracker: Tracker, first: date, last: date, rules: Mapping[str, str]
) -> dict[str, str]:
    """Return by key what a paragraph said when own words replaced it, where it says else by now.

    `rules` are the paragraphs as they are by rule now; left out on purpose is left out.
    """
    return {
        one.key: one.replaced
        for one in _wordings(tracker, first, last)
        if one.text and one.replaced and one.key in rules
        if one.replaced != cut(rules[one.key], LONGEST_RULE)
    }


def _wordings(tracker: Tracker, first: date, last: date) -> list[Wording]:
    return tracker.wordings.where("first = ? AND last = ?", first.isoformat(), last.isoformat())


@dataclass(frozen=True, slots=True)
class EvidenceItem:
    """A note (`evaluation_id`) or a customer's own words (`rating_id`); private notes never are.

    `period` is what a note is about; None where somebody said something on `day`.
    """

    day: date
    text: str
    customer: str
    customer_id: int
    starred: bool
    period: Period | None = None
    measure: str = ""
    measure_id: int | None = None
    evaluation_id: int | None = None
    rating_id: int | None = None
    until: date | None = None
    """The last day of what is listed: a day of its year is written without one."""


def evidence(tracker: Tracker, first: date, last: date) -> tuple[EvidenceItem, ...]:
    """Return what was noted and said in a period, the newest of it first."""
    asked = (first.isoformat(), last.isoformat(), MOST)
    found = [_note(row) for row in tracker.file.query(_NOTES, *asked)]
    found += [_evidence_item(row) for row in tracker.file.query(_WORDS, *asked)]
    found.sort(key=_day, reverse=True)
    return tuple(replace(one, until=last) for one in found[:MOST])


def starred_count(tracker: Tracker, first: date, last: date) -> int:
    """Return how many pieces of a period's evidence have a star."""
    days = (first.isoformat(), last.isoformat())
    ((notes,),) = tracker.file.query(
        "SELECT count(*) FROM star JOIN evaluation AS e ON e.id = evaluation_id"
        " WHERE e.note <> '' AND e.start BETWEEN ? AND ?",
        *days,
    )
    ((words,),) = tracker.file.query(
        "SELECT count(*) FROM star JOIN rating AS r ON r.id = rating_id"
        " WHERE r.words <> '' AND r.rated_on BETWEEN ? AND ?",
        *days,
    )
    return int(notes) + int(words)


def note_ids(tracker: Tracker, measure: Measure) -> dict[date, tuple[int, bool]]:
    """Return for each period of a measure with a note its evaluation, and whether it has a star."""
    rows = tracker.file.query(
        "SELECT start, e.id, s.id IS NOT NULL FROM evaluation AS e"
        " LEFT JOIN star AS s ON s.evaluation_id = e.id WHERE measure_id = ? AND note <> ''",
        measure.id,
    )
    return {date.fromisoformat(start): (key, bool(star)) for start, key, star in rows}


def _note(row: tuple[str, str, str, int, int, str, str, int, int]) -> EvidenceItem:
    start, text, customer, customer_id, star, cadence, measure, measure_id, key = row
    period = Period(date.fromisoformat(start), Cadence(cadence))
    return EvidenceItem(
        period.start, text, customer, customer_id, bool(star), period, measure, measure_id, key
    )


def _evidence_item(
    row: tuple[str, str, str, int, int, str | None, int | None, int],
) -> EvidenceItem:
    day, text, customer, customer_id, star, measure, measure_id, key = row
    return EvidenceItem(
        date.fromisoformat(day),
        text,
        customer,
        customer_id,
        bool(star),
        None,
        measure or "",
        measure_id,
        None,
        key,
    )


def _day(one: EvidenceItem) -> date:
    return one.day


@dataclass(frozen=True, slots=True)
class Surprise:
    """A change, or a promise that is not kept, which the customer has not been shown.

    `revealed` is the last day of the period that showed it, `last_shown` the newest day that they
    were shown of this measure (None: never). `shared` says whether it may be shown to them at all.
    With a `stop_id` it is a stop of mine, named in `measure`; `measure_id` is one that it touched.
    """

    measure_id: int
    measure: str
    customer_id: int
    customer: str
    sentence: str
    worse: bool
    revealed: date
    last_shown: date | None
    shared: bool
    stop_id: int | None = None


def tell_customer(tracker: Tracker, measure_id: int, told_on: date) -> None:
    """Keep that the person told the customer how a measure stands; once a day is enough."""
    measure = tracker.measures.get(measure_id)
    customer = tracker.customers.get(measure.customer_id)
    told = {"measure_id": measure_id, "told_on": check_day("told_on", told_on)}
    if tracker.mentions.first(**told) is None:
        with tracker.edit(f"telling {customer.name} of {measure.name}"):
            tracker.mentions.add(**told)


def surprises(tracker: Tracker, today: date) -> list[Surprise]:
    """Return what is not shown yet: the bad news before the good, the oldest first.

    Shown is what was sent, published or told; and who told of a change themselves knows it.
    """
    shown = _shown_days(tracker)
    known = {(one.measure_id, one.revealed) for one in tracker.reported_changes.all()}
    found = [
        surprise
        for one in standings(tracker, today)
        if (one.measure.id, one.finding.revealed) not in known
        if (surprise := _surprise(tracker, one, shown.get(one.measure.id))) is not None
    ]
    found += [
        Surprise(
            one.measures[0] if one.measures else 0,
            f"I did not hand on: {one.stop.what}",
            one.customer.id,
            one.customer.name,
            waited_sentences(one.stop, today, one.again),
            worse=True,
            revealed=one.stop.started_on,
            last_shown=None,
            shared=False,
            stop_id=one.stop.id,
        )
        for one in own_stop_standings(tracker)
        if not one.stop.is_known
    ]
    return sorted(found, key=_rank)


def _shown_days(tracker: Tracker) -> dict[int, date]:
    """Return for each measure (id) the newest day that its customer was shown or told of."""
    ids = {one.uid: one.id for one in tracker.measures.rows.all()}
    days = {ids[uid]: day for uid, day in tracker.ledger.last_shown().items() if uid in ids}
    for one in tracker.mentions.all():
        days[one.measure_id] = max(one.told_on, days.get(one.measure_id, one.told_on))
    return days


def _rank(one: Surprise) -> tuple[bool, date]:
    return not one.worse, one.revealed


def _surprise(tracker: Tracker, one: Standing, last_shown: date | None) -> Surprise | None:
    verdict = one.if_fresh
    if one.one_off or verdict not in BAD | CHANGED:
        return None
    start = one.finding.revealed if verdict in CHANGED else _below_since(tracker, one)
    if start is None:
        return None
    revealed = Period(start, one.measure.cadence).end
    if last_shown is not None and last_shown >= revealed:
        return None
    return Surprise(
        one.measure.id,
        one.measure.name,
        one.customer.id,
        one.customer.name,
        sentence(one.measure, one.finding, verdict, one.keeping),
        verdict in BAD,
        revealed,
        last_shown,
        one.measure.shared,
    )


def _below_since(tracker: Tracker, one: Standing) -> date | None:
    """Return the period by which a promise was seen not to be kept, and has not been since."""
    measure, finding = one.measure, one.finding
    if one.customer.tier is Tier.MAINTAIN or not finding.regimes:
        return finding.last
    since = finding.regimes[-1].first
    values = [pair for pair in tracker.judge.history(measure).values if pair[0] >= since]
    kept_by = [
        measure.on(Period(start, measure.cadence).end).keeps(value) for start, value in values
    ]
    counts = zip(
        (start for start, _ in values),
        accumulate(bool(one) for one in kept_by),
        accumulate(one is not None for one in kept_by),
        strict=True,
    )
    found = finding.last
    for day, met, of in reversed(list(counts)):
        if kept(met, of).stance is not RegimeStanding.BELOW:
            break
        found = day
    return found
