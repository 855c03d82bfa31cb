"""How a kind of hit is called and drawn, and where a hit opens."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.app.queries.search import Hit, Kind, Place
from tracker.app.queries.search_words import Snippet
from tracker.domain.period import Period
from tracker.report.reading import day_words, period_words

Wish = tuple[str, str, object]
"""A page, its method, and what that takes."""


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
    Kind.AGREEMENT: KindLook("Agreement", "check"),
    Kind.SHARING: KindLook("Words to them", "share-2"),
    Kind.SHARE: KindLook("Shared", "share-2"),
    Kind.WORDING: KindLook("Own words in a review", "file-text"),
}
GROUPS: tuple[tuple[str, tuple[Kind, ...]], ...] = (
    ("Everything", ()),
    ("Notes", (Kind.EVALUATION,)),
    ("Customers’ words", (Kind.RATING, Kind.WANT, Kind.NEED, Kind.ELEMENT, Kind.AGREEMENT)),
    ("Fixes and changes", (Kind.FIX, Kind.PLANNED_CHANGE, Kind.EXPLANATION)),
    ("Events", (Kind.EVENT,)),
    ("Weeks", (Kind.CHECK_IN, Kind.PULSE)),
    (
        "Names and definitions",
        (Kind.CUSTOMER, Kind.SERVICE, Kind.MEASURE, Kind.VERSION, Kind.STANDARD),
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
        return Snippet(period_words(Period.of(hit.day)))
    return Snippet(f"Review up to {day_words(hit.day)}")


def about(hit: Hit) -> str:
    """Say what a hit is, of whom and from when."""
    title = title_of(hit).text
    of = next((name for name in (hit.measure, hit.customer) if name and name != title), "")
    dated = hit.day is not None and hit.place is not Place.WEEK
    when = day_words(hit.day) if dated and hit.day else ""
    return " · ".join(part for part in (of, kind_of(hit).name, when) if part)


def said_of(hit: Hit) -> str:
    """Read a hit aloud."""
    private = "stays in this file" if hit.private else ""
    parts = (title_of(hit).text, about(hit), hit.snippet.text, private)
    return ". ".join(part.rstrip(".") for part in parts if part)


def wish_of(hit: Hit) -> Wish | None:
    """Return where a hit opens; None on the review page itself."""
    if hit.place is Place.REVIEW:
        return None
    if hit.place is Place.WEEK and hit.day:
        return ("week", "show_week", Period.of(hit.day))
    if hit.place is Place.FIXES:
        return ("correct", "show_section", "fixes")
    if hit.place is Place.SHARE and hit.customer_id is not None:
        return ("share", "show_customer", hit.customer_id)
    if hit.place is Place.TREND and hit.measure_id is not None:
        if hit.day is None:
            return ("trends", "show_measure", hit.measure_id)
        return ("trends", "show_day", (hit.measure_id, hit.day))
    if hit.customer_id is not None:
        return ("customers", "show_customer", hit.customer_id)
    return ("week", "show_week", Period.of(hit.day)) if hit.day else ("overview", "refresh", None)
