"""Internal or external customers: one choice for the window, that every page follows (W7)."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QLabel
from tests.gui.places import settle

from tracker.app import commands
from tracker.app.commands import DecisionInput, FixInput, MeasureInput, NoteInput, StopInput
from tracker.app.evaluations.week import week_sheet
from tracker.domain.customer import CustomerKind, Tier
from tracker.domain.decision import ConflictKind
from tracker.domain.measure import Area
from tracker.domain.notes import Repeat
from tracker.domain.period import Cadence, Period
from tracker.gui.bridge import Side
from tracker.gui.dialogs.count_explanation import CountDialog
from tracker.gui.page import Header
from tracker.gui.shell.window import MainWindow

MONDAY = date(2026, 11, 16)
PAGES = ("week", "overview", "customers", "trends", "correct", "share", "review")


@pytest.fixture
def legal(tracker) -> int:
    return commands.add_customer(tracker, "Legal", Tier.SERVE, CustomerKind.EXTERNAL)


@pytest.fixture
def clauses(tracker, legal, today) -> int:
    said = MeasureInput(name="Clauses checked", area=Area.EFFICIENCY, promise=4)
    return commands.add_measure(tracker, legal, said, today - timedelta(weeks=30))


@pytest.fixture
def window(qtbot, bridge, tracker, answers, clauses, today):
    """Return the window of a diary in which only an internal measure needs somebody."""
    for measure, values in (
        (answers, [1.6, 1.8, 1.7, 1.5, 1.9, 1.7] * 4 + [2.6] * 4),
        (clauses, [4, 5, 4, 4, 5, 4] * 4 + [4, 4, 5, 4]),
    ):
        for back, value in enumerate(reversed(values)):
            commands.record(tracker, measure, MONDAY - timedelta(weeks=back + 1), value)
        commands.start_fix(tracker, measure, FixInput(what=f"Fix {measure}", started_on=today))
    window = MainWindow(bridge)
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    return window


def shown(page) -> str:
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())


def test_every_page_follows_and_says_what_it_hides(qtbot, window, bridge):
    window.show_page("customers")
    chosen = window.page("customers").filter
    qtbot.mouseClick(chosen.which.buttons[Side.EXTERNAL], Qt.MouseButton.LeftButton)
    hidden = {}
    for key in PAGES:
        window.show_page(key)
        page = window.page(key)
        hidden[key] = shown(page)
    silent = [key for key, said in hidden.items() if "hide" not in said and "hidden" not in said]
    assert silent == ["review"]
    week, share = window.page("week"), window.page("share")
    assert [one.name for one in week.check_in.rows.entries if one.line] == ["Clauses checked"]
    assert week.check_in.header.progress.text() == "0 of 1 logged"
    assert [share.bar.customers.itemText(at) for at in range(share.bar.customers.count())] == [
        "Legal"
    ]
    assert "hides 1 customer" in hidden["overview"]
    assert "This is about all your customers." in hidden["review"]
    columns = window.page("correct").columns.values()
    assert [view.what.text() for column in columns for view in column.views] == ["Fix 2"]
    trends = window.page("trends")
    assert trends.sheet.measure.name == "Clauses checked"
    assert trends.list.who.hidden.text() == "1 hidden"


def test_nothing_needs_you_is_not_said_while_something_hidden_does(window, bridge, tracker):
    for fix in tracker.fixes.all():
        commands.drop_fix(tracker, fix.id, bridge.today())
    window.show_page("overview")
    card = window.page("overview").body.revealed
    assert not card.peace.isVisible()
    bridge.choose_side(Side.EXTERNAL)
    assert card.peace.text() == "Nothing shown here needs you; one hidden measure does"
    assert window.page("overview").badge() == 0


def rail_counts(window):
    """Count what waits, and return the numbers that the rail shows, by page."""
    window.badges.count()
    said = {key: button.accessibleName() for key, button in window.rail._buttons.items()}
    return {key: int(found[0]) for key, name in said.items() if (found := re.findall(r"\d+", name))}


def test_the_rail_counts_what_its_pages_show(qtbot, window, bridge, tracker, today):
    """The numbers stood for all customers, beside pages that showed some of them."""
    for measure in tracker.measures.all():
        wish = FixInput(what="Cover", started_on=today, due_on=today)
        commands.start_fix(tracker, measure.id, wish)
    window.show_page("week")
    every = rail_counts(window)
    shown = {}
    for side in (Side.INTERNAL, Side.EXTERNAL):
        bridge.choose_side(side)
        shown[side] = unopened = rail_counts(window)
        for key in ("overview", "correct", "week"):
            window.show_page(key)
        qtbot.waitUntil(lambda: not window.page("overview")._later.isActive())
        assert rail_counts(window) == unopened, "opened or not"
        sheet = week_sheet(tracker, Period.of(today))
        due = [
            line
            for line in sheet.lines
            if line.due and not line.done and line.customer.id not in bridge.hides
        ]
        assert unopened.get("week", 0) == len(due)
    for key in ("week", "correct"):
        assert sum(one.get(key, 0) for one in shown.values()) == every.get(key, 0) > 0


def test_the_choice_made_on_one_page_stands_on_every_other(qtbot, window, bridge):
    window.show_page("overview")
    sides = window.page("overview").header.sides
    qtbot.mouseClick(sides.buttons[Side.INTERNAL], Qt.MouseButton.LeftButton)
    window.show_page("share")
    assert window.page("share").who.which.value is Side.INTERNAL
    window.navigator.show_customer(2)
    assert bridge.side is Side.ALL
    assert sides.value is Side.ALL


def test_what_is_left_unknown_counts_what_is_hidden(window, bridge, tracker):
    said = []
    bridge.message.connect(said.append)
    window.show_page("week")
    bridge.choose_side(Side.EXTERNAL)
    commands.record(tracker, 2, Period.of(MONDAY).start, 4)
    window.page("week").check_in.finish_week()
    assert "Week 47 finished; 1 left unknown" in said


def test_without_a_choice_there_is_none(qtbot, bridge, tracker, answers):
    window = MainWindow(bridge)
    qtbot.addWidget(window)
    window.show()
    bridge.choose_side(Side.EXTERNAL)
    window.show_page("week")
    page = window.page("week")
    assert not page.check_in.who.isVisible()
    assert [one.name for one in page.check_in.rows.entries if one.line] == [
        "Month-end close answers"
    ]


@pytest.fixture
def about_legal(tracker, legal, clauses, finance, answers, today) -> None:
    """Note, decide, wait and plan things of which each is about the external customer only."""
    commands.add_note(
        tracker, NoteInput(text="Legal thanked me", happened_on=today, customer_id=legal)
    )
    commands.add_note(tracker, NoteInput(text="A thought of nobody", happened_on=today))
    commands.add_moment(tracker, legal, "The clause audit", today, Repeat.ONCE)
    commands.keep_in_touch(tracker, legal, 4)
    said = DecisionInput(title="Fewer clauses", decided_on=today - timedelta(days=9))
    said = replace(said, choice="Two pages", less_happy_id=legal, review_on=today)
    commands.decide(tracker, said)
    service = commands.add_service(tracker, legal, "Clause checks")
    link = commands.add_link(tracker, "Contract desk", "Drafts", services=[service])
    commands.start_stop(tracker, link, StopInput(started_on=today - timedelta(days=3)))


def test_what_is_about_a_hidden_customer_only_is_left_out_and_counted(
    window, bridge, about_legal, tracker, finance, legal, today
):
    both = ConflictKind.TIMING
    commands.open_conflict(tracker, "Month-end or audit", both, [finance, legal], today)
    bridge.choose_side(Side.INTERNAL)
    for section, hidden in (("choices", 1), ("ideas", 1), ("upstream", 3)):
        window.navigator.show_section(section)
        page = window.page("correct")
        if section == "ideas":
            page.notes.which.choose("all")
        assert page.who.hidden.text() == f"{hidden} hidden", section
    choices = window.page("correct").choices
    assert [row.title for row in choices.list._rows.rows if row.key] == ["Month-end or audit"]
    window.navigator.show_section("ideas")
    assert [row.note.text for row in window.page("correct").notes.notes.rows] == [
        "A thought of nobody"
    ]


def test_cards_beside_the_week_say_what_they_hide(window, bridge, about_legal):
    window.show_page("week")
    moments, _, decisions = window.page("week").check_in.body.due
    settle()
    assert "The clause audit" in moments.text
    assert "Fewer clauses" in decisions.text
    bridge.choose_side(Side.INTERNAL)
    settle()
    assert moments.text == "1 hidden"
    assert decisions.text == "1 hidden"
    assert moments.isVisible()


def test_what_is_asked_for_is_shown_though_it_was_hidden(window, bridge, about_legal, tracker):
    bridge.choose_side(Side.INTERNAL)
    decision = tracker.decisions.all()[0]
    window.navigator.show_choice(("decision", decision.id))
    assert bridge.side is Side.ALL
    assert window.page("correct").choices.decision.title.text() == "Fewer clauses"
    bridge.choose_side(Side.INTERNAL)
    note = next(one for one in tracker.notes.all() if one.customer_id)
    window.navigator.show_note(note.id)
    assert bridge.side is Side.ALL


def test_nobody_is_to_be_asked_is_not_said_while_somebody_hidden_is(
    window, bridge, tracker, finance
):
    commands.note_asking(tracker, finance, bridge.today())
    bridge.choose_side(Side.INTERNAL)
    window.navigator.carry_out("share", "show_rota")
    rota = window.page("share").rota
    assert (
        rota.told.text()
        == "Nobody shown here needs to be asked in November; one hidden customer does."
    )
    assert window.page("share").who.hidden.text() == "1 hidden"
    bridge.choose_side(Side.ALL)
    assert rota.told.text() == "One customer to ask in November"


@pytest.fixture
def both_sides(tracker, finance, answers, legal, clauses, today) -> None:
    """Rate and reveal on both sides: inside WOW is rated lower, and I saw all first; outside not.

    Of all together neither sentence says what is true of one side.
    """
    inside = commands.add_customer(tracker, "Ops", Tier.SERVE, CustomerKind.TEAM)
    wowed = commands.add_customer(tracker, "Bank", Tier.WOW, CustomerKind.EXTERNAL)
    for customer, value in ((finance, 3), (inside, 4), (wowed, 5), (legal, 2)):
        for _ in range(5):
            commands.add_rating(tracker, customer, today, value)
    for at, (measure, ahead) in enumerate([(answers, 4)] * 3 + [(clauses, -2)] * 3):
        revealed = MONDAY - timedelta(weeks=30 - 4 * at)
        looked = revealed + timedelta(days=8)
        with tracker.file.atomic():
            tracker.signals.add(
                measure_id=measure, revealed=revealed, since=revealed, up=True, found_at="",
                looked_on=looked,
            )  # fmt: skip
        told = looked + timedelta(days=ahead)
        commands.record_reported(tracker, measure, revealed, told)


RATED = "are rated no better than the rest over 8 weeks: {} of 5 on average of {} ratings"
SEEN = "In the last year you saw {} of {} changes before your {}customers told you."
SAID = {
    Side.ALL: ("", SEEN.format(3, 6, "")),
    Side.INTERNAL: (
        f"Internal WOW customers {RATED.format(3, 5)}",
        SEEN.format(3, 3, "internal "),
    ),
    Side.EXTERNAL: ("", SEEN.format(0, 3, "external ")),
}


@pytest.mark.parametrize("side", SAID)
def test_wow_and_who_saw_it_first_are_told_of_the_side_that_is_shown(
    qtbot, bridge, tracker, both_sides, side
):
    window = MainWindow(bridge)
    qtbot.addWidget(window)
    window.show()
    bridge.choose_side(side)
    window.show_page("overview")
    page = window.page("overview")
    heard, (wow, seen) = page.body.heard, SAID[side]
    assert heard.wow.text().startswith(wow)
    assert heard.wow.isVisible() == bool(wow)
    assert heard.seen.text().startswith(seen)
    for how, rows in ((heard.seen_how, {Side.ALL: 6}.get(side, 3)), (heard.wow_how, 10)):
        if how.isVisible():
            how.click()
            (count,) = window.findChildren(CountDialog)
            assert count.said.text().startswith(seen if how is heard.seen_how else wow)
            assert count.table.rowCount() == rows
            count.close()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_what_is_hidden_takes_its_place_and_is_not_listed(window, bridge, tracker, finance, today):
    commands.move_customer(tracker, finance, Tier.WOW)
    quarter = MeasureInput(
        name="Ready", area=Area.ROI, promise=4, cadence=Cadence.QUARTERLY, draft=False
    )
    commands.add_measure(tracker, finance, quarter, today)
    bridge.choose_side(Side.EXTERNAL)
    window.show_page("customers")
    board = window.page("customers").board
    column = board.columns[Tier.WOW]
    assert column.count.text() == "1 of 3"
    assert column.list.note == "1 hidden · 2 places left"
    window.show_page("week")
    assert (
        window.page("week").check_in.body.not_due.isVisible() is False
    )  # it is of a hidden customer
    window.show_page("overview")
    assert "of all customers" in window.page("overview").body.check_ins.words.text()
    bridge.choose_side(Side.ALL)
    assert "of all customers" not in window.page("overview").body.check_ins.words.text()
    window.show_page("week")
    assert window.page("week").check_in.body.not_due.isVisible()


def test_no_full_stop_stands_before_what_is_counted_behind_it(window, monkeypatch):
    window.show_page("week")
    fold = window.page("week").check_in.body.due[0]

    def lines(_monday: date) -> list[str]:
        fold._hidden = 1
        return ["Legal: No contact noted yet; every 12 weeks was meant."]

    monkeypatch.setattr(fold, "lines", lines)
    fold.show_week(MONDAY)
    assert fold.head.summary == "Legal: No contact noted yet; every 12 weeks was meant, 1 hidden"


@pytest.mark.parametrize("key", ["correct", "share", "review"])
def test_the_choice_stands_in_the_head_where_it_has_room_and_below_it_where_not(window, key):
    window.resize(1440, 900)
    window.show_page(key)
    settle()
    page = window.page(key)
    assert page.who.isVisible()
    wide = page.who.mapTo(page, page.who.rect().center()).y()
    title = page.findChild(Header).title
    assert abs(wide - title.mapTo(page, title.rect().center()).y()) <= 2
    window.resize(600, 640)
    settle()
    narrow = page.who.mapTo(page, page.who.rect().topLeft()).y()
    seated = page.findChild(Header).isAncestorOf(page.who)
    if key == "share":  # with its four buttons there is no room
        assert not seated
        assert narrow > title.mapTo(page, title.rect().bottomLeft()).y()
    window.resize(1440, 900)
    settle()
    assert page.findChild(Header).isAncestorOf(page.who)
