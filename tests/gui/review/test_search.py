"""Search in the window as a person uses it: typed, narrowed, walked by keys, opened where it is."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QToolButton

from tracker.app import commands
from tracker.app.commands import MeasureInput
from tracker.app.search.search import Hit, Snippet, search
from tracker.app.search.tables import HitKind, HitPlace
from tracker.domain.customer import CustomerKind as Who
from tracker.domain.customer import Tier
from tracker.domain.measure import Area
from tracker.domain.period import Period
from tracker.gui.correct.page import SECTIONS
from tracker.gui.review.hits import GROUPS, about, kind_of, open_hit, said_of, title_of
from tracker.gui.review.page import SEARCH, ReviewPage
from tracker.gui.shell.window import MainWindow
from tracker.gui.widgets.rows_model import ROW_ROLE

MONDAY = date(2026, 11, 16)


@pytest.fixture(autouse=True)
def nothing_runs_on(bridge):
    yield
    bridge.jobs.stop_all()


@pytest.fixture
def page(qtbot, bridge):
    page = ReviewPage(bridge)
    qtbot.addWidget(page)
    page.resize(1084, 740)
    return page


@pytest.fixture
def part(page, logged):
    page.show()
    page.activateWindow()
    page.search_everything()
    return page.part(SEARCH)


def shown(part) -> list[str]:
    rows = part.list.hits
    return [rows.data(rows.index(at, 0)) for at in range(rows.rowCount())]


def test_what_is_typed_is_found_with_each_key(qtbot, part):
    assert part.stack.currentWidget() is part.empty
    assert part.field.hasFocus()
    qtbot.keyClicks(part.field, "led")
    assert shown(part) == ["Month-end close answers"]
    assert part.told.text().startswith("1 found")
    hit = part.list.hits.index(0, 0).data(ROW_ROLE)
    assert hit.snippet.text == "Two requests waited on the ledger export"
    qtbot.keyClicks(part.field, "zz")
    assert part.stack.currentWidget() is part.none
    qtbot.keyClick(part.field, Qt.Key.Key_Escape)
    assert part.field.text() == ""
    assert part.stack.currentWidget() is part.empty


def test_enter_opens_the_first_and_down_walks_the_list(qtbot, page, part, tracker, logged):
    commands.add_event(tracker, MONDAY, "Ledger moved", measure_id=logged)
    qtbot.keyClicks(part.field, "ledger")
    assert shown(part) == ["Ledger moved", "Month-end close answers"]
    with qtbot.waitSignal(page.day_requested) as asked:
        qtbot.keyClick(part.field, Qt.Key.Key_Return)
    assert asked.args == [(logged, MONDAY)]
    qtbot.keyClick(part.field, Qt.Key.Key_Down)
    assert part.list.hasFocus()
    assert part.list.currentIndex().row() == 0
    qtbot.keyClick(part.list, Qt.Key.Key_Down)
    assert part.list.currentIndex().row() == 1
    with qtbot.waitSignal(page.day_requested):
        qtbot.keyClick(part.list, Qt.Key.Key_Return)
    qtbot.keyClick(part.list, Qt.Key.Key_Up)
    qtbot.keyClick(part.list, Qt.Key.Key_Up)
    assert part.field.hasFocus()
    part.list.setFocus()
    qtbot.keyClicks(part.list, "s")
    assert part.field.hasFocus()
    assert part.field.text() == "ledgers"


def test_filters_narrow_what_is_found(qtbot, part, tracker, logged, finance):
    sales = commands.add_customer(tracker, "Sales", Tier.SERVE, Who.TEAM)
    said = MeasureInput(name="Quotes", area=Area.ROI, promise=4)
    quotes = commands.add_measure(tracker, sales, said, MONDAY)
    commands.annotate(tracker, quotes, MONDAY, note="The ledger was late")
    commands.add_event(tracker, MONDAY - timedelta(days=400), "Ledger audit", customer_id=sales)
    qtbot.keyClicks(part.field, "ledger")
    assert len(shown(part)) == 3
    choose(part.customer, "Sales")
    assert shown(part) == ["Quotes", "Ledger audit"]
    choose(part.kind, "Events and stops")
    assert shown(part) == ["Ledger audit"]
    choose(part.period.box, "This year (2026)")
    assert shown(part) == []
    choose(part.kind, "Everything")
    assert shown(part) == ["Quotes"]
    part.field.clear()
    assert shown(part) == ["Quotes"]  # without words the filters choose


def choose(box, text: str) -> None:
    box.setCurrentIndex(box.findText(text))
    box.activated.emit(box.currentIndex())


def test_what_changes_elsewhere_is_found_at_once(qtbot, part, tracker, logged):
    qtbot.keyClicks(part.field, "kestrel")
    assert shown(part) == []
    commands.annotate(tracker, logged, MONDAY, note="Kestrel")
    assert len(shown(part)) == 1
    tracker.undo()
    assert shown(part) == []


def test_nothing_that_is_pasted_is_an_error(part):
    for text in ('"', "NEAR(", "*", "x" * 20_000, "\U0001f600", "a\0b", "'; DROP TABLE word"):
        part.field.setText(text)
        assert shown(part) == []


def hit(kind: HitKind, place: HitPlace, **parts) -> Hit:
    return Hit(kind, 1, place, Snippet(parts.pop("title", "")), Snippet(""), **parts)


@pytest.mark.parametrize(
    ("found", "wish"),
    [
        (hit(HitKind.EVALUATION, HitPlace.TREND, measure_id=1), ("trends", "measure_requested", 1)),
        (
            hit(HitKind.EVALUATION, HitPlace.TREND, measure_id=1, day=MONDAY),
            ("trends", "day_requested", (1, MONDAY)),
        ),
        (hit(HitKind.EVENT, HitPlace.TREND, customer_id=2), ("customers", "customer_requested", 2)),
        (
            hit(HitKind.EVENT, HitPlace.TREND, day=MONDAY),
            ("week", "week_requested", Period.of(MONDAY)),
        ),
        (
            hit(HitKind.WANT, HitPlace.CUSTOMER, customer_id=2),
            ("customers", "customer_requested", 2),
        ),
        (hit(HitKind.FIX, HitPlace.FIXES, measure_id=1), ("correct", "section_requested", "fixes")),
        (hit(HitKind.CONFLICT, HitPlace.CHOICES), ("correct", "choice_requested", ("conflict", 1))),
        (hit(HitKind.SIDE, HitPlace.CHOICES), ("correct", "section_requested", "choices")),
        (hit(HitKind.JOTTING, HitPlace.IDEAS), ("correct", "note_requested", 1)),
        (hit(HitKind.JOTTING, HitPlace.IDEAS, customer_id=2), ("correct", "note_requested", 1)),
        (hit(HitKind.STOP, HitPlace.UPSTREAM), ("correct", "section_requested", "upstream")),
        (
            hit(HitKind.PULSE, HitPlace.WEEK, day=MONDAY),
            ("week", "week_requested", Period.of(MONDAY)),
        ),
        (hit(HitKind.SHARE, HitPlace.SHARE, customer_id=2), ("share", "scorecard_requested", 2)),
        (hit(HitKind.WORDING, HitPlace.REVIEW, day=MONDAY), None),
    ],
)
def test_every_place_has_a_page_that_opens(found, wish, qtbot, bridge, logged):
    window = MainWindow(bridge)
    qtbot.addWidget(window)
    page = window.page("review")
    asked = []
    if wish is not None:
        page_key, signal, value = wish
        getattr(page, signal).connect(asked.append)
        window.navigator.page_shown.connect(asked.append)
        assert open_hit(page, found)
        assert asked == [page_key, value]
    else:
        assert not open_hit(page, found)


def test_every_kind_has_a_name_an_icon_and_a_group():
    grouped = [kind for _, kinds in GROUPS for kind in kinds]
    assert sorted(grouped) == sorted(HitKind)
    sections = set(SECTIONS)
    assert sections >= {HitPlace.FIXES, HitPlace.CHOICES, HitPlace.IDEAS, HitPlace.UPSTREAM}
    for kind in HitKind:
        one = hit(kind, HitPlace.TREND, title="T", measure="M", customer="C", day=MONDAY)
        assert kind_of(one).name in about(one)
        assert said_of(one).startswith("T. ")
        assert about(one).endswith(" · M")


def test_weeks_and_reviews_are_named_by_their_days():
    assert (
        title_of(hit(HitKind.PULSE, HitPlace.WEEK, day=MONDAY)).text == "Week 47 · 16–22 Nov 2026"
    )
    assert (
        title_of(hit(HitKind.WORDING, HitPlace.REVIEW, day=MONDAY)).text
        == "Review up to 16 Nov 2026"
    )


def test_own_words_of_a_review_open_the_pack_of_its_period(qtbot, page, part, tracker):
    commands.reword(tracker, date(2025, 7, 1), date(2025, 9, 30), "summary:1", "Kestrel quarter")
    qtbot.keyClicks(part.field, "kestrel")
    qtbot.keyClick(part.field, Qt.Key.Key_Return)
    assert page.view.value == "pack"
    assert page.bar.span == (date(2025, 7, 1), date(2025, 9, 30))
    qtbot.waitUntil(lambda: page.part("pack").pack is not None, timeout=20_000)


def test_a_row_is_read_aloud_and_painted_in_every_theme(part, page, tracker, bridge, logged):
    name = "x" * 180
    commands.add_event(tracker, MONDAY, name, "note " * 900, measure_id=logged)
    commands.add_event(tracker, MONDAY, "שלום ledger عربي", measure_id=logged)
    part.field.setText("x")
    part.field.setText("ledger")
    rows = part.list.hits
    said = rows.data(rows.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert "Event" in said
    tip = rows.data(rows.index(0, 0), Qt.ItemDataRole.ToolTipRole)
    assert "Event" in tip
    for direction in (Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight):
        page.setLayoutDirection(direction)
        for theme in ("dark", "light"):
            bridge.theme.choose(theme)
            assert not page.grab().isNull()


def test_every_part_of_the_search_has_a_name(part):
    QAccessible.setActive(True)
    part.field.setText("x")
    for widget in (part.field, part.customer, part.kind, part.period.box, part.list):
        assert widget.accessibleName()
    for button in part.field.findChildren(QToolButton):
        assert button.defaultAction().text()
    QAccessible.setActive(False)


def test_its_key_opens_the_search_from_anywhere_and_a_hit_opens_its_page(
    qtbot, bridge, tracker, logged
):
    window = MainWindow(bridge)
    qtbot.addWidget(window)
    window.show_page("customers")
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    qtbot.keyClick(window, Qt.Key.Key_F, modifiers)
    page = window.page("review")
    assert window.stack.currentWidget() is page
    field = page.part(SEARCH).field
    assert QApplication.focusWidget() is field
    qtbot.keyClicks(field, "ledger")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert window.stack.currentWidget() is window.page("trends")
    trends = window.page("trends")
    assert trends._measure_id == logged
    qtbot.waitUntil(lambda: "ledger export" in trends.card.line.text())
    commands.answer_week(tracker, MONDAY, "Kestrel")
    window.menus.actions["search_everything"].trigger()
    assert field.hasSelectedText()
    qtbot.keyClicks(field, "kestrel")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert window.stack.currentWidget() is window.page("week")
    window.close()


def test_nothing_heavy_is_loaded_before_the_page_is_shown():
    code = (
        "import sys, tracker.gui.shell.window\n"
        "heavy = ('tracker.gui.review.page', 'tracker.app.search.search', 'jinja2', 'docx')\n"
        "assert [name for name in heavy if name in sys.modules] == []\n"
        "import tracker.gui.review.page\n"
        "heavy = ('pyqtgraph', 'numpy', 'jinja2', 'docx', 'pptx',"
        " 'tracker.report.review.document')\n"
        "assert [name for name in heavy if name in sys.modules] == []\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_list_holds_what_the_query_found(part, tracker):
    part.field.setText("the")
    assert shown(part) == [title_of(one).text for one in search(tracker, "the").hits]
