"""What the analyst of the sample data chose and shared: needs, how they like it, scorecards."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import NamedTuple

from tracker.app.commands import (
    add_element,
    add_need,
    agree,
    introduce,
    mark_important,
    measure_need,
    pair_needs,
    plan_review,
    publish_for,
    set_scorecard_text,
    set_standard,
    star,
)
from tracker.app.sharing.scorecard import scorecard
from tracker.app.tracker import Tracker
from tracker.domain.needs import NeedSide, NeedSource
from tracker.domain.period import Period
from tracker.domain.practice import Basis
from tracker.domain.sharing import RatingSource, ShareKind, SharingWay
from tracker.report.dates import long_month
from tracker.report.documents.html import html_bytes
from tracker.report.scorecard.document import scorecard_document

NAME, ROLE, MAIL = "Ana Ruiz", "Reporting systems", "ana.ruiz@example.org"
REVIEW_IN, REVIEWED = 4, 26  # weeks

AGREED = (
    # (weeks ago, measure, by whom)
    (39, "Month-end close answers", "Zoë Çelik"),
    (39, "Hours I saved them", "Zoë Çelik"),
    (21, "Reviews returned within a day", "Jonas Weber"),
    (21, "Docs kept them self-sufficient", "Jonas Weber"),
)

STARS = (
    # (measure, weeks ago of the week with the note)
    ("Month-end close answers", 30),
    ("Hours I saved them", 20),
    ("Decisions taken without me", 33),
    ("Docs kept them self-sufficient", 2),
)

SHARED = (
    # (weeks ago, customer): a scorecard of the 13 weeks before
    (13, "Finance leads"),
    (6, "Platform team"),
)

HEARD = (
    # (weeks ago, customer, measure, 1 to 5, words, whether it answers the scorecard)
    (12, "Finance leads", "Month-end close answers", 5, "", True),
    (12, "Finance leads", None, None, "The forecast saved us a day. Keep the notes short.", True),
    (3, "Finance leads", "Month-end close answers", 3, "It used to be faster.", False),
    (3, "Finance leads", "Forecast was usable as sent", 4, "", False),
    (5, "Platform team", "Docs kept them self-sufficient", 5, "Nobody had to wake anyone.", True),
    (5, "Platform team", "Reviews returned within a day", 4, "", True),
    (7, "Field sales", "Quotes used as sent", 2, "We still retype the header.", False),
)

PUBLISHED = ("Finance leads", "Platform team")

OUT = 3  # weeks ago: the week whose note says so
TOLD = {
    "Finance leads": (
        "I was away on two days in {month} and had named nobody in my place. From now on somebody"
        " is named for every close week."
    ),
}
ELEMENTS = (
    # (customer, name, important, weeks ago they told it, or None: a guess)
    ("Finance leads", "Uses plain words", True, 5),
    ("Finance leads", "Takes little of my time", True, 5),
    ("Finance leads", "Teaches me to do it myself", False, None),
    ("Platform team", "Includes me in the work", False, None),
)
STANDARDS = (
    # (customer, place of the service, weeks ago, floor, good, excellent)
    (
        "Finance leads",
        0,
        39,
        "Every question is answered in the same week",
        "Within three days",
        "",
    ),
    (
        "Finance leads",
        0,
        13,
        "Every question is answered in the same week",
        "Within two days, so that they can book it",
        "They no longer need to ask",
    ),
)


class Story(NamedTuple):
    """The file that is being filled, who is in it, and how long the story is."""

    tracker: Tracker
    customers: dict[str, int]
    measures: dict[str, int]
    now: Period
    weeks: int
    seed: int


def add_shares(story: Story) -> None:
    """Write who the analyst is, what was agreed on, starred and heard; a part of the one step."""
    tracker, now = story.tracker, story.now
    introduce(tracker, NAME, ROLE, MAIL)
    reviewed = (now + -min(REVIEWED, story.weeks - 1)).start
    review = (now + REVIEW_IN).start + timedelta(days=2)
    plan_review(tracker, review, reviewed, (now + REVIEW_IN).start + timedelta(days=-1))
    for ago, measure, by in AGREED:
        if ago < story.weeks:
            agree(tracker, [story.measures[measure]], (now + -ago).start, by)
    for measure, ago in STARS:
        noted = tracker.evaluations.find(story.measures[measure], (now + -ago).start)
        if noted and noted.note:
            star(tracker, evaluation_id=noted.id, on=True)
    for customer, text in TOLD.items():
        told = text.format(month=long_month(_day(story, OUT), story.now.start))
        set_scorecard_text(tracker, story.customers[customer], told)
    for customer in PUBLISHED:
        publish_for(tracker, story.customers[customer], on=True)
    _tell_heard(story)


def send_shares(story: Story) -> None:
    """Put the scorecards that were sent into the ledger, with their bytes."""
    tracker, now = story.tracker, story.now
    for ago, customer in SHARED:
        if ago + 13 > story.weeks:
            continue
        first, last = (now + (-ago - 13)).start, (now + (-ago - 1)).end
        sent = (now + -ago).start + timedelta(days=1)
        content = scorecard(
            tracker, story.customers[customer], first, last, sent, {"own_words": False}
        )
        document = scorecard_document(content)
        uids = [one.uid for one in content.measures]
        with tracker.fact("share"):
            tracker.ledger.enter(
                [html_bytes(document)],
                uids,
                len(uids),
                uid=_uid(story, customer),
                customer_uid=tracker.customers.get(story.customers[customer]).uid,
                customer=customer,
                kind=ShareKind.SCORECARD,
                form="html",
                way=SharingWay.FILE,
                title=document.title,
                shared_on=sent,
                shared_at=f"{sent.isoformat()}T09:10:00Z",
                first=first,
                last=last,
                token=content.token,
            )


def _tell_heard(story: Story) -> None:
    """Write the ratings; those that answer a scorecard came as a reply."""
    sent = {customer for ago, customer in SHARED if ago + 13 <= story.weeks}
    for ago, customer, measure, value, words, answers in HEARD:
        if ago >= story.weeks:
            continue
        replied = answers and customer in sent
        story.tracker.ratings.add(
            customer_id=story.customers[customer],
            measure_id=story.measures[measure] if measure else None,
            rated_on=_day(story, ago),
            value=None if value is None else float(value),
            five=True,
            words=words,
            source=RatingSource.REPLY if replied else RatingSource.TOLD,
            share_uid=_uid(story, customer) if replied else "",
        )


def _day(story: Story, ago: int) -> date:
    return (story.now + -ago).start + timedelta(days=3)


def _uid(story: Story, customer: str) -> str:
    """Return the name of the entry in the ledger, the same for the same story."""
    told = f"{story.seed}:{story.now}:{story.weeks}:{customer}"
    return str(uuid.uuid5(uuid.NAMESPACE_OID, told))


class NeedLine(NamedTuple):
    """A need on my list, on theirs, or on both; and the measure that tells how it is met."""

    mine: str = ""
    theirs: str = ""
    measure: str = ""


NEEDS = (
    # (customer, weeks ago they were asked, how, lines by rank)
    (
        "Finance leads",
        5,
        NeedSource.INTERVIEW,
        (
            NeedLine("Fast answers at close", "Fast answers at close", "Month-end close answers"),
            NeedLine(mine="A better dashboard"),
            NeedLine(theirs="One named cover when I am away"),
            NeedLine(
                "Warning of system changes",
                "Warning of system changes",
                "Forecast was usable as sent",
            ),
        ),
    ),
    (
        "Platform team",
        9,
        NeedSource.CONVERSATION,
        (
            NeedLine("Reviews within a day", "Reviews that say what must change"),
            NeedLine(theirs="A warning before systems change"),
            NeedLine(mine="One named cover at night"),
        ),
    ),
)


def add_needs(story: Story) -> None:
    """Write needs, how they like it, and standards; a part of the one step."""
    for customer, ago, source, lines in NEEDS:
        _tell_lists(story, customer, _needs_day(story, ago), source, lines)
    for customer, name, important, told in ELEMENTS:
        basis = Basis.GUESSED if told is None else Basis.ASKED
        asked = None if told is None else _needs_day(story, told)
        key = add_element(story.tracker, story.customers[customer], name, basis, asked)
        if important:
            mark_important(story.tracker, key, important=True)
    for customer, place, ago, floor, good, excellent in STANDARDS:
        if ago < story.weeks:
            owner = story.customers[customer]
            service = story.tracker.services.where("customer_id = ?", owner)[place]
            day = _needs_day(story, ago)
            set_standard(
                story.tracker, service.id, day, floor=floor, good=good, excellent=excellent
            )


def _tell_lists(
    story: Story, customer: str, day: date, source: NeedSource, lines: tuple[NeedLine, ...]
) -> None:
    tracker, owner = story.tracker, story.customers[customer]
    for line in lines:
        mine = add_need(tracker, owner, NeedSide.MINE, line.mine, day) if line.mine else None
        if not line.theirs:
            continue
        theirs = add_need(tracker, owner, NeedSide.THEIRS, line.theirs, day, source=source)
        if mine is not None:
            pair_needs(tracker, mine, theirs)
        if line.measure:
            measure_need(tracker, theirs, story.measures[line.measure])


def _needs_day(story: Story, ago: int) -> date:
    return (story.now + -min(ago, story.weeks - 1)).start
