"""How a kind of hit is called and drawn, and where a hit opens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tracker.app.search.search import SearchHit, Snippet
from tracker.app.search.tables import HitKind, HitPlace
from tracker.domain.period import Period
from tracker.gui.page import PageSignals
from tracker.report.dates import medium_day, period_with_days

GROUPS: tuple[tuple[str, tuple[HitKind, ...]], ...] = (
    ("Everything", ()),
    ("Notes", (HitKind.EVALUATION, HitKind.QUICK_NOTE)),
    (
        "Customers’ words",
        (
            HitKind.RATING,
            HitKind.WANT,
            HitKind.NEED,
            HitKind.ELEMENT,
            HitKind.AGREEMENT,
            HitKind.MANDATE,
        ),
    ),
    (
        "Fixes and changes",
        (HitKind.FIX, HitKind.PULSE_FIX, HitKind.PLANNED_CHANGE, HitKind.EXPLANATION),
    ),
    ("Conflicts and decisions", (HitKind.CONFLICT, HitKind.SIDE, HitKind.DECISION)),
    (
        "Events and stops",
        (HitKind.EVENT, HitKind.MOMENT, HitKind.STOP, HitKind.OWN_STOP, HitKind.LINK),
    ),
    ("Weeks", (HitKind.CHECK_IN, HitKind.PULSE, HitKind.PULSE_WORD)),
    (
        "Names and definitions",
        (
            *(
                HitKind.CUSTOMER,
                HitKind.SERVICE,
                HitKind.MEASURE,
                HitKind.VERSION,
                HitKind.STANDARD,
            ),
            HitKind.TIER_MOVE,
        ),
    ),
    ("What was shared", (HitKind.SHARE, HitKind.SHARING, HitKind.MENTION, HitKind.WORDING)),
)


@dataclass(frozen=True, slots=True)
class KindLook:
    """A kind's name on a row and its icon."""

    name: str
    icon: str


_KINDS = {
    HitKind.CUSTOMER: KindLook("Customer", "user"),
    HitKind.SERVICE: KindLook("Service", "users"),
    HitKind.MEASURE: KindLook("Measure", "chart-line"),
    HitKind.WANT: KindLook("What they want", "user"),
    HitKind.VERSION: KindLook("Definition", "chart-line"),
    HitKind.EVALUATION: KindLook("Note", "sticky-note"),
    HitKind.EVENT: KindLook("Event", "flag"),
    HitKind.PULSE: KindLook("Pulse", "calendar-check"),
    HitKind.CHECK_IN: KindLook("Closing answer", "calendar-check"),
    HitKind.FIX: KindLook("Fix", "wrench"),
    HitKind.PLANNED_CHANGE: KindLook("Planned change", "flag"),
    HitKind.EXPLANATION: KindLook("Explanation", "info"),
    HitKind.RATING: KindLook("Customer’s words", "mail"),
    HitKind.NEED: KindLook("Need", "users"),
    HitKind.ELEMENT: KindLook("How they like it", "users"),
    HitKind.STANDARD: KindLook("Standard", "users"),
    HitKind.MANDATE: KindLook("Mandate", "user"),
    HitKind.TIER_MOVE: KindLook("Move", "arrow-right"),
    HitKind.MOMENT: KindLook("Moment", "calendar"),
    HitKind.QUICK_NOTE: KindLook("Quick note", "sticky-note"),
    HitKind.CONFLICT: KindLook("Conflict", "users"),
    HitKind.SIDE: KindLook("Side of a conflict", "users"),
    HitKind.DECISION: KindLook("Decision", "check"),
    HitKind.LINK: KindLook("Upstream", "link"),
    HitKind.STOP: KindLook("Stop", "triangle-alert"),
    HitKind.OWN_STOP: KindLook("Stop of mine", "triangle-alert"),
    HitKind.PULSE_FIX: KindLook("Own fix", "wrench"),
    HitKind.PULSE_WORD: KindLook("About your pulse", "calendar-check"),
    HitKind.MENTION: KindLook("Told", "mail"),
    HitKind.AGREEMENT: KindLook("Agreement", "check"),
    HitKind.SHARING: KindLook("Words to them", "share-2"),
    HitKind.SHARE: KindLook("Shared", "share-2"),
    HitKind.WORDING: KindLook("Own words in a review", "file-text"),
}


def kind_of(hit: SearchHit) -> KindLook:
    """Return how a hit's kind is shown; a private note says so by its lock."""
    return _KINDS[hit.kind]


def title_of(hit: SearchHit, today: date) -> Snippet:
    """Return what stands on a hit's first line; a week has no name but its number."""
    if hit.title.text or hit.day is None:
        return hit.title
    if hit.place is HitPlace.WEEK:
        return Snippet(period_with_days(Period.of(hit.day), today))
    if hit.place is HitPlace.REVIEW:
        return Snippet(f"Review up to {medium_day(hit.day, today)}")
    return Snippet(kind_of(hit).name)


def about(hit: SearchHit, today: date) -> str:
    """Say what a hit is, from when and of whom."""
    title = title_of(hit, today).text
    of = next((name for name in (hit.measure, hit.customer) if name and name != title), "")
    dated = hit.day is not None and hit.place is not HitPlace.WEEK
    when = medium_day(hit.day, today) if dated and hit.day else ""
    kind = kind_of(hit).name
    return " · ".join(part for part in (kind if kind != title else "", when, of) if part)


def said_of(hit: SearchHit, today: date) -> str:
    """Read a hit aloud."""
    private = "stays in this file" if hit.private else ""
    parts = (title_of(hit, today).text, about(hit, today), hit.snippet.text, private)
    return ". ".join(part.rstrip(".") for part in parts if part)


def open_hit(page: PageSignals, hit: SearchHit) -> None:
    """Ask for the place where a hit stands."""
    match hit:
        case SearchHit(place=HitPlace.REVIEW, day=date() as day):
            page.review_requested.emit(day)
        case SearchHit(place=HitPlace.SHARE, customer_id=int(customer_id)):
            page.scorecard_requested.emit(customer_id)
        case SearchHit(place=HitPlace.TREND, measure_id=int(measure_id), day=date() as day):
            page.day_requested.emit((measure_id, day))
        case SearchHit(place=HitPlace.TREND, measure_id=int(measure_id)):
            page.measure_requested.emit(measure_id)
        case _:
            if not _open_section(page, hit):
                _open_customer(page, hit)


def _open_section(page: PageSignals, hit: SearchHit) -> bool:
    """Ask for the section of Fixes & choices where a hit stands, if it stands there."""
    match hit:
        case SearchHit(kind=HitKind.CONFLICT | HitKind.DECISION as kind, id=key):
            page.choice_requested.emit((kind.value, key))
        case SearchHit(place=HitPlace.FIXES | HitPlace.CHOICES | HitPlace.UPSTREAM as place):
            page.section_requested.emit(place.value)
        case SearchHit(place=HitPlace.IDEAS, id=key):
            page.note_requested.emit(key)
        case _:
            return False
    return True


def _open_customer(page: PageSignals, hit: SearchHit) -> None:
    """Ask for the customer of a hit, or else its week."""
    if hit.customer_id is not None:
        page.customer_requested.emit(hit.customer_id)
    elif hit.day:
        page.week_requested.emit(Period.of(hit.day))
