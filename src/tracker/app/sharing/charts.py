"""A chart before it leaves: what is on it, item by item, and the picture with only what is on (S3).

What may never leave is never offered: that a measure is watched (it tells of a decision), what a
private note has put on the own chart, notes, and a customer's words. Off until the person chooses:
what stopped upstream, what I did not hand on, events that are about nobody in particular (they may
tell of others), and why a period was skipped.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from tracker.app.sharing.commands import OutgoingItem
from tracker.app.sharing.scorecard_measures import Items
from tracker.domain.customer import Customer
from tracker.domain.measure import Measure
from tracker.domain.sharing import ShareKind, usually_for_them
from tracker.report.charts.picture import (
    SKIPPED,
    Flag,
    Gap,
    HeatLine,
    HeatPicture,
    Picture,
    Span,
    TrendPicture,
)
from tracker.report.dates import long_day, long_days
from tracker.report.scorecard.content import Item, ItemKind
from tracker.report.wording import number_of

RATINGS, REASONS = "ratings", "reasons"
_SPANS = {"fix": ItemKind.FIX, "stop": ItemKind.STOP, "own_stop": ItemKind.OWN_STOP}
_FLAGS = {"event": ItemKind.EVENT, "planned": ItemKind.PLANNED}


@dataclass(frozen=True, slots=True)
class ChartSubject:
    """A picture to be handed over, and whose it is; a map of all customers is of none."""

    picture: Picture
    measure: Measure | None = None
    customer: Customer | None = None

    @property
    def usually_for_them(self) -> bool:
        """Whether it is for the customer, as long as nobody chose."""
        return usually_for_them((self.measure,) if self.measure else ())

    def titled(self, *, for_them: bool) -> Picture:
        """Return the picture under the name that whoever gets it knows the measure by."""
        if self.measure is None or not for_them or isinstance(self.picture, HeatPicture):
            return self.picture
        return replace(self.picture, title=self.measure.for_them.name)


@dataclass(frozen=True, slots=True)
class ChartPage:
    """The picture as it leaves, and every item that is or could be on it."""

    subject: ChartSubject
    picture: Picture
    items: tuple[Item, ...]

    def leaving(self, *, for_them: bool) -> OutgoingItem:
        """Return what the ledger keeps; what shows several customers was shown to none of them."""
        subject, picture = self.subject, self.picture
        days = None if isinstance(picture, HeatPicture) else (picture.first, picture.last)
        return OutgoingItem(
            ShareKind.CHART,
            picture.title,
            subject.customer.id if subject.customer else None,
            () if subject.measure is None else (subject.measure,),
            first=days[0] if days else None,
            last=days[1] if days else None,
            for_them=for_them and subject.customer is not None,
        )


def chart_page(
    subject: ChartSubject, switches: Mapping[str, bool], *, for_them: bool | None = None
) -> ChartPage:
    """Return a chart with what is on it; `switches` are the person's choices by key.

    `for_them` says whom it is for; without it that is as usual.
    """
    items = Items(switches)
    whom = subject.usually_for_them if for_them is None else for_them
    picture = subject.titled(for_them=whom)
    match picture:
        case TrendPicture():
            picture = _trend(picture, items)
        case HeatPicture():
            items.state("chart", ItemKind.PAGE, picture.title)
            picture = replace(picture, lines=tuple(_lines(picture, items)))
        case _:
            items.state("chart", ItemKind.PAGE, f"{picture.title}: {picture.summary}")
    return ChartPage(subject, picture, items.listed)


def _trend(picture: TrendPicture, items: Items) -> TrendPicture:
    days = long_days(picture.first, picture.last)
    values = number_of(len(picture.points), "value")
    items.state("chart", ItemKind.PAGE, f"{picture.title}: {values}, {days}")
    if picture.promises:
        promise = picture.promises[-1].label
        items.state("promise", ItemKind.PAGE, f"The promise: {promise}")
    picture = picture.for_sharing
    ratings = picture.ratings
    if ratings:
        given = f"Their own figures: {number_of(len(ratings), 'rating')}, without their words"
        ratings = ratings if items.offer(RATINGS, ItemKind.RATING, given) else ()
    return replace(
        picture,
        points=tuple(replace(one, note="") for one in picture.points),
        gaps=tuple(_gaps(picture, items)),
        flags=tuple(one for one in picture.flags if _flag_on(one, picture, items)),
        spans=tuple(one for one in picture.spans if _span_on(one, picture, items)),
        ratings=tuple(replace(one, words="") for one in ratings),
    )


def _gaps(picture: TrendPicture, items: Items) -> Iterator[Gap]:
    """Yield the periods without a value; why they were skipped only if that is chosen."""
    told = [one for one in picture.gaps if one.reason.startswith(f"{SKIPPED}: ")]
    why = "Why one period was skipped"
    if len(told) > 1:
        why = f"Why {len(told)} periods were skipped"
    said = bool(told) and items.offer(REASONS, ItemKind.REASON, why, on=False)
    for one in picture.gaps:
        yield one if said or one not in told else replace(one, reason=SKIPPED)


def _flag_on(one: Flag, picture: TrendPicture, items: Items) -> bool:
    kind = _FLAGS.get(one.kind)
    if kind is None:  # when a change was revealed: that is the chart itself
        return True
    key = f"{one.kind}:{one.day}:{one.label}"
    text = f"{long_day(one.day, picture.last)}: {one.label}"
    return items.offer(key, kind, text, on=not one.general)


def _span_on(one: Span, picture: TrendPicture, items: Items) -> bool:
    kind = _SPANS.get(one.kind)
    if kind is None:
        return False
    key = f"{one.kind}:{one.first}:{one.label}"
    text = f"{long_day(one.first, picture.last)}: {one.label}"
    return items.offer(key, kind, text, on=kind is ItemKind.FIX)


def _lines(picture: HeatPicture, items: Items) -> Iterator[HeatLine]:
    for one in picture.lines:
        if items.offer(f"customer:{one.name}", ItemKind.CUSTOMER, f"{one.name} ({one.tier})"):
            yield one
