from __future__ import annotations

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
