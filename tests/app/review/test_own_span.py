"""What is said of a span uses that span alone: in scorecards, packs and decks of many histories.

Read are the words; every day, month and week in them is held against the first day of the span.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

import pytest

from tracker.app import commands
from tracker.app.commands import MeasureInput
from tracker.app.review.review import review
from tracker.app.sharing.scorecard import scorecard
from tracker.app.tracker import Tracker
from tracker.detection.scale import Scale
from tracker.domain.customer import CustomerKind, Tier
from tracker.domain.measure import Area, Better
from tracker.paper.writer import document_bytes
from tracker.report.documents.document import Document
from tracker.report.review.document import PackChoice, document_for
from tracker.report.scorecard.document import scorecard_document

TODAY, LAST = date(2026, 11, 20), date(2026, 11, 15)
WEEKS = 60
BEGAN = LAST - timedelta(weeks=WEEKS, days=-1)
TIERS = (Tier.WOW, Tier.SERVE, Tier.SERVE, Tier.MAINTAIN)
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
NAMED = re.compile(rf"(?:(\d+) )?\b({'|'.join(MONTHS)})[a-z]*\b(?: (20\d\d))?")
WEEK = re.compile(r"(?:(20\d\d)-W|\bW|[Ww]eek )(\d+)(?: of (20\d\d))?")
SENTENCES = re.compile(r"[.;·|](?:\s|$)|\n")


def values(draw: Random) -> Iterator[float]:
    """Yield weeks that keep ≤ 2 or break it, with steps and slides that come at any time."""
    level, drift = draw.choice((1.4, 2.6)), 0.0
    for _ in range(WEEKS):
        if draw.random() < 0.05:
            level, drift = draw.choice((1.4, 1.9, 2.6)), 0.0
        elif draw.random() < 0.03:
            drift = draw.choice((0.06, -0.06))
        level = min(max(level + drift, 1.0), 3.4)
        yield round(level + draw.uniform(-0.2, 0.2), 1)


@pytest.fixture(scope="module")
def filled() -> Iterator[tuple[Tracker, list[int]]]:
    draw = Random(29)
    with Tracker() as tracker:
        keys = [
            commands.add_customer(tracker, f"Team {at}", tier, CustomerKind.TEAM)
            for at, tier in enumerate(TIERS)
        ]
        for at in range(32):
            said = MeasureInput(
                name=f"Answers {at}", area=list(Area)[at % 6], scale=Scale.DURATION,
                better=Better.LOWER, promise=2, unit="days",
            )  # fmt: skip
            measure = commands.add_measure(tracker, keys[at % len(keys)], said, BEGAN)
            commands.share_measure(tracker, measure, shared=True)
            for week, value in enumerate(values(draw)):
                commands.record(tracker, measure, BEGAN + timedelta(weeks=week), value)
        yield tracker, keys


def days(sentence: str) -> Iterator[date]:
    """Yield the last day of whatever a sentence names: a day, a month, a week; years as meant."""
    for day, month, year in NAMED.findall(sentence):
        at = MONTHS.index(month) + 1
        named = int(year or (2026 if (at, int(day or 1)) <= (LAST.month, 31) else 2025))
        yield date(named, at, int(day)) if day else date(named, at, 28) + timedelta(days=3)
    for year, week, other in WEEK.findall(sentence):
        yield date.fromisocalendar(int(year or other or 2026), int(week), 7)


def outside(document: Document, first: date) -> list[str]:
    """Return what names a day before the first one without saying that it is one of before."""
    told = document_bytes(document, ".md").decode().replace("weeks before |", "weeks before: ")
    told = re.sub("The next scorecard comes after .*", "", told)
    return [
        sentence
        for sentence in SENTENCES.split(told)
        if "before" not in sentence and any(day < first for day in days(sentence))
    ]


@pytest.mark.parametrize("weeks", [3, 6, 13, 26, 40])
def test_no_page_names_a_day_before_its_span_unless_it_says_so(filled, weeks: int) -> None:
    tracker, keys = filled
    first = LAST - timedelta(weeks=weeks, days=-1)
    found, earlier = {}, 0
    pages = {
        f"Team {at}": scorecard_document(scorecard(tracker, key, first, LAST, TODAY))
        for at, key in enumerate(keys)
    }
    content = review(tracker, first, LAST, TODAY)
    pages |= {
        "pack": document_for(content, {}, ".md"),
        "deck": document_for(content, {}, ".pptx", PackChoice(every_slide=True)),
    }
    for name, page in pages.items():
        earlier += document_bytes(page, ".md").decode().count("before this period")
        if said := outside(page, first):
            found[name] = said
    assert found == {}
    assert earlier > 0 or weeks > 13  # a change of before is told, and said to be one


def test_a_day_before_the_span_is_found() -> None:
    first = date(2026, 8, 17)
    named = ("not kept since 2 Aug, 0 of 3", "since April", "in week 12", "2025-W50 to 2026-W40")
    assert all(any(day < first for day in days(one)) for one in named)
    assert not any(day < first for day in days("since 17 August 2026, week 34, W35"))
