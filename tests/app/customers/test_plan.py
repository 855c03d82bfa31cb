"""The way through the guided plan, and where it was left."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.app import commands
from tracker.app.customers.plan import left_at, nearest, places, promises, resume, step
from tracker.app.person import person
from tracker.domain.customer import Tier
from tracker.domain.practice import COUNTED, PlanPlace, PlanQuestion, read_place


def asked(tracker):
    return [place.question.value for place in places(tracker)]


def test_an_empty_file_is_asked_who_and_that_is_all(tracker):
    assert asked(tracker) == ["who", "end"]


def test_the_eight_questions_are_counted():
    assert [PlanPlace(one).progress for one in COUNTED] == [f"{at} of 8" for at in range(1, 9)]
    assert PlanPlace(PlanQuestion.NEXT).progress == ""


def test_each_customer_is_asked_about_those_to_wow_first(tracker):
    legal = commands.add_customer(tracker, "Legal", Tier.MAINTAIN)
    sales = commands.add_customer(tracker, "Sales", Tier.SERVE)
    finance = commands.add_customer(tracker, "Finance", Tier.WOW)
    commands.add_service(tracker, finance, "Answers")
    commands.add_service(tracker, finance, "Forecasts")
    assert asked(tracker) == [
        "who", "wow",
        "benefit", "services", "why", "why", "when", "how", "measure", "next",
        "services", "when", "how", "measure", "next",
        "measure", "end",
    ]  # fmt: skip
    about = [place.customer_id for place in places(tracker)]
    assert list(dict.fromkeys(about)) == [0, finance, sales, legal]


def test_it_goes_on_and_back_and_never_beyond(tracker, finance):
    way = places(tracker)
    assert [step(tracker, way[0], by) for by in range(len(way) + 2)] == [*way, way[-1], way[-1]]
    assert step(tracker, way[2], -1) == way[1]
    assert step(tracker, way[0], -1) == way[0]


def test_where_it_was_left_is_found_again(tracker, finance):
    assert (resume(tracker), left_at(tracker)) == (PlanPlace(PlanQuestion.WHO), "")
    commands.set_plan_step(tracker, PlanPlace(PlanQuestion.WHEN, finance).written)
    assert (resume(tracker), left_at(tracker)) == (PlanPlace(PlanQuestion.WHEN, finance), "6 of 8")


def test_what_is_gone_is_taken_up_near_by(tracker, finance, today):
    key = commands.add_service(tracker, finance, "Answers")
    why = PlanPlace(PlanQuestion.WHY, finance, key)
    assert nearest(tracker, why) == why
    commands.retire_service(tracker, key, today)
    assert nearest(tracker, why) == PlanPlace(PlanQuestion.SERVICES, finance)
    commands.archive_customer(tracker, finance, today)
    assert nearest(tracker, why) == PlanPlace(PlanQuestion.WHO)
    commands.add_customer(tracker, "Sales", Tier.SERVE)
    assert nearest(tracker, why) == PlanPlace(PlanQuestion.WOW)


def test_a_benefit_is_not_asked_of_whom_not_to_wow_any_more(tracker, finance):
    commands.move_customer(tracker, finance, Tier.SERVE)
    assert (
        nearest(tracker, PlanPlace(PlanQuestion.BENEFIT, finance)).question is PlanQuestion.SERVICES
    )


def test_the_place_is_no_step_to_undo(tracker, finance):
    commands.introduce(tracker, "Ada", "Analyst")
    commands.set_plan_step(tracker, "how:1:0")
    assert tracker.history.undo_label == "change your name and role"
    commands.set_plan_step(tracker, "measure:1:0")
    assert (person(tracker).name, person(tracker).plan_step) == ("Ada", "measure:1:0")


def test_a_place_kept_between_undo_and_redo_does_no_harm(tracker, finance):
    commands.introduce(tracker, "Ada", "Analyst")
    tracker.undo()
    commands.set_plan_step(tracker, "how:1:0")
    tracker.redo()
    tracker.undo()
    tracker.undo()
    tracker.redo()
    commands.set_plan_step(tracker, "wow:0:0")
    assert person(tracker).plan_step == "wow:0:0"


def test_promises_are_told_in_words(tracker, finance, answers):
    assert promises(tracker, finance) == ["Month-end close answers (≤\u00a02\u00a0days)"]


@given(st.sampled_from(PlanQuestion), st.integers(0, 10**9), st.integers(0, 10**9))
def test_a_place_is_read_as_it_was_written(question, customer, service):
    place = PlanPlace(question, customer, service)
    assert len(place.written) <= 40
    assert read_place(place.written) == place


@pytest.mark.parametrize("text", ["", "who", "who::", "what:1:2", "who:1:x", "who:-1:0", "²:1:1"])
def test_what_is_no_place_is_none(text):
    assert read_place(text) is None


@given(st.text(max_size=40))
def test_any_text_can_be_read(text):
    read_place(text)
