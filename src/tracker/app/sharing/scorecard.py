"""The scorecard of a customer for a period: everything that could be on it, and what is (S2, S3).

It tells how things stood when the period ended: nothing logged for later periods changes it. Only
measures that are shared, in use and no drafts are on it, and of decisions only those the customer
was told of in the period, by its end. Private notes, the pulse, what a week was skipped for, other
customers and their measures are never read here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from tracker.app.decisions.queries import decisions_told_to, replacement_told
from tracker.app.person import person
from tracker.app.sharing.commands import sharing_of, switches_of
from tracker.app.sharing.scorecard_measures import (
    Items,
    MeasureSection,
    ScorecardDraft,
    measure_section,
)
from tracker.app.tracker import Tracker
from tracker.domain.customer import Customer
from tracker.domain.errors import InvalidInput
from tracker.domain.measure import Measure
from tracker.domain.period import Period
from tracker.report.dates import long_day, long_days
from tracker.report.documents.logo import bare_logo
from tracker.report.scorecard.content import (
    ItemKind,
    Scorecard,
    ScorecardComment,
    ScorecardDecision,
    Sender,
)
from tracker.report.scorecard.decision import instead_line, tradeoff_lines
from tracker.report.scorecard.headline import summary
from tracker.report.scorecard.reply import token_of
from tracker.report.scorecard.sentences import coming, following_end, rated_line, shown_of

WEEKS = 13
SUMMARY, OWN, NEXT, REPLY = "summary", "own_words", "next", "reply"
PERSON, MAIL, LOGO = "person", "mail", "logo"


def decisions_on(page: ScorecardDraft, customer_id: int) -> tuple[ScorecardDecision, ...]:
    """Return the decisions that are on the page, in the order they were made."""
    until = min(page.last, page.today)
    shown = [
        (f"decision:{one.uid}", one, told_on)
        for one, told_on in decisions_told_to(page.tracker, customer_id, page.first, until)
        if page.items.offer(
            f"decision:{one.uid}",
            ItemKind.DECISION,
            f"{long_day(told_on, page.last)}: {one.title}: {one.choice}",
        )
    ]
    there, parts = {one.id for _, one, _ in shown}, []
    for key, one, told_on in shown:
        following = replacement_told(page.tracker, one, customer_id, until)
        below = following is not None and following.id in there
        lines = tradeoff_lines(
            one,
            until,
            yours=one.less_happy_id == customer_id,
            instead=instead_line(following, until, below=below),
        )
        parts.append(ScorecardDecision(key, lines, told_on))
    return tuple(parts)


def scorecard_period(today: date, tracker: Tracker | None = None) -> tuple[date, date]:
    """Return the 13 weeks up to the last finished one, as their first and last day.

    The running week counts as finished, too, once its check-in is (only known with a tracker).
    """
    week = Period.of(today)
    finished = tracker is not None and any(
        one.finished for one in tracker.check_ins.where("week = ?", week.start.isoformat())
    )
    last = week if finished else week + -1
    return (last + (1 - WEEKS)).start, last.end


def shared_measures(tracker: Tracker, customer_id: int) -> list[Measure]:
    """Return the measures that may be shown to a customer, in their order."""
    return tracker.measures.where(
        "customer_id = ? AND shared = 1 AND draft = 0 AND archived_on IS NULL",
        customer_id,
    )


def scorecard(
    tracker: Tracker,
    customer_id: int,
    first: date,
    last: date,
    today: date,
    switches: Mapping[str, bool] | None = None,
) -> Scorecard:
    """Return the scorecard of a customer from `first` to `last`, as it stood on that last day.

    A time that is not over yet ends with the running week.
    `today` says only what is running now and still to come. `switches` are the person's choices by
    the key of an item; without them, those that were kept.
    """
    first, last = _days(first, last, today)
    customer = tracker.customers.get(customer_id)
    items = Items(switches_of(tracker, customer_id) if switches is None else switches)
    page = ScorecardDraft(tracker, first, last, today, items)
    items.state("title", ItemKind.PAGE, f"{customer.name}, {long_days(first, last)}")
    sender = _sender(page)
    shared = shared_measures(tracker, customer_id)
    told = [one for one in (measure_section(page, customer, each) for each in shared) if one]
    return Scorecard(
        customer_id=customer_id,
        customer=customer.name,
        first=first,
        last=last,
        summary=_summary(page, told),
        trace=_trace(page, told, shared),
        own_words=_own_words(page, customer),
        measures=tuple(one.part for one in told),
        fixes=tuple(fix for one in told for fix in one.fixes),
        decisions=decisions_on(page, customer.id),
        words=_words(page, customer, shared),
        coming=_coming(page, customer, told),
        token=_token(page, customer, told, sender),
        sender=sender,
        items=items.listed,
    )


def _days(first: date, last: date, today: date) -> tuple[date, date]:
    """Return the days as far as they can be told of: nothing behind the running week has been."""
    if last < first:
        raise InvalidInput("to", "The last day lies before the first", "Swap them.")
    last = min(last, Period.of(today).end)
    if last < first:
        raise InvalidInput("from", "That time is still to come", "Choose an earlier day.")
    return first, last


def _summary(page: ScorecardDraft, told: Sequence[MeasureSection]) -> str:
    measures, fixes = [one.part for one in told], [fix for one in told for fix in one.fixes]
    said = summary(measures, fixes, page.last)
    return said if page.items.offer(SUMMARY, ItemKind.PAGE, said) else ""


def _sender(page: ScorecardDraft) -> Sender:
    me = person(page.tracker)
    logo = bare_logo(me.logo) if me.logo else None
    name = ", ".join(part for part in (me.name, me.role) if part)
    named = bool(name) and page.items.offer(PERSON, ItemKind.PERSON, name)
    mail = bool(me.mail) and page.items.offer(MAIL, ItemKind.PERSON, f"Replies go to {me.mail}")
    signed = logo is not None and page.items.offer(LOGO, ItemKind.PERSON, "Logo")
    return Sender(
        me.name if named else "",
        me.role if named else "",
        me.mail if mail else "",
        logo if signed else None,
    )


def _own_words(page: ScorecardDraft, customer: Customer) -> str:
    text = sharing_of(page.tracker, customer.id).words
    return text if text and page.items.offer(OWN, ItemKind.OWN, text) else ""


def _words(
    page: ScorecardDraft, customer: Customer, shared: Sequence[Measure]
) -> tuple[ScorecardComment, ...]:
    """Return what they said in the period; words about a measure they do not see stay away."""
    measures = {one.id: one for one in shared}
    found = page.tracker.ratings.where(
        "customer_id = ? AND words <> '' AND rated_on BETWEEN ? AND ?",
        customer.id,
        page.first.isoformat(),
        page.last.isoformat(),
        order="rated_on, id",
    )
    parts = []
    for one in found:
        if one.measure_id is not None and one.measure_id not in measures:
            continue
        about = measures[one.measure_id] if one.measure_id is not None else None
        key = f"words:{one.uid}"
        line = f"{long_day(one.rated_on, page.last)}: {one.words}"
        under = (f"measure:{about.uid}",) if about else ()
        if page.items.offer(key, ItemKind.WORDS, line, under=under):
            told = rated_line(
                about.for_them.name if about else "",
                one.value,
                about.scale if about and not one.five else None,
                about.now.unit if about else "",
            )
            parts.append(ScorecardComment(key, one.words, told, one.rated_on))
    return tuple(parts)


def _trace(page: ScorecardDraft, told: Sequence[MeasureSection], shared: Sequence[Measure]) -> str:
    """Say how many shared promises are on the page, where some are not: no switch takes it away."""
    trace = shown_of(len(told), len(shared))
    if trace:
        page.items.state("trace", ItemKind.PAGE, trace)
    return trace


def _coming(
    page: ScorecardDraft, customer: Customer, told: Sequence[MeasureSection]
) -> tuple[str, ...]:
    following = _following(page, customer)
    fixes = [fix for one in told for fix in one.fixes]
    lines = coming(fixes, page.last, following if following >= page.today else None)
    return lines if lines and page.items.offer(NEXT, ItemKind.NEXT, " ".join(lines)) else ()


def _following(page: ScorecardDraft, customer: Customer) -> date:
    """Return the day after which the next page comes: who is published to gets one every week."""
    weekly = sharing_of(page.tracker, customer.id).published and person(page.tracker).publish_to
    if weekly:
        return (Period.of(page.last) + 1).end
    return following_end(page.first, page.last)


def _token(
    page: ScorecardDraft, customer: Customer, told: Sequence[MeasureSection], sender: Sender
) -> str:
    """Return what a reply names this page by; empty where none is asked for."""
    if not told:
        return ""
    line = "Rate each promise from 1 to 5, with a comment"
    line = f"{line}, to {sender.mail}" if sender.mail else line
    if not page.items.offer(REPLY, ItemKind.REPLY, line):
        return ""
    uids = (one.part.uid for one in told)
    return token_of(customer.uid, page.first.isoformat(), page.last.isoformat(), *uids)
