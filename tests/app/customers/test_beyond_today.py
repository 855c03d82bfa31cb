"""Needs that they do not know, who else could provide it, and what comes next."""

from __future__ import annotations

from datetime import date, timedelta

from tracker.app import commands
from tracker.app.commands import MeasureInput
from tracker.app.customers.ahead import ahead_words
from tracker.app.customers.needs import other_providers
from tracker.domain.customer import Tier
from tracker.domain.measure import Horizon
from tracker.domain.needs import NeedSide, NeedStatus
from tracker.report.text.customers import known_by

TODAY = date(2026, 11, 20)
SAID = "All you promise Finance leads is for now. What will they need next, or later?"


def test_a_need_is_told_with_a_note_and_a_moment_in_one_step(tracker, finance):
    need = commands.add_need(
        tracker, finance, NeedSide.MINE, "Fewer reports", TODAY, status=NeedStatus.UNAWARE
    )
    back = TODAY + timedelta(weeks=4)
    commands.tell_need(tracker, need, TODAY, "", back)
    (note,) = tracker.notes.all()
    assert (note.text, note.happened_on) == ("Told them: Fewer reports", TODAY)
    (moment,) = tracker.moments.all()
    assert (moment.title, moment.first_on) == ("Come back to: Fewer reports", back)
    kept = tracker.needs.get(need)
    assert "told them on 20 Nov" in known_by(kept, TODAY, status=True)
    tracker.undo()
    assert (tracker.notes.all(), tracker.moments.all()) == ([], [])
    assert tracker.needs.get(need).told_on is None


def test_who_else_could_provide_it_is_said_where_i_am_not_the_only_one(tracker, finance):
    commands.answer(tracker, "worksheet", finance, TODAY, {"others": "Operations"})
    assert other_providers(tracker) == ()
    commands.answer(tracker, "worksheet", finance, TODAY, {"sole": 0})
    (one,) = other_providers(tracker)
    assert (one.customer, one.others) == ("Finance leads", "Operations")
    commands.answer(tracker, "worksheet", finance, TODAY, {"sole": 1})
    assert other_providers(tracker) == ()


def test_nothing_ahead_is_said_once_a_quarter(tracker, finance, answers):
    def words(day: date = TODAY) -> str:
        return ahead_words(tracker, tracker.customers.get(finance), day)

    assert words() == ""
    commands.record(tracker, answers, date(2026, 8, 3), 2)
    assert words() == SAID
    commands.look_ahead(tracker, finance, TODAY)
    assert words() == ""
    assert words(date(2027, 1, 4)) == SAID
    tracker.undo()
    later = MeasureInput(name="Later", draft=True, horizon=Horizon.LATER)
    commands.add_measure(tracker, finance, later, TODAY)
    assert words() == ""
    tracker.undo()
    commands.move_customer(tracker, finance, Tier.MAINTAIN, None)
    assert words() == ""
