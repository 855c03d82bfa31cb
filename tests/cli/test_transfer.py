from __future__ import annotations

import csv
import re
from datetime import date
from pathlib import Path

import pytest

from tracker.app.tracker import Tracker

HEADER = "customer;area;measure;scale;promise;period;value;note;Stimmung"
GOOD = f"{HEADER}\r\nTeam Süd;roi;Stunden;number;>= 2;2026-W46;2,5;gut;x\r\n"
BAD = f"{GOOD}Team Süd;;Stunden;;;2026-W44;viel;;\r\nTeam Süd;;Stunden;;;2026-W45;3;;\r\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "in.csv"
    path.write_bytes(GOOD.encode("cp1252"))
    return path


def evaluations(file: Path) -> list[tuple[date, float | None]]:
    with Tracker(file, create=False, read_only=True) as tracker:
        return [(one.start, one.value) for one in tracker.evaluations.all()]


def test_a_dry_run_says_what_it_would_do_and_makes_no_file(cli, file, table) -> None:
    answer = cli("import", table, "--dry-run")
    assert answer.status == 0
    assert answer.out.splitlines() == [
        "1 new, 0 changed, 0 same (nothing was written)",
        "New customers: Team Süd",
        "New measures: Stunden",
    ]
    assert answer.err.splitlines() == [
        "Read as Windows-1252, separated by semicolon.",
        "Left out: the column “Stimmung”.",
    ]
    assert not file.exists()


def test_import_makes_the_file_and_again_changes_nothing(cli, file, table) -> None:
    assert cli("import", table).out.startswith("1 new, 0 changed, 0 same\n")
    assert evaluations(file) == [(date(2026, 11, 9), 2.5)]
    before = file.read_bytes()
    assert cli("import", table).out == "0 new, 0 changed, 1 same\n"
    assert file.read_bytes() == before


def test_the_preview_as_json_has_the_promised_shape(cli, table) -> None:
    table.write_text(BAD, encoding="utf-8")
    answer = cli("import", table, "--dry-run", "--json")
    assert answer.status == 0
    document = answer.json
    assert list(document)[:4] == ["new", "changed", "same", "bad"]
    assert (document["new"], document["changed"], document["same"]) == (2, 0, 0)
    assert document["bad"] == [
        {"line": 3, "reason": "“viel” is not a number. Write digits, as in 2.6 or 2,6."}
    ]
    assert (document["encoding"], document["left_out"]) == ("UTF-8", ["Stimmung"])


def test_with_a_bad_row_nothing_is_taken_unless_asked(cli, file, table) -> None:
    table.write_text(BAD, encoding="utf-8")
    answer = cli("import", table)
    assert (answer.status, answer.out) == (2, "")
    assert "Line 3: “viel” is not a number" in answer.err
    assert answer.refusal.startswith("1 row is bad, so none was taken. ")
    assert not file.exists()
    refused = cli("import", table, "--json")
    assert (refused.status, len(refused.json["bad"])) == (2, 1)
    assert cli("import", table, "--skip-bad").status == 0
    assert len(evaluations(file)) == 2
    assert cli("import", table).status == 2
    assert cli("import", table, "--skip-bad").out.startswith("0 new, 0 changed, 2 same, 1 bad")


def test_many_bad_rows_are_not_all_listed(cli, table) -> None:
    table.write_text(GOOD + "A;;B;;;soon;1;;\r\n" * 500, encoding="utf-8")
    answer = cli("import", table, "--dry-run")
    assert "… and 481 more bad rows; --json lists them all." in answer.err
    assert len(answer.err.splitlines()) == 22


@pytest.mark.parametrize(
    ("name", "content", "status", "told"),
    [
        ("gone.csv", None, 1, "cannot be read: No such file"),
        ("empty.csv", b"", 2, "The file is empty"),
        ("book.csv", b"PK\x03\x04rest", 2, "an Excel workbook"),
        ("wrong.csv", b"a;b\r\n1;2\r\n", 2, "does not name the columns customer"),
        ("later.json", b"{}", 2, "Import of JSON is not there yet"),
        ("later.xlsx", b"", 2, "Import of Excel is not there yet"),
    ],
)
def test_what_cannot_be_imported_is_refused(
    cli, file, tmp_path, name, content, status, told
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    for words in ([], ["--dry-run"]):
        answer = cli("import", path, *words)
        assert (answer.status, answer.out) == (status, "")
        assert told in answer.refusal
    assert not file.exists()


def test_export_writes_every_evaluation(cli, demo, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    answer = cli("export", out, "--private")
    with out.open(encoding="utf-8-sig", newline="") as written:
        rows = list(csv.DictReader(written))
    assert (answer.status, answer.out) == (0, f"{out}: {len(rows)} rows\n")
    assert len(rows) == len(evaluations(demo))
    again, copy = tmp_path / "again.db", tmp_path / "again.csv"
    assert cli("import", out, data=again).status == 0
    assert cli("export", copy, "--private", data=again).status == 0
    assert copy.read_bytes() == out.read_bytes()


def test_an_export_says_what_became_of_the_private_notes(cli, demo, tmp_path) -> None:
    out = tmp_path / "out.csv"
    answer = cli("export", out)
    notes = re.match(r"(\d+) private notes were left out. --private takes them along.", answer.err)
    assert notes
    assert "private" not in out.read_text(encoding="utf-8-sig")
    answer = cli("export", out, "--private")
    assert answer.err == f"{notes[1]} private notes are in it: keep it to yourself.\n"
    with out.open(encoding="utf-8-sig", newline="") as written:
        assert sum(bool(row["private_note"]) for row in csv.DictReader(written)) == int(notes[1])


@pytest.mark.parametrize(
    "words",
    [
        ("chart", "Month-end close answers", "{}.svg"),
        ("scorecard", "finance leads", "{}.html"),
        ("agreement", "finance leads", "{}.pdf"),
        ("decision", 1, "{}.html"),
        ("decision", 1, "{}.html", "--for", "field sales"),
        ("review", "{}.md", "--from", "2026-07-01", "--to", "2026-09-30"),
        ("moments", "--ics", "{}.ics"),
        ("export", "{}.csv"),
    ],
    ids=lambda words: " ".join(map(str, words)),
)
def test_no_command_writes_over_the_data_a_backup_or_what_belongs_to_it(
    cli, demo, tmp_path, words
) -> None:
    suffix = next(str(word) for word in words if "{}" in str(word)).removeprefix("{}")
    data = demo.rename(tmp_path / f"data{suffix}")
    backup = tmp_path / f"Monday{suffix}"
    backup.write_bytes(data.read_bytes())
    before = data.read_bytes(), backup.read_bytes()
    for name in ("data", "Monday"):
        typed = [str(word).format(tmp_path / name) for word in words]
        answer = cli(*typed, data=data)
        assert (answer.status, answer.out) == (2, "")
        assert "is an Impact Tracker file" in answer.refusal
    assert (data.read_bytes(), backup.read_bytes()) == before


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("out.json", "Export of JSON is not there yet"),
        ("out.xlsx", "Export of Excel is not there yet"),
        ("out.txt", "does not end in .csv"),
    ],
)
def test_an_export_that_is_not_there_yet_says_so(cli, demo, tmp_path, name, told) -> None:
    answer = cli("export", tmp_path / name)
    assert (answer.status, told in answer.refusal) == (2, True)
    assert not (tmp_path / name).exists()


def test_an_export_never_lands_on_the_data_file(cli, demo, tmp_path) -> None:
    data = demo.rename(tmp_path / "data.csv")
    before = data.read_bytes()
    answer = cli("export", data, data=data)
    assert (answer.status, "is an Impact Tracker file" in answer.refusal) == (2, True)
    assert cli("export", tmp_path / "no" / "out.csv", data=data).status == 2
    assert data.read_bytes() == before


def test_reading_works_while_another_holds_the_file_and_writing_is_refused(
    cli, demo, table, tmp_path
) -> None:
    with Tracker(demo):
        assert cli("status").status == 0
        assert cli("export", tmp_path / "out.csv").status == 0
        assert cli("import", table, "--dry-run").status == 0
        assert cli("chart", "No surprises", tmp_path / "x.svg").status == 0
        for words in (["log", "No surprises", "4"], ["import", table], ["demo"]):
            answer = cli(*words)
            assert answer.status == 1
            assert "open in another Impact Tracker" in answer.refusal


def test_a_typing_error_in_the_year_is_told_and_nothing_is_taken(cli, file, tmp_path) -> None:
    path = tmp_path / "typo.csv"
    path.write_text("customer,measure,period,value\nFinance,Answers,2062-W47,2.5\n", "utf-8")
    answer = cli("import", path)
    assert (answer.status, answer.out) == (2, "")
    assert "Line 2: 2062-11-20 has not come yet. Choose 2026-11-20 or an earlier day." in answer.err
    assert not file.exists()
