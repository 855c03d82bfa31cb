"""Forty histories on every page and in every file: the words about a promise are one judgement's.

What is compared are the words that a person reads, taken from the finished files and the shown
pages; no value of the program is asked for them.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from html import unescape
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any
from zipfile import ZipFile

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QWidget

from tracker.app import commands
from tracker.app.commands import MeasureInput
from tracker.app.customers.board import board
from tracker.app.evaluations.status import status as read_status
from tracker.app.review.review import review
from tracker.app.settings import Settings
from tracker.app.sharing.ledger import agreement
from tracker.app.sharing.publishing import publish
from tracker.app.sharing.scorecard import scorecard, scorecard_period
from tracker.app.signals.corrections import FixInput
from tracker.app.signals.standing import standings
from tracker.app.tracker import Tracker
from tracker.cli.signals import _standing_text as signal_text
from tracker.cli.status import as_text
from tracker.detection.scale import Scale
from tracker.domain.customer import CustomerKind, Tier
from tracker.domain.measure import Area, Better
from tracker.domain.period import Cadence, Period
from tracker.gui.bridge import Bridge
from tracker.gui.correct.page import CorrectPage
from tracker.gui.customers.cards import card_line
from tracker.gui.customers.page import CustomersPage
from tracker.gui.overview.page import OverviewPage
from tracker.gui.review.page import ReviewPage
from tracker.gui.share.page import SharePage
from tracker.gui.theme import Theme
from tracker.gui.trends.page import TrendsPage
from tracker.gui.week.page import ThisWeekPage
from tracker.gui.widgets.paper_view import PaperView
from tracker.paper.layout import TextLines
from tracker.paper.writer import document_bytes
from tracker.report.documents.document import Document
from tracker.report.review.document import PackChoice, document_for
from tracker.report.scorecard.document import agreement_document, scorecard_document
from tracker.store.outgoing import write_whole

TODAY, FIRST, LAST = date(2026, 11, 20), date(2026, 8, 17), date(2026, 11, 15)
WEEKS, OLDER = 13, 14
CUSTOMERS = ("Azure team", "Beryl team", "Coral team", "Denim team", "Ebony team", "Flint team")
TIERS = (Tier.WOW, Tier.WOW, Tier.SERVE, Tier.SERVE, Tier.MAINTAIN, Tier.SERVE)
PLAIN = 30
NAMES = tuple(f"Measure {at:02}" for at in range(1, PLAIN + 11))
FILES = (".html", ".pdf", ".md", ".docx", ".pptx")
NEXT = (
    *(
        "How did I do",
        "What happens next",
        "What changed",
        "Only what I marked",
        "Areas and customers",
    ),
    *("Decisions", "How the measuring", "In short", "Appendix", "Remark", "Every value", "2026-W"),
    "Fixes and their effect",
)
STOPS = re.compile("|".join((*NAMES, *CUSTOMERS, *NEXT)))
COUNT = re.compile(r"(?<!week )\b(\d+) of (\d+)|(all|none of the|any of the) (\d+)")


@dataclass(frozen=True)
class History:
    """Thirteen weeks of the span, and what came before them (oldest first).

    In a span None is a week without a value; a longer rhythm takes the newest of it. `later` is a
    promise that counts from the middle of the span on.
    """

    name: str
    older: tuple[float, ...]
    span: tuple[float | None, ...]
    rated: bool = False
    cadence: Cadence = Cadence.WEEKLY
    band: bool = False
    later: float | None = None

    @property
    def said(self) -> MeasureInput:
        """What is promised."""
        better = Better.BAND if self.band else Better.HIGHER if self.rated else Better.LOWER
        return MeasureInput(
            name=self.name,
            area=list(Area)[NAMES.index(self.name) % 6],
            scale=Scale.RATING if self.rated else Scale.DURATION,
            better=better,
            promise=None if self.band else 4 if self.rated else 2,
            low=1 if self.band else None,
            high=2 if self.band else None,
            unit="" if self.rated else "days",
            cadence=self.cadence,
        )


def histories() -> Iterator[History]:
    """Yield histories of every kind: steady, stepping, sliding, turning, short, at random."""
    draw = Random(11)
    shapes = (
        *("k" * 13, "b" * 13, "k" * 10 + "bbb", "b" * 9 + "kkkk", "kb" * 6 + "k", "kkb" * 4 + "k"),
        *("k" * 8 + "b" * 5, "kkkbkkkkkbkkk", "bbkbbkbbkbbkb", "kk", "", "k" * 4 + "b" * 9),
    )
    for at, name in enumerate(NAMES[:PLAIN]):
        told = shapes[at] if at < len(shapes) else "".join(draw.choices("kb", (at, 18), k=13))
        rated = at % 3 == 1
        good, bad = ((4, 5), (2, 3)) if rated else ((1.1, 1.9), (2.2, 2.9))
        span = tuple(_value(draw, *(good if sign == "k" else bad), rated=rated) for sign in told)
        older = tuple(_value(draw, *good, rated=rated) for _ in range(OLDER * (at % 2)))
        yield History(name, older if len(told) == WEEKS else (), span, rated)
    yield from others(draw)


def others(draw: Random) -> Iterator[History]:
    """Yield gaps, longer rhythms, bands, and promises that were changed."""
    gaps, late, band, turn = "k-kk--kbk-kkk", "kkk-k--bbbb-b", "kkbkkkkbkkkkk", "kkkkkkkbbbbbb"
    month, quarter = Cadence.MONTHLY, Cadence.QUARTERLY
    said: tuple[tuple[str, dict[str, Any]], ...] = (
        (gaps, {}),
        (late, {}),
        ("kkbkkk", {"cadence": Cadence.FORTNIGHTLY}),
        ("kkkbbb", {"cadence": Cadence.FORTNIGHTLY}),
        ("kbb", {"cadence": month}),
        ("k", {"cadence": quarter}),
        (band, {"band": True}),
        (turn, {"band": True}),
        (turn, {"later": 3.0}),
        ("k" * 13, {"later": 1.0}),
    )
    ends = {"k": (1.1, 1.9), "b": (2.2, 2.9)}
    for name, (told, more) in zip(NAMES[PLAIN:], said, strict=True):
        values = tuple(
            None if sign == "-" else _value(draw, *ends[sign], rated=False) for sign in told
        )
        yield History(name, (), values, **more)


def _value(draw: Random, low: float, high: float, *, rated: bool) -> float:
    return float(draw.randint(int(low), int(high))) if rated else round(draw.uniform(low, high), 1)


def fill(tracker: Tracker) -> list[int]:
    """Log every history, six measures a customer and the odd ones of one; everything is shared."""
    keys = [
        commands.add_customer(tracker, name, tier, CustomerKind.TEAM)
        for name, tier in zip(CUSTOMERS, TIERS, strict=True)
    ]
    for at, one in enumerate(histories()):
        whose = keys[min(at // 6, len(keys) - 1)]
        key = commands.add_measure(tracker, whose, one.said, FIRST - timedelta(weeks=OLDER))
        commands.share_measure(tracker, key, shared=True)
        phase = tracker.measures.get(key).phase
        values = (*one.older, *one.span)
        begins = Period.of(LAST + timedelta(days=1), one.cadence, phase) + -len(values)
        for step, value in enumerate(values):
            if value is not None:
                commands.record(tracker, key, (begins + step).start, value)
        if one.later is not None:
            said = replace(one.said, promise=one.later, shared=True)
            commands.edit_measure(tracker, key, said, FIRST + timedelta(weeks=WEEKS // 2))
    return keys


Words = tuple[str, str]


def read_words(text: str) -> Words | None:
    """Read what a stretch of text says of a promise: its state, and in how many periods."""
    said = " ".join(text.lower().replace("\N{NO-BREAK SPACE}", " ").split())
    said = re.sub(
        r"\d of 5\b|\d of 6 (week|fortnight|month|quarter)s logged", "", said
    )  # a rating; what is learnt
    states = (
        (r"too few", "too few"),
        (r"kept again|again since", "again"),
        (r"not kept since|not since", "gone"),
        (r"partly kept", "partly"),
        (r"not kept", "not"),
        (r"\bkept\b|as promised", "kept"),
    )
    state = next((name for pattern, name in states if re.search(pattern, said)), None)
    if state is None:
        return None
    found = COUNT.search(said)
    if found is None:
        return state, ""
    if found[1]:
        return state, f"{found[1]} of {found[2]}"
    return state, f"{found[4] if found[3] == 'all' else 0} of {found[4]}"


def words_by_measure(text: str) -> dict[str, set[Words]]:
    """Read the words after each mention of a measure, up to whatever comes next."""
    found: dict[str, set[Words]] = {name: set() for name in NAMES}
    for mention in re.finditer("|".join(NAMES), text):
        rest = text[mention.end() : mention.end() + 420]
        after = STOPS.search(rest)
        if words := read_words(rest[: after.start()] if after else rest):
            found[mention[0]].add(words)
    return found


def text_of(content: bytes, suffix: str, folder: Path) -> str:
    """Read a finished file as a person does."""
    if suffix == ".md":
        return content.decode()
    if suffix == ".html":
        page = re.sub(r"(?s)<(script|style|svg|head)\b.*?</\1>", " ", content.decode())
        return unescape(re.sub(r"<[^>]+>", " ", page))
    if suffix == ".pdf":
        path = folder / "page.pdf"
        path.write_bytes(content)
        run = ["pdftotext", "-raw", "-enc", "UTF-8", str(path), "-"]
        return subprocess.run(run, capture_output=True, encoding="utf-8", check=True).stdout
    with ZipFile(BytesIO(content)) as parts:
        names = [one for one in parts.namelist() if re.search(r"(document|slide\d+)\.xml$", one)]
        names.sort(key=lambda one: int("0" + "".join(re.findall(r"\d", one))))
        pages = [parts.read(one).decode() for one in names]
    return " ".join(
        unescape(re.sub(r"<[^>]+>", " ", re.sub(r"</a:r>", "", page))) for page in pages
    )


@pytest.fixture(scope="module")
def filled() -> Iterator[tuple[Tracker, list[int]]]:
    with Tracker() as tracker:
        keys = fill(tracker)
        tracker.judge.findings()
        yield tracker, keys


@pytest.fixture(scope="module")
def told(filled: tuple[Tracker, list[int]]) -> dict[str, Words]:
    """Return what `signals` says of each measure: what everything else is held against."""
    tracker, _ = filled
    found = words_by_measure(_signals(tracker))
    assert all(len(words) == 1 for name, words in found.items() if name != NAMES[10]), found
    return {name: next(iter(words)) for name, words in found.items() if words}


def _signals(tracker: Tracker) -> str:
    return "\n".join(signal_text(one, TODAY) for one in standings(tracker, TODAY))


def compare(text: str, told: dict[str, Words], where: str, least: int = 39) -> None:
    """Hold every word on a page against what is said elsewhere."""
    found = words_by_measure(text)
    wrong = {
        name: (words, told[name])
        for name, words in found.items()
        if name in told
        for one in words
        if one[0] != told[name][0] or (one[1] and one[1] != told[name][1])
    }
    assert not wrong, (where, wrong)
    assert sum(bool(words) for name, words in found.items() if name in told) >= least, where


def test_the_histories_have_every_state(told: dict[str, Words]) -> None:
    assert {state for state, _ in told.values()} == {
        "kept", "partly", "not", "gone", "again", "too few",
    }  # fmt: skip


@pytest.mark.parametrize("suffix", FILES)
def test_every_file_says_what_signals_say(
    filled: tuple[Tracker, list[int]], told: dict[str, Words], suffix: str, tmp_path: Path
) -> None:
    if suffix == ".pdf" and not shutil.which("pdftotext"):
        pytest.skip("needs poppler-utils")
    tracker, keys = filled
    if suffix != ".pptx":
        pages = [scorecard_document(scorecard(tracker, key, FIRST, LAST, TODAY)) for key in keys]
        texts = [text_of(document_bytes(one, suffix), suffix, tmp_path) for one in pages]
        compare("\n".join(texts), told, f"scorecard{suffix}", 39)
    content = review(tracker, FIRST, LAST, TODAY)
    if suffix == ".pptx":
        deck = document_for(content, {}, suffix)
        compare(text_of(document_bytes(deck, suffix), suffix, tmp_path), told, "deck", 1)
    pack: Document = document_for(content, {}, suffix, PackChoice(every_slide=True))
    compare(text_of(document_bytes(pack, suffix), suffix, tmp_path), told, f"review{suffix}", 39)


@pytest.mark.parametrize("suffix", [".html", ".pdf", ".md", ".docx"])
def test_every_agreement_says_what_signals_say(
    filled: tuple[Tracker, list[int]], told: dict[str, Words], suffix: str, tmp_path: Path
) -> None:
    if suffix == ".pdf" and not shutil.which("pdftotext"):
        pytest.skip("needs poppler-utils")
    tracker, keys = filled
    pages = [agreement_document(agreement(tracker, key, TODAY)) for key in keys]
    texts = [text_of(document_bytes(one, suffix), suffix, tmp_path) for one in pages]
    compare("\n".join(texts), told, f"agreement{suffix}", 39)


def test_status_says_what_signals_say(
    filled: tuple[Tracker, list[int]], told: dict[str, Words]
) -> None:
    tracker, _ = filled
    found = read_status(tracker, Period.of(TODAY))
    compare(as_text(found), told, "status", 39)


def shown(widget: QWidget) -> str:
    """Return every text that a page shows, row by row, with what its lists say aloud."""
    found = [one.text() for one in widget.findChildren(QLabel)]
    for view in widget.findChildren(QAbstractItemView):
        model = view.model()
        if model is None:
            continue
        for row in range(model.rowCount()):
            for column in range(model.columnCount()):
                index = model.index(row, column)
                found.append(str(index.data(Qt.ItemDataRole.AccessibleTextRole) or ""))
    return "\n".join(found)


@pytest.fixture
def desk(
    filled: tuple[Tracker, list[int]], theme: Theme, qapp: QApplication
) -> tuple[Bridge, list[int]]:
    tracker, keys = filled
    theme.choose("light")
    bridge = Bridge(tracker, theme, Settings(None), _now, qapp)
    return bridge, keys


def _now() -> datetime:
    return datetime.combine(TODAY, time(14))


def test_this_week_says_what_signals_say(qtbot, desk, told) -> None:
    page = ThisWeekPage(desk[0])
    qtbot.addWidget(page)
    page.resize(1080, 720)
    with qtbot.waitActive(page):
        page.show()
    page.check_in.signals.tag_all()
    compare(re.sub("|".join(CUSTOMERS), "", shown(page)), told, "This week", 37)
    page.hide()


def test_overview_and_heat_map_say_what_signals_say(qtbot, desk, told) -> None:
    page = OverviewPage(desk[0])
    qtbot.addWidget(page)
    page.show()
    compare(shown(page.body.heat), told, "heat map", 39)
    rows = page.body.revealed.rows.values()
    texts = [
        " ".join(part.text() for part in (row.name, row.badge, row.sentence, row.quiet))
        for row in rows
    ]
    compare("\n".join(texts), told, "Overview", len(texts))
    page.hide()


def test_trends_say_what_signals_say(qtbot, desk, told) -> None:
    bridge, _ = desk
    page = TrendsPage(bridge)
    qtbot.addWidget(page)
    page.show()
    texts = []
    for measure in bridge.tracker.measures.all():
        page.show_measure(measure.id)
        texts.append(f"{measure.name}\n{page.panel.badge.text()}\n{page.panel.told.text()}")
    compare("\n".join(texts), told, "Trends", 39)
    page.hide()


def test_profiles_and_the_board_say_what_signals_say(qtbot, desk, told) -> None:
    bridge, keys = desk
    page = CustomersPage(bridge)
    qtbot.addWidget(page)
    page.show()
    texts, cards = [], {}
    for key in keys:
        page.show_customer(key)
        rows = page.profile.measures.rows.values()
        texts += [f"{row.name.text()}\n{row.badge.text()}\n{row.kept.text()}" for row in rows]
        names = [row.name.text() for row in rows]
        kept = [told[name][0] in {"kept", "again"} for name in names if name in told]
        few = sum(told[name][0] == "too few" for name in names if name in told)
        cards[key] = f"{sum(kept)} of {len(kept) - few} kept"
    compare("\n".join(texts), told, "profile", 39)
    found = board(bridge.tracker, bridge.today())
    lines = {card.customer.id: card_line(card) for tier in found.tiers.values() for card in tier}
    assert {key: cards[key] in lines[key] for key in keys} == dict.fromkeys(keys, True)
    page.hide()


def test_every_published_page_says_what_signals_say(
    filled: tuple[Tracker, list[int]], told: dict[str, Words], tmp_path: Path
) -> None:
    tracker, keys = filled
    assert scorecard_period(TODAY, tracker) == (FIRST, LAST)
    before = len(tracker.history.steps)
    for key in keys:
        commands.publish_for(tracker, key, on=True)
    commands.publish_into(tracker, tmp_path)
    assert publish(tracker, TODAY, write_whole).sentence == "6 pages published"
    pages = [path for path in tmp_path.glob("*.html") if path.stem.partition("-")[0] != "index"]
    texts = [text_of(path.read_bytes(), ".html", tmp_path) for path in pages]
    compare("\n".join(texts), told, "published", 39)
    while len(tracker.history.steps) > before:
        tracker.undo()


def painted(paper: PaperView) -> str:
    """Return every text on the pages that a preview shows, as they are painted."""
    assert paper.pages is not None
    marks = (mark for page in paper.pages.pages for mark in page.marks)
    return "\n".join(mark.paragraph.text for mark in marks if isinstance(mark, TextLines))


def test_the_share_page_says_what_signals_say(qtbot, desk, told) -> None:
    bridge, keys = desk
    page = SharePage(bridge)
    qtbot.addWidget(page)
    page.show()
    cards, agreements = [], []
    for key in keys:
        page.show_customer(key)
        assert page.bar.period.span == (FIRST, LAST)
        cards.append(painted(page.paper))
        page.show_agreement()
        agreements.append(painted(page.paper))
    compare("\n".join(cards), told, "Share, scorecards", 39)
    compare("\n".join(agreements), told, "Share, agreements", 39)
    page.hide()


def test_the_review_page_says_what_signals_say(qtbot, desk, told) -> None:
    bridge, _ = desk
    page = ReviewPage(bridge)
    qtbot.addWidget(page)
    page.show()
    page.bar.period.select_span(FIRST, LAST)
    page.show_pack()
    page.pack.show_span((FIRST, LAST), anew=True)
    qtbot.waitUntil(lambda: bool(page.pack.words.rows), timeout=60_000)
    compare(painted(page.pack.paper), told, "Review, pages", 39)
    compare(shown(page.pack.words), told, "Review, own words", 0)
    page.show_surprises()
    compare(shown(page.parts["surprises"]), told, "No surprises", 0)
    page.hide()


def test_the_fixes_page_says_what_signals_say(qtbot, desk, told) -> None:
    bridge, _ = desk
    tracker = bridge.tracker
    before = len(tracker.history.steps)
    started = LAST - timedelta(weeks=6)
    for measure in tracker.measures.all():
        commands.start_fix(tracker, measure.id, FixInput(what="Ask earlier", started_on=started))
    page = CorrectPage(bridge)
    qtbot.addWidget(page)
    page.show()
    views = [view for column in page.columns.values() for view in column.views]
    assert len(views) == len(NAMES)
    compare("\n".join(map(shown, views)), told, "Fixes", 0)
    page.hide()
    while len(tracker.history.steps) > before:
        tracker.undo()
