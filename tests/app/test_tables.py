"""The tables of a file: each is made, with its entity, when it is first asked for."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import fields

import pytest

from tracker.app.tables import FACTS, TABLES, StoredTable, Tables
from tracker.app.tracker import Tracker

LATE = {name: value for name, value in vars(Tables).items() if isinstance(value, StoredTable)}


@pytest.mark.parametrize("name", LATE)
def test_a_table_holds_the_entity_that_its_annotation_names(tracker, name):
    rows = getattr(tracker, name)
    assert rows.all() == []
    assert Tables.__annotations__[name] == f"StoredTable[{rows._entity.__name__}]"
    there = {row[1] for row in tracker.file.query(f"PRAGMA table_info({rows._name})")}
    assert {field.name for field in fields(rows._entity)} <= there


def test_every_table_that_undo_knows_is_one_of_the_file_or_a_fact(tracker):
    late = {getattr(tracker, name)._name for name in LATE}
    early = {"customer", "want", "service", "measure", "version", "evaluation"}
    assert late | early == {*TABLES, "signal"}
    assert "signal" in FACTS


def test_a_table_is_made_once_for_each_file(tracker):
    with Tracker() as other:
        assert tracker.notes is tracker.notes
        assert tracker.notes is not other.notes


def test_an_entity_is_loaded_with_the_first_of_its_table():
    code = (
        "import sys\n"
        "from tracker.app.tracker import Tracker\n"
        "tracker = Tracker()\n"
        "print('tracker.domain.notes' in sys.modules)\n"
        "tracker.notes\n"
        "print('tracker.domain.notes' in sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True"]
