"""Any program of commands can be taken back step by step, and brought back, to the last byte."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.app import commands
from tracker.app.commands import (
    DecisionInput,
    FixInput,
    MeasureInput,
    NoteInput,
    OutgoingItem,
    StopInput,
)
from tracker.app.signals.pulse import PulseFixInput
from tracker.app.tables import TABLES
from tracker.app.tracker import LONGEST_LABEL, Tracker
from tracker.app.upstream.own import OwnStopInput
from tracker.detection import Sensitivity
from tracker.detection.scale import Scale
from tracker.domain.correction import Word
from tracker.domain.customer import CustomerKind, Tier
from tracker.domain.decision import ConflictKind, DecisionVerdict
from tracker.domain.errors import TrackerError
from tracker.domain.evaluation import Cause
from tracker.domain.measure import Area, Better
from tracker.domain.needs import NeedSide, NeedSource
from tracker.domain.notes import NoteKind, Repeat
from tracker.domain.period import MEASURE_CADENCES, Cadence, Period
from tracker.domain.practice import Basis
from tracker.domain.pulse import PulseWordKind
from tracker.domain.sharing import ShareKind, SharingWay
from tracker.report.scorecard.reply import CustomerReply, encode
from tracker.store.history import Changes

FOLDER = TemporaryDirectory(prefix="begun-")  # gone with the run
BACKUP = Path(FOLDER.name) / "begun.db"  # of each file as it was seeded
MONDAY = date(2026, 11, 16)
TOKEN = "abcdefgh"
Draw = st.DataObject
Dump = dict[str, list[tuple]]

names = st.sampled_from(
    ["Finance", "finance ", "Größe", "日記", "x" * 200, "", "=1+1", "a\0b", "O'Hara"]
)
notes = st.sampled_from(
    ["", "they called", "line\nbreak", "'; DROP TABLE customer; --", "\0", "é" * 400]
)
days = st.integers(-60, 8).map(lambda week: MONDAY + timedelta(weeks=week))
any_day = st.dates(date(2025, 6, 1), date(2027, 6, 1))
values = st.sampled_from([0, 1, 2, 3, 4, 5, 2.5, 0.1, 99.9, -1, 1e6, float("nan"), 0.1 + 0.2])
tiers = st.sampled_from([*Tier, None])


def pick(draw: Draw, tracker: Tracker, table: str) -> int:
    """Choose something of a table; now and then something that is not there."""
    ids = [row[0] for row in tracker.file.query(f"SELECT id FROM {table}")]
    return draw.draw(
        st.sampled_from([*ids, 999] if draw.draw(st.integers(0, 9)) == 0 else ids or [999])
    )


def due(draw: Draw, tracker: Tracker, measure_id: int) -> date:
    """Choose the start of a period of a measure; a wrong one for a measure that is not there."""
    day = draw.draw(days)
    if measure_id == 999:
        return day
    measure = tracker.measures.get(measure_id)
    return Period.of(day, measure.cadence, measure.phase).start


def measure_input(draw: Draw) -> MeasureInput:
    return MeasureInput(
        name=draw.draw(names),
        area=draw.draw(st.sampled_from([*Area, None])),
        scale=draw.draw(st.sampled_from(Scale)),
        better=draw.draw(st.sampled_from(Better)),
        promise=draw.draw(st.sampled_from([None, 1, 1, 3, 4])),
        low=draw.draw(st.sampled_from([None, 1, 1])),
        high=draw.draw(st.sampled_from([None, 1, 5])),
        cadence=draw.draw(st.sampled_from(MEASURE_CADENCES)),
        draft=draw.draw(st.booleans()),
        definition=draw.draw(notes),
    )


def add_customer(draw: Draw, t: Tracker) -> None:
    commands.add_customer(
        t, draw.draw(names), draw.draw(tiers), draw.draw(st.sampled_from(CustomerKind))
    )


def edit_customer(draw: Draw, t: Tracker) -> None:
    commands.edit_customer(
        t, pick(draw, t, "customer"), name=draw.draw(names), motives=draw.draw(notes)
    )


def move_customer(draw: Draw, t: Tracker) -> None:
    before = draw.draw(st.sampled_from([None, pick(draw, t, "customer")]))
    commands.move_customer(t, pick(draw, t, "customer"), draw.draw(tiers), before)


def archive_customer(draw: Draw, t: Tracker) -> None:
    commands.archive_customer(t, pick(draw, t, "customer"), draw.draw(any_day))


def restore_customer(draw: Draw, t: Tracker) -> None:
    commands.restore_customer(t, pick(draw, t, "customer"), draw.draw(any_day))


def add_want(draw: Draw, t: Tracker) -> None:
    commands.add_want(t, pick(draw, t, "customer"), draw.draw(notes), draw.draw(any_day))


def remove_want(draw: Draw, t: Tracker) -> None:
    commands.remove_want(t, pick(draw, t, "want"))


def add_service(draw: Draw, t: Tracker) -> None:
    commands.add_service(t, pick(draw, t, "customer"), draw.draw(names), why=draw.draw(notes))


def edit_service(draw: Draw, t: Tracker) -> None:
    commands.edit_service(t, pick(draw, t, "service"), draw.draw(names), Area.ROI)


def retire_service(draw: Draw, t: Tracker) -> None:
    commands.retire_service(t, pick(draw, t, "service"), draw.draw(any_day))


def restore_service(draw: Draw, t: Tracker) -> None:
    commands.restore_service(t, pick(draw, t, "service"))


def replace_service(draw: Draw, t: Tracker) -> None:
    commands.replace_service(t, pick(draw, t, "service"), draw.draw(any_day), draw.draw(names))


def add_need(draw: Draw, t: Tracker) -> None:
    side, rank = draw.draw(st.sampled_from(NeedSide)), draw.draw(st.sampled_from([None, 1, 2, 0]))
    text = draw.draw(names)
    commands.add_need(t, pick(draw, t, "customer"), side, text, draw.draw(any_day), rank=rank)


def edit_need(draw: Draw, t: Tracker) -> None:
    source = draw.draw(st.sampled_from([*NeedSource, None]))
    commands.edit_need(t, pick(draw, t, "need"), draw.draw(names), source=source)


def rank_need(draw: Draw, t: Tracker) -> None:
    commands.rank_need(t, pick(draw, t, "need"), draw.draw(st.integers(-1, 5)))


def pair_needs(draw: Draw, t: Tracker) -> None:
    commands.pair_needs(t, pick(draw, t, "need"), pick(draw, t, "need"))


def unpair_need(draw: Draw, t: Tracker) -> None:
    commands.unpair_need(t, pick(draw, t, "need"))


def drop_need(draw: Draw, t: Tracker) -> None:
    commands.drop_need(t, pick(draw, t, "need"), draw.draw(any_day))


def bring_back_need(draw: Draw, t: Tracker) -> None:
    commands.bring_back_need(t, pick(draw, t, "need"))


def measure_need(draw: Draw, t: Tracker) -> None:
    commands.measure_need(t, pick(draw, t, "need"), pick(draw, t, "measure"))


def add_element(draw: Draw, t: Tracker) -> None:
    commands.add_element(t, pick(draw, t, "customer"), draw.draw(names))


def edit_element(draw: Draw, t: Tracker) -> None:
    day = draw.draw(st.one_of(st.none(), any_day))
    basis = draw.draw(st.sampled_from(Basis))
    commands.edit_element(t, pick(draw, t, "element"), draw.draw(names), basis, day)


def rank_element(draw: Draw, t: Tracker) -> None:
    commands.rank_element(t, pick(draw, t, "element"), draw.draw(st.sampled_from([-1, 1])))


def mark_important(draw: Draw, t: Tracker) -> None:
    instead = draw.draw(st.sampled_from([None, pick(draw, t, "element")]))
    key = pick(draw, t, "element")
    commands.mark_important(t, key, important=draw.draw(st.booleans()), instead_of=instead)


def remove_element(draw: Draw, t: Tracker) -> None:
    commands.remove_element(t, pick(draw, t, "element"))


def copy_elements(draw: Draw, t: Tracker) -> None:
    commands.copy_elements(t, pick(draw, t, "customer"), pick(draw, t, "customer"))


def measure_element(draw: Draw, t: Tracker) -> None:
    commands.measure_element(t, pick(draw, t, "element"), pick(draw, t, "measure"))


def set_standard(draw: Draw, t: Tracker) -> None:
    good, day = draw.draw(notes), draw.draw(st.sampled_from([None, MONDAY]))
    commands.set_standard(t, pick(draw, t, "service"), draw.draw(days), good=good, review_on=day)


def add_measure(draw: Draw, t: Tracker) -> None:
    commands.add_measure(t, pick(draw, t, "customer"), measure_input(draw), draw.draw(any_day))


def add_measures(draw: Draw, t: Tracker) -> None:
    wanted = [(measure_input(draw), draw.draw(any_day), None) for _ in range(2)]
    commands.add_measures(t, pick(draw, t, "customer"), wanted)


def edit_measure(draw: Draw, t: Tracker) -> None:
    key = pick(draw, t, "measure")
    said = measure_input(draw)
    if key != 999 and draw.draw(st.booleans()):
        said = replace(MeasureInput.of(t.measures.get(key)), definition=draw.draw(notes))
    commands.edit_measure(t, key, said, draw.draw(any_day), draw.draw(notes))


def share_measure(draw: Draw, t: Tracker) -> None:
    commands.share_measure(t, pick(draw, t, "measure"), shared=draw.draw(st.booleans()))


def share_measures(draw: Draw, t: Tracker) -> None:
    commands.share_measures(t, [pick(draw, t, "measure") for _ in range(2)])


def archive_measure(draw: Draw, t: Tracker) -> None:
    commands.archive_measure(t, pick(draw, t, "measure"), draw.draw(any_day))


def restore_measure(draw: Draw, t: Tracker) -> None:
    commands.restore_measure(t, pick(draw, t, "measure"))


def move_measure(draw: Draw, t: Tracker) -> None:
    commands.move_measure(t, pick(draw, t, "measure"), draw.draw(st.integers(-3, 3)))


def record(draw: Draw, t: Tracker) -> None:
    key = pick(draw, t, "measure")
    commands.record(t, key, due(draw, t, key), draw.draw(values))


def skip(draw: Draw, t: Tracker) -> None:
    key = pick(draw, t, "measure")
    commands.skip(t, key, due(draw, t, key), draw.draw(notes))


def clear(draw: Draw, t: Tracker) -> None:
    key = pick(draw, t, "measure")
    commands.clear(t, key, due(draw, t, key))


def annotate(draw: Draw, t: Tracker) -> None:
    key = pick(draw, t, "measure")
    cause = draw.draw(st.sampled_from([None, *Cause]))
    commands.annotate(
        t, key, due(draw, t, key), note=draw.draw(notes), private_note=draw.draw(notes), cause=cause
    )


def same_as_last(draw: Draw, t: Tracker) -> None:
    keys = [pick(draw, t, "measure") for _ in range(3)]
    commands.same_as_last(t, [(key, due(draw, t, key)) for key in keys])


def away(draw: Draw, t: Tracker) -> None:
    first = draw.draw(any_day)
    commands.away(
        t, first, first + timedelta(days=draw.draw(st.integers(-3, 120))), draw.draw(notes)
    )


def away_in_weeks(draw: Draw, t: Tracker) -> None:
    weeks = [Period.of(draw.draw(days)) for _ in range(draw.draw(st.integers(1, 4)))]
    commands.away_in_weeks(t, list(dict.fromkeys(weeks)))


def leave_weeks(draw: Draw, t: Tracker) -> None:
    weeks = [Period.of(draw.draw(days)) for _ in range(draw.draw(st.integers(1, 4)))]
    commands.leave_weeks(t, list(dict.fromkeys(weeks)))


def add_event(draw: Draw, t: Tracker) -> None:
    measure_id = draw.draw(st.sampled_from([None, pick(draw, t, "measure")]))
    commands.add_event(t, draw.draw(any_day), draw.draw(names), measure_id=measure_id)


def edit_event(draw: Draw, t: Tracker) -> None:
    commands.edit_event(t, pick(draw, t, "event"), draw.draw(any_day), draw.draw(names), "moved")


def remove_event(draw: Draw, t: Tracker) -> None:
    commands.remove_event(t, pick(draw, t, "event"))


def record_pulse(draw: Draw, t: Tracker) -> None:
    energy = draw.draw(st.sampled_from([None, 0, 1, 3, 5, 6]))
    commands.record_pulse(
        t, draw.draw(days), energy=energy, valued=draw.draw(st.sampled_from([None, 4]))
    )


def finish_week(draw: Draw, t: Tracker) -> None:
    commands.finish_week(t, draw.draw(days), draw.draw(notes))


def answer_week(draw: Draw, t: Tracker) -> None:
    commands.answer_week(t, draw.draw(days), draw.draw(notes))


def reopen_week(draw: Draw, t: Tracker) -> None:
    weeks = [one.week for one in t.check_ins.all()]
    commands.reopen_week(t, draw.draw(st.sampled_from(weeks or [MONDAY])))


def start_fix(draw: Draw, t: Tracker) -> None:
    said = FixInput(what=draw.draw(names), started_on=draw.draw(any_day), obstacle=draw.draw(notes))
    commands.start_fix(t, pick(draw, t, "measure"), said)


def edit_fix(draw: Draw, t: Tracker) -> None:
    said = FixInput(what=draw.draw(names), started_on=MONDAY, due_on=draw.draw(any_day))
    commands.edit_fix(t, pick(draw, t, "fix"), said)


def finish_fix(draw: Draw, t: Tracker) -> None:
    commands.finish_fix(t, pick(draw, t, "fix"), draw.draw(any_day))


def drop_fix(draw: Draw, t: Tracker) -> None:
    commands.drop_fix(t, pick(draw, t, "fix"), draw.draw(any_day))


def reopen_fix(draw: Draw, t: Tracker) -> None:
    commands.reopen_fix(t, pick(draw, t, "fix"))


def review_fix(draw: Draw, t: Tracker) -> None:
    commands.review_fix(t, pick(draw, t, "fix"), draw.draw(any_day))


def remove_fix(draw: Draw, t: Tracker) -> None:
    commands.remove_fix(t, pick(draw, t, "fix"))


def plan_change(draw: Draw, t: Tracker) -> None:
    commands.plan_change(t, pick(draw, t, "measure"), draw.draw(any_day), draw.draw(names))


def accept_change(draw: Draw, t: Tracker) -> None:
    commands.accept_change(t, pick(draw, t, "measure"))


def take_back_acceptance(draw: Draw, t: Tracker) -> None:
    commands.take_back_acceptance(t, pick(draw, t, "accepted_change"))


def take_back_change(draw: Draw, t: Tracker) -> None:
    commands.take_back_change(t, pick(draw, t, "planned_change"))


def explain(draw: Draw, t: Tracker) -> None:
    key = pick(draw, t, "measure")
    kind = draw.draw(st.sampled_from(Word))
    commands.explain(t, key, due(draw, t, key), draw.draw(notes), kind)


def set_sensitivity(draw: Draw, t: Tracker) -> None:
    sensitivity = draw.draw(st.sampled_from(Sensitivity))
    commands.set_sensitivity(t, pick(draw, t, "measure"), sensitivity)


def open_conflict(draw: Draw, t: Tracker) -> None:
    chosen = [pick(draw, t, "customer") for _ in range(draw.draw(st.integers(1, 3)))]
    kind = draw.draw(st.sampled_from(ConflictKind))
    commands.open_conflict(t, draw.draw(names), kind, chosen, draw.draw(any_day))


def edit_conflict(draw: Draw, t: Tracker) -> None:
    chosen = [pick(draw, t, "customer") for _ in range(draw.draw(st.integers(1, 3)))]
    key = pick(draw, t, "conflict")
    commands.edit_conflict(t, key, draw.draw(names), ConflictKind.WANT, chosen, draw.draw(any_day))


def answer_step(draw: Draw, t: Tracker) -> None:
    step = draw.draw(st.sampled_from(["really", "common", "ground", "title"]))
    commands.answer_step(t, pick(draw, t, "conflict"), step, draw.draw(notes))


def answer_side(draw: Draw, t: Tracker) -> None:
    said = {draw.draw(st.sampled_from(["asked_for", "true_need"])): draw.draw(notes)}
    commands.answer_side(t, pick(draw, t, "conflict"), pick(draw, t, "customer"), **said)


def close_conflict(draw: Draw, t: Tracker) -> None:
    commands.close_conflict(t, pick(draw, t, "conflict"), draw.draw(any_day))


def reopen_conflict(draw: Draw, t: Tracker) -> None:
    commands.reopen_conflict(t, pick(draw, t, "conflict"))


def remove_conflict(draw: Draw, t: Tracker) -> None:
    commands.remove_conflict(t, pick(draw, t, "conflict"))


def decision_input(draw: Draw, t: Tracker) -> DecisionInput:
    return DecisionInput(
        title=draw.draw(names),
        decided_on=draw.draw(any_day),
        choice=draw.draw(notes),
        less_happy_id=draw.draw(st.sampled_from([None, pick(draw, t, "customer")])),
        review_on=draw.draw(st.sampled_from([None, draw.draw(any_day)])),
    )


def decide(draw: Draw, t: Tracker) -> None:
    conflict_id = draw.draw(st.sampled_from([None, pick(draw, t, "conflict")]))
    after_id = draw.draw(st.sampled_from([None, pick(draw, t, "decision")]))
    told = [pick(draw, t, "customer")] * draw.draw(st.integers(0, 2))
    said = decision_input(draw, t)
    commands.decide(t, said, conflict_id=conflict_id, after_id=after_id, told=told)


def edit_decision(draw: Draw, t: Tracker) -> None:
    commands.edit_decision(t, pick(draw, t, "decision"), decision_input(draw, t))


def tell_decision(draw: Draw, t: Tracker) -> None:
    key, customer = pick(draw, t, "decision"), pick(draw, t, "customer")
    commands.tell_decision(t, key, customer, draw.draw(any_day), draw.draw(any_day))


def untell_decision(draw: Draw, t: Tracker) -> None:
    commands.untell_decision(t, pick(draw, t, "decision"), pick(draw, t, "customer"))


def review_decision(draw: Draw, t: Tracker) -> None:
    day = draw.draw(st.sampled_from([None, draw.draw(any_day)]))
    commands.review_decision(t, pick(draw, t, "decision"), day)


def judge_decision(draw: Draw, t: Tracker) -> None:
    said = {name: draw.draw(notes) for name in ("admitted_to", "learned", "next_choice")}
    verdict = draw.draw(st.sampled_from(DecisionVerdict))
    commands.judge_decision(t, pick(draw, t, "decision"), verdict, draw.draw(any_day), **said)


def unjudge_decision(draw: Draw, t: Tracker) -> None:
    commands.unjudge_decision(t, pick(draw, t, "decision"))


def remove_decision(draw: Draw, t: Tracker) -> None:
    commands.remove_decision(t, pick(draw, t, "decision"))


def introduce(draw: Draw, t: Tracker) -> None:
    mail = draw.draw(st.sampled_from(["", "me@example.org", "nowhere"]))
    commands.introduce(t, draw.draw(names), draw.draw(names), mail)


def set_logo(draw: Draw, t: Tracker) -> None:
    content = draw.draw(st.sampled_from([None, b"\x89PNG\r\n\x1a\n\0\xff", b"GIF89a"]))
    commands.set_logo(t, content)


def plan_review(draw: Draw, t: Tracker) -> None:
    commands.plan_review(t, draw.draw(any_day), MONDAY, draw.draw(any_day))


def publish_into(draw: Draw, t: Tracker) -> None:
    folder = draw.draw(st.sampled_from([None, Path.cwd(), Path("nowhere")]))
    commands.publish_into(t, folder, index=draw.draw(st.booleans()))


def publish_for(draw: Draw, t: Tracker) -> None:
    commands.publish_for(t, pick(draw, t, "customer"), on=draw.draw(st.booleans()))


def switch_item(draw: Draw, t: Tracker) -> None:
    key = draw.draw(st.sampled_from(["summary", "o'clock"]))
    commands.switch_item(t, pick(draw, t, "customer"), key, on=draw.draw(st.booleans()))


def set_scorecard_text(draw: Draw, t: Tracker) -> None:
    commands.set_scorecard_text(t, pick(draw, t, "customer"), draw.draw(notes))


def agree(draw: Draw, t: Tracker) -> None:
    commands.agree(t, [pick(draw, t, "measure")], draw.draw(any_day), draw.draw(names))


def disagree(draw: Draw, t: Tracker) -> None:
    commands.disagree(t, pick(draw, t, "measure"))


def add_rating(draw: Draw, t: Tracker) -> None:
    value = draw.draw(st.sampled_from([None, 1, 4, 2.5]))
    measure_id = draw.draw(st.sampled_from([None, pick(draw, t, "measure")]))
    customer_id = 999 if measure_id == 999 else pick(draw, t, "customer")
    if measure_id and measure_id != 999:
        customer_id = t.measures.get(measure_id).customer_id
    day, text = draw.draw(any_day), draw.draw(notes)
    five = draw.draw(st.booleans())
    commands.add_rating(t, customer_id, day, value, text, measure_id=measure_id, five=five)


def edit_rating(draw: Draw, t: Tracker) -> None:
    commands.edit_rating(t, pick(draw, t, "rating"), draw.draw(any_day), 3, draw.draw(notes))


def remove_rating(draw: Draw, t: Tracker) -> None:
    commands.remove_rating(t, pick(draw, t, "rating"))


def record_reported(draw: Draw, t: Tracker) -> None:
    told_on = draw.draw(st.one_of(st.none(), any_day))
    commands.record_reported(t, pick(draw, t, "measure"), draw.draw(days), told_on)


def tell_customer(draw: Draw, t: Tracker) -> None:
    commands.tell_customer(t, pick(draw, t, "measure"), draw.draw(days))


def note_asking(draw: Draw, t: Tracker) -> None:
    how = draw.draw(st.sampled_from(["", "by mail"]))
    commands.note_asking(t, pick(draw, t, "customer"), draw.draw(any_day), how)


def remove_asking(draw: Draw, t: Tracker) -> None:
    commands.remove_asking(t, pick(draw, t, "asking"))


def ask_often(draw: Draw, t: Tracker) -> None:
    commands.ask_often(t, pick(draw, t, "customer"), often=draw.draw(st.booleans()))


def star(draw: Draw, t: Tracker) -> None:
    table = draw.draw(st.sampled_from(["evaluation", "rating"]))
    chosen = {f"{table}_id": pick(draw, t, table)}
    commands.star(t, **chosen, on=draw.draw(st.booleans()))


def reword(draw: Draw, t: Tracker) -> None:
    text = draw.draw(st.one_of(st.none(), notes))
    commands.reword(t, MONDAY, MONDAY, draw.draw(st.sampled_from(["a", "b"])), text, "now")


def add_moment(draw: Draw, t: Tracker) -> None:
    repeats, day = draw.draw(st.sampled_from(Repeat)), draw.draw(any_day)
    commands.add_moment(t, pick(draw, t, "customer"), draw.draw(names), day, repeats)


def keep_wording(draw: Draw, t: Tracker) -> None:
    commands.keep_wording(t, draw.draw(st.sampled_from(["all", "done", "?"])), draw.draw(names))


def take_reply(draw: Draw, t: Tracker) -> None:
    ratings = tuple(draw.draw(st.sampled_from([None, 1, 5])) for _ in range(2))
    comment = draw.draw(st.sampled_from(["", "O’Hara said 'no'"]))
    commands.take_reply(t, encode(CustomerReply(TOKEN, MONDAY, ratings, comment)), MONDAY)


def place_customer(draw: Draw, t: Tracker) -> None:
    key, tier = pick(draw, t, "customer"), draw.draw(tiers)
    commands.place_customer(t, key, tier, draw.draw(any_day), draw.draw(notes))


def make_room(draw: Draw, t: Tracker) -> None:
    coming = draw.draw(st.sampled_from([None, pick(draw, t, "customer")]))
    leaving, to = pick(draw, t, "customer"), draw.draw(tiers)
    commands.make_room(t, coming, leaving, to, draw.draw(any_day), draw.draw(notes))


def edit_want(draw: Draw, t: Tracker) -> None:
    commands.edit_want(t, pick(draw, t, "want"), draw.draw(notes), draw.draw(any_day))


def add_instead(draw: Draw, t: Tracker) -> None:
    said = commands.CustomerInput(draw.draw(names), draw.draw(tiers))
    leaving, to = pick(draw, t, "customer"), draw.draw(tiers)
    commands.add_instead(t, said, leaving, to, draw.draw(any_day), draw.draw(notes))


def explain_move(draw: Draw, t: Tracker) -> None:
    commands.explain_move(t, pick(draw, t, "tier_move"), draw.draw(notes))


def set_caps(draw: Draw, t: Tracker) -> None:
    commands.set_caps(t, draw.draw(st.integers(0, 4)), draw.draw(st.integers(2, 9)))


def note_input(draw: Draw, t: Tracker) -> NoteInput:
    return NoteInput(
        text=draw.draw(notes),
        happened_on=draw.draw(any_day),
        kind=draw.draw(st.sampled_from(NoteKind)),
        customer_id=draw.draw(st.sampled_from([None, pick(draw, t, "customer")])),
        tags=draw.draw(notes),
    )


def add_note(draw: Draw, t: Tracker) -> None:
    commands.add_note(t, note_input(draw, t))


def edit_note(draw: Draw, t: Tracker) -> None:
    commands.edit_note(t, pick(draw, t, "note"), note_input(draw, t))


def remove_note(draw: Draw, t: Tracker) -> None:
    commands.remove_note(t, pick(draw, t, "note"))


def complete_note(draw: Draw, t: Tracker) -> None:
    commands.complete_note(t, pick(draw, t, "note"), draw.draw(any_day))


def fix_from_note(draw: Draw, t: Tracker) -> None:
    said = FixInput(what=draw.draw(names), started_on=MONDAY)
    commands.fix_from_note(t, pick(draw, t, "note"), pick(draw, t, "measure"), said)


def keep_in_touch(draw: Draw, t: Tracker) -> None:
    weeks = draw.draw(st.sampled_from([None, 0, 2, 53]))
    commands.keep_in_touch(t, pick(draw, t, "customer"), weeks)


def add_link(draw: Draw, t: Tracker) -> None:
    services = [pick(draw, t, "service")] if draw.draw(st.booleans()) else []
    commands.add_link(t, draw.draw(names), draw.draw(names), services=services)


def edit_link(draw: Draw, t: Tracker) -> None:
    services = draw.draw(st.sampled_from([None, (), [pick(draw, t, "service")]]))
    commands.edit_link(t, pick(draw, t, "link"), draw.draw(names), services=services)


def retire_link(draw: Draw, t: Tracker) -> None:
    commands.retire_link(t, pick(draw, t, "link"), draw.draw(any_day))


def restore_link(draw: Draw, t: Tracker) -> None:
    commands.restore_link(t, pick(draw, t, "link"))


def stop_input(draw: Draw) -> StopInput:
    return StopInput(
        started_on=draw.draw(any_day),
        ended_on=draw.draw(st.none() | any_day),
        effect=draw.draw(notes),
        cause=draw.draw(names),
        seen=draw.draw(st.sampled_from([None, True, False])),
    )


def start_stop(draw: Draw, t: Tracker) -> None:
    commands.start_stop(t, pick(draw, t, "link"), stop_input(draw))


def edit_stop(draw: Draw, t: Tracker) -> None:
    commands.edit_stop(t, pick(draw, t, "stop"), pick(draw, t, "link"), stop_input(draw))


def end_stop(draw: Draw, t: Tracker) -> None:
    commands.end_stop(t, pick(draw, t, "stop"), draw.draw(st.none() | any_day))


def fix_stop(draw: Draw, t: Tracker) -> None:
    said = FixInput(what=draw.draw(names), started_on=draw.draw(any_day))
    commands.fix_stop(t, pick(draw, t, "stop"), pick(draw, t, "measure"), said)


def close_stop(draw: Draw, t: Tracker) -> None:
    commands.close_stop(t, pick(draw, t, "stop"), draw.draw(notes))


def remove_stop(draw: Draw, t: Tracker) -> None:
    commands.remove_stop(t, pick(draw, t, "stop"))


def edit_moment(draw: Draw, t: Tracker) -> None:
    key, repeats = pick(draw, t, "moment"), draw.draw(st.sampled_from(Repeat))
    commands.edit_moment(t, key, draw.draw(names), draw.draw(any_day), repeats)


def remove_moment(draw: Draw, t: Tracker) -> None:
    commands.remove_moment(t, pick(draw, t, "moment"))


def answer(draw: Draw, tracker: Tracker) -> None:
    kind = draw.draw(st.sampled_from(["relationship", "worksheet", "operations", "practice"]))
    about_me = draw.draw(st.booleans())
    customer = None if about_me else pick(draw, tracker, "customer")
    key = draw.draw(st.sampled_from(["goals", "history", "roles", "unlearn"]))
    given = draw.draw(st.sampled_from([None, -2, 0, 1, 3, 5, 9, "text"]))
    note = draw.draw(st.none() | notes)
    commands.answer(tracker, kind, customer, draw.draw(any_day), {key: given}, note)


def look_later(draw: Draw, tracker: Tracker) -> None:
    commands.look_later(tracker, draw.draw(st.sampled_from(["operations", "x"])), MONDAY)


def remove_assessment(draw: Draw, tracker: Tracker) -> None:
    commands.remove_assessment(tracker, pick(draw, tracker, "assessment"))


def add_mandate(draw: Draw, tracker: Tracker) -> None:
    until = draw.draw(st.none() | any_day)
    customer = pick(draw, tracker, "customer")
    commands.add_mandate(tracker, customer, draw.draw(notes), draw.draw(any_day), until)


def edit_mandate(draw: Draw, tracker: Tracker) -> None:
    key, formal = pick(draw, tracker, "mandate"), draw.draw(st.booleans())
    day = draw.draw(any_day)
    commands.edit_mandate(tracker, key, draw.draw(notes), day, None, formal=formal)


def end_mandate(draw: Draw, tracker: Tracker) -> None:
    commands.end_mandate(tracker, pick(draw, tracker, "mandate"), draw.draw(any_day))


def remove_mandate(draw: Draw, tracker: Tracker) -> None:
    commands.remove_mandate(tracker, pick(draw, tracker, "mandate"))


OWN_STOPS, PULSE_FIXES = "own_stop", "pulse_fix"
pulse_fields = st.sampled_from(["energy", "valued", "listened", "cared", "mood"])


def own_stop_input(draw: Draw) -> OwnStopInput:
    return OwnStopInput(
        what=draw.draw(names), started_on=draw.draw(any_day), effect=draw.draw(notes),
        ended_on=draw.draw(st.none() | any_day), cause=draw.draw(notes),
        knew=draw.draw(st.none() | st.booleans()),
    )  # fmt: skip


def start_own_stop(draw: Draw, t: Tracker) -> None:
    commands.start_own_stop(t, pick(draw, t, "customer"), own_stop_input(draw))


def edit_own_stop(draw: Draw, t: Tracker) -> None:
    key, customer = pick(draw, t, OWN_STOPS), pick(draw, t, "customer")
    commands.edit_own_stop(t, key, customer, own_stop_input(draw))


def end_own_stop(draw: Draw, t: Tracker) -> None:
    commands.end_own_stop(t, pick(draw, t, OWN_STOPS), draw.draw(st.none() | any_day))


def tell_own_stop(draw: Draw, t: Tracker) -> None:
    commands.tell_own_stop(t, pick(draw, t, OWN_STOPS), draw.draw(st.none() | any_day))


def fix_own_stop(draw: Draw, t: Tracker) -> None:
    said = FixInput(what=draw.draw(names), started_on=draw.draw(any_day))
    commands.fix_own_stop(t, pick(draw, t, OWN_STOPS), pick(draw, t, "measure"), said)


def close_own_stop(draw: Draw, t: Tracker) -> None:
    commands.close_own_stop(t, pick(draw, t, OWN_STOPS), draw.draw(notes))


def remove_own_stop(draw: Draw, t: Tracker) -> None:
    commands.remove_own_stop(t, pick(draw, t, OWN_STOPS))


def ease_link(draw: Draw, t: Tracker) -> None:
    commands.ease_link(t, pick(draw, t, "link"), draw.draw(notes))


def pulse_fix_input(draw: Draw) -> PulseFixInput:
    return PulseFixInput(
        what=draw.draw(names), started_on=draw.draw(any_day), obstacle=draw.draw(notes),
        due_on=draw.draw(st.none() | any_day),
    )  # fmt: skip


def start_pulse_fix(draw: Draw, t: Tracker) -> None:
    commands.start_pulse_fix(t, draw.draw(pulse_fields), pulse_fix_input(draw))


def edit_pulse_fix(draw: Draw, t: Tracker) -> None:
    commands.edit_pulse_fix(t, pick(draw, t, PULSE_FIXES), pulse_fix_input(draw))


def finish_pulse_fix(draw: Draw, t: Tracker) -> None:
    commands.finish_pulse_fix(t, pick(draw, t, PULSE_FIXES), draw.draw(any_day))


def drop_pulse_fix(draw: Draw, t: Tracker) -> None:
    commands.drop_pulse_fix(t, pick(draw, t, PULSE_FIXES), draw.draw(any_day))


def reopen_pulse_fix(draw: Draw, t: Tracker) -> None:
    commands.reopen_pulse_fix(t, pick(draw, t, PULSE_FIXES))


def review_pulse_fix(draw: Draw, t: Tracker) -> None:
    commands.review_pulse_fix(t, pick(draw, t, PULSE_FIXES), draw.draw(st.none() | any_day))


def remove_pulse_fix(draw: Draw, t: Tracker) -> None:
    commands.remove_pulse_fix(t, pick(draw, t, PULSE_FIXES))


def answer_pulse(draw: Draw, t: Tracker) -> None:
    kind = draw.draw(st.sampled_from(PulseWordKind))
    since, day, text = draw.draw(days), draw.draw(any_day), draw.draw(notes)
    commands.answer_pulse(t, draw.draw(pulse_fields), since, day, kind, text)


def take_back_pulse_answer(draw: Draw, t: Tracker) -> None:
    commands.take_back_pulse_answer(t, pick(draw, t, "pulse_word"))


def set_recourse(draw: Draw, t: Tracker) -> None:
    customer, broken = pick(draw, t, "customer"), draw.draw(st.none() | notes)
    commands.set_recourse(t, customer, if_broken=broken, come_back=draw.draw(st.none() | notes))


def tell_promise(draw: Draw, t: Tracker) -> None:
    commands.tell_promise(t, pick(draw, t, "measure"), draw.draw(any_day), draw.draw(notes))


def look_ahead(draw: Draw, t: Tracker) -> None:
    commands.look_ahead(t, pick(draw, t, "customer"), draw.draw(any_day))


def bring_back_customer(draw: Draw, t: Tracker) -> None:
    whose = draw.draw(st.sampled_from(range(len(Scale))))
    commands.bring_back_customer(t, BACKUP, f"Customer {whose}")


def tell_need(draw: Draw, t: Tracker) -> None:
    day, back = draw.draw(any_day), draw.draw(st.none() | any_day)
    commands.tell_need(t, pick(draw, t, "need"), day, draw.draw(notes), back)


def start_fixes(draw: Draw, t: Tracker) -> None:
    said = FixInput(what=draw.draw(names), started_on=draw.draw(any_day))
    commands.start_fixes(t, [pick(draw, t, "measure"), pick(draw, t, "measure")], said)


COMMANDS: list[Callable[[Draw, Tracker], None]] = [
    add_customer, edit_customer, move_customer, archive_customer, restore_customer, add_want,
    edit_want, remove_want, add_service, edit_service, retire_service, restore_service, add_measure,
    replace_service, add_need, add_need, edit_need, rank_need, pair_needs, unpair_need,
    drop_need, bring_back_need, measure_need, add_element, edit_element, rank_element,
    mark_important, remove_element, copy_elements, measure_element, set_standard,
    add_measures, edit_measure, share_measure, share_measures, archive_measure,
    restore_measure, move_measure,
    record, record,
    record, skip, clear, annotate, same_as_last, away, away_in_weeks, leave_weeks,
    add_event, edit_event, remove_event,
    record_pulse, finish_week, answer_week,
    reopen_week, start_fix, edit_fix, finish_fix, drop_fix, reopen_fix,
    review_fix, remove_fix, plan_change, take_back_change, explain, set_sensitivity,
    accept_change, take_back_acceptance,
    place_customer, place_customer, explain_move, make_room, add_instead, set_caps,
    add_note, add_note, edit_note, remove_note, complete_note,
    fix_from_note, keep_in_touch, edit_moment, remove_moment,
    open_conflict, open_conflict, edit_conflict, answer_step, answer_side, close_conflict,
    reopen_conflict, remove_conflict, decide, decide, edit_decision, tell_decision,
    untell_decision, review_decision, judge_decision, unjudge_decision, remove_decision,
    introduce, set_logo, plan_review, publish_into, publish_for, switch_item, set_scorecard_text,
    agree, disagree, add_rating, edit_rating, remove_rating, star, reword,
    take_reply, keep_wording, add_moment,
    add_link, add_link, edit_link, retire_link, restore_link, start_stop, start_stop, edit_stop,
    end_stop, fix_stop, close_stop, remove_stop,
    record_reported, record_reported, tell_customer, tell_customer, note_asking, note_asking,
    remove_asking, ask_often,
    answer, answer, look_later, remove_assessment, add_mandate, edit_mandate, end_mandate,
    remove_mandate,
    start_own_stop, start_own_stop, edit_own_stop, end_own_stop, tell_own_stop, fix_own_stop,
    close_own_stop, remove_own_stop, ease_link, start_pulse_fix, start_pulse_fix, edit_pulse_fix,
    finish_pulse_fix, drop_pulse_fix, reopen_pulse_fix, review_pulse_fix, remove_pulse_fix,
    answer_pulse, take_back_pulse_answer, set_recourse, tell_promise, look_ahead,
    tell_need, start_fixes, bring_back_customer,
]  # fmt: skip


def dump(tracker: Tracker) -> Dump:
    """Read every cell of every table as SQLite would write it."""
    found = {}
    for table in TABLES:
        columns = [row[1] for row in tracker.file.query(f"PRAGMA table_info({table})")]
        cells = ", ".join(f"quote({column})" for column in columns)
        found[table] = tracker.file.query(f"SELECT {cells} FROM {table} ORDER BY id")
    return found


def seeded() -> Tracker:
    """Return a tracker with a little of everything, whose history begins after it."""
    tracker = Tracker()
    with tracker.edit("begin"):
        for number, scale in enumerate(Scale):
            key = commands.add_customer(tracker, f"Customer {number}", [*Tier, None][number % 4])
            said = MeasureInput(name=scale.value, area=Area.ROI, scale=scale, promise=1,
                                cadence=MEASURE_CADENCES[number % 4])  # fmt: skip
            commands.add_measure(tracker, key, said, date(2026, 1, 5))
            commands.add_service(tracker, key, "Service")
            for side in NeedSide:
                commands.add_need(tracker, key, side, f"Need {number}", MONDAY)
            commands.add_element(tracker, key, "Plain words")
        commands.add_want(tracker, 1, "more", MONDAY)
        commands.add_event(tracker, MONDAY, "moved")
    left = OutgoingItem(ShareKind.SCORECARD, "", 1, tracker.measures.all()[:2], 2, TOKEN)
    commands.note_share(tracker, left, b"", MONDAY, form="html", way=SharingWay.FILE)
    BACKUP.write_bytes(tracker.file.copy())
    return tracker


def differing(one: Dump, other: Dump) -> set[str]:
    return {table for table in TABLES if one[table] != other[table]}


def touched_measures(one: Dump, other: Dump) -> set[int]:
    """Return the measures whose evaluations differ."""
    rows = set(one["evaluation"]) ^ set(other["evaluation"])
    return {int(row[2]) for row in rows}


# What was seen, or has left the house, is not undone.
NO_STEPS = {"set_plan_step", "look_at", "note_share", "note_withdrawal"}


def test_every_command_that_there_is_takes_part():
    known = {name for name in commands.__all__ if name.islower()}
    assert {run.__name__ for run in COMMANDS} == known - NO_STEPS


@settings(deadline=None, max_examples=40)
@given(st.data())
def test_any_program_is_undone_and_redone_to_the_last_byte(draw):
    with seeded() as tracker:
        told: list[Changes] = []
        tracker.on_change = told.append
        dumps, labels = [dump(tracker)], []
        for run in draw.draw(st.lists(st.sampled_from(COMMANDS), min_size=1, max_size=14)):
            told.clear()
            try:
                run(draw, tracker)
            except TrackerError:
                assert dump(tracker) == dumps[-1], "a refused command changes nothing"
                assert told == [], "a refused command tells nothing"
                continue
            after = dump(tracker)
            if after == dumps[-1]:
                assert told == [], "what changes nothing is no step"
                continue
            assert_told(told, dumps[-1], after)
            dumps.append(after)
            labels.append(tracker.history.undo_label)
        walk_back_and_forth(tracker, told, dumps, labels)


def walk_back_and_forth(
    tracker: Tracker, told: list[Changes], dumps: list[Dump], labels: list[str | None]
) -> None:
    for _ in range(2):
        for at in range(len(labels) - 1, -1, -1):
            told.clear()
            assert tracker.undo() == labels[at]
            assert dump(tracker) == dumps[at]
            assert_told(told, dumps[at + 1], dumps[at])
        assert tracker.history.undo_label == "begin"
        for at, label in enumerate(labels):
            told.clear()
            assert tracker.history.redo_label == label
            assert tracker.redo() == label
            assert dump(tracker) == dumps[at + 1]
            assert_told(told, dumps[at], dumps[at + 1])
        assert tracker.redo() is None


def assert_told(told: list[Changes], before: Dump, after: Dump) -> None:
    (changes,) = told
    assert changes.tables >= differing(before, after)
    assert changes.measures >= touched_measures(before, after)


def test_a_new_entry_forgets_what_was_undone(tracker, answers):
    commands.record(tracker, answers, MONDAY, 1)
    commands.record(tracker, answers, MONDAY, 2)
    tracker.undo()
    assert tracker.history.redo_label == "log Month-end close answers"
    commands.share_measure(tracker, answers, shared=True)
    assert tracker.history.redo_label is None
    assert tracker.redo() is None


def test_an_entry_that_changes_nothing_is_no_step_and_keeps_what_can_be_redone(tracker, answers):
    commands.record(tracker, answers, MONDAY, 1)
    commands.record(tracker, answers, MONDAY, 2)
    tracker.undo()
    told: list[Changes] = []
    tracker.on_change = told.append
    commands.record(tracker, answers, MONDAY, 1.0)
    assert told == []
    assert tracker.redo() == "log Month-end close answers"
    assert [one.value for one in tracker.evaluations.series(answers)] == [2]


def test_each_step_tells_the_tables_and_measures_that_it_touched(tracker, answers, forecast):
    told: list[Changes] = []
    tracker.on_change = told.append
    commands.record(tracker, answers, MONDAY, 1)
    commands.share_measure(tracker, forecast, shared=True)
    commands.record_pulse(tracker, MONDAY, energy=3)
    tracker.undo()
    assert told == [
        Changes(frozenset({"evaluation"}), frozenset({answers})),
        Changes(frozenset({"measure"}), frozenset({forecast})),
        Changes(frozenset({"pulse"})),
        Changes(frozenset({"pulse"})),
    ]


def test_a_part_of_a_step_that_fails_is_taken_back_and_the_rest_stays(tracker, answers):
    def half() -> None:
        with tracker.edit("inner"):
            commands.record(tracker, answers, MONDAY, 1)
            commands.record(tracker, answers, MONDAY, -1)

    told: list[Changes] = []
    tracker.on_change = told.append
    with tracker.edit("outer"):
        commands.record(tracker, answers, MONDAY - timedelta(weeks=1), 3)
        with pytest.raises(TrackerError):
            half()
    assert [one.value for one in tracker.evaluations.series(answers)] == [3]
    assert len(told) == 1
    assert tracker.undo() == "outer"
    assert tracker.evaluations.series(answers) == []


def test_an_error_of_any_kind_takes_the_whole_step_back(tracker, answers):
    before = dump(tracker)
    told: list[Changes] = []
    tracker.on_change = told.append

    def broken() -> None:
        with tracker.edit("outer"):
            commands.record(tracker, answers, MONDAY, 3)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        broken()
    assert dump(tracker) == before
    assert told == []
    assert tracker.history.undo_label != "outer"


def test_within_a_step_a_measure_is_read_as_it_is_by_then(tracker, finance, today):
    said = MeasureInput(name="Trips", area=Area.ROI, promise=1)
    with tracker.edit("outer"):
        key = commands.add_measure(tracker, finance, said, today)
        assert tracker.measures.get(key).scale is Scale.RATING
        commands.edit_measure(tracker, key, replace(said, scale=Scale.COUNT), today)
        commands.record(tracker, key, MONDAY, 70)
    assert tracker.evaluations.series(key)[0].value == 70


def test_what_is_written_outside_a_step_is_not_undone_with_the_next(tracker, answers):
    """What is derived may be written when it is first asked for; that is nobody's step."""
    with tracker.file.atomic():
        tracker.events.add(happened_on=MONDAY, title="derived")
    commands.record(tracker, answers, MONDAY, 3)
    tracker.undo()
    assert [one.title for one in tracker.events.all()] == ["derived"]


def test_a_step_of_ten_thousand_rows_is_undone_and_redone_whole():
    with seeded() as tracker:
        weekly = [one.id for one in tracker.measures.all() if one.cadence is Cadence.WEEKLY]
        first = date(1920, 1, 5)
        rows: list[dict[str, object]] = [
            {
                "measure_id": key,
                "start": first + timedelta(weeks=at),
                "value": 1,
                "note": "\"'\n" * (at % 900),
            }
            for key in weekly
            for at in range(10_000 // len(weekly))
        ]
        before = dump(tracker)
        with tracker.edit("import"):
            tracker.evaluations.add_all(rows)
            for key in weekly:
                tracker.evaluations.log(key, first, value=None, skipped="away")
        after = dump(tracker)
        assert len(after["evaluation"]) == 10_000
        assert tracker.undo() == "import"
        assert dump(tracker) == before
        assert tracker.redo() == "import"
        assert dump(tracker) == after


def test_a_label_is_as_long_as_a_menu_can_show(tracker):
    commands.add_customer(tracker, "x" * 200, None)
    label = tracker.history.undo_label
    assert label == tracker.undo()
    assert label is not None
    assert label == f"add {'x' * (LONGEST_LABEL - 5)}…"
