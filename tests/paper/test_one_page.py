"""A scorecard stays on one page: printed, opened again, and each of its words looked at."""

from __future__ import annotations

import random
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest

from tracker.app.commands import MeasureInput, add_customer, add_measure, switch_item
from tracker.app.person import introduce
from tracker.app.sharing.ledger import agreement
from tracker.app.sharing.scorecard import scorecard, scorecard_period
from tracker.app.tracker import Tracker
from tracker.detection.scale import Scale
from tracker.domain.customer import Tier
from tracker.domain.measure import SCALES, Area, Better
from tracker.domain.period import Period, periods
from tracker.paper.pages import document_pdf
from tracker.report.documents.document import Document
from tracker.report.documents.sheet import PaperSheet
from tracker.report.scorecard.document import agreement_document, scorecard_document

pytestmark = [
    pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs poppler-utils"),
    pytest.mark.qt_log_ignore("OpenType support missing", extend=True),
]
TODAY = date(2026, 11, 30)
WEEKS = 40
SHORT = "Answers"
LONG = "Rückfragen zu Monatsabschlüssen, die ohne weitere Nachfrage gebucht werden"
USUAL = {
    Scale.RATING: (3.8, 0.6, 4),
    Scale.NUMBER: (5.0, 0.8, 4),
    Scale.PERCENT: (88.0, 4.0, 85),
    Scale.COUNT: (6.0, 2.0, 5),
    Scale.DURATION: (2.0, 0.4, 2.5),
    Scale.YESNO: (0.9, 0.3, 1),
}
LEAST_LETTERS = 7.0
"""Points; the smallest print of all has 7.6."""
WORD = re.compile(
    r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>'
)


@dataclass(frozen=True)
class Printed:
    """A word of a page, where it stands."""

    left: float
    top: float
    right: float
    bottom: float
    text: str


@pytest.fixture
def diary() -> Iterator[Callable[[int, str, float], Tracker]]:
    """Return what makes files; those that a test made are closed after it."""
    with ExitStack() as made:
        yield lambda *asked: made.enter_context(filled(*asked))


def filled(count: int, name: str, gaps: float) -> Tracker:
    """Return a file with one customer and so many shared measures, a few of them moved."""
    tracker = Tracker(None)
    introduce(tracker, "Ana Müller", "Reporting systems", "ana@example.org")
    chance = random.Random(count)
    span = list(periods(Period.of(TODAY) + (1 - WEEKS), Period.of(TODAY)))
    with tracker.edit("fill"):
        customer = add_customer(tracker, "Finance leads", Tier.WOW)
        for at in range(count):
            scale = list(Scale)[at % len(Scale)]
            rule = SCALES[scale]
            level, spread, promise = USUAL[scale]
            said = MeasureInput(
                name=f"{name} {at + 1}",
                area=list(Area)[at % len(Area)],
                scale=scale,
                better=Better(rule.better),
                promise=promise,
                unit=rule.unit,
                shared=True,
                definition="Counted until the day on which you could use it" if at % 2 else "",
            )
            measure = add_measure(tracker, customer, said, span[0].start)
            worse = level * (0.7 if rule.better == "higher" else 1.5)
            for place, week in enumerate(span):
                if chance.random() < gaps:
                    continue
                usual = worse if at % 5 == 1 and place > WEEKS - 8 else level
                value = round(round(chance.gauss(usual, spread) / rule.step) * rule.step, 1)
                value = max(value, rule.low or 0)
                kept = value if rule.high is None else min(value, rule.high)
                tracker.evaluations.add(measure_id=measure, start=week.start, value=kept)
    return tracker


def printed(tracker: Tracker, sheet: PaperSheet, folder: Path) -> list[list[Printed]]:
    """Print the scorecard and return the words of each page."""
    content = scorecard(tracker, 1, *scorecard_period(TODAY), TODAY)
    return read(scorecard_document(content), sheet, folder)


def read(document: Document, sheet: PaperSheet, folder: Path) -> list[list[Printed]]:
    """Return the words of each page of a PDF as another program reads them."""
    paper = folder / "printed.pdf"
    paper.write_bytes(document_pdf(replace(document, sheet=sheet)))
    run = ["pdftotext", "-bbox", str(paper), "-"]
    said = subprocess.run(run, capture_output=True, check=True, timeout=60).stdout.decode()
    return [list(words(page)) for page in said.split("<page ")[1:]]


def words(page: str) -> Iterator[Printed]:
    for left, top, right, bottom, text in WORD.findall(page):
        yield Printed(float(left), float(top), float(right), float(bottom), text)


def check(page: list[Printed], sheet: PaperSheet) -> None:
    """Nothing is outside the margins, nothing lies over another word, nothing is too small."""
    assert page
    for one in page:
        assert one.left >= 30, one
        assert one.right <= sheet.width - 30, one
        assert one.top >= 25, one
        assert one.bottom <= sheet.height - 20, one
        assert one.bottom - one.top >= LEAST_LETTERS, one
    for one, other in combinations(page, 2):
        across = min(one.right, other.right) - max(one.left, other.left)
        down = min(one.bottom, other.bottom) - max(one.top, other.top)
        # A line of letters is higher than its ink: neighbours may share some of their air.
        assert across < 0.5 or down < 0.4 * (one.bottom - one.top), (one, other)


@pytest.mark.parametrize("sheet", PaperSheet)
@pytest.mark.parametrize("count", [1, 4, 5, 9, 11])
def test_up_to_eleven_measures_stand_on_one_page(count, sheet, tmp_path, diary) -> None:
    (page,) = printed(diary(count, SHORT, 0.08), sheet, tmp_path)
    check(page, sheet)
    assert [one.text for one in page].count(SHORT) >= count


def test_twelve_stand_on_one_page_of_a4(tmp_path, diary) -> None:
    (page,) = printed(diary(12, SHORT, 0.08), PaperSheet.A4, tmp_path)
    check(page, PaperSheet.A4)
    assert len(fives(page)) == 12


@pytest.mark.parametrize("sheet", PaperSheet)
@pytest.mark.parametrize("name", [SHORT, LONG])
def test_twelve_promises_are_agreed_on_one_page(name, sheet, tmp_path, diary) -> None:
    content = agreement(diary(12, name, 0.1), 1, TODAY)
    (page,) = read(agreement_document(content), sheet, tmp_path)
    check(page, sheet)
    assert "Promised" in [one.text for one in page], "the line to sign on stands there, too"


@pytest.mark.parametrize("gaps", [0.0, 0.3])
def test_nine_with_long_names_stand_on_one_page(gaps, tmp_path, diary) -> None:
    (page,) = printed(diary(9, LONG, gaps), PaperSheet.A4, tmp_path)
    check(page, PaperSheet.A4)
    assert [one.text for one in page].count("Monatsabschlüssen,") >= 9


def test_the_boxes_to_tick_stand_beside_their_promises_where_room_is_short(tmp_path, diary) -> None:
    few = printed(diary(4, SHORT, 0.0), PaperSheet.A4, tmp_path)[0]
    many = printed(diary(10, SHORT, 0.0), PaperSheet.A4, tmp_path)[0]
    asked = [
        next(one.top for one in page if one.text == "How") < max(box.top for box in fives(page))
        for page in (few, many)
    ]
    assert asked == [True, False]


def fives(page: list[Printed]) -> list[Printed]:
    """Return the last boxes of all that can be ticked."""
    lines = sorted(
        (one for one in page if one.text in set("12345")),
        key=lambda one: (round(one.top), one.left),
    )
    texts = [one.text for one in lines]
    return [one for at, one in enumerate(lines) if texts[max(at - 4, 0) : at + 1] == list("12345")]


def test_nobody_is_asked_where_the_question_is_switched_off(tmp_path, diary) -> None:
    tracker = diary(10, SHORT, 0.0)
    switch_item(tracker, 1, "reply", on=False)
    (page,) = printed(tracker, PaperSheet.A4, tmp_path)
    check(page, PaperSheet.A4)
    assert not fives(page)
    assert "How" not in [one.text for one in page]
