"""Nothing is said twice: in no row, card or line of any page, whatever the promise has come to.

Read are the words that are shown and that lists say aloud, without the names that people gave.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QLabel, QWidget
from tests.gui.places import NOW, done_with, settle
from tests.gui.test_menus import EVERYWHERE, go
from tests.gui.test_one_judgement import TODAY, fill

from tracker.app.demo import fill_demo
from tracker.app.settings import Settings
from tracker.app.tracker import Tracker
from tracker.gui.bridge import Bridge
from tracker.gui.shell.window import MainWindow
from tracker.gui.widgets.rows import NeighbourRow

JUDGED = re.compile(r"\b(?:not |partly )?(?<!is )(?<!are )kept\b|\btoo few\b", re.IGNORECASE)
THE_REST = re.compile(r"For \w+ more\b")  # of the promises that the sentence before it counts
PARTS = re.compile(r"[.·\n]")
ROWS = {"row", "notice"}
HOLDERS = {"card", "ruled", *ROWS}
SHORTEST = 5  # letters: "as of today", "3 of 5" may well stand twice


@pytest.fixture(scope="module", params=["sample", "histories"])
def window(request, theme, qapp) -> Iterator[MainWindow]:
    with Tracker() as tracker:
        if request.param == "sample":
            fill_demo(tracker, NOW.date())
        else:
            fill(tracker)
        theme.choose("light")
        now = NOW if request.param == "sample" else NOW.combine(TODAY, NOW.time())
        bridge = Bridge(tracker, theme, Settings(None), lambda: now)
        window = MainWindow(bridge)
        window.places = EVERYWHERE if request.param == "sample" else PAGES
        window.resize(1440, 900)
        window.show()
        settle()
        yield window
        done_with(window)


PAGES = ("week", "overview", "customer tab 4", "trends", "tiles", "share scorecard", "review pack")


def names_of(window: MainWindow) -> re.Pattern[str]:
    """Return what finds the names that people gave; they may hold any word."""
    tracker = window._bridge.tracker
    given = [one.name for one in (*tracker.measures.all(), *tracker.customers.all())]
    given += [version.impact for one in tracker.measures.all() for version in one.versions]
    longest = sorted(filter(None, given), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest)))


def rows(window: MainWindow) -> Iterator[tuple[str, bool, list[str]]]:
    """Yield each row and card in view, whether it is a row, and the texts that stand in it."""
    found: dict[QWidget, list[str]] = {}
    for one in window.findChildren(QLabel):
        if one.isVisible() and (text := re.sub(r"<[^>]+>", "", one.text()).strip()):
            around = one.parentWidget()
            while around is not None and not _holds(around):
                around = around.parentWidget()
            if around is not None:
                found.setdefault(around, []).append(text)
    for one, texts in found.items():
        yield type(one).__name__, _is_row(one), texts
    for view in window.findChildren(QAbstractItemView):
        if view.isVisible() and view.model():
            yield from ((type(view).__name__, True, [said]) for said in spoken(view))


def spoken(view: QAbstractItemView) -> Iterator[str]:
    """Yield what the rows of a list say aloud."""
    model = view.model()
    for row in range(model.rowCount()):
        if said := model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole):
            yield said


def _holds(one: QWidget) -> bool:
    return isinstance(one, NeighbourRow) or one.property("role") in HOLDERS


def _is_row(one: QWidget) -> bool:
    return isinstance(one, NeighbourRow) or one.property("role") in ROWS


def twice(texts: list[str], names: re.Pattern[str], *, row: bool) -> list[str]:
    """Return what is said twice: a judgement of a promise; in a row any part, word for word."""
    bare = [names.sub("", text) for text in texts]
    parts = [part.strip() for one in bare for part in PARTS.split(one)]
    # One sentence may count several states, and a second one those that it left out.
    judged = [one for one in parts if JUDGED.search(one) and not THE_REST.match(one)]
    again = [" | ".join(judged)] if len(judged) > 1 else []
    long = [one for one in parts if len(one) > SHORTEST and not one[0].isdigit()]
    return again + sorted({one for one in long if row and long.count(one) > 1})


def test_what_is_said_twice_is_found():
    names = re.compile("Docs kept them")
    badge, said = (
        "Not kept",
        "Steady at 3.2. The promise (≥ 4) was not kept: only in 4 of 13 weeks.",
    )
    assert twice(["Docs kept them", badge, said], names, row=False) == [
        f"{badge} | The promise (≥ 4) was not kept: only in 4 of 13 weeks"
    ]
    assert twice(["Own fix. Own fix · 2 Nov"], names, row=True) == ["Own fix"]
    assert twice(["Docs kept them", badge, "Steady at 3.2: 4 of 13 weeks."], names, row=True) == []


def test_no_row_or_card_says_a_thing_twice(window):
    names, found = names_of(window), set()
    for place in window.places:
        go(window, place)
        for kind, row, texts in rows(window):
            found |= {(kind, one) for one in twice(texts, names, row=row)}
    assert found == set()


def test_no_verdict_of_trends_says_a_thing_twice(window):
    go(window, "trends")
    names, page, found = names_of(window), window.page("trends"), {}
    for measure in window._bridge.tracker.measures.where("archived_on IS NULL"):
        page.show_measure(measure.id)
        texts = [one.text() for one in page.panel.findChildren(QLabel) if one.isVisible()]
        if said := twice(texts, names, row=False):
            found[measure.name] = said
    assert found == {}
