"""How a kind of hit is called and drawn, and where a hit opens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tracker.app.search.search import Hit, Snippet
from tracker.app.search.tables import Kind, Place
from tracker.domain.period import Period
from tracker.gui.page import Wishing
from tracker.report.dates import medium_day, period_with_days


@dataclass(frozen=True, slots=True)
class KindLook:
    """A kind's name on a row and its icon."""

    name: str
    icon: str


_KINDS = {
    Kind.CUSTOMER: KindLook("Customer", "user"),
    Kind.SERVICE: KindLook("Service", "users"),
    Kind.MEASURE: KindLook("Measure", "chart-line"),
    Kind.WANT: KindLook("What they want", "user"),
    Kind.VERSION: KindLook("Definition", "chart-line"),
    Kind.EVALUATION: KindLook("Note", "sticky-note"),
    Kind.EVENT: KindLook("Event", "flag"),
    Kind.PULSE: KindLook("Pulse", "calendar-check"),
    Kind.CHECK_IN: KindLook("Closing answer", "calendar-check"),
    Kind.FIX: KindLook("Fix", "wrench"),
    Kind.PLANNED_CHANGE: KindLook("Planned change", "flag"),
    Kind.EXPLANATION: KindLook("Explanation", "info"),
    Kind.RATING: KindLook("Customer’s words", "mail"),
    Kind.NEED: KindLook("Need", "users"),
    Kind.ELEMENT: KindLook("How they like it", "users"),
    Kind.STANDARD: KindLook("Standard", "users"),
    Kind.MANDATE: KindLook("Mandate", "user"),
    Kind.TIER_MOVE: KindLook("Move", "arrow-right"),
    Kind.MOMENT: KindLook("Moment", "calendar"),
    Kind.JOTTING: KindLook("Quick note", "sticky-note"),
    Kind.CONFLICT: KindLook("Conflict", "users"),
    Kind.SIDE: KindLook("Side of a conflict", "users"),
    Kind.DECISION: KindLook("Decision", "check"),
    Kind.LINK: KindLook("Upstream", "link"),
    Kind.STOP: KindLook("Stop", "triangle-alert"),
    Kind.AGREEMENT: KindLook("Agreement", "check"),
    Kind.SHARING: KindLook("Words to them", "share-2"),
    Kind.SHARE: KindLook("Shared", "share-2"),
    Kind.WORDING: KindLook("Own words in a review", "file-text"),
}
GROUPS: tuple[tuple[str, tuple[Kind, ...]], ...] = (
    ("Everything", ()),
    ("Notes", (Kind.EVALUATION, Kind.JOTTING)),
    (
        "Customers’ words",
        (Kind.RATING, Kind.WANT, Kind.NEED, Kind.ELEMENT, Kind.AGREEMENT, Kind.MANDATE),
    ),
    ("Fixes and changes", (Kind.FIX, Kind.PLANNED_CHANGE, Kind.EXPLANATION)),
    ("Conflicts and decisions", (Kind.CONFLICT, Kind.SIDE, Kind.DECISION)),
    ("Events and stops", (Kind.EVENT, Kind.MOMENT, Kind.STOP, Kind.LINK)),
    ("Weeks", (Kind.CHECK_IN, Kind.PULSE)),
    (
        "Names and definitions",
        (
            *(Kind.CUSTOMER, Kind.SERVICE, Kind.MEASURE, Kind.VERSION, Kind.STANDARD),
            Kind.TIER_MOVE,
        ),
    ),
    ("What was shared", (Kind.SHARE, Kind.SHARING, Kind.WORDING)),
)


def kind_of(hit: Hit) -> KindLook:
    """Return how a hit's kind is shown; a private note says so by its lock."""
    return _KINDS[hit.kind]


def title_of(hit: Hit) -> Snippet:
    """Return what stands on a hit's first line; a week has no name but its number."""
    if hit.title.text or hit.day is None:
        return hit.title
    if hit.place is Place.WEEK:
        return Snippet(period_with_days(Period.of(hit.day)))
    if hit.place is Place.REVIEW:
        return Snippet(f"Review up to {medium_day(hit.day)}")
    return Snippet(kind_of(hit).name)


def about(hit: Hit) -> str:
    """Say what a hit is, from when and of whom."""
    title = title_of(hit).text
    of = next((name for name in (hit.measure, hit.customer) if name and name != title), "")
    dated = hit.day is not None and hit.place is not Place.WEEK
    when = medium_day(hit.day) if dated and hit.day else ""
    return " · ".join(part for part in (kind_of(hit).name, when, of) if part)


def said_of(hit: Hit) -> str:
    """Read a hit aloud."""
    private = "stays in this file" if hit.private else ""
    parts = (title_of(hit).text, about(hit), hit.snippet.text, private)
    return ". ".join(part.rstrip(".") for part in parts if part)


def open_hit(page: Wishing, hit: Hit) -> bool:
    """Ask for the place where a hit stands; False for one on the review page itself."""
    match hit:
        case Hit(place=Place.REVIEW):
            return False
        case Hit(place=Place.SHARE, customer_id=int(customer_id)):
            page.scorecard_requested.emit(customer_id)
        case Hit(place=Place.TREND, measure_id=int(measure_id), day=date() as day):
            page.day_requested.emit((measure_id, day))
        case Hit(place=Place.TREND, measure_id=int(measure_id)):
            page.measure_requested.emit(measure_id)
        case _:
            return _open_section(page, hit) or _open_customer(page, hit)
    return True


def _open_section(page: Wishing, hit: Hit) -> bool:
    """Ask for the section of Fixes & choices where a hit stands, if it stands there."""
    match hit:
        case Hit(kind=Kind.CONFLICT | Kind.DECISION as kind, id=key):
            page.choice_requested.emit((kind.value, key))
        case Hit(place=Place.FIXES | Place.CHOICES | Place.UPSTREAM as place):
            page.section_requested.emit(place.value)
        case Hit(place=Place.IDEAS, customer_id=None):
            page.section_requested.emit(Place.IDEAS.value)
        case _:
            return False
    return True


def _open_customer(page: Wishing, hit: Hit) -> bool:
    """Ask for the customer of a hit, or else its week."""
    if hit.customer_id is not None:
        page.customer_requested.emit(hit.customer_id)
    elif hit.day:
        page.week_requested.emit(Period.of(hit.day))
    else:
        return False
    return True
