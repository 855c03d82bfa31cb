"""The Trends page as a person uses it: choose, read, zoom, mark a day, hand the chart over."""

from __future__ import annotations

import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton

from tracker.app import commands
from tracker.app.commands import MeasureInput
from tracker.domain.customer import Tier
from tracker.domain.evaluation import Event
from tracker.domain.measure import Area
from tracker.gui.menus import MENUS
from tracker.gui.trends.events import EventDialog
from tracker.gui.trends.page import TrendsPage
from tracker.gui.trends.view import sheet_facts
from tracker.gui.widgets.text import few_lines
from tracker.paper.writer import file_name
from tracker.report.charts.picture import Gap

MONDAY = date(2026, 11, 16)
LONG = "The regional month-end closing and reporting team of the northern and the western branches"
Key = Qt.Key


@pytest.fixture
def page(qtbot, bridge):
    page = TrendsPage(bridge)
    qtbot.addWidget(page)
    page.resize(1184, 740)
    return page


@pytest.fixture
def shown(qtbot, page, logged, forecast):
    """The page with two measures, the first with five weeks, and its chart drawn."""
    show(qtbot, page)
    return page


@pytest.fixture
def said(bridge):
    heard: list[str] = []
    bridge.message.connect(heard.append)
    return heard


def show(qtbot, page):
    page.show()
    page.setFocus()
    qtbot.waitUntil(lambda: page.card.chart is not None)


def dialog(page) -> EventDialog:
    return [one for one in page.window().findChildren(EventDialog) if one.isVisible()][-1]


def titles(tracker):
    return [event.title for event in tracker.events.all()]


def many(tracker, count=60):
    customer = commands.add_customer(tracker, LONG, Tier.SERVE)
    for at in range(count):
        said = MeasureInput(name=f"Measure {at:02} {LONG}", area=Area.ROI, promise=4)
        commands.add_measure(tracker, customer, said, MONDAY)


# What is there from the start


def test_every_command_of_the_menu_is_there(page):
    wanted = {one.method for _, menu in MENUS for one in menu if one and one.owner == "trends"}
    assert set(page.menu_commands()) == wanted


def test_an_empty_file_offers_the_first_customer_then_the_first_measure(qtbot, page, tracker):
    page.show()
    assert page.empty.isVisible()
    assert page.empty.customer.text() == "Add a customer"
    with qtbot.waitSignal(page.new_customer_requested):
        qtbot.mouseClick(page.empty.customer, Qt.MouseButton.LeftButton)
    commands.add_customer(tracker, "Finance leads", Tier.WOW)
    assert page.empty.button.text() == "Add a measure"
    with qtbot.waitSignal(page.new_measure_requested):
        qtbot.mouseClick(page.empty.button, Qt.MouseButton.LeftButton)


def test_commands_on_an_empty_page_do_no_harm(page, said):
    page.show()
    page.previous_measure()
    page.next_measure()
    page.zoom_back()
    page.show_all()
    page.add_event()
    page.export_chart()
    assert len(said) == 2


def test_a_measure_without_values_asks_to_log_this_week(qtbot, page, forecast):
    page.show()
    assert page.card.nothing.isVisible()
    assert page.panel.headline.text() == "Nothing logged yet"
    assert page.panel.words.promise.text() == "Promise: ≥ 4"
    asked = []
    page.page_requested.connect(asked.append)
    qtbot.mouseClick(page.card.nothing.button, Qt.MouseButton.LeftButton)
    assert asked == ["week"]


def test_the_first_value_brings_the_chart(qtbot, page, tracker, forecast):
    page.show()
    commands.record(tracker, forecast, MONDAY, 4)
    qtbot.waitUntil(lambda: page.card.chart is not None)
    assert page.card.chart.isVisible()
    assert [point.shown for point in page.card.picture.points] == ["4"]
    tracker.undo()
    assert page.card.nothing.isVisible()


def test_the_frame_stands_before_the_chart_is_loaded(page, logged):
    page.show()
    assert page.card.waiting.isVisible()
    assert page.head.title.text() == "Month-end close answers"


def test_the_page_itself_loads_neither_pyqtgraph_nor_numpy():
    import subprocess

    code = "import sys, tracker.gui.trends.page, tracker.gui.overview.page; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert "tracker.gui.trends.page" in loaded
    assert not {"pyqtgraph", "numpy"} & set(loaded)


# What it says


def test_it_names_measure_customer_area_and_direction(shown):
    assert shown.head.title.text() == "Month-end close answers"
    assert shown.head.customer.text() == "Finance leads"
    assert shown.head.about.text() == "· Effectiveness · days, lower is better"


def test_the_customer_is_a_link(qtbot, shown, finance):
    asked = []
    shown.customer_requested.connect(asked.append)
    qtbot.mouseClick(shown.head.customer, Qt.MouseButton.LeftButton)
    assert asked == [finance]


def test_words_say_last_value_and_promise(shown):
    assert shown.panel.headline.text() == "2 days in week 47"
    assert shown.panel.words.promise.text() == "Promise ≤ 2 days: kept."
    assert "(≤ 2 days) was partly kept, in 2 of 3 weeks." in shown.panel.told.text()
    counted = "24 Aug – 22 Nov 2026 · 3 weeks logged, 1 skipped, 1 not logged"
    assert sheet_facts(shown.sheet) == counted


def test_the_legend_names_only_what_is_there(shown, tracker):
    names = [one.name for one in shown.card.legend.entries]
    # Nothing is usual before six values.
    assert names == ["week", "skipped", "not logged", "as promised"]
    commands.add_event(tracker, MONDAY, "New ledger")
    assert [one.name for one in shown.card.legend.entries] == [*names, "event"]


def test_notes_are_newest_first_with_a_lock_on_private_ones(shown, tracker, logged):
    commands.annotate(tracker, logged, MONDAY, note="“Fast this time”")
    rows = shown.notes.view.notes.rows
    assert [(row.when, row.text, row.icon) for row in rows] == [
        ("16–22 Nov", "“Fast this time”", ""),
        ("26 Oct – 1 Nov", "Two requests waited on the ledger export", ""),
        ("26 Oct – 1 Nov", "I was tired", "lock"),
    ]
    index = shown.notes.view.notes.index(2, 0)
    assert (
        index.data(Qt.ItemDataRole.AccessibleTextRole)
        == "Private note, 26 Oct – 1 Nov: I was tired"
    )
    shown.notes.grab()


def test_a_long_note_is_cut_after_three_lines():
    lines = few_lines("word " * 200, 12, 200)
    assert len(lines) == 3
    assert lines[-1].endswith("…")
    assert few_lines("one\ntwo", 12, 300) == ["one · two"]
    assert few_lines("", 12, 300) == []


def test_the_table_lists_period_value_promise_and_note(qtbot, shown):
    qtbot.mouseClick(shown.card.swap, Qt.MouseButton.LeftButton)
    assert shown.card.table.isVisible()
    lines = shown.card.table.rows
    cells = [[lines.index(row, at).data() for at in range(4)] for row in range(lines.rowCount())]
    assert cells == [
        ["Week 47 · 16–22 Nov", "2 days", "kept", ""],
        ["Week 46 · 9–15 Nov", "not logged", "", ""],
        ["Week 45 · 2–8 Nov", "skipped: away", "", ""],
        [
            "Week 44 · 26 Oct – 1 Nov",
            "2.4 days",
            "not kept",
            "Two requests waited on the ledger export · (private) I was tired",
        ],
        ["Week 43 · 19–25 Oct", "1.4 days", "kept", ""],
    ]
    shown.next_measure()
    shown.previous_measure()
    assert shown.card.table.isVisible()
    qtbot.mouseClick(shown.card.swap, Qt.MouseButton.LeftButton)
    assert shown.card.chart.isVisible()


def test_what_people_write_is_never_taken_for_markup(shown, tracker, logged):
    commands.annotate(tracker, logged, MONDAY, note="<b>bold</b> & more\nnext")
    index = shown.notes.view.notes.index(0, 0)
    assert index.data().startswith("<b>")
    tip = index.data(Qt.ItemDataRole.ToolTipRole)
    assert "&lt;b&gt;bold&lt;/b&gt; &amp; more<br>next" in tip
    assert shown.panel.words.last.textFormat() == Qt.TextFormat.PlainText


# Choosing a measure


def test_keys_in_the_list_go_from_measure_to_measure(qtbot, shown):
    view = shown.list.view
    for key, title in (
        (Key.Key_Right, "Forecast was usable as sent"),
        (Key.Key_Left, "Month-end close answers"),
        (Key.Key_Down, "Forecast was usable as sent"),
        (Key.Key_Down, "Forecast was usable as sent"),
        (Key.Key_Up, "Month-end close answers"),
        (Key.Key_Up, "Month-end close answers"),
    ):
        qtbot.keyClick(view, key)
        assert shown.head.title.text() == title
    shown.next_measure()
    assert shown.head.title.text() == "Forecast was usable as sent"
    shown.previous_measure()
    assert shown.head.title.text() == "Month-end close answers"


def test_a_measure_asked_for_is_shown_also_an_archived_one(shown, tracker, forecast, today):
    shown.show_measure(forecast)
    assert shown.head.title.text() == "Forecast was usable as sent"
    assert shown.list.view.current_id == forecast
    commands.archive_measure(tracker, forecast, today)
    assert shown.head.title.text() == "Forecast was usable as sent"
    assert shown.list.view.current_id is None
    commands.restore_measure(tracker, forecast)
    assert shown.list.view.current_id == forecast


def test_undoing_the_measure_shown_shows_another(shown, tracker, finance):
    said = MeasureInput(name="New one", area=Area.ROI, promise=4)
    shown.show_measure(commands.add_measure(tracker, finance, said, MONDAY))
    tracker.undo()
    assert shown.head.title.text() == "Month-end close answers"


def test_letters_search_among_many(qtbot, page, tracker, logged):
    many(tracker)
    show(qtbot, page)
    view = page.list.view
    qtbot.keyClicks(view, "measure 41")
    assert page.list.search.text() == "measure 41"
    assert len(page.list.model.rows) == 2  # the customer and the measure
    qtbot.keyClick(page.list.search, Key.Key_Down)
    assert page.head.title.text().startswith("Measure 41")
    qtbot.keyClick(page.list.search, Key.Key_Escape)
    assert page.list.model.rowCount() == 63
    page.list.grab()


def test_few_measures_need_no_search_field(qtbot, shown):
    assert not shown.list.search.isVisible()
    qtbot.keyClicks(shown.list.view, "forecast")
    assert shown.head.title.text() == "Forecast was usable as sent"


def test_enter_in_the_list_goes_to_the_chart_and_reads_the_newest(qtbot, shown):
    qtbot.keyClick(shown.list.view, Key.Key_Return)
    assert shown.card.chart.hasFocus()
    assert shown.card.line.text().startswith("Week 47 · 16–22 Nov · 2 days")


def test_tab_goes_from_the_list_to_the_chart_and_round(qtbot, shown):
    seen = []
    while (widget := QGuiApplication.focusObject()) not in seen:
        seen.append(widget)
        qtbot.keyClick(widget, Key.Key_Tab)
    assert seen[0] is shown.list.view
    assert {shown.card.chart, shown.head.export, shown.notes.view} <= set(seen)
    assert len(seen) > 13
    assert widget is seen[0], "the way leads round"


# Reading and zooming


def test_keys_in_the_chart_read_week_after_week(qtbot, shown):
    chart = shown.card.chart
    qtbot.keyClick(chart, Key.Key_Home)
    assert shown.card.line.text() == "Week 43 · 19–25 Oct · 1.4 days · promise ≤ 2 days kept"
    qtbot.keyClick(chart, Key.Key_Right)
    words = "promise ≤ 2 days not kept · “Two requests waited on the ledger export”"
    assert shown.card.line.text() == f"Week 44 · 26 Oct – 1 Nov · 2.4 days · {words}"
    assert chart.accessibleDescription() == shown.card.line.text()
    qtbot.keyClick(chart, Key.Key_Right)
    assert shown.card.line.text() == "Week 45 · 2–8 Nov · skipped: away"
    assert shown.card.legend.isHidden(), "what is read stands in its place"
    qtbot.keyClick(chart, Key.Key_Escape)
    assert shown.card.line.isHidden()
    assert shown.card.legend.isVisible()
    assert "3 values" in chart.accessibleDescription()


def test_an_entry_keeps_the_reading_where_it_is(qtbot, shown, tracker, logged):
    qtbot.keyClick(shown.card.chart, Key.Key_Home)
    commands.record(tracker, logged, MONDAY - timedelta(weeks=1), 3)
    assert shown.card.line.text().startswith("Week 43")
    assert len(shown.card.picture.points) == 4


def test_all_of_the_evidence_is_a_click_away(qtbot, shown, tracker, logged):
    for day in range(12):
        commands.add_event(tracker, MONDAY - timedelta(days=day), f"Event {day}")
    notes = shown.notes
    every = notes.view.notes.rowCount()
    assert every > 12
    assert notes.all.text() == f"All {every}"
    low, plot = notes.view.height(), shown.card.height()
    assert low == sum(notes.view.heights()[: low // notes.view.heights()[0]]), "whole rows only"
    qtbot.mouseClick(notes.all, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: notes.view.height() == sum(notes.view.heights()) > low)
    assert shown.card.height() == plot, "the chart keeps its height: all of it scrolls"
    qtbot.mouseClick(notes.all, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: notes.view.height() == low)


def test_a_note_leads_to_its_week(qtbot, shown):
    view = shown.notes.view
    view.setCurrentIndex(view.notes.index(0, 0))
    qtbot.keyClick(view, Key.Key_Return)
    assert shown.card.line.text().startswith("Week 44")


def test_spans_of_time(qtbot, shown, tracker, logged):
    for weeks in (30, 70):
        commands.record(tracker, logged, MONDAY - timedelta(weeks=weeks), 1)
    assert shown.card.picture.first == MONDAY - timedelta(weeks=51)
    shown.show_quarter()
    assert shown.card.picture.first == MONDAY - timedelta(weeks=12)
    qtbot.mouseClick(shown.head.span.buttons[0], Qt.MouseButton.LeftButton)
    assert shown.card.picture.first == MONDAY - timedelta(weeks=70)
    shown.show_year()
    assert shown.card.picture.first == MONDAY - timedelta(weeks=51)


def test_zoom_back_is_offered_while_zoomed(qtbot, shown):
    chart, back = shown.card.chart, shown.card.back
    assert not back.isVisible()
    qtbot.keyClick(chart, Key.Key_Plus)
    assert back.isVisible()
    qtbot.mouseClick(back, Qt.MouseButton.LeftButton)
    assert not back.isVisible()
    qtbot.keyClick(chart, Key.Key_Plus)
    shown.zoom_back()
    assert not chart.days.zoomed


# Events


def test_an_event_is_added_by_keys(qtbot, shown, tracker, logged):
    qtbot.keyClick(shown.card.chart, Key.Key_E)
    asked = dialog(shown)
    assert asked.day.day == date(2026, 11, 20)
    qtbot.keyClicks(asked.what, "New ledger system")
    qtbot.keyClick(asked.what, Key.Key_Return)
    assert not asked.isVisible()
    event = tracker.events.all()[0]
    assert (event.title, event.happened_on, event.measure_id) == (
        "New ledger system",
        date(2026, 11, 20),
        logged,
    )
    assert [flag.flag.label for flag in shown.card.chart.flags] == ["New ledger system"]
    assert shown.notes.view.notes.rows[0].when == "20 Nov"


def test_an_event_without_a_title_is_asked_for_again(qtbot, shown, tracker):
    shown.add_event()
    asked = dialog(shown)
    qtbot.mouseClick(asked.primary, Qt.MouseButton.LeftButton)
    assert asked.isVisible()
    assert asked.forms[0].error_text("title").startswith("The title is empty")
    asked.what.setText("Nuevo sistema – ε")
    asked.reach.setCurrentIndex(2)
    qtbot.mouseClick(asked.primary, Qt.MouseButton.LeftButton)
    event = tracker.events.all()[0]
    assert (event.customer_id, event.measure_id) == (None, None)


def test_cancel_adds_nothing(qtbot, shown, tracker):
    shown.add_event()
    asked = dialog(shown)
    asked.what.setText("never")
    qtbot.keyClick(asked, Key.Key_Escape)
    assert titles(tracker) == []


def test_a_click_on_its_words_opens_an_event_to_correct(qtbot, shown, tracker, finance):
    from tracker.gui.trends.chart_layers import flag_area

    commands.add_event(tracker, MONDAY - timedelta(weeks=3), "New leger", customer_id=finance)
    chart = shown.card.chart
    area = flag_area(chart.frame, chart.flags[0])
    qtbot.mouseClick(chart.viewport(), Qt.MouseButton.LeftButton, pos=area.center().toPoint())
    asked = dialog(shown)
    assert asked.what.text() == "New leger"
    assert asked.reach.currentText() == "All measures of Finance leads"
    asked.what.setText("New ledger")
    asked.day.show_day(date(2026, 10, 27))
    qtbot.mouseClick(asked.primary, Qt.MouseButton.LeftButton)
    event = tracker.events.all()[0]
    assert (event.title, event.happened_on, event.customer_id) == (
        "New ledger",
        date(2026, 10, 27),
        finance,
    )


def test_an_event_is_deleted_from_its_dialog_and_from_the_list(qtbot, shown, tracker, said):
    for title in ("first", "second"):
        commands.add_event(tracker, MONDAY, title)
    view = shown.notes.view
    view.setCurrentIndex(view.notes.index(0, 0))
    qtbot.keyClick(view, Key.Key_Return)
    qtbot.mouseClick(dialog(shown).delete, Qt.MouseButton.LeftButton)
    assert len(titles(tracker)) == 1
    view.setCurrentIndex(view.notes.index(0, 0))
    assert isinstance(view.notes.rows[0].source, Event)
    qtbot.keyClick(view, Key.Key_Delete)
    assert titles(tracker) == []
    assert said[-1].startswith("Deleted: ")
    tracker.undo()
    tracker.undo()
    assert sorted(titles(tracker)) == ["first", "second"]


def test_delete_never_deletes_a_note(qtbot, shown, tracker, logged):
    view = shown.notes.view
    view.setCurrentIndex(view.notes.index(0, 0))
    qtbot.keyClick(view, Key.Key_Delete)
    assert tracker.evaluations.find(logged, MONDAY - timedelta(weeks=3)).note


# Handing it over


def export(qtbot, page, at: int, path: Path):
    qtbot.mouseClick(page.head.export, Qt.MouseButton.LeftButton)
    dialog = page.export.dialog
    assert dialog.isVisible()
    dialog.form.setCurrentIndex(at)
    dialog.save.click()
    asked = dialog.dialog
    assert asked.isVisible()
    name = Path(asked.selectedFiles()[0]).name
    asked.fileSelected.emit(str(path))
    asked.reject()
    return name


@pytest.mark.parametrize(
    ("at", "suffix", "begins"),
    [(0, "png", b"\x89PNG"), (2, "png", b"\x89PNG"), (3, "svg", b"<svg"), (4, "pdf", b"%PDF")],
)
def test_the_chart_is_written_as_asked(qtbot, shown, said, tmp_path, at, suffix, begins):
    path = tmp_path / f"chart.{suffix}"
    name = export(qtbot, shown, at, path)
    assert name == f"Month-end close answers 2026-08-24 to 2026-11-22.{suffix}"
    content = path.read_bytes()
    assert content.startswith(begins)
    assert b"tired" not in content
    assert said[-1] == f"Saved to {path}, and in the ledger."


def test_finer_pictures_are_larger(qtbot, shown, tmp_path):
    from PySide6.QtGui import QImage

    widths = []
    for at in (0, 1, 2):
        export(qtbot, shown, at, tmp_path / f"{at}.png")
        widths.append(QImage(str(tmp_path / f"{at}.png")).width())
    assert widths == [widths[0], 2 * widths[0], 3 * widths[0]]


def test_what_was_zoomed_to_is_what_is_written(qtbot, shown, tmp_path):
    for _ in range(3):
        qtbot.keyClick(shown.card.chart, Key.Key_Plus)
    name = export(qtbot, shown, 3, tmp_path / "part.svg")
    assert "2026-08-24" not in name


def test_a_picture_is_copied(qtbot, shown, said):
    shown.export_chart()
    shown.export.dialog.copy.click()
    assert not QGuiApplication.clipboard().image().isNull()
    assert said[-1].startswith("Copied as a picture")


def test_a_place_that_cannot_be_written_is_a_sentence(qtbot, shown, tmp_path, tracker):
    export(qtbot, shown, 3, tmp_path / "no such folder" / "chart.svg")
    dialog = shown.export.dialog
    assert dialog.isVisible()
    assert "There is no folder" in dialog.failed.text()
    assert tracker.ledger.all() == []
    dialog.reject()


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Answers: fast? / slow*", "Answers fast slow"),
        ("CON", "Trend CON"),
        ("...", "Trend"),
        ("日本語" * 60, ("日本語" * 60)[:53]),
        ("x" * 300, "x" * 80),
        ("a\nb\x00c", "a b c"),
    ],
)
def test_a_suggested_name_is_safe_on_all_three_systems(title, name):
    assert file_name(title, date(2026, 1, 5), date(2026, 11, 22)) == (
        f"{name} 2026-01-05 to 2026-11-22"
    )


# Looks


def test_every_button_has_a_name(shown):
    nameless = [
        button
        for button in shown.findChildren(QPushButton)
        if not (button.text() or button.accessibleName() or button.isHidden())
    ]
    assert nameless == []


def test_it_is_drawn_dark_small_crowded_and_right_to_left(
    qtbot, page, tracker, logged, theme, qapp
):
    many(tracker, 20)
    page.resize(764, 550)
    show(qtbot, page)
    theme.choose("dark")
    assert page.grab().toImage().pixelColor(page.width() - 40, 2) == theme.colour("page")
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    page.grab()
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    page.next_measure()
    page.grab()
    assert page.head.title.toolTip().startswith("<p>Measure 00")


def test_the_mouse_over_a_row_and_a_note_is_seen(qtbot, shown):
    for view in (shown.list.view, shown.notes.view):
        index = view.model().index(view.model().rowCount() - 1, 0)
        view.scrollTo(index)
        before = view.viewport().grab(view.visualRect(index)).toImage()
        qtbot.mouseMove(view.viewport(), QPoint(view.visualRect(index).center()))
        assert view.viewport().grab(view.visualRect(index)).toImage() != before


def test_gaps_are_read_by_their_reason(shown):
    assert [gap.reason for gap in shown.card.picture.gaps if isinstance(gap, Gap)] == [
        "skipped: away",
        "not logged",
    ]


def test_a_customer_s_rating_appears_on_the_chart_and_in_the_table(qtbot, shown, tracker, logged):
    customer = tracker.measures.get(logged).customer_id
    commands.add_rating(tracker, customer, MONDAY, 4, "Thank\nyou", measure_id=logged)
    assert [one.figure for one in shown.card.chart.ratings] == ["4 of 5"]
    assert "customer’s rating, 1 to 5" in [one.name for one in shown.card.legend.entries]
    shown.card.swap.click()
    lines = shown.card.table.rows
    row = [lines.index(0, column).data() for column in range(lines.columnCount())]
    assert row == ["16 Nov", "4 of 5", "", "customer’s rating · Thank you"]
    tracker.undo()
    assert lines.index(0, 1).data() == "2 days"


def test_a_narrow_window_has_the_list_under_the_title_and_a_plot_of_260_pixels(qtbot, shown):
    shown.resize(904, 582)  # what a window of 960 × 640 leaves
    QApplication.processEvents()
    frame = shown.card.chart.frame
    assert frame.bottom - frame.top >= 260
    assert not shown.list.isVisible()
    assert shown.panel.y() > shown.card.geometry().bottom()
    qtbot.keyClick(shown, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert shown.list.isVisible()
    before = shown.sheet.measure.id
    qtbot.keyClick(shown.list.view, Qt.Key.Key_Down)
    qtbot.keyClick(shown.list.view, Qt.Key.Key_Return)
    assert not shown.list.isVisible()
    assert shown.sheet.measure.id != before
    shown.resize(1184, 740)
    QApplication.processEvents()
    assert shown.list.isVisible()
    assert shown.list.geometry().right() < shown.view._scroll.geometry().left()


def test_the_panel_is_as_high_as_its_words_and_the_chart_takes_the_rest(qtbot, shown):
    shown.resize(1184, 860)
    QApplication.processEvents()
    panel = shown.panel
    assert panel.height() <= max(panel.height_for(panel.width()) + 1, 150)
    assert shown.card.height() > panel.height()
    assert shown.view._right.height() == shown.view._scroll.height()
