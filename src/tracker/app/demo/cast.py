"""The cast of the sample data: five customers, who hands over what, and the looking around."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from tracker.app.commands import (
    OwnStopInput,
    StopInput,
    add_link,
    add_mandate,
    answer,
    close_stop,
    ease_link,
    edit_customer,
    start_own_stop,
    start_stop,
    tell_own_stop,
)
from tracker.app.customers.questionnaires import (
    OPERATIONS,
    RELATIONSHIP,
    SUPPLIER,
    WORKSHEET,
    questionnaire,
)
from tracker.app.demo.choosing import Story
from tracker.domain.customer import CustomerKind, Tier
from tracker.domain.measure import Area

EVENTS = (
    # (weeks ago, day of the week from 0, customer, measure, title, note)
    (38, 1, None, None, "New price model", "Announced four weeks before"),
    (22, 2, "Finance leads", None, "New ledger system", "Old exports stopped that week"),
    (16, 0, "Field sales", None, "Quote layout changed", "Marketing's own template"),
    (8, 1, "Platform team", "Docs kept them self-sufficient", "Runbook", "Written with on call"),
    (5, 3, "Field sales", "Quotes used as sent", "Layout agreed with marketing", ""),
)
FIXES = (
    # (weeks ago, measure, what, obstacle, with whom, weeks until done, until reviewed)
    (
        8,
        "Docs kept them self-sufficient",
        "A runbook for the ten usual questions",
        "Everyone asked in chat",
        "",
        1,
        8,
    ),
    (
        6,
        "Quotes used as sent",
        "Agree one layout with marketing",
        "Two templates for one quote",
        "Marketing",
        None,
        5,
    ),
)
ANSWERS = (
    "Finance leads: two answers late, told them why on Thursday.",
    "Nobody this week.",
    "Platform team waited for a review over the weekend; they know.",
    "Field sales. I owe them the discount page and have said when.",
    "My manager heard about the ledger delay from finance before me.",
    "Legal got the list a day late; nobody minded.",
    "Everyone a little: a short week.",
)
LINKS = (
    # (who, what, by when, customers whose first service depends on it)
    ("Ledger team", "The ledger export", "Mondays at 9", ("Finance leads", "My manager")),
    ("Field sales", "Opportunity data", "The last working day", ("Field sales",)),
)
STOPS = (
    # (link, weeks ago, day of the week, days, cause, effect, seen, no fix because)
    (0, 11, 0, 3, "Nightly job failed", "Two answers waited until Thursday", True, "Rare so far"),
    (0, 2, 0, 3, "Nightly job failed", "Close answers a day late", True, ""),
    (1, 20, 2, 1, "Holiday", "", False, "Once a year, and it costs an hour"),
)
BEHIND = (
    ("Finance leads", "The board: figures each month", "Shareholders and the bank"),
    ("Platform team", "Every team that builds on it", ""),
)
OWN_STOPS = (
    # (customer, weeks ago, weekday, days it lasted or 0 while it lasts, what, cause, effect, told)
    (
        "Field sales", 11, 1, 3, "Quote figures", "I waited for one more table",
        "Two quotes went out with last month’s prices.", True,
    ),
    (
        "Field sales", 2, 2, 0, "Quote figures", "I waited for one more table",
        "They call round for the figures.", False,
    ),
)  # fmt: skip
SUPPLIED = ((14, (3, 4, 2, 3)), (3, (3, 4, 3, 4)))
EASY = "I ask by Wednesday noon, in one list, with the day on which it is needed."
RATED = (
    # (weeks ago, questionnaire, customer, one figure a question, note)
    (29, RELATIONSHIP, "Finance leads", (3, 4, 2, 3), "They hear of changes too late."),
    (15, RELATIONSHIP, "Finance leads", (3, 4, 3, 3), ""),
    (4, RELATIONSHIP, "Finance leads", (4, 4, 4, 3), "The weekly call helps. Zoë said so."),
    (12, RELATIONSHIP, "Field sales", (2, 3, 2, 2), ""),
    (24, OPERATIONS, "", (3, 2, 4, 2, 2, 3), "Every close is made anew."),
    (9, OPERATIONS, "", (3, 3, 4, 2, 2, 4), "A named cover would help most."),
    (6, WORKSHEET, "Finance leads", (5, 4, 4, 5, 3, 1, 1, 5, 4, 3), ""),
    (6, WORKSHEET, "My manager", (4, 5, 5, 3, 5, 2, 0, 4, 4, 5), ""),
    (6, WORKSHEET, "Platform team", (4, 3, 2, 4, 3, 1, 0, 3, 5, 3), ""),
)
MANDATES = (
    # (customer, weeks ago, days it holds from today, formal, text)
    (
        "Field sales",
        7,
        60,
        True,
        "Until the new price list is out, quotes come first (Sales board)",
    ),
)


@dataclass(frozen=True, slots=True)
class OfferedService:
    """A service as the customer sees it."""

    name: str
    why: str
    area: Area
    done_when: str = ""
    definition: str = ""
    needed_when: str = ""


@dataclass(frozen=True, slots=True)
class StoryCustomer:
    """One customer of the story; `wants` are told with how many weeks ago they were said."""

    name: str
    kind: CustomerKind
    tier: Tier
    who: str
    offers: tuple[OfferedService, ...]
    wants: tuple[tuple[int, str], ...]
    motives: str = ""
    knowledge: str = ""
    attitudes: str = ""
    invests: str = ""
    benefit: str = ""


CAST = (
    StoryCustomer(
        "Finance leads",
        CustomerKind.TEAM,
        Tier.WOW,
        "The four leads who close the books each month, not the whole finance department",
        (
            OfferedService(
                "Month-end answers they can act on",
                "They close two days earlier and stop re-keying",
                Area.EFFECTIVENESS,
                "They book it without asking back",
                "An answer to every question on the ledger while the books are open",
                "The first five working days of a month",
            ),
            OfferedService(
                "Forecast template that needs no fixing",
                "Saves each analyst an hour a week",
                Area.ROI,
                "Nothing in it has to be typed again",
                needed_when="Every Friday before noon",
            ),
            OfferedService(
                "Early word on system changes",
                "They prepare their own customers",
                Area.INNOVATION,
                definition="What changes, when, and what it means for their sheets",
                needed_when="Two weeks before it lands",
            ),
        ),
        (
            (40, "Answers within two days while the books are open"),
            (22, "One named cover when I am away"),
            (6, "Warning of system changes before they land"),
        ),
        motives="To close without weekend work",
        knowledge="Know the ledger inside out, less so the data warehouse behind it",
        attitudes="Direct; a late answer is worse than a rough one",
        invests="An hour every Monday to walk me through the open items",
        benefit="A close two days earlier is what the whole house sees of analytics",
    ),
    StoryCustomer(
        "My manager",
        CustomerKind.MANAGER,
        Tier.WOW,
        "The head of analytics, for steering and priorities",
        (
            OfferedService(
                "Steering notes that decide",
                "Decisions are taken without a meeting",
                Area.EFFECTIVENESS,
                "The choice stands in the first line",
            ),
            OfferedService(
                "No surprises", "Hears of trouble from me first", Area.USE_AND_SATISFACTION
            ),
        ),
        ((44, "Bad news early, with a proposal"), (12, "Fewer numbers, more judgement")),
        motives="To be asked for advice, not for explanations",
        knowledge="Knows every stakeholder, little of the tooling",
        attitudes="Prefers writing to meetings",
        invests="Half an hour a week, and cover upwards",
        benefit="Better choices of what we work on, and a word for me when roles are filled",
    ),
    StoryCustomer(
        "Platform team",
        CustomerKind.TEAM,
        Tier.SERVE,
        "The six engineers on call for the data platform",
        (
            OfferedService(
                "Reviews within a day",
                "Their changes do not wait for me",
                Area.EFFICIENCY,
            ),
            OfferedService(
                "Docs that answer at night",
                "On call fixes it without waking anyone",
                Area.INFRASTRUCTURE,
                "Nobody has to ask the author",
            ),
        ),
        ((30, "A runbook for the nightly load"), (9, "Reviews that say what must change")),
        motives="Quiet nights",
        knowledge="Strong engineers, new to finance words",
        attitudes="Trust what they can test",
        invests="Fix my pipelines when I ask well",
    ),
    StoryCustomer(
        "Field sales",
        CustomerKind.COLLEAGUE,
        Tier.SERVE,
        "The eight who quote to mid-size accounts in the north",
        (
            OfferedService(
                "Quotes they can send as they are",
                "Their customer has a price the same day",
                Area.USE_AND_SATISFACTION,
            ),
            OfferedService(
                "Price answers while the customer waits",
                "They look sure of themselves in the room",
                Area.EFFECTIVENESS,
            ),
        ),
        ((26, "Discount rules on one page"), (4, "Quotes in the new layout")),
        motives="A yes in the first meeting",
        knowledge="Know the customer, not the price model",
        attitudes="Patient until the customer is in the room",
        invests="Tell me why a quote was lost",
    ),
    StoryCustomer(
        "Legal",
        CustomerKind.EXTERNAL,
        Tier.MAINTAIN,
        "The outside counsel who checks the data clauses of our contracts",
        (OfferedService("Clean contract data", "No clause is checked twice", Area.EFFICIENCY),),
        ((35, "One list a month, complete"),),
        knowledge="Contracts, not databases",
    ),
)


def add_chain(story: Story) -> None:
    """Write links, stops, and who stands behind the customers; a part of the one step."""
    tracker = story.tracker
    links = []
    for who, what, by_when, customers in LINKS:
        services = []
        for name in customers:
            owner = story.customers[name]
            services += [one.id for one in tracker.services.where("customer_id = ?", owner)[:1]]
        links.append(add_link(tracker, who, what, by_when, services))
    for link, ago, day, days, cause, effect, seen, because in STOPS:
        if ago >= story.weeks:
            continue
        first = _day(story, ago) + timedelta(days=day)
        last = first + timedelta(days=days - 1)
        said = StopInput(started_on=first, ended_on=last, cause=cause, effect=effect, seen=seen)
        key = start_stop(tracker, links[link], said)
        if because:
            close_stop(tracker, key, because)
    for name, theirs, end in BEHIND:
        edit_customer(tracker, story.customers[name], their_customer=theirs, end_client=end)


def add_own_side(story: Story) -> None:
    """Write what I did not hand on, and how I work with the first supplier."""
    tracker = story.tracker
    for customer, ago, day, days, what, cause, effect, told in OWN_STOPS:
        if ago < story.weeks and customer in story.customers:
            first = _day(story, ago) + timedelta(days=day)
            mine = OwnStopInput(
                what=what,
                started_on=first,
                ended_on=first + timedelta(days=days - 1) if days else None,
                cause=cause,
                effect=effect,
                knew=False,
            )
            key = start_own_stop(tracker, story.customers[customer], mine)
            if told:
                tell_own_stop(tracker, key, first + timedelta(days=1))
    (supplier, *_) = tracker.links.all()
    ease_link(tracker, supplier.id, EASY)
    for ago, figures in SUPPLIED:
        if ago < story.weeks:
            asked = questionnaire(SUPPLIER).rated
            answers = {one.key: figure for one, figure in zip(asked, figures, strict=True)}
            answer(tracker, SUPPLIER, supplier.id, _day(story, ago), answers)


def _day(story: Story, ago: int) -> date:
    return (story.now + -ago).start


def add_assessments(story: Story) -> None:
    """Write what was rated, and what outranks it; a part of the one step."""
    for ago, kind, customer, figures, note in RATED:
        if ago < story.weeks and (not customer or customer in story.customers):
            asked = questionnaire(kind).rated
            answers = {one.key: figure for one, figure in zip(asked, figures, strict=True)}
            owner = story.customers[customer] if customer else None
            answer(story.tracker, kind, owner, (story.now + -ago).start, answers, note)
    manager = story.customers.get("My manager")
    if manager is not None and story.weeks > 6:
        told = {"others": "The reporting team of operations, for the plain figures"}
        answer(story.tracker, WORKSHEET, manager, _day(story, 6), told)
    for customer, ago, days, formal, text in MANDATES:
        if customer in story.customers:
            made = (story.now + -min(ago, story.weeks - 1)).start
            until = story.now.start + timedelta(days=days)
            owner = story.customers[customer]
            add_mandate(story.tracker, owner, text, made, until, formal=formal)
