"""Search in the window as a person uses it: typed, narrowed, walked by keys, opened where it is."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from tracker.app import commands
from tracker.app.commands import MeasureInput, NoteInput
from tracker.app.demo import fill_many
from tracker.app.search.search import SearchHit, Snippet
from tracker.app.search.tables import HitKind, HitPlace
from tracker.domain.customer import CustomerKind as Who
from tracker.domain.customer import Tier
from tracker.domain.measure import Area
from tracker.domain.period import Period
from tracker.gui.correct.page import SECTIONS
from tracker.gui.notes.quick_note import QuickNoteDialog
from tracker.gui.palette.contents import MORE_WORDS, MOST_FOUND
from tracker.gui.palette.hits import GROUPS, about, kind_of, open_hit, said_of, title_of
from tracker.gui.palette.narrowing import OWN_DAYS
from tracker.gui.palette.palette import Palette
from tracker.gui.shell.window import MainWindow

MONDAY = date(2026, 11, 16)
Key = Qt.Key


@pytest.fixture(autouse=True)
def nothing_runs_on(bridge):
    yield
    bridge.jobs.stop_all()


@pytest.fixture
def window(qtbot, bridge, logged):
    made = MainWindow(bridge)
    made.offer(made.navigator.commands())
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show_page("week")
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def search(window):
    """What Ctrl+Alt+F opens."""
    window.menus.actions["search_everything"].trigger()
    (made,) = window.findChildren(Palette)
    return made


def shown(palette: Palette) -> list[str]:
    """What is found, without the heads; a note is offered where nothing is."""
    return [row.title.text for row in palette.rows.rows if row.go and row.tip]


def kinds(palette: Palette) -> list[str]:
    return [row.below.text.partition(" · ")[0] for row in palette.rows.rows if row.go and row.tip]


def test_what_is_typed_is_found_with_each_key(qtbot, search):
    assert search.field.hasFocus()
    assert search.narrowing.isVisible()
    qtbot.keyClicks(search.field, "led")
    assert shown(search) == ["Two requests waited on the ledger export"]
    assert search.count.text() == "1 found"
    qtbot.keyClicks(search.field, "zz")
    assert shown(search) == []
    assert search.count.text() == "0 found"
    qtbot.keyClick(search.field, Key.Key_Escape)
    assert not search.isVisible()


def test_tab_goes_around_in_the_palette_and_narrows_what_any_search_found(qtbot, window):
    window.navigator.open_palette()
    (palette,) = window.findChildren(Palette)
    assert not palette.narrowing.isVisible()
    qtbot.keyClicks(palette.field, "ledger")
    qtbot.keyClick(palette.field, Key.Key_Tab)
    narrowing = palette.narrowing
    for chip in (narrowing.customer, narrowing.kind, narrowing.when):
        assert QApplication.focusWidget() is chip
        qtbot.keyClick(chip, Key.Key_Tab)
    assert palette.field.hasFocus()
    qtbot.keyClick(palette.field, Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert narrowing.when.hasFocus()
    qtbot.keyClick(narrowing.when, Key.Key_Down)
    assert narrowing.when.menu_of_values.isVisible()
    narrowing.when.menu_of_values.close()
    qtbot.keyClick(narrowing.when, Key.Key_Escape)
    assert not palette.isVisible()


def test_filters_narrow_what_is_found(qtbot, search, tracker, logged, finance):
    sales = commands.add_customer(tracker, "Sales", Tier.SERVE, Who.TEAM)
    said = MeasureInput(name="Quotes", area=Area.ROI, promise=4)
    quotes = commands.add_measure(tracker, sales, said, MONDAY)
    commands.annotate(tracker, quotes, MONDAY, note="The ledger was late")
    commands.add_event(tracker, MONDAY - timedelta(days=400), "Ledger audit", customer_id=sales)
    search = again(search)
    narrowing = search.narrowing
    qtbot.keyClicks(search.field, "ledger")
    assert len(shown(search)) == 3
    pick(narrowing.customer, "Sales")
    assert shown(search) == ["The ledger was late", "Ledger audit"]
    pick(narrowing.kind, "Events and stops")
    assert shown(search) == ["Ledger audit"]
    pick(narrowing.when, "This year (2026)")
    assert shown(search) == []
    qtbot.mouseClick(narrowing.kind, Qt.MouseButton.LeftButton)
    assert narrowing.kind.value is None, "a click takes it away"
    assert shown(search) == ["The ledger was late"]
    narrowing.when.choose(OWN_DAYS)
    narrowing.first.line.setText("1 Oct 2025")
    narrowing.last.line.setText("30 Oct 2025")
    narrowing.last.line.editingFinished.emit()
    assert shown(search) == ["Ledger audit"]
    qtbot.keyClick(narrowing.when, Key.Key_Delete)
    search.field.clear()
    assert sorted(kinds(search)) == ["Customer", "Event", "Measure", "Note"], "filters alone choose"


def again(palette: Palette) -> Palette:
    """Open it again: what is offered is read as it opens."""
    window = palette._window
    palette._leave(back=True)
    window.navigator.search_everything()
    return next(one for one in window.findChildren(Palette) if one.isVisible())


def pick(chip, name: str) -> None:
    actions = {action.text(): action for action in chip.menu_of_values.actions()}
    actions[name].trigger()
    assert chip.text() == f"{name}  ×"
    assert name in chip.accessibleName()


def test_private_words_are_found_for_this_person_and_marked_so(qtbot, search, tracker, logged):
    commands.annotate(tracker, logged, MONDAY, note="", private_note="Kestrel is unwell")
    qtbot.keyClicks(search.field, "kestrel")
    row = next(row for row in search.rows.rows if row.go)
    assert row.icon == "lock"
    assert row.tip.endswith("Stays in this file")
    assert "stays in this file" in row.spoken


def test_nothing_that_is_pasted_is_an_error(search):
    for text in ('"', "NEAR(", "*", "x" * 20_000, "\U0001f600", "a\0b", "'; DROP TABLE word"):
        search.field.setText(text)
        assert shown(search) == []


def test_what_is_not_found_may_be_noted(qtbot, search, window, tracker):
    qtbot.keyClicks(search.field, "Kestrel asks for a call")
    (row,) = search.rows.rows
    assert row.title.text == "Nothing with “Kestrel asks for a call”. Note it?"
    qtbot.keyClick(search.field, Key.Key_Return)
    (dialog,) = [one for one in window.findChildren(QuickNoteDialog) if one.isVisible()]
    assert dialog.text.text == "Kestrel asks for a call"
    qtbot.keyClick(dialog.text, Key.Key_Return)
    assert [one.text for one in tracker.notes.all()] == ["Kestrel asks for a call"]


def test_more_notes_than_are_listed_are_one_key_away(qtbot, window, tracker, today):
    for at in range(MOST_FOUND + 5):
        commands.add_note(tracker, NoteInput(text=f"Kestrel {at}", happened_on=today))
    window.navigator.open_palette()
    (palette,) = window.findChildren(Palette)
    qtbot.keyClicks(palette.field, "kestrel")
    assert palette.rows.rows[-1].title.text == MORE_WORDS
    for _ in range(20):
        qtbot.keyClick(palette.field, Key.Key_Down)
    qtbot.keyClick(palette.field, Key.Key_Return)
    assert palette.narrowing.isVisible()
    assert len(shown(palette)) == MOST_FOUND
    assert palette.count.text() == "the first 50; add a word to see others"


def hit(kind: HitKind, place: HitPlace, **parts) -> SearchHit:
    return SearchHit(kind, 1, place, Snippet(parts.pop("title", "")), Snippet(""), **parts)


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
        (hit(HitKind.QUICK_NOTE, HitPlace.IDEAS), ("correct", "note_requested", 1)),
        (hit(HitKind.QUICK_NOTE, HitPlace.IDEAS, customer_id=2), ("correct", "note_requested", 1)),
        (hit(HitKind.STOP, HitPlace.UPSTREAM), ("correct", "section_requested", "upstream")),
        (
            hit(HitKind.PULSE, HitPlace.WEEK, day=MONDAY),
            ("week", "week_requested", Period.of(MONDAY)),
        ),
        (hit(HitKind.SHARE, HitPlace.SHARE, customer_id=2), ("share", "scorecard_requested", 2)),
        (
            hit(HitKind.WORDING, HitPlace.REVIEW, day=MONDAY),
            ("review", "review_requested", MONDAY),
        ),
    ],
)
def test_every_place_has_a_page_that_opens(found, wish, qtbot, bridge, logged):
    window = MainWindow(bridge)
    qtbot.addWidget(window)
    page = window.page("share")
    asked = []
    page_key, signal, value = wish
    getattr(page, signal).connect(asked.append)
    window.navigator.page_shown.connect(asked.append)
    open_hit(page, found)
    assert asked == [page_key, value]


def test_every_kind_has_a_name_an_icon_and_a_group():
    grouped = [kind for _, kinds in GROUPS for kind in kinds]
    assert sorted(grouped) == sorted(HitKind)
    sections = set(SECTIONS)
    assert sections >= {HitPlace.FIXES, HitPlace.CHOICES, HitPlace.IDEAS, HitPlace.UPSTREAM}
    for kind in HitKind:
        one = hit(kind, HitPlace.TREND, title="T", measure="M", customer="C", day=MONDAY)
        assert kind_of(one).name in about(one, MONDAY)
        assert said_of(one, MONDAY).startswith("T. ")
        assert about(one, MONDAY).endswith(" · M")


def test_weeks_and_reviews_are_named_by_their_days():
    week = hit(HitKind.PULSE, HitPlace.WEEK, day=MONDAY)
    review = hit(HitKind.WORDING, HitPlace.REVIEW, day=MONDAY)
    later = MONDAY.replace(year=MONDAY.year + 1)
    assert title_of(week, MONDAY).text == "Week 47 · 16–22 Nov"
    assert title_of(week, later).text == "Week 47 · 16–22 Nov 2026"
    assert title_of(review, later).text == "Review up to 16 Nov 2026"


def test_own_words_of_a_review_open_the_pack_of_its_period(qtbot, window, search, tracker):
    commands.reword(tracker, date(2025, 7, 1), date(2025, 9, 30), "summary:1", "Kestrel quarter")
    qtbot.keyClicks(search.field, "kestrel")
    qtbot.keyClick(search.field, Key.Key_Return)
    page = window.page("review")
    assert window.stack.currentWidget() is page
    assert page.view.value == "pack"
    assert page.bar.span == (date(2025, 7, 1), date(2025, 9, 30))
    qtbot.waitUntil(lambda: page.part("pack").pack is not None, timeout=20_000)
    assert page.part("pack").pack.span == (date(2025, 7, 1), date(2025, 9, 30))


def test_a_row_is_read_aloud_and_painted_in_every_theme(search, tracker, bridge, logged):
    name = "x" * 180
    commands.add_event(tracker, MONDAY, name, "note " * 900, measure_id=logged)
    commands.add_event(tracker, MONDAY, "שלום ledger عربي", measure_id=logged)
    search.field.setText("ledger")
    rows = search.rows
    said = rows.data(rows.index(1, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert "Event" in said
    assert "Event" in rows.data(rows.index(1, 0), Qt.ItemDataRole.ToolTipRole)
    for direction in (Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight):
        search.setLayoutDirection(direction)
        for theme in ("dark", "light"):
            bridge.theme.choose(theme)
            assert not search.grab().isNull()


def test_every_part_of_the_search_has_a_name(search):
    QAccessible.setActive(True)
    narrowing = search.narrowing
    narrowing.when.choose(OWN_DAYS)
    for widget in (search.field, search.list, *narrowing.stops()):
        assert widget.accessibleName()
    QAccessible.setActive(False)


def test_its_key_opens_the_search_from_anywhere_and_a_hit_opens_its_page(
    qtbot, window, tracker, logged
):
    window.show_page("customers")
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    qtbot.keyClick(window, Key.Key_F, modifiers)
    (palette,) = window.findChildren(Palette)
    assert QApplication.focusWidget() is palette.field
    qtbot.keyClicks(palette.field, "ledger")
    qtbot.keyClick(palette.field, Key.Key_Return)
    trends = window.page("trends")
    assert window.stack.currentWidget() is trends
    assert trends._measure_id == logged
    qtbot.waitUntil(lambda: "ledger export" in trends.card.line.text())
    commands.answer_week(tracker, MONDAY, "Kestrel")
    window.menus.actions["search_everything"].trigger()
    palette = next(one for one in window.findChildren(Palette) if one.isVisible())
    qtbot.keyClicks(palette.field, "kestrel")
    qtbot.keyClick(palette.field, Key.Key_Return)
    assert window.stack.currentWidget() is window.page("week")
    window.menus.actions["go_back"].trigger()
    assert window.stack.currentWidget() is trends


def test_nothing_heavy_is_loaded_before_the_page_is_shown():
    code = (
        "import sys, tracker.gui.shell.window\n"
        "heavy = ('tracker.gui.review.page', 'tracker.app.search.search', 'jinja2', 'docx')\n"
        "assert [name for name in heavy if name in sys.modules] == []\n"
        "import tracker.gui.review.page, tracker.gui.palette.palette\n"
        "heavy = ('pyqtgraph', 'numpy', 'jinja2', 'docx', 'pptx',"
        " 'tracker.report.review.document')\n"
        "assert [name for name in heavy if name in sys.modules] == []\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_key_costs_the_same_whatever_was_kept(qtbot, bridge, tracker, today):
    """60 measures, 5,000 notes: a key asks little of the file, and makes few rows."""
    fill_many(tracker, today, measures=60, weeks=84, seed=3)
    with tracker.edit("write notes"):
        tracker.file.conn.execute("UPDATE evaluation SET note = 'Kestrel said so, week ' || start")
    noted = tracker.file.query("SELECT count(*) FROM evaluation WHERE note <> ''")
    assert noted[0][0] >= 4_500
    window = MainWindow(bridge)
    qtbot.addWidget(window)
    window.show()
    window.navigator.open_palette()
    (palette,) = window.findChildren(Palette)
    qtbot.keyClicks(palette.field, "ke")
    asked = []
    tracker.file.conn.set_trace_callback(asked.append)
    qtbot.keyClicks(palette.field, "s")
    tracker.file.conn.set_trace_callback(None)
    assert len(asked) <= 30, asked
    assert len(palette.rows.rows) <= 35
