"""Figures from 10,000 on: grouped alike wherever a person reads them, bare where a program does."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from tracker.app import commands
from tracker.app.commands import MeasureInput
from tracker.app.evaluations.status import status
from tracker.app.review.review import review
from tracker.app.sharing.scorecard import scorecard
from tracker.app.signals.standing import standings
from tracker.app.tracker import Tracker
from tracker.app.transfer import csv_export
from tracker.app.transfer.whole import whole_bytes
from tracker.app.trends.pictures import heat_picture
from tracker.app.trends.trend import trend_picture
from tracker.cli.signals import _standing_text as signal_text
from tracker.cli.status import as_text
from tracker.detection.scale import Scale
from tracker.domain.measure import Area
from tracker.paper.writer import document_bytes
from tracker.report.charts.draw import full_svg
from tracker.report.review.document import document_for
from tracker.report.scorecard.document import scorecard_document

BARE = re.compile(r"(?<![\d\u202f.,#A-Fa-f-])\d{5,}(?![\d-])")


@pytest.fixture
def pages(tracker: Tracker, finance: int, week) -> int:
    """Log 26 weeks of about 12,000 pages, half as many since six weeks; the promise is 11,500."""
    said = MeasureInput(
        name="Pages sent", area=Area.ROI, scale=Scale.COUNT, promise=11_500, unit="pages"
    )
    first = (week + -26).start
    key = commands.add_measure(tracker, finance, said, first)
    commands.share_measure(tracker, key, shared=True)
    for ago in range(26, 0, -1):
        value = 12_345 + 111 * (ago % 4) if ago > 6 else 10_234 + 7 * ago
        commands.record(tracker, key, (week + -ago).start, value)
    return key


def test_what_people_read_is_grouped_alike(tracker, finance, pages, today, week) -> None:
    span = today - timedelta(weeks=26), today
    texts = {
        "status": as_text(status(tracker, week)),
        "signals": "\n".join(signal_text(one, today) for one in standings(tracker, today)),
        "heat map": heat_picture(tracker, today).summary,
        "chart": re.sub(r"<[^>]+>", " ", full_svg(trend_picture(tracker, pages, today))),
    }
    card = scorecard_document(scorecard(tracker, finance, *span, today))
    pack = document_for(review(tracker, *span, today), {}, ".md")
    for name, document in (("scorecard", card), ("pack", pack)):
        texts[name] = document_bytes(document, ".md").decode()
    for name, text in texts.items():
        assert BARE.findall(text) == [], name
        assert re.search("1[02]\u202f\\d{3}", text), name
    assert "11\u202f500" in texts["status"]


def test_what_programs_read_is_not(tracker, pages) -> None:
    for text in (
        csv_export(tracker, private=True).text,
        whole_bytes(tracker, private=True).decode(),
    ):
        assert "\u202f" not in text
        assert "12345" in text
