"""Days to come, and days before anything: refused in one line where only the past can be."""

from __future__ import annotations

import pytest

AHEAD = [
    ("stop", "ledger team", "--from", "2030-01-01"),
    ("stop", "ledger team", "--from", "2026-11-02", "--to", "2030-01-01"),
    ("rate", "legal", "3", "--date", "2030-01-01"),
    ("note", "They were pleased", "--date", "2035-01-01"),
    ("log", "month-end close answers", "2", "--period", "2062-W47"),
]


@pytest.mark.parametrize("words", AHEAD)
def test_what_is_to_come_cannot_be_known(cli, demo, words) -> None:
    before = demo.read_bytes()
    answer = cli(*words)
    assert answer.status == 2
    assert answer.refusal.endswith("has not come yet. Choose Fri 20 Nov 2026 or an earlier day.")
    assert demo.read_bytes() == before


@pytest.mark.parametrize("words", AHEAD)
def test_before_1970_there_is_nothing(cli, demo, words) -> None:
    early = ["1949-01-01" if word.startswith("20") else word for word in words]
    answer = cli(*early)
    assert answer.status == 2
    assert "lies before 1970. Choose a day from 1970 on." in answer.refusal


def test_a_series_may_go_back_to_1900_and_no_further(cli, tmp_path) -> None:
    path = tmp_path / "series.csv"
    path.write_text("series,period,value\nA,1913-06,2\nA,1913-07,3\n", "utf-8")
    assert cli("detect", path).status == 0
    path.write_text("series,period,value\nA,1899-06,2\n", "utf-8")
    answer = cli("detect", path)
    assert answer.status == 2
    assert "1899-06 lies before 1900. Name a period from 1900 on." in answer.refusal
