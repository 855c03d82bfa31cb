"""The past is never judged in the words of a newer promise: every file and every page is read.

Three promises were changed this week; no period of the new ones has ended. Whatever names the new
figure beside a judgement says that another promise judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractListModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QLabel, QWidget
from tests.gui.places import settle
from tests.gui.test_one_judgement import text_of

from tracker.app import commands
from tracker.app.commands import MeasureInput
from tracker.app.evaluations.status import status as read_status
from tracker.app.review.review import review
from tracker.app.settings import Settings
from tracker.app.sharing.ledger import agreement
from tracker.app.sharing.scorecard import scorecard
from tracker.app.sharing.telling import untold
from tracker.app.signals.promises import promise_explained, promises_explained
from tracker.app.signals.standing import standing_sentences, standings
from tracker.app.tracker import Tracker
from tracker.app.trends.pictures import heat_picture
from tracker.cli.signals import _standing_text as signal_text
from tracker.cli.status import as_text
from tracker.detection.scale import Scale
from tracker.domain.customer import Tier
from tracker.domain.measure import Area, Better
from tracker.domain.period import Period
from tracker.gui.bridge import Bridge
from tracker.gui.shell.window import MainWindow
from tracker.paper.writer import document_bytes
from tracker.report.documents.document import Document
from tracker.report.review.document import document_for
from tracker.report.scorecard.document import agreement_document, scorecard_document

TODAY, CHANGED = date(2026, 11, 20), date(2026, 11, 16)
FIRST, LAST = date(2026, 8, 17), date(2026, 11, 15)
NEW = ("2.75", "61", "7.25", "2.25")
JUDGED = re.compile(
    r"\bkept\b|\bas promised\b|\bpromised\b.*\bsince\b|past the floor", re.IGNORECASE
)
TELLS = re.compile(r"of (the|that|their) time|until \d+ November|≤ 2 days")


def _said(name: str, scale: Scale, better: Better, promise: float, unit: str = "") -> MeasureInput:
    return MeasureInput(
        name=name, area=Area.EFFECTIVENESS, scale=scale, better=better, promise=promise, unit=unit
    )


def fill(tracker: Tracker) -> None:
    """Log thirteen weeks by one promise, and promise otherwise from this week on."""
    azure = commands.add_customer(tracker, "Azure team", Tier.WOW)
    coral = commands.add_customer(tracker, "Coral team", Tier.MAINTAIN)
    steady = [2.4, 2.5, 2.3, 2.6, 2.4, 2.5, 2.5, 2.4, 2.6, 2.3, 2.5, 2.4, 2.5]
    turned = [1.4, 1.5, 1.6, 1.5, 1.4, 1.6, 1.5, 1.5, 1.4, 2.4, 2.6, 2.5, 2.5]
    shares = [72.0, 70.0, 74.0, 71.0, 69.0, 72.0, 73.0, 70.0, 71.0, 72.0, 74.0, 70.0, 72.0]
    days = _said("Answers", Scale.DURATION, Better.LOWER, 2, "days")
    slower = _said("Quotes", Scale.DURATION, Better.LOWER, 2, "days")
    used = _said("Use", Scale.PERCENT, Better.HIGHER, 90)
    calm = replace(_said("Calls", Scale.DURATION, Better.LOWER, 2, "days"), floor=2)
    chats = replace(calm, name="Chats", promise=9, floor=9)
    for whose, said, values, new in (
        (azure, days, steady, replace(days, promise=2.75)),
        (azure, slower, turned, replace(slower, promise=2.75)),
        (azure, used, shares, replace(used, promise=61)),
        (coral, calm, steady, replace(calm, promise=7.25, floor=7.25)),
        (coral, chats, steady, replace(chats, promise=2.25, floor=2.25)),
    ):
        key = commands.add_measure(tracker, whose, said, FIRST)
        commands.share_measure(tracker, key, shared=True)
        for at, value in enumerate(values):
            commands.record(tracker, key, FIRST + timedelta(weeks=at), value)
        commands.edit_measure(tracker, key, replace(new, shared=True), CHANGED)


@pytest.fixture(scope="module")
def filled() -> Iterator[Tracker]:
    with Tracker() as tracker:
        tracker.today = lambda: TODAY
        fill(tracker)
        tracker.judge.findings()
        yield tracker


def wrong(lines: list[str]) -> list[str]:
    """Return the lines that judge with a promise that judged nothing yet."""
    return sorted(
        {
            line
            for line in (" ".join(one.replace("\N{NO-BREAK SPACE}", " ").split()) for one in lines)
            if any(re.search(rf"(?<![\d.]){new}(?![\d.])", line) for new in NEW)
            and JUDGED.search(line)
            and not TELLS.search(line)
        }
    )


def blocks(text: str) -> list[str]:
    """Cut marked-up text where a row or a paragraph ends."""
    ends = r"</(?:p|tr|li|h\d|div|section|td|w:p|a:p)>"
    return [re.sub(r"<[^>]+>", " ", one) for one in re.split(ends, text)]


def sentences(text: str) -> list[str]:
    """Cut a text into sentences."""
    return re.split(r"(?<=[.!?;])\s+|\n", text)


def test_the_rule_of_this_test_finds_what_it_is_for() -> None:
    assert wrong(["The promise (≤ 2.75 days) was kept in 1 of 5 weeks."])
    assert not wrong(["The promise (≤ 2 days) was kept in 1 of 5 weeks.", "Promise ≤ 2.75 days"])
    assert not wrong(["≤ 2.75 days kept in 1 of 5 weeks by the promise of the time"])


@pytest.mark.parametrize("suffix", [".html", ".md", ".docx", ".pptx", ".pdf"])
def test_no_file_does(filled: Tracker, suffix: str, tmp_path: Path) -> None:
    documents: list[Document] = [document_for(review(filled, FIRST, LAST, TODAY), {}, suffix)]
    spans = ((FIRST, LAST), (FIRST, TODAY))
    documents += [document_for(review(filled, *span, TODAY), {}, suffix) for span in spans[1:]]
    if suffix != ".pptx":
        for customer in filled.customers.all():
            for span in spans:
                documents.append(scorecard_document(scorecard(filled, customer.id, *span, TODAY)))
            documents.append(agreement_document(agreement(filled, customer.id, TODAY)))
    found = []
    for one in documents:
        text = text_of(document_bytes(one, suffix), suffix, tmp_path)
        assert any(name in text for name in ("Answers", "Calls"))
        found += sentences(text)
        if suffix == ".html":
            found += blocks(document_bytes(one, suffix).decode())
        if suffix == ".md":
            found += text.splitlines()
    assert wrong(found) == []


def test_no_command_or_message_does(filled: Tracker) -> None:
    found = as_text(read_status(filled, Period.of(TODAY))).splitlines()
    for one in standings(filled, TODAY):
        found += [*signal_text(one, TODAY).splitlines(), *standing_sentences(one, TODAY)]
        explained = promise_explained(filled, one.measure.id)
        found += [explained.said, *(" | ".join(row) for row in explained.rows)]
    for customer in filled.customers.all():
        counted = promises_explained(filled, customer.id)
        found += [counted.said, *(" | ".join(row) for row in counted.rows)]
    picture = heat_picture(filled, TODAY)
    found += [cell.said for line in picture.lines for cell in line.cells if cell]
    broken = untold(filled, standings(filled, TODAY), TODAY)
    assert broken
    for lost in broken:
        found += sentences(lost.message)
    assert wrong([*found, *(part for one in found for part in sentences(one))]) == []


def texts(root: QWidget) -> Iterator[str]:
    """Yield what is shown and read aloud: each part, and each row whole."""
    for one in root.findChildren(QWidget):
        if isinstance(one, QLabel):
            yield from sentences(one.text())
        yield from (one.accessibleName(), one.accessibleDescription())
        yield from one.toolTip().splitlines()
    for view in root.findChildren(QAbstractItemView):
        model = view.model()
        for row in range(model.rowCount() if model else 0):
            columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
            for column in range(columns):
                index = model.index(row, column)
                for role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
                    yield str(index.data(role) or "")


def _everything(window: MainWindow, page: str) -> Iterator[str]:
    """Yield the texts of a page, with every measure and every customer opened on it."""
    window.show_page(page)
    for _ in range(4):
        settle()
    shown = window.page(page)
    if page == "week":
        shown.check_in.signals.tag_all()
    yield from texts(window)
    tracker = window._bridge.tracker
    for measure in tracker.measures.all() if page == "trends" else ():
        shown.show_measure(measure.id)
        yield from texts(window)
    for customer in tracker.customers.all() if page == "customers" else ():
        shown.show_customer(customer.id)
        for tab in range(shown.right.profile.tabs.count()):
            shown.right.profile.open_tab(tab)
            yield from texts(window)


def test_no_page_does(filled: Tracker, theme) -> None:
    bridge = Bridge(filled, theme, Settings(None), lambda: datetime.combine(TODAY, time(14)))
    window = MainWindow(bridge)
    window.show()
    pages = ("week", "overview", "customers", "trends", "correct", "share", "review")
    found = {page: wrong(list(_everything(window, page))) for page in pages}
    window.hide()
    bridge.jobs.stop_all()
    settle()
    assert {page: said for page, said in found.items() if said} == {}
