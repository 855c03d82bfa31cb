"""Done-when 2 in the whole window: a conflict, four steps, a choice, its bad end, and the next.

What was chosen is seen where it counts: on Overview, in This week, and on the charts.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tracker.app import commands
from tracker.app.commands import MeasureInput
from tracker.app.settings import Settings
from tracker.app.sharing.scorecard import scorecard
from tracker.detection.scale import Scale
from tracker.domain.customer import CustomerKind, Tier
from tracker.domain.decision import WATCHED_WEEKS, DecisionVerdict
from tracker.domain.measure import Area, Better
from tracker.domain.period import Period
from tracker.gui.bridge import Bridge
from tracker.gui.correct.conflict import ConflictDialog
from tracker.gui.correct.decision_dialog import DecisionDialog
from tracker.gui.shell.window import MainWindow
from tracker.report.charts.draw import trend_svg
from tracker.report.dates import long_day

LEFT = Qt.MouseButton.LeftButton
TITLE = "Release week or close"


class Person:
    """Opens the window again and again; only the calendar is not real."""

    def __init__(self, qtbot, tracker, theme, today: date) -> None:
        self.qtbot, self.tracker, self.today = qtbot, tracker, today
        self.bridge = Bridge(tracker, theme, Settings(None), self._now)
        self.window = MainWindow(self.bridge)
        qtbot.addWidget(self.window)
        self.window.resize(1280, 800)
        with qtbot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()

    def _now(self) -> datetime:
        return datetime.combine(self.today, time(14, 2))

    def wait(self, days: int) -> None:
        """Let days go by, the program left open."""
        self.today += timedelta(days=days)
        self.bridge.check_date()

    def page(self, key: str):
        """Show a page and return it."""
        self.window.show_page(key)
        return self.window.page(key)

    @property
    def choices(self):
        """The section of conflicts and decisions."""
        page = self.page("correct")
        page.show_section("choices")
        return page.part("choices")

    def type(self, text: str) -> None:
        """Type where the cursor is."""
        QTest.keyClicks(QApplication.focusWidget(), text)

    def press(self, key: Qt.Key) -> None:
        """Press a key where the cursor is."""
        QTest.keyClick(QApplication.focusWidget(), key)

    def active(self) -> None:
        """Come back to the window after a dialog."""
        with self.qtbot.waitActive(self.window):
            self.window.activateWindow()


def opened(part, kind):
    """Return the dialog that the section asked for."""
    return next(one for one in part.window().findChildren(kind) if one.isVisible())


@pytest.fixture
def person(qtbot, tracker, theme, today):
    theme.choose("light")
    for name in ("Finance leads", "Platform team"):
        key = commands.add_customer(tracker, name, Tier.SERVE, CustomerKind.TEAM)
        said = MeasureInput(
            name=f"Answers to {name}", scale=Scale.DURATION, better=Better.LOWER, promise=2,
            unit="days", shared=True, area=Area.EFFICIENCY,
        )  # fmt: skip
        begun = Period.of(today) + -20
        measure = commands.add_measure(tracker, key, said, begun.start)
        for at in range(20):
            commands.record(tracker, measure, (begun + at).start, (1.4, 1.8, 1.6)[at % 3])
    return Person(qtbot, tracker, theme, today)


def open_the_conflict(person: Person) -> int:
    """Open it from the menu's command, and tick both customers."""
    person.page("correct").open_conflict()
    dialog = opened(person.choices, ConflictDialog)
    dialog.what.setText(TITLE)
    for box in dialog.between.boxes.values():
        person.qtbot.mouseClick(box, LEFT)
    person.qtbot.mouseClick(dialog.primary, LEFT)
    person.active()
    return person.tracker.conflicts.all()[0].id


def walk_the_steps(person: Person, conflict: int) -> None:
    """Answer the four questions by keys alone: type, Tab to Next, Space."""
    steps = person.choices.conflict.steps
    steps.open_step("really")
    answers = {"really": 1, "want": 4, "common": 1, "ground": 1}
    for key, fields in answers.items():
        assert [name for name, one in steps.steps.items() if one.body.isVisible()] == [key]
        for at in range(fields):
            person.type(f"{key} {at}")
            person.press(Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is steps.steps[key].next
        person.press(Qt.Key.Key_Space)
    kept = person.tracker.conflicts.get(conflict)
    assert (kept.really, kept.common, kept.ground) == ("really 0", "common 0", "ground 0")
    sides = person.tracker.conflict_sides.all()
    assert [(one.asked_for, one.true_need) for one in sides] == [
        ("want 0", "want 1"),
        ("want 2", "want 3"),
    ]


def decide(person: Person) -> int:
    """Decide against the platform team, and tell them."""
    part = person.window.page("correct").part("choices")
    assert QApplication.focusWidget() is part.conflict.decide
    person.press(Qt.Key.Key_Space)
    dialog = opened(part, DecisionDialog)
    platform = person.tracker.customers.where("name = 'Platform team'")[0].id
    dialog.choice.setPlainText("The close comes first")
    dialog.less.setCurrentIndex(dialog.less.findData(platform))
    person.qtbot.mouseClick(dialog.told.boxes[platform], LEFT)
    person.qtbot.mouseClick(dialog.primary, LEFT)
    person.active()
    return person.tracker.decisions.all()[0].id


def watched_spans(person: Person, name: str) -> list[str]:
    """Return what the chart of a measure says of being watched."""
    page = person.page("trends")
    page.show_measure(person.tracker.measures.where("name = ?", name)[0].id)
    return [one.label for one in page.sheet.picture.spans if one.kind == "watched"]


def test_a_conflict_becomes_a_decision_a_lesson_and_the_next_decision(person):
    conflict = open_the_conflict(person)
    overview = person.page("overview")
    assert overview.body.overdue_conflict.isHidden()
    person.wait(15)
    overview = person.page("overview")
    assert overview.body.overdue_conflict.text.text() == (
        f"“{TITLE}” has been in conflict for 15 days. It waits for a choice."
    )
    person.qtbot.mouseClick(overview.body.overdue_conflict.open, LEFT)
    assert person.window.page("correct").isVisible()
    assert person.choices.conflict.view.conflict.id == conflict
    walk_the_steps(person, conflict)
    decision = decide(person)
    decided_on = person.today
    assert person.page("overview").body.overdue_conflict.isHidden()
    revealed = person.page("overview").body.revealed
    assert revealed.watched.text().startswith("Watched until ")
    assert "Answers to Platform team. Platform team got less" in revealed.watched.text()
    assert watched_spans(person, "Answers to Platform team") == [f"watched: {TITLE}"]
    assert watched_spans(person, "Answers to Finance leads") == []
    leaves = person.window.page("trends").card.picture
    assert TITLE not in trend_svg(leaves)

    week = person.page("week")
    due = next(
        card
        for card in week.check_in.body.due
        if card.page == "correct" and "turn out" in card.title
    )
    person.qtbot.waitUntil(lambda: week.check_in.signals._painted)
    assert due.isHidden()
    review_on = person.tracker.decisions.get(decision).review_on
    person.wait((review_on - decided_on).days)
    week = person.page("week")
    person.qtbot.waitUntil(due.isVisible)
    assert TITLE in due.text
    person.window.badges.count()
    assert "1 fix or decision is due" in person.window.rail._buttons["correct"].accessibleName()
    person.qtbot.mouseClick(due.open_all, LEFT)
    verdict = person.choices.decision.verdict
    person.qtbot.mouseClick(verdict.buttons[DecisionVerdict.BAD], LEFT)
    for name in ("admitted_to", "learned", "next_choice"):
        verdict.fields[name].setPlainText(f"said of {name}")
    person.qtbot.mouseClick(verdict.keep, LEFT)
    judged = person.tracker.decisions.get(decision)
    assert (judged.verdict, judged.learned) == (DecisionVerdict.BAD, "said of learned")
    following = person.tracker.decisions.where("after_id = ?", decision)[0]
    assert following.choice == "said of next_choice"
    assert person.choices.decision.view.decision.id == following.id
    assert person.choices.decision.view.before.id == decision
    week = person.page("week")
    person.qtbot.waitUntil(due.isHidden)
    assert person.page("overview").body.revealed.watched.isHidden()
    assert watched_spans(person, "Answers to Platform team") == [f"watched: {TITLE}"]
    assert person.tracker.undo() == f"judge decision {TITLE}"
    assert person.tracker.decisions.where("after_id = ?", decision) == []


def test_the_watch_lasts_eight_weeks_and_marks_the_news_of_that_customer(person):
    open_the_conflict(person)
    walk_the_steps(person, 1)
    decide(person)
    measure = person.tracker.measures.where("name = 'Answers to Platform team'")[0].id
    for at in range(5):
        commands.record(person.tracker, measure, (Period.of(person.today) + (at - 4)).start, 3)
    row = person.page("overview").body.revealed.rows[measure]
    assert not row.watched.isHidden()
    assert "watched" in row.accessibleName()
    person.wait(WATCHED_WEEKS * 7 - 1)
    assert person.page("overview").body.revealed.watched.isVisible()
    person.wait(1)
    assert person.page("overview").body.revealed.watched.isHidden()
    rows = person.page("overview").body.revealed.rows.values()
    assert all(one.watched.isHidden() for one in rows)


def test_who_was_told_reads_it_on_their_scorecard_and_nobody_else(person):
    open_the_conflict(person)
    walk_the_steps(person, 1)
    decide(person)
    finance, platform = (one.id for one in person.tracker.customers.all())
    first = person.today - timedelta(weeks=12)
    theirs = scorecard(person.tracker, platform, first, person.today, person.today)
    (told,) = (one.told[0] for one in theirs.decisions)
    assert told == f"{TITLE} ({long_day(person.today, person.today)}): The close comes first"
    (item,) = [one for one in theirs.items if one.key.startswith("decision:")]
    assert item.on
    off = scorecard(person.tracker, platform, first, person.today, person.today, {item.key: False})
    assert off.decisions == ()
    others = scorecard(person.tracker, finance, first, person.today, person.today)
    assert others.decisions == ()
    assert not [one for one in others.items if one.key.startswith("decision:")]
