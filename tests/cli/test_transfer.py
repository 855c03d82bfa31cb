from __future__ import annotations

import csv
import json
import os
import re
from datetime import date
from pathlib import Path

import pytest

from tracker.app.tracker import Tracker
from tracker.domain.period import Period

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
    assert answer.status == 2  # as the import would end
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
    assert answer.refusal.startswith("1 row is bad, so nothing was imported. ")
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
    assert "500 lines (3, 4, 5, 6, 7…), the first of them: “soon” is not a period." in answer.err
    assert len(answer.err.splitlines()) == 4


@pytest.mark.parametrize(
    ("name", "content", "status", "told"),
    [
        ("gone.csv", None, 1, "cannot be read: No such file"),
        ("empty.csv", b"", 2, "The file is empty"),
        ("book.csv", b"PK\x03\x04rest", 2, "damaged packed file"),
        ("wrong.csv", b"a;b\r\n1;2\r\n", 2, "No column names weeks, months or days"),
        ("later.json", b"{}", 2, "holds no list of data points"),
        ("broken.xlsx", b"PK\x03\x04", 2, "damaged packed file"),
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
    notes = re.match(r"(\d+) private notes were left out. --private includes them.", answer.err)
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
    ("words", "told"),
    [
        (["out.txt"], "does not end in what can be written"),
        (["out"], "does not end in what can be written"),
        (["out.jsonl"], "together with --shared"),
        (["out.csv", "--shared"], "together with --shared"),
        (["out.jsonl", "--shared", "--private"], "Nothing private is ever shared"),
        (["out.xlsx", "--decimal", "comma"], "for CSV alone"),
        (["out.json", "--separator", "tab"], "for CSV alone"),
    ],
    ids=" ".join,
)
def test_an_export_of_what_does_not_go_together_says_so(cli, demo, tmp_path, words, told) -> None:
    name, *options = words
    answer = cli("export", tmp_path / name, *options)
    assert (answer.status, told in answer.refusal) == (2, True)
    assert not (tmp_path / name).exists()


def test_everything_goes_out_as_json_and_into_a_new_file(cli, demo, tmp_path) -> None:
    out, again = tmp_path / "all.json", tmp_path / "again.json"
    answer = cli("export", out, "--private")
    assert (answer.status, "keep it to yourself" in answer.err) == (0, True)
    other = tmp_path / "other.db"
    dry = cli("import", out, "--dry-run", "--json", data=other)
    rows = json.loads(dry.out)["new"]
    assert f"{out}: {rows} rows" in answer.out
    assert not other.exists()
    assert cli("import", out, data=other).out == f"{rows} rows imported\n"
    assert cli("export", again, "--private", data=other).status == 0
    assert again.read_bytes() == out.read_bytes()
    refused = cli("import", out, data=other)
    assert (refused.status, "goes into an empty file only" in refused.refusal) == (2, True)
    assert cli("import", out, "--dry-run", data=other).status == 2


def test_a_broken_whole_leaves_no_new_file(cli, demo, tmp_path) -> None:
    out, other = tmp_path / "all.json", tmp_path / "other.db"
    cli("export", out)
    out.write_bytes(out.read_bytes()[:-40])
    answer = cli("import", out, data=other)
    assert (answer.status, "not whole JSON" in answer.refusal) == (2, True)
    assert not other.exists()


def test_an_export_is_written_for_the_program_that_reads_it(cli, demo, tmp_path) -> None:
    table, book, lines = (tmp_path / f"all.{ending}" for ending in ("csv", "xlsx", "jsonl"))
    assert cli("export", table, "--separator", "semicolon", "--decimal", "comma").status == 0
    with table.open(encoding="utf-8-sig", newline="") as written:
        rows = list(csv.DictReader(written, delimiter=";"))
    assert {row["value"] for row in rows} > {"2,6"}
    assert not any("." in row["value"] + row["promise"].replace("..", "") for row in rows)
    again = tmp_path / "again.db"
    assert cli("import", table, data=again).status == 0
    assert len(evaluations(again)) == len(rows)
    assert cli("export", book).out == f"{book}: {len(evaluations(demo))} rows\n"
    assert book.read_bytes().startswith(b"PK")
    answer = cli("export", lines, "--shared")
    assert answer.out == f"{lines}: {len(lines.read_text().splitlines())} lines\n"


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
        for words in (["log", "No surprises", "4"], ["import", table]):
            answer = cli(*words)
            assert answer.status == 1
            assert "open in another Impact Tracker" in answer.refusal
        assert cli("demo").refusal == "work.db has data already. Choose a new file."


def test_a_typing_error_in_the_year_is_told_and_nothing_is_taken(cli, file, tmp_path) -> None:
    path = tmp_path / "typo.csv"
    path.write_text("customer,measure,period,value\nFinance,Answers,2062-W47,2.5\n", "utf-8")
    answer = cli("import", path)
    assert (answer.status, answer.out) == (2, "")
    told = "Line 2: Mon 20 Nov 2062 has not come yet. Choose Fri 20 Nov 2026 or an earlier day."
    assert told in answer.err
    assert not file.exists()


FOLDER = Path(__file__).parents[1] / "fixtures" / "import"
INPUTS = {
    "daily": "customer,measure,period,value\nOps,Calls,2026-11-02,3\nOps,Calls,2026-11-03,5\n",
    "months": "customer,measure,period,value\nOps,Calls,2026-09,3\nOps,Calls,2026-10,4\n",
    "percent": "customer,measure,period,value\nOps,On time,2026-W40,96.50%\n",
    "over": "customer,measure,scale,unit,period,value\nOps,Used,percent,,2026-W40,104\n",
    "total": "customer,measure,period,value\nOps,Calls,2026-W40,3\nTotal,,,3\n",
    "thousands": 'customer,measure,period,value\nA,O,2026-W40,"1,234"\nA,O,2026-W41,987\n',
    "sundays": "customer,measure,period,value\nO,C,2026-11-01,1\nO,C,2026-11-08,8\n",
    "typo": "customer,measure,period,value\nA,B,2062-W47,2.5\n",
    "old": "customer,measure,period,value\nA,B,1985-W47,2.5\n",
    "us": 'Date,Quotes,Late\n11/7/2026,22,\n11/14/2026,"1,022",1\n11/21/2026,31,0\n',
    "alike": (
        "customer,measure,period,value\nLegal team,C,2026-W40,3\nLegal\u200b team,C,2026-W41,4\n"
        "Legal team\ufeff,C,2026-W42,5\nlegal\u00a0team,C,2026-W43,6\n"
    ),
}


@pytest.fixture
def given_file(tmp_path: Path):
    def write(name: str) -> Path:
        path = tmp_path / f"{name}.csv"
        path.write_text(INPUTS[name], encoding="utf-8")
        return path

    return write


def kept(file: Path) -> dict[str, dict[str, float | None]]:
    with Tracker(file, create=False, read_only=True) as tracker:
        return {
            measure.name: {
                str(Period(one.start, measure.cadence)): one.value
                for one in tracker.evaluations.series(measure.id)
            }
            for measure in tracker.measures.all()
        }


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("daily", {"Calls": {"2026-W45": 8}}),
        ("months", {"Calls": {"2026-09": 3, "2026-10": 4}}),
        ("percent", {"On time": {"2026-W40": 96.5}}),
        ("over", {"Used": {"2026-W40": 104}}),
        ("total", {"Calls": {"2026-W40": 3}}),
        ("alike", {"C": {"2026-W40": 3, "2026-W41": 4, "2026-W42": 5, "2026-W43": 6}}),
    ],
)
def test_it_goes_in_without_a_question(cli, file, given_file, name, found) -> None:
    assert cli("import", given_file(name)).status == 0
    assert kept(file) == found
    assert cli("import", given_file(name)).out.startswith("0 new, 0 changed")


@pytest.mark.parametrize(
    ("name", "option", "words", "found"),
    [
        ("thousands", "--decimal", ["point"], {"O": {"2026-W40": 1234, "2026-W41": 987}}),
        ("sundays", "--week-day", ["begins"], {"C": {"2026-W45": 1, "2026-W46": 8}}),
    ],
)
def test_one_question_settles_it(cli, file, given_file, name, option, words, found) -> None:
    asked = cli("import", given_file(name))
    assert (asked.status, option in asked.refusal) == (2, True)
    assert not file.exists()
    assert cli("import", given_file(name), option, *words).status == 0
    assert kept(file) == found


def test_everything_that_is_open_is_one_error_naming_each_option(cli, file, given_file) -> None:
    asked = cli("import", given_file("us"))
    assert asked.status == 2
    assert asked.refusal.startswith("2 things cannot be known from the file.")
    assert "--customer NAME" in asked.refusal
    assert "--decimal" in asked.refusal
    document = cli("import", given_file("us"), "--json", "--dry-run").json
    assert [one["what"] for one in document["asked"]] == ["customer", "decimal"]
    assert document["shape"] == "times down, measures across"
    assert document["read_as"]["dates"] == "mdy"
    said = ["--customer", "Sales", "--decimal", "point"]
    assert cli("import", given_file("us"), *said).status == 0
    assert kept(file)["Quotes"] == {"2026-W45": 22, "2026-W46": 1022, "2026-W47": 31}


@pytest.mark.parametrize("name", ["typo", "old"])
def test_a_year_nobody_can_mean_is_told(cli, file, given_file, name) -> None:
    answer = cli("import", given_file(name), "--dry-run")
    assert answer.status == 2
    assert "Line 2: " in answer.err
    assert not file.exists()


def test_names_that_look_alike_are_said_to_be_one(cli, given_file) -> None:
    answer = cli("import", given_file("alike"), "--dry-run")
    assert "New customers: Legal team" in answer.out
    assert "spellings of Legal team" in answer.err


def test_a_workbook_goes_in_with_what_a_person_must_say(cli, file) -> None:
    book = FOLDER / "weeks_across.xlsx"
    assert "For whom is First answer, Solved at once, Complaints?" in cli("import", book).refusal
    answer = cli(
        "import", book, "--customer", "Desk", "--area", "efficiency",
        "--promise", "Complaints=<= 4", "--promise", "First answer=<= 3 h",
        "--better", "Solved at once=higher",
    )  # fmt: skip
    assert answer.status == 0
    assert "Solved at once (draft)" in answer.out
    assert "A draft is kept, but not asked for and not judged" in answer.out
    with Tracker(file, create=False, read_only=True) as tracker:
        told = {one.name: (one.now.promise, one.draft) for one in tracker.measures.all()}
        assert tracker.evaluations.all()[0].start == date(2025, 1, 6)
    assert told == {
        "Complaints": (4, False),
        "First answer": (3, False),
        "Solved at once": (None, True),
    }


def test_a_measure_of_the_diary_needs_no_customer(cli, given_file) -> None:
    assert cli("import", given_file("us"), "--customer", "Sales", "--decimal", "point").status == 0
    again = cli("import", given_file("us"), "--decimal", "point")
    assert (again.status, again.out) == (0, "0 new, 0 changed, 5 same\n")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--scale", "Nothing=percent"], "The file has no measure “Nothing”"),
        (["--scale", "Quotes=stars"], "“stars” is no scale"),
        (["--map", "Nowhere=period"], "There is no column “Nowhere”"),
        (["--map", "Date=stars"], "does not say what a column is"),
        (["--encoding", "klingon"], "“klingon” is no encoding"),
        (["--header", "77"], "Row 77 is empty"),
        (["--sheet", "One"], "There is no sheet “One”"),
        (["--dates", "xyz"], "Invalid value for '--dates'"),
    ],
)
def test_what_is_said_wrongly_is_refused_in_a_sentence(cli, file, given_file, words, told) -> None:
    answer = cli("import", given_file("us"), "--customer", "S", "--decimal", "point", *words)
    assert (answer.status, told in answer.err) == (2, True)
    assert not file.exists()


def test_what_is_no_file_is_refused_without_waiting(cli, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert "is a device or a pipe" in cli("import", pipe).refusal
    assert "is a folder" in cli("import", tmp_path).refusal
    assert "cannot be read: No such file" in cli("import", tmp_path / "gone.csv").refusal


@pytest.mark.parametrize(("promise", "said"), [(">= 1", True), (">= 2", False)])
def test_a_promise_that_nothing_can_break_is_told(cli, tmp_path: Path, promise, said) -> None:
    path = tmp_path / "in.csv"
    head = "customer,area,measure,scale,better,promise,period,value\n"
    path.write_text(f"{head}A,roi,Liked,rating,higher,{promise},2026-W40,4\n", encoding="utf-8")
    answer = cli("import", path)
    assert answer.status == 0
    told = "Liked: Every value there can be keeps this promise, so it says nothing."
    assert (told in answer.err) is said
