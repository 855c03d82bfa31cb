"""`search`: what was kept is found from the command line too."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tracker.app import commands
from tracker.app.search.tables import HitKind
from tracker.app.tracker import Tracker


def test_a_note_is_found_with_its_day_measure_and_customer(cli, demo):
    answer = cli("search", "ledger", "exp", "--kind", "note")
    assert answer.status == 0
    head, text = answer.out.splitlines()
    assert head == "2026-11-02  [note]  Month-end close answers · Finance leads"
    assert text == "  Two requests waited on the ledger export"


def test_json_says_what_was_found_and_whether_there_is_more(cli, demo):
    found = cli("search", "finance", "--json", "--limit", "1").json
    assert found["more"]
    (hit,) = found["hits"]
    assert hit["title"] == "Finance leads"
    assert (hit["kind"], hit["day"], hit["customer"]) == ("customer", None, "Finance leads")
    assert set(hit) == {"kind", "day", "customer", "measure", "title", "text", "private"}


def test_filters_narrow_what_is_found(cli, demo):
    everything = cli("search", "the", "--json").json["hits"]
    mine = cli("search", "the", "--json", "--customer", "field sales").json["hits"]
    assert mine
    assert {one["customer"] for one in mine} == {"Field sales"}
    late = cli("search", "the", "--json", "--from", "2026-10-01", "--to", "2026-10-31").json["hits"]
    assert late
    assert all("2026-10-01" <= one["day"] <= "2026-10-31" for one in late)
    assert len(mine) < len(everything) > len(late)


def test_private_notes_are_found_and_marked(cli, file, demo):
    with Tracker(file) as tracker:
        start = tracker.evaluations.series(1)[-1].start
        commands.annotate(tracker, 1, start, private_note="Kestrel kept me awake")
    assert "[private note]" in cli("search", "kestrel").out
    assert cli("search", "kestrel", "--json").json["hits"][0]["private"]


def test_nothing_found_and_nothing_asked_are_no_errors(cli, demo):
    for words in (["zzzz"], [], ['"'], ["NEAR("], ["*"]):
        answer = cli("search", *words)
        assert (answer.status, answer.err) == (0, "")
        assert answer.out.startswith("Nothing found")
    assert cli("search", "zzzz", "--json").json == {"more": False, "hits": []}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["x", "--customer", "Nobody"], "There is no customer “Nobody”"),
        (["x", "--from", "yesterday"], "is not a date"),
        (["x", "--kind", "thing"], "'thing' is not one of"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_a_line(cli, demo, words, said):
    answer = cli("search", *words)
    assert answer.status in {1, 2}
    assert said in answer.refusal


def test_it_works_while_another_has_the_file_open(cli, file, demo):
    with Tracker(file) as tracker:
        commands.edit_customer(tracker, 1, who="Kestrel people")
        found = json.loads(cli("search", "kestrel", "--json").out)
    assert [one["customer"] for one in found["hits"]] == ["Finance leads"]


def test_every_kind_is_named_on_the_page():
    page = (Path(__file__).parents[2] / "docs" / "cli.md").read_text(encoding="utf-8")
    assert [kind for kind in HitKind if f"`{kind}`" not in page] == []
