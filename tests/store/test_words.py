"""The index of words: right after every change, whatever made it; dropped, damaged, read only."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing, suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tracker.app import commands
from tracker.app.tables import TABLES
from tracker.app.tracker import Tracker
from tracker.domain.customer import CustomerKind, Tier
from tracker.domain.errors import FileTrouble, TrackerError
from tracker.domain.measure import Area
from tracker.store import derived as word_index

MONDAY = date(2026, 11, 16)


def content(tracker: Tracker) -> list[tuple[object, ...]]:
    """Return every term with its row, as the index holds it."""
    tracker.file.conn.set_authorizer(None)
    tracker.file.query("SELECT 1")
    conn = tracker.file.conn
    conn.execute(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.term USING fts5vocab(main, word, instance)"
    )
    return sorted(conn.execute("SELECT term, doc, col FROM temp.term"))


def right(tracker: Tracker) -> None:
    """Assert that the index holds what it would if it were made anew, and nothing waits."""
    tracker.words.settle()
    kept = content(tracker)
    assert not word_index.has_pending(tracker.file.conn)
    with tracker.file.atomic():
        word_index.refill(tracker.file.conn)
    assert kept == content(tracker)


def found(tracker: Tracker, match: str) -> list[tuple[str, int]]:
    return tracker.words.find(match, limit=9)


# Nobody looks for themselves; the others hold no words of their own, or (as yet) none to be shown.
WITHOUT = {"person", "star", "decision_told", "link_service", "told", "asking", "assessment"}
WITHOUT |= {"kept_wording", "accepted_change"}


def test_every_table_with_words_is_indexed():
    indexed = {one.table for one in word_index.SOURCES}
    assert set(TABLES) - indexed == WITHOUT
    assert indexed - set(TABLES) == {"share"}


def test_every_column_of_words_is_indexed(tracker):
    wordless = {"uid", "kind", "tier", "area", "scale", "cadence", "source", "horizon", "better"}
    wordless |= {"cause", "logged_at", "finished_at", "switches", "share_uid", "code", "key"}
    wordless |= {"sensitivity", "unit", "form", "way", "shared_at", "token", "digest", "parts"}
    wordless |= {"terms", "replaced", "field"}
    wordless |= {"from_tier", "to_tier", "repeats", "outcome", "verdict", "side", "status", "basis"}
    for one in word_index.SOURCES:
        texts = {
            row[1]
            for row in tracker.file.query(f"PRAGMA table_info({one.table})")
            if row[2] == "TEXT" and not row[1].endswith("_uid")
        }
        days = {name for name in texts if name.endswith(("_on", "_from"))}
        days |= {"week", "start", "since", "first", "last", "phase", "until"}
        assert texts - wordless - days == set(one.words) - days - wordless, one.table


def test_a_note_is_found_changed_and_gone(tracker, answers):
    commands.record(tracker, answers, MONDAY, 2)
    right(tracker)
    commands.annotate(tracker, answers, MONDAY, note="Two requests waited")
    assert found(tracker, "words:waited") == [("evaluation", 1)]
    right(tracker)
    commands.annotate(tracker, answers, MONDAY, note="All came early")
    assert found(tracker, "words:waited") == []
    assert found(tracker, "words:early") == [("evaluation", 1)]
    tracker.undo()
    assert found(tracker, "words:waited") == [("evaluation", 1)]
    commands.clear(tracker, answers, MONDAY)
    right(tracker)
    tracker.undo()
    right(tracker)


def test_a_skip_is_found_if_its_reason_is_in_own_words(tracker, answers):
    commands.skip(tracker, answers, MONDAY, "away")
    assert found(tracker, "words:away") == []
    commands.skip(tracker, answers, MONDAY, "The ledger was moved")
    assert found(tracker, "words:moved") == [("evaluation", 1)]
    commands.record(tracker, answers, MONDAY, 2)
    assert found(tracker, "words:moved") == []
    right(tracker)


def test_an_entry_without_words_does_not_touch_the_index(tracker, answers, monkeypatch):
    commands.record(tracker, answers, MONDAY, 2)
    seen: list[str] = []
    tracker.file.conn.set_trace_callback(seen.append)
    commands.record(tracker, answers, MONDAY, 3)
    tracker.file.conn.set_trace_callback(None)
    assert not [one for one in seen if "INSERT INTO word" in one and "--" not in one]


def test_what_goes_with_its_customer_goes_from_the_index(tracker, logged, finance):
    commands.add_event(tracker, MONDAY, "Audit", measure_id=logged)
    with tracker.edit("delete"):
        tracker.customers.remove(finance)
    assert content(tracker) == []
    tracker.undo()
    right(tracker)
    assert found(tracker, "words:audit") == [("event", 1)]


def test_names_come_first_and_then_the_newest(tracker, logged):
    commands.add_event(tracker, date(2026, 11, 17), "The month-end moved", measure_id=logged)
    commands.add_event(tracker, date(2025, 1, 7), "A month-end without us", measure_id=logged)
    tables = found(tracker, 'words:"month end"')
    assert tables == [("measure", logged), ("event", 1), ("event", 2)]
    assert tracker.words.find("words:month", date(2026, 1, 1), limit=9) == [("event", 1)]
    assert tracker.words.find("words:month", None, date(2025, 1, 7), limit=9) == [("event", 2)]
    assert tracker.words.find("words:month", None, date(2025, 1, 6), limit=9) == []
    assert tracker.words.find("words:month", limit=1) == tables[:1]


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["note", "skip", "value", "clear", "event", "want", "undo", "redo"]),
        st.integers(0, 3),
        st.text("ab é", max_size=6),
    ),
    max_size=12,
)


def do(tracker: Tracker, step: str, week: date, text: str) -> None:
    match step:
        case "note":
            commands.annotate(tracker, 1, week, note=text, private_note=text[::-1])
        case "skip":
            commands.skip(tracker, 1, week, text)
        case "value":
            commands.record(tracker, 1, week, 4)
        case "clear":
            commands.clear(tracker, 1, week)
        case "event":
            commands.add_event(tracker, week, text, customer_id=1)
        case "want":
            commands.add_want(tracker, 1, text, week)
        case _:
            getattr(tracker, step)()


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(STEPS)
def test_whatever_is_done_and_undone_the_index_is_right(steps):
    with Tracker() as tracker:
        customer = commands.add_customer(tracker, "Finance leads", Tier.WOW, CustomerKind.TEAM)
        said = commands.MeasureInput(name="Answers", area=Area.EFFICIENCY, promise=3)
        commands.add_measure(tracker, customer, said, MONDAY)
        for step, at, text in steps:
            week = date.fromordinal(MONDAY.toordinal() - 7 * at)
            with suppress(TrackerError):  # empty words; a measure that was undone
                do(tracker, step, week, text)
        right(tracker)


def test_a_step_that_fails_leaves_the_index_as_it_was(tracker, logged):
    before = content(tracker)
    with suppress(ZeroDivisionError), tracker.edit("fail"):
        tracker.evaluations.change(2, note="Never said")
        raise ZeroDivisionError
    assert content(tracker) == before
    right(tracker)


def test_what_another_program_wrote_is_found_too(path: Path):
    with closing(sqlite3.connect(path)) as conn, conn:
        conn.execute("UPDATE customer SET who = 'Renamed by hand'")
    conn.close()
    with Tracker(path) as tracker:
        assert found(tracker, "words:hand") == [("customer", 1)]
        right(tracker)


def test_an_index_of_another_version_is_made_anew(path: Path):
    with closing(sqlite3.connect(path)) as conn, conn:
        conn.execute("DROP TRIGGER word_customer_update")
        conn.execute("UPDATE customer SET who = 'Four leads'")
        conn.execute("CREATE TRIGGER word_older AFTER INSERT ON want BEGIN SELECT 1; END")
    conn.close()
    with Tracker(path) as tracker:
        assert found(tracker, "words:four") == [("customer", 1)]
        right(tracker)
    kept = path.read_bytes()
    Tracker(path).close()
    assert path.read_bytes() == kept  # there was nothing to do


def test_a_file_that_is_only_read_is_indexed_in_memory(path: Path):
    with closing(sqlite3.connect(path)) as conn, conn:
        conn.execute("UPDATE customer SET who = 'Renamed by hand'")  # waits for the next writer
    conn.close()
    kept = path.read_bytes()
    with Tracker(path, read_only=True) as tracker:
        assert found(tracker, "words:hand") == [("customer", 1)]
        assert found(tracker, "words:hand") == [("customer", 1)]
    with closing(sqlite3.connect(path)) as conn, conn:
        conn.execute("DROP TABLE word")
    conn.close()
    with Tracker(path, read_only=True) as tracker:
        assert found(tracker, "words:hand") == [("customer", 1)]
    assert len(path.read_bytes()) == len(kept)


def damage(path: Path) -> None:
    with closing(sqlite3.connect(path)) as conn, conn:
        conn.execute("DELETE FROM word_data WHERE id > 10")
    conn.close()


def test_a_broken_index_is_made_anew_when_it_is_asked(path: Path):
    damage(path)
    with Tracker(path) as tracker:
        assert found(tracker, "words:fin*") == [("customer", 1)]
        right(tracker)


def test_a_broken_index_of_a_file_that_is_only_read_is_made_in_memory(path: Path):
    """Nothing of it is anyone's data: it is no damage to be told."""
    damage(path)
    kept = path.read_bytes()
    with Tracker(path, read_only=True) as tracker:
        assert found(tracker, "words:fin*") == [("customer", 1)]
        assert found(tracker, "words:fin*") == [("customer", 1)]
        assert tracker.file.damage is None
    assert path.read_bytes() == kept


def test_a_broken_index_loses_no_entry(path: Path, tmp_path: Path):
    damage(path)
    with Tracker(path) as tracker:
        commands.edit_customer(tracker, 1, who="Four leads")
        assert tracker.customers.get(1).who == "Four leads"
        assert found(tracker, "words:four") == [("customer", 1)]
    copy = Path(shutil.copyfile(path, tmp_path / "copy.db"))
    with Tracker(copy) as tracker:
        right(tracker)


def test_without_fts5_everything_is_kept_and_a_search_says_why_not(path: Path, monkeypatch):
    monkeypatch.setattr(word_index, "available", lambda _conn: False)
    with closing(sqlite3.connect(path)) as conn, conn:
        conn.execute("DROP TRIGGER word_customer_update")
    conn.close()
    with Tracker(path) as tracker:
        commands.edit_customer(tracker, 1, who="Four leads")
        with pytest.raises(FileTrouble, match="Nothing can be searched on this computer"):
            found(tracker, "words:four")
    monkeypatch.undo()
    with Tracker(path) as tracker:
        assert found(tracker, "words:four") == [("customer", 1)]


def test_words_sent_to_a_customer_are_theirs(tracker, finance):
    uid = tracker.customers.get(finance).uid
    with tracker.fact("share"):
        tracker.ledger.enter(
            [b"x"],
            [],
            0,
            customer_uid=uid,
            customer="Finance leads",
            kind="scorecard",
            form="html",
            way="file",
            title="Autumn scorecard",
            shared_on=MONDAY,
        )
    mine = f"u{uid.replace('-', '')}"
    assert found(tracker, f"words:autumn AND scope:{mine}") == [("share", 1)]
    right(tracker)
