from __future__ import annotations

import sqlite3
from contextlib import closing

from tracker.app.tracker import Tracker


def test_demo_fills_a_new_file_up_to_this_week(cli, file) -> None:
    answer = cli("demo", "--weeks", "12", "--seed", "3")
    assert answer.status == 0
    assert answer.out.startswith(f"{file}: 5 customers, 13 measures, ")
    assert answer.out.endswith(" up to 2026-W47\n")
    with Tracker(file, create=False) as tracker:
        assert tracker.history.undo_label is None
        assert tracker.evaluations.where("start = '2026-11-16'")


def test_demo_refuses_a_file_that_has_data(cli, demo) -> None:
    before = demo.read_bytes()
    answer = cli("demo")
    assert answer.status == 1
    assert answer.refusal == "work.db has data already. Choose a new file."
    assert demo.read_bytes() == before


def test_demo_refuses_a_file_that_has_data_and_leaves_its_log_to_it(cli, demo) -> None:
    with closing(sqlite3.connect(demo)) as conn:
        conn.execute("PRAGMA journal_mode = WAL")
        conn.execute("UPDATE customer SET who = 'from the log' WHERE id = 1")
        conn.commit()
        kept = demo.read_bytes(), demo.with_name("work.db-wal").read_bytes()
    demo.write_bytes(kept[0])
    demo.with_name("work.db-wal").write_bytes(kept[1])
    assert cli("demo").status == 1
    assert demo.read_bytes() == kept[0]
    assert demo.with_name("work.db-wal").read_bytes() == kept[1]
