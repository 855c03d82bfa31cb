"""`export` in every form, and everything back as JSON; each file is read again."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path

import pytest

from tracker.app.tracker import Tracker


def evaluations(file: Path) -> list[tuple[date, float | None]]:
    with Tracker(file, create=False, read_only=True) as tracker:
        return [(one.start, one.value) for one in tracker.evaluations.all()]


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
    assert cli("import", out, data=other).out == f"{rows} rows taken in whole\n"
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
