"""Every command there is, done, undone and done again: each time the whole file is as it was.

The file holds something of everything and is compared row for row: what a person entered, what left
the house, what was judged of it, and every word in the index. A command without an example here
fails `test_every_command_has_an_example`.

A judgement is kept until a change doubts it, and is made again when it is next asked for: then its
rows are what they were, and what is said of every measure is what is said where none is kept.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.fixtures.make_schema_fixture import fill

from tracker.app import commands
from tracker.app.commands import (
    CustomerInput,
    DecisionInput,
    FixInput,
    MeasureInput,
    NoteInput,
    OwnStopInput,
    PulseFixInput,
    StopInput,
)
from tracker.app.tracker import Tracker
from tracker.detection import Sensitivity
from tracker.domain.correction import Word
from tracker.domain.customer import CustomerKind, Tier
from tracker.domain.decision import ConflictKind, DecisionVerdict
from tracker.domain.errors import TrackerError
from tracker.domain.finding import Finding
from tracker.domain.measure import Area
from tracker.domain.needs import NeedSide, NeedSource
from tracker.domain.notes import NoteKind, Repeat
from tracker.domain.period import Period
from tracker.domain.practice import Basis
from tracker.domain.pulse import PulseWordKind
from tracker.domain.sharing import ShareKind, SharingWay
from tracker.report.scorecard.reply import CustomerReply, encode
from tracker.store import derived

BEGIN, MONDAY, FRIDAY = date(2026, 7, 6), date(2026, 11, 16), date(2026, 11, 20)
FINANCE, UNPLACED, ARCHIVED = 1, 2, 3
RATING, BAND, DRAFT, MOVED = 1, 7, 8, 10
CLOSE, RETIRED = 1, 2
FIX = FixInput(what="Ask before", started_on=MONDAY, obstacle="Holidays")
OWN_STOP = OwnStopInput(what="The report", started_on=MONDAY, effect="Late", cause="Me")
OWN_FIX = PulseFixInput(what="A free morning", started_on=MONDAY, obstacle="Meetings")
STOP = StopInput(started_on=MONDAY, effect="Late again", cause="A new tool", seen=True)
DECISION = DecisionInput(title="Quotes first", decided_on=MONDAY, choice="Quotes", review_on=FRIDAY)
NOTE = NoteInput(text="They were glad", happened_on=MONDAY, kind=NoteKind.THANKS, tags="q4")
MEASURE = MeasureInput(name="Another", area=Area.ROI, promise=3, their_name="Their name")
MOVING = MeasureInput(name="Moved", area=Area.ROI, promise=2)
OTHER_MEASURE = MeasureInput(name="One more", area=Area.ROI, promise=4)
# Nothing that is undone: a look, a step of the plan, and what has left the house.
FACTS = {"look_at", "set_plan_step", "note_share", "note_withdrawal"}
JUDGED = ("judged by friday", "judged now", "judged alone")

Command = Callable[[Tracker], object]
c = commands


def bring_back(tracker: Tracker) -> None:
    """Bring the customer back from a copy of the file in which one of their notes was otherwise."""
    assert tracker.path is not None
    backup = tracker.path.with_name("backup.db")
    backup.unlink(missing_ok=True)
    name = tracker.customers.get(FINANCE).name
    with closing(sqlite3.connect(tracker.path)) as conn, closing(sqlite3.connect(backup)) as copy:
        conn.backup(copy)
        copy.execute("UPDATE evaluation SET note = 'as it was' WHERE measure_id = ?", (RATING,))
        copy.commit()
    c.bring_back_customer(tracker, backup, name)


EXAMPLES: dict[str, Command] = {
    "bring_back_customer": bring_back,
    "answer": lambda t: c.answer(t, "relationship", FINANCE, FRIDAY, {"goals": 3}, "a note"),
    "look_later": lambda t: c.look_later(t, "operations", FRIDAY),
    "remove_assessment": lambda t: c.remove_assessment(t, 1),
    "add_customer": lambda t: c.add_customer(t, "Newcomer", Tier.SERVE, CustomerKind.TEAM),
    "add_instead": lambda t: c.add_instead(
        t, CustomerInput("Instead", Tier.WOW), FINANCE, Tier.SERVE, FRIDAY, "They asked"
    ),
    "explain_move": lambda t: c.explain_move(t, 1, "They doubled"),
    "tell_customer": lambda t: c.tell_customer(t, RATING, FRIDAY),
    "add_service": lambda t: c.add_service(t, FINANCE, "Another service", Area.ROI, why="It helps"),
    "add_want": lambda t: c.add_want(t, FINANCE, "More of it", MONDAY),
    "archive_customer": lambda t: c.archive_customer(t, FINANCE, FRIDAY),
    "edit_customer": lambda t: c.edit_customer(t, FINANCE, name="Finance team", motives="calm"),
    "edit_service": lambda t: c.edit_service(t, CLOSE, "Closing", Area.EFFICIENCY, why="Because"),
    "make_room": lambda t: c.make_room(
        t, UNPLACED, FINANCE, Tier.SERVE, FRIDAY, "They need less of it"
    ),
    "move_customer": lambda t: c.move_customer(t, UNPLACED, Tier.MAINTAIN, None),
    "place_customer": lambda t: c.place_customer(t, UNPLACED, Tier.SERVE, FRIDAY, "They grow"),
    "edit_want": lambda t: c.edit_want(t, 1, "Answers in a day", FRIDAY),
    "remove_want": lambda t: c.remove_want(t, 1),
    "replace_service": lambda t: c.replace_service(t, CLOSE, FRIDAY, "Closing, faster"),
    "restore_customer": lambda t: c.restore_customer(t, ARCHIVED, FRIDAY, "Back again"),
    "restore_service": lambda t: c.restore_service(t, RETIRED),
    "retire_service": lambda t: c.retire_service(t, CLOSE, FRIDAY),
    "set_caps": lambda t: c.set_caps(t, 2, 6),
    "set_standard": lambda t: c.set_standard(t, CLOSE, MONDAY, good="On Friday", review_on=FRIDAY),
    "add_element": lambda t: c.add_element(t, FINANCE, "In writing"),
    "copy_elements": lambda t: c.copy_elements(t, FINANCE, UNPLACED),
    "edit_element": lambda t: c.edit_element(t, 1, "Plain, short words", Basis.ASKED, FRIDAY),
    "mark_important": lambda t: c.mark_important(t, 1, important=False, instead_of=None),
    "measure_element": lambda t: c.measure_element(t, 1, RATING),
    "rank_element": lambda t: c.rank_element(t, 2, -1),
    "remove_element": lambda t: c.remove_element(t, 1),
    "add_moment": lambda t: c.add_moment(t, FINANCE, "Budget", FRIDAY, Repeat.QUARTERLY),
    "edit_moment": lambda t: c.edit_moment(t, 1, "The close", FRIDAY, Repeat.QUARTERLY),
    "remove_moment": lambda t: c.remove_moment(t, 1),
    "add_need": lambda t: c.add_need(t, FINANCE, NeedSide.MINE, "Calm", MONDAY, rank=1),
    "bring_back_need": lambda t: c.bring_back_need(t, 3),
    "drop_need": lambda t: c.drop_need(t, 1, FRIDAY),
    "edit_need": lambda t: c.edit_need(t, 1, "Faster", source=NeedSource.SURVEY),
    "measure_need": lambda t: c.measure_need(t, 1, RATING),
    "pair_needs": lambda t: c.pair_needs(t, 4, 1),
    "rank_need": lambda t: c.rank_need(t, 4, 1),
    "unpair_need": lambda t: c.unpair_need(t, 2),
    "add_note": lambda t: c.add_note(t, NOTE),
    "edit_note": lambda t: c.edit_note(t, 1, NOTE),
    "fix_from_note": lambda t: c.fix_from_note(t, 2, RATING, FIX),
    "keep_in_touch": lambda t: c.keep_in_touch(t, FINANCE, 4),
    "remove_note": lambda t: c.remove_note(t, 1),
    "complete_note": lambda t: c.complete_note(t, 2, FRIDAY),
    "add_mandate": lambda t: c.add_mandate(t, FINANCE, "Spoken", FRIDAY, None),
    "edit_mandate": lambda t: c.edit_mandate(t, 1, "Signed again", MONDAY, None, formal=True),
    "end_mandate": lambda t: c.end_mandate(t, 2, FRIDAY),
    "remove_mandate": lambda t: c.remove_mandate(t, 1),
    "answer_side": lambda t: c.answer_side(t, 2, FINANCE, asked_for="It all", true_need="A part"),
    "answer_step": lambda t: c.answer_step(t, 1, "really", "They want to be heard"),
    "close_conflict": lambda t: c.close_conflict(t, 1, FRIDAY),
    "decide": lambda t: c.decide(t, DECISION, conflict_id=1, after_id=None, told=[FINANCE]),
    "edit_conflict": lambda t: c.edit_conflict(
        t, 2, "All at once", ConflictKind.WANT, [FINANCE, UNPLACED], MONDAY
    ),
    "edit_decision": lambda t: c.edit_decision(
        t, 1, replace(DECISION, title="Audit after all", decided_on=BEGIN)
    ),
    "judge_decision": lambda t: c.judge_decision(
        t, 1, DecisionVerdict.BAD, FRIDAY, admitted_to="Kim", learned="Ask", next_choice="Both"
    ),
    "open_conflict": lambda t: c.open_conflict(
        t, "A third one", ConflictKind.WANT, [FINANCE, UNPLACED], MONDAY
    ),
    "remove_conflict": lambda t: c.remove_conflict(t, 2),
    "remove_decision": lambda t: c.remove_decision(t, 1),
    "reopen_conflict": lambda t: c.reopen_conflict(t, 3),
    "review_decision": lambda t: c.review_decision(t, 1, FRIDAY),
    "tell_decision": lambda t: c.tell_decision(t, 1, UNPLACED, FRIDAY, FRIDAY),
    "unjudge_decision": lambda t: c.unjudge_decision(t, 2),
    "untell_decision": lambda t: c.untell_decision(t, 1, FINANCE),
    "annotate": lambda t: c.annotate(t, RATING, MONDAY, note="They waited", private_note="I, too"),
    "answer_week": lambda t: c.answer_week(t, MONDAY, "Another answer"),
    "away": lambda t: c.away(t, BEGIN, MONDAY, "holiday"),
    "away_in_weeks": lambda t: c.away_in_weeks(t, [Period.of(BEGIN), Period.of(MONDAY)]),
    "clear": lambda t: c.clear(t, RATING, date(2026, 10, 12)),
    "finish_week": lambda t: c.finish_week(t, BEGIN, "It went well"),
    "leave_weeks": lambda t: c.leave_weeks(t, [Period.of(BEGIN)]),
    "record": lambda t: c.record(t, RATING, MONDAY, 2),
    "record_pulse": lambda t: c.record_pulse(t, MONDAY, energy=1, valued=5),
    "reopen_week": lambda t: c.reopen_week(t, MONDAY),
    "same_as_last": lambda t: c.same_as_last(t, [(RATING, MONDAY)]),
    "skip": lambda t: c.skip(t, RATING, MONDAY, "nothing to rate"),
    "record_reported": lambda t: c.record_reported(t, RATING, MONDAY, FRIDAY),
    "add_rating": lambda t: c.add_rating(t, FINANCE, FRIDAY, 2, "slow", measure_id=RATING),
    "edit_rating": lambda t: c.edit_rating(t, 1, FRIDAY, 1, "worse than said"),
    "remove_rating": lambda t: c.remove_rating(t, 1),
    "take_reply": lambda t: c.take_reply(
        t, encode(CustomerReply("abcdefgh", FRIDAY, (2,), "O’Hara said “no”")), FRIDAY
    ),
    "ask_often": lambda t: c.ask_often(t, FINANCE, often=True),
    "note_asking": lambda t: c.note_asking(t, FINANCE, FRIDAY, "by mail"),
    "remove_asking": lambda t: c.remove_asking(t, 1),
    "add_measure": lambda t: c.add_measure(t, FINANCE, MEASURE, MONDAY),
    "add_measures": lambda t: c.add_measures(
        t, FINANCE, [(MEASURE, MONDAY, None), (OTHER_MEASURE, BEGIN, BEGIN)]
    ),
    "archive_measure": lambda t: c.archive_measure(t, RATING, FRIDAY),
    "edit_measure": lambda t: (
        c.edit_measure(t, BAND, MeasureInput.of(t.measures.get(BAND)), MONDAY, "they said so")
        or c.edit_measure(t, RATING, MEASURE, MONDAY, "they asked for more")
    ),
    "move_measure": lambda t: c.move_measure(t, RATING, 1),
    "restore_measure": lambda t: c.restore_measure(t, 9),
    "share_measure": lambda t: c.share_measure(t, RATING, shared=True),
    "share_measures": lambda t: c.share_measures(t, [RATING]),
    "keep_wording": lambda t: c.keep_wording(t, "all", "Everybody"),
    "introduce": lambda t: c.introduce(t, "Ada", "Analyst", "ada@example.org"),
    "plan_review": lambda t: c.plan_review(t, FRIDAY, BEGIN, FRIDAY),
    "publish_into": lambda t: c.publish_into(t, Path.cwd(), index=True),
    "set_logo": lambda t: c.set_logo(t, None),
    "reword": lambda t: c.reword(t, BEGIN, MONDAY, "summary", "Another year"),
    "star": lambda t: c.star(t, rating_id=1, on=False),
    "agree": lambda t: c.agree(t, [RATING], FRIDAY, "Lee"),
    "disagree": lambda t: c.disagree(t, BAND),
    "publish_for": lambda t: c.publish_for(t, FINANCE, on=False),
    "set_scorecard_text": lambda t: c.set_scorecard_text(t, FINANCE, "Thank you"),
    "switch_item": lambda t: c.switch_item(t, FINANCE, "summary", on=False),
    "accept_change": lambda t: c.accept_change(t, MOVED),
    "add_event": lambda t: c.add_event(t, FRIDAY, "A fair", measure_id=RATING),
    "drop_fix": lambda t: c.drop_fix(t, 1, FRIDAY),
    "edit_event": lambda t: c.edit_event(t, 1, FRIDAY, "Newer tool", "for some"),
    "edit_fix": lambda t: c.edit_fix(t, 1, FIX),
    "explain": lambda t: c.explain(t, BAND, MONDAY, "the second fair", Word.ONE_OFF),
    "finish_fix": lambda t: c.finish_fix(t, 1, FRIDAY),
    "plan_change": lambda t: c.plan_change(t, MOVED, date(2026, 9, 14), "fewer people"),
    "remove_event": lambda t: c.remove_event(t, 1),
    "remove_fix": lambda t: c.remove_fix(t, 1),
    "reopen_fix": lambda t: c.reopen_fix(t, 2),
    "review_fix": lambda t: c.review_fix(t, 1, FRIDAY),
    "set_sensitivity": lambda t: c.set_sensitivity(t, MOVED, Sensitivity.KEEN),
    "start_fix": lambda t: c.start_fix(t, RATING, FIX),
    "take_back_acceptance": lambda t: c.take_back_acceptance(t, 1),
    "take_back_change": lambda t: c.take_back_change(t, 1),
    "start_pulse_fix": lambda t: c.start_pulse_fix(t, "energy", OWN_FIX),
    "edit_pulse_fix": lambda t: c.edit_pulse_fix(t, 1, OWN_FIX),
    "finish_pulse_fix": lambda t: c.finish_pulse_fix(t, 1, FRIDAY),
    "drop_pulse_fix": lambda t: c.drop_pulse_fix(t, 1, FRIDAY),
    "reopen_pulse_fix": lambda t: c.reopen_pulse_fix(t, 2),
    "review_pulse_fix": lambda t: c.review_pulse_fix(t, 1, FRIDAY),
    "remove_pulse_fix": lambda t: c.remove_pulse_fix(t, 1),
    "answer_pulse": lambda t: c.answer_pulse(
        t, "energy", MONDAY, FRIDAY, PulseWordKind.PLANNED, "A new role"
    ),
    "take_back_pulse_answer": lambda t: c.take_back_pulse_answer(t, 1),
    "set_recourse": lambda t: c.set_recourse(t, FINANCE, if_broken="Call me", come_back="at once"),
    "tell_promise": lambda t: c.tell_promise(t, RATING, FRIDAY, "I said four; it was three."),
    "look_ahead": lambda t: c.look_ahead(t, FINANCE, FRIDAY),
    "tell_need": lambda t: c.tell_need(t, 1, FRIDAY, "They had not seen it", FRIDAY),
    "start_fixes": lambda t: c.start_fixes(t, [RATING, BAND], FIX),
    "start_own_stop": lambda t: c.start_own_stop(t, FINANCE, OWN_STOP),
    "edit_own_stop": lambda t: c.edit_own_stop(t, 1, FINANCE, OWN_STOP),
    "end_own_stop": lambda t: c.end_own_stop(t, 2, FRIDAY),
    "tell_own_stop": lambda t: c.tell_own_stop(t, 1, FRIDAY),
    "fix_own_stop": lambda t: c.fix_own_stop(t, 1, RATING, FIX),
    "close_own_stop": lambda t: c.close_own_stop(t, 1, "It was one day"),
    "remove_own_stop": lambda t: c.remove_own_stop(t, 1),
    "ease_link": lambda t: c.ease_link(t, 1, "I ask early"),
    "add_link": lambda t: c.add_link(t, "Data team", "the feed", services=[CLOSE]),
    "close_stop": lambda t: c.close_stop(t, 1, "Nobody can"),
    "edit_link": lambda t: c.edit_link(t, 1, "Ledger", "the whole export", services=[]),
    "edit_stop": lambda t: c.edit_stop(t, 1, 1, STOP),
    "end_stop": lambda t: c.end_stop(t, 2, FRIDAY),
    "fix_stop": lambda t: c.fix_stop(t, 1, RATING, FIX),
    "remove_stop": lambda t: c.remove_stop(t, 1),
    "restore_link": lambda t: c.restore_link(t, 2),
    "retire_link": lambda t: c.retire_link(t, 1, FRIDAY),
    "start_stop": lambda t: c.start_stop(t, 1, STOP),
}


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a closed file with something of everything, also of what the examples take back."""
    path = tmp_path_factory.mktemp("filled") / "filled.db"
    with Tracker(path) as t:
        fill(t)
        c.add_element(t, FINANCE, "On paper")
        c.drop_need(t, c.add_need(t, FINANCE, NeedSide.MINE, "Dropped", BEGIN), MONDAY)
        c.add_need(t, FINANCE, NeedSide.MINE, "Quiet", BEGIN)
        idea = NoteInput(text="An idea", happened_on=BEGIN, kind=NoteKind.OBSTACLE)
        c.add_note(t, idea)
        c.add_mandate(t, FINANCE, "For good", BEGIN, None)
        both = [FINANCE, UNPLACED]
        c.open_conflict(t, "Both want it", ConflictKind.WANT, both, BEGIN)
        c.close_conflict(t, c.open_conflict(t, "Closed", ConflictKind.WANT, both, BEGIN), MONDAY)
        judged = c.decide(t, DECISION, conflict_id=None, after_id=None, told=[])
        c.judge_decision(t, judged, DecisionVerdict.HELD, FRIDAY)
        c.archive_measure(t, c.add_measure(t, FINANCE, MeasureInput(name="Gone", draft=True),
                                           BEGIN), MONDAY)  # fmt: skip
        c.finish_fix(t, c.start_fix(t, RATING, FIX), FRIDAY)
        c.retire_link(t, c.add_link(t, "Old team", "the old export"), MONDAY)
        c.start_stop(t, 1, STOP)
        c.start_own_stop(t, FINANCE, OWN_STOP)
        c.finish_pulse_fix(t, c.start_pulse_fix(t, "energy", OWN_FIX), FRIDAY)
        c.add_measure(t, FINANCE, MOVING, BEGIN)
        for at, value in enumerate([4, 5, 4, 4, 5, 4, 4, 5, 4, 4, 1, 2, 1, 2, 1]):
            c.record(t, MOVED, BEGIN + timedelta(weeks=at), value)
        t.judge.findings(FRIDAY)
        t.judge.finding(MOVED)
    return path


@pytest.fixture
def tracker(filled: Path, tmp_path: Path) -> Iterator[Tracker]:
    path = tmp_path / "impact.db"
    path.write_bytes(filled.read_bytes())
    with Tracker(path) as tracker:
        yield tracker


def whole_file(tracker: Tracker) -> dict[str, list[tuple]]:
    """Judge what is doubted, then read every row of the file, and every word of its index.

    Left out is the stamp alone, by which a file is told from its copy.
    """
    said = judged(tracker)
    tracker.words.settle()
    assert tracker.path is not None
    with closing(sqlite3.connect(f"{tracker.path.as_uri()}?mode=ro", uri=True)) as conn:
        names = [
            name
            for (name,) in conn.execute(
                "SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE TABLE%'"
                " AND name NOT GLOB 'word_[a-z]*' OR name = 'word_change'"
            )
        ]
        names.remove("stamp")
        found = {name: sorted(conn.execute(f"SELECT * FROM {name}"), key=repr) for name in names}
        conn.execute("CREATE VIRTUAL TABLE temp.said USING fts5vocab('main', 'word', 'instance')")
        found["word"] = sorted(conn.execute("SELECT * FROM temp.said"))
        found["schema"] = sorted(conn.execute("SELECT name, sql FROM sqlite_master"), key=repr)
        return found | said


def judged(tracker: Tracker) -> dict[str, list[tuple[int, Finding]]]:
    """Say what is found of every measure: by a day, now, and when it is asked for alone."""
    by_friday, now = tracker.judge.findings(FRIDAY), tracker.judge.findings()
    alone = {key: tracker.judge.finding(key) for key in now}
    return {
        name: sorted(one.items()) for name, one in zip(JUDGED, (by_friday, now, alone), strict=True)
    }


def judged_anew(tracker: Tracker) -> dict[str, list[tuple[int, Finding]]]:
    """Say what is found in a copy of the file that keeps no verdict; the file loses none of its."""
    assert tracker.path is not None
    copy = tracker.path.with_name("anew.db")
    copy.unlink(missing_ok=True)
    with closing(sqlite3.connect(tracker.path)) as conn, closing(sqlite3.connect(copy)) as to:
        conn.backup(to)
        to.execute("DELETE FROM verdict")
        to.execute("DELETE FROM verdict_state")
        to.commit()
    with Tracker(copy) as fresh:
        return judged(fresh)


def rightly_judged(tracker: Tracker) -> dict[str, list[tuple]]:
    """Return the whole file, in which every kept judgement is the one that is made anew.

    Where the same rows and the same judgements are found again, they are right again.
    """
    found = whole_file(tracker)
    assert {name: found[name] for name in JUDGED} == judged_anew(tracker)
    return found


def differing(one: dict[str, list[tuple]], other: dict[str, list[tuple]]) -> dict[str, list]:
    return {
        name: [row for row in one[name] + other[name] if (row in one[name]) != (row in other[name])]
        for name in one
        if one[name] != other[name]
    }


def test_every_command_has_an_example():
    known = {name for name in commands.__all__ if name.islower()}
    assert set(EXAMPLES) == known - FACTS


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_undo_and_redo_give_the_whole_file_back(tracker, name):
    before = rightly_judged(tracker)
    EXAMPLES[name](tracker)
    steps = len(tracker.history._done)
    assert steps >= 1
    after = rightly_judged(tracker)
    assert differing(before, after), "the example changes something"
    for _ in range(2):
        for _ in range(steps):
            assert tracker.undo()
        assert differing(whole_file(tracker), before) == {}
        for _ in range(steps):
            assert tracker.redo()
        assert differing(whole_file(tracker), after) == {}
    for step in [tracker.undo, tracker.redo, tracker.undo]:  # and nobody asks in between
        for _ in range(steps):
            assert step()
    assert differing(whole_file(tracker), before) == {}


def test_all_of_them_one_after_the_other_are_taken_back_and_brought_again(tracker):
    """What a command before took away, one after it does not find: that one is refused."""
    seen = [rightly_judged(tracker)]
    for example in EXAMPLES.values():
        steps = len(tracker.history._done)
        try:
            example(tracker)
        except TrackerError:
            continue
        if len(tracker.history._done) == steps + 1:
            seen.append(rightly_judged(tracker))
        assert len(tracker.history._done) - steps <= 1
    assert len(seen) > len(EXAMPLES) / 2
    for at in range(len(seen) - 2, -1, -1):
        assert tracker.undo()
        assert differing(whole_file(tracker), seen[at]) == {}
    assert tracker.undo() is None
    for state in seen[1:]:
        assert tracker.redo()
        assert differing(whole_file(tracker), state) == {}


def test_what_has_left_the_house_is_not_undone(tracker):
    """A fact between two steps stays, and the steps around it are taken back as ever."""
    before = whole_file(tracker)
    c.record(tracker, RATING, MONDAY, 2)
    with tracker.fact("share"):
        tracker.ledger.enter(
            [b"<p>"], [tracker.measures.get(RATING).uid], 1, customer="Finance",
            customer_uid=tracker.customers.get(FINANCE).uid, kind=ShareKind.SCORECARD, form="html",
            way=SharingWay.FILE, title="", shared_on=FRIDAY, token="zyxwvuts",
        )  # fmt: skip
    c.add_note(tracker, NOTE)
    tracker.undo()
    tracker.undo()
    left = differing(before, whole_file(tracker))
    assert set(left) <= {"share", "share_measure", "share_part", "word"}
    assert len(left["share"]) == 1
    assert derived.has_pending(tracker.file.conn) is False
