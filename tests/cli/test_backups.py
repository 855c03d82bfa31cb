"""Copies, restores and checks from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def own_settings(monkeypatch, tmp_path) -> Path:
    """Let no setting of this machine say where backups lie."""
    settings = tmp_path / "settings.json"
    monkeypatch.setattr("tracker.app.settings.settings_file", lambda: settings)
    return settings


@pytest.fixture
def demo(cli, file) -> Path:
    assert cli("demo").status == 0
    return file


def harm(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[40960:49152] = bytes(8192)
    file.write_bytes(content)


def test_a_backup_goes_beside_the_data_and_the_list_tells_what_it_holds(cli, demo):
    made = cli("backup")
    assert made.status == 0
    assert made.out.endswith(": read through and whole\n")
    listed = cli("restore", "--list").out
    assert "by hand.db" in listed
    assert "to week 47 · 451 entries" in listed


def test_a_backup_goes_where_the_settings_say(cli, demo, own_settings, tmp_path):
    drive = tmp_path / "drive"
    drive.mkdir()
    own_settings.write_text(f'{{"backup_folder": "{drive}"}}')
    assert str(drive) in cli("backup").out
    drive.rename(tmp_path / "unplugged")
    answer = cli("backup")
    assert answer.err.startswith("Not in the chosen folder: ")
    assert str(demo.parent / "work backups") in answer.out


def test_a_restore_brings_back_what_was_and_keeps_what_is(cli, demo, tmp_path):
    copy = tmp_path / "safe.db"
    assert cli("backup", str(copy)).status == 0
    before = copy.read_bytes()
    cli("log", "No surprises", "1")
    answer = cli("restore", str(copy))
    assert answer.status == 0
    assert "is kept as work " in answer.out
    assert "  My manager · No surprises, week 47 · 1" in answer.out
    assert "before restore.db" in cli("restore", "--list").out
    assert demo.stat().st_size == len(before)
    assert "4" in cli("status").out.partition("No surprises")[2].splitlines()[0]


def test_one_customer_comes_back_and_the_file_as_it_was_is_kept(cli, demo, tmp_path):
    copy = tmp_path / "safe.db"
    cli("backup", str(copy))
    cli("log", "No surprises", "1")
    cli("log", "Quotes used as sent", "12")
    answer = cli("restore", str(copy), "--customer", "my manager")
    assert answer.status == 0
    assert answer.out.startswith("my manager is as in safe.db again: 1 thing was brought back.")
    assert "before restore.db" in answer.out
    told = cli("status").out
    assert "4" in told.partition("No surprises")[2].splitlines()[0]
    assert "12" in told.partition("Quotes used as sent")[2].splitlines()[0]
    again = cli("restore", str(copy), "--customer", "my manager")
    assert again.status != 0
    assert "Nothing of “My manager” was deleted or changed since" in again.refusal
    assert cli("restore", str(copy), "--customer", "Nobody").status == 1


def test_a_backup_of_the_list_is_found_by_its_name(cli, demo):
    cli("backup")
    name = next(one.name for one in (demo.parent / "work backups").iterdir())
    assert cli("restore", name).status == 0


def test_a_damaged_file_is_told_and_what_can_be_read_is_written(cli, demo, tmp_path):
    harm(demo)
    before = demo.read_bytes()
    assert cli("check").status == 1
    assert "damaged" in cli("check").refusal
    answer = cli("check", "--salvage", str(tmp_path / "out.db"))
    assert answer.status == 1
    assert "rows" in answer.out
    assert demo.read_bytes() == before
    assert cli("check", data=tmp_path / "out.db").status == 0


def test_a_damaged_file_comes_back_from_its_backup(cli, demo, tmp_path):
    cli("backup")
    harm(demo)
    name = next(one.name for one in (demo.parent / "work backups").iterdir())
    answer = cli("restore", name)
    assert "is kept as work damaged " in answer.out
    assert cli("check").out.endswith("to week 47 · 451 entries\n")


def test_missing_entries_are_named(cli, demo, tmp_path):
    from tests.store.test_salvage import blanked, leaf_pages

    blanked(demo, leaf_pages(demo, "evaluation")[1])
    answer = cli("check", "--salvage", str(tmp_path / "out.db"))
    assert "Missing entries:\n  " in answer.out
    assert ", week " in answer.out.partition("Missing entries:")[2]


@pytest.mark.parametrize(
    ("wishes", "said"),
    [
        (("restore",), "Name one backup, or ask for the list"),
        (("restore", "--list", "x.db"), "Name one backup, or ask for the list"),
        (("restore", "--list", "--customer", "Legal"), "Name one backup, or ask for the list"),
        (("restore", "nowhere.db"), "There is no file nowhere.db"),
    ],
)
def test_what_cannot_be_brought_back_is_refused(cli, demo, wishes, said):
    answer = cli(*wishes)
    assert answer.status in {1, 2}
    assert answer.refusal.startswith(said)


def test_a_copy_is_not_put_over_another_file(cli, demo, tmp_path):
    (tmp_path / "mine.db").write_text("mine")
    assert "there already" in cli("backup", str(tmp_path / "mine.db")).refusal
    assert (tmp_path / "mine.db").read_text() == "mine"


@pytest.mark.parametrize("verb", ["backup", "check"])
def test_without_a_file_there_is_nothing_to_copy_or_look_at(cli, file, verb):
    assert "There is no file" in cli(verb).refusal
    assert not file.exists()


def test_no_backups_yet_is_told(cli, demo):
    assert cli("restore", "--list").out.startswith("No backups yet; they will be in ")


def test_before_an_import_the_file_is_kept(cli, demo, tmp_path):
    table = tmp_path / "week.csv"
    table.write_text("customer,measure,period,value\nMy manager,No surprises,2026-W40,1\n")
    assert cli("import", str(table), "--dry-run").status == 0
    assert not (demo.parent / "work backups").exists()
    before = cli("export", str(tmp_path / "before.csv")).out
    assert cli("import", str(table)).status == 0
    (kept,) = (demo.parent / "work backups").iterdir()
    assert kept.name.endswith(" before import.db")
    assert cli("export", str(tmp_path / "after.csv"), data=kept).status == 0
    assert (tmp_path / "after.csv").read_bytes() == (tmp_path / "before.csv").read_bytes()
    assert before
