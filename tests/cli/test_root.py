from __future__ import annotations

from datetime import date
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from tracker import __version__
from tracker.app.settings import Settings
from tracker.cli import root as root_module
from tracker.cli.root import COMMANDS, root, run
from tracker.cli.session import CommandSession

PROMISED = ["demo", "log", "status", "import", "export", "chart"]


def test_without_a_command_the_window_opens(cli, windows, file) -> None:
    assert cli().status == 0
    assert cli("--smoke").status == 0
    assert cli("--demo", data=None).status == 0
    assert windows.opened == [(file, False, False), (file, False, True), (None, True, False)]


@pytest.mark.parametrize("wish", ["--demo", "--smoke"])
def test_what_opens_the_window_goes_without_a_command(cli, windows, wish) -> None:
    answer = cli(wish, "status")
    assert answer.status == 2
    assert answer.refusal.startswith(f"{wish} opens the window, so it goes without a command.")
    assert windows.opened == []


def test_the_self_test_goes_alone(cli, windows) -> None:
    answer = cli("--self-test")
    assert answer.status == 2
    assert answer.refusal.startswith("--self-test has sample data of its own, so it goes alone.")
    assert windows.opened == []


def test_a_reminder_waits_without_a_window_and_without_a_command(cli, windows, file) -> None:
    assert cli("--remind").status == 0
    assert windows.reminding == [file]
    answer = cli("--remind", "status")
    assert answer.status == 2
    assert answer.refusal.startswith("--remind waits for its time, so it goes without a command.")


def test_every_command_is_listed_and_has_help(cli, today) -> None:
    assert set(PROMISED) <= set(COMMANDS)
    answer = cli("--help", data=None)
    assert answer.status == 0
    session = CommandSession(lambda data, *, demo, smoke, remind: 0, today)
    for name in COMMANDS:
        shown = CliRunner().invoke(root, [name, "--help"], obj=session)
        assert shown.exit_code == 0
        assert f"  {name} " in answer.out
        assert "Usage:" in shown.output


def test_the_version_is_told(cli) -> None:
    assert __version__ in cli("--version", data=None).out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["frobnicate"], "No such command 'frobnicate'. Try: impact-tracker --help"),
        (["publish-all"], "No such command 'publish-all'. Try: impact-tracker --help"),
        (["status", "--perod", "x"], "Did you mean '--period'? Try: impact-tracker status --help"),
        (["log"], "Missing argument 'MEASURE'. Try: impact-tracker log --help"),
        (["demo", "--weeks", "0"], "Try: impact-tracker demo --help"),
    ],
)
def test_wrong_usage_is_one_line_and_says_where_help_is(cli, words, told) -> None:
    answer = cli(*words)
    assert answer.status == 2
    assert told in answer.refusal
    assert answer.out == ""
    assert len(answer.err.splitlines()) == 1


def test_what_is_wrong_with_a_file_is_said_in_our_words_and_not_by_click() -> None:
    context = click.Context(root)
    commands = [root, *(root.get_command(context, name) for name in root.list_commands(context))]
    paths = [(one.name, arg.name, arg.type) for one in commands for arg in one.params]
    paths = [one for one in paths if isinstance(one[2], click.Path)]
    assert len(paths) > 9
    assert [one[:2] for one in paths if one[2].readable or one[2].exists or one[2].writable] == []


def test_a_file_that_is_not_there_or_not_ours_is_told_apart_from_bad_input(cli, tmp_path) -> None:
    answer = cli("status")
    assert (answer.status, "There is no file" in answer.refusal) == (1, True)
    stranger = tmp_path / "notes.txt"
    stranger.write_text("Dear diary, this is no database at all, and longer than a header.")
    answer = cli("status", data=stranger)
    assert (answer.status, "not an Impact Tracker file" in answer.refusal) == (1, True)
    assert cli("status", data=tmp_path).status == 1
    assert cli("status", data=tmp_path / "no" / "where.db").status == 1


@pytest.mark.parametrize(
    "words", [["status"], ["note", "x"], ["publish", "."], ["export", "a.csv"], ["check"]]
)
def test_where_no_file_was_named_and_none_was_begun_that_is_said(
    words, windows, capsys, monkeypatch, tmp_path
) -> None:
    monkeypatch.setattr("tracker.app.settings.data_file", lambda **_: tmp_path / "own" / "a.db")
    monkeypatch.setattr("tracker.app.settings.settings_file", lambda **_: tmp_path / "none")
    assert run(words, windows, date(2026, 11, 20)) == 1
    assert "You have no data file yet. Open the window to begin" in capsys.readouterr().err
    assert not (tmp_path / "own").exists()


@pytest.mark.parametrize("words", [["status"], ["note", "x"], ["demo"]])
def test_where_the_own_file_was_open_before_and_is_gone_no_new_one_is_made(
    words, windows, capsys, monkeypatch, tmp_path
) -> None:
    own, kept = tmp_path / "own" / "a.db", tmp_path / "settings.json"
    own.parent.mkdir()
    monkeypatch.setattr("tracker.app.settings.data_file", lambda **_: own)
    monkeypatch.setattr("tracker.app.settings.settings_file", lambda **_: kept)
    Settings(kept).change(last_file=str(own))
    assert run(words, windows, date(2026, 11, 20)) == 1
    assert "a.db is not there. It was moved or deleted, or its drive is" in capsys.readouterr().err
    assert list(own.parent.iterdir()) == []


@pytest.mark.parametrize("day", [date.min, date(1970, 1, 1), date.max], ids=str)
@pytest.mark.parametrize("words", [("status",), ("note", "x"), ("publish", "."), ("stops",)])
def test_a_clock_that_is_far_off_is_told_before_a_file_is_opened(
    demo, windows, capsys, day, words
) -> None:
    before = demo.read_bytes()
    assert run(["--data", str(demo), *words], windows, day) == 1
    assert "The clock of this computer says" in capsys.readouterr().err
    assert demo.read_bytes() == before


def test_an_interruption_is_one_line(cli, monkeypatch) -> None:
    def interrupted(*_words: object, **_options: object) -> None:
        raise click.Abort

    monkeypatch.setattr(root_module.root, "main", interrupted)
    answer = cli("status")
    assert (answer.status, answer.refusal[:8]) == (1, "Stopped.")


def test_the_default_folder_is_made_for_writing_only(cli, monkeypatch, tmp_path: Path) -> None:
    import platformdirs

    folder = tmp_path / "share" / "Impact Tracker"
    monkeypatch.setattr(platformdirs, "user_data_dir", lambda *_a, **_k: str(folder))
    assert cli("status", data=None).status == 1
    assert not folder.exists()
    assert cli("demo", "--weeks", "4", data=None).status == 0
    assert (folder / "impact.db").exists()
    assert cli("demo", data=tmp_path / "other" / "x.db").status == 1
    assert not (tmp_path / "other").exists()
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(
        platformdirs, "user_data_dir", lambda *_a, **_k: str(tmp_path / "file" / "x")
    )
    answer = cli("demo", data=None)
    assert (answer.status, "cannot be made" in answer.refusal) == (1, True)
