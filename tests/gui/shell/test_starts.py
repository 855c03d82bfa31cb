"""One window a person: a second start hands its file over; what was open last is opened again."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMenu

from tracker.__main__ import SCREENS, main, window_options
from tracker.app.settings import Settings, data_file
from tracker.app.tracker import Tracker
from tracker.domain.errors import FileTrouble
from tracker.gui.shell import starts
from tracker.gui.shell.error_dialog import ErrorDialog
from tracker.gui.shell.errors import ExceptionHandler
from tracker.gui.shell.recent import RecentFiles
from tracker.gui.shell.session import Session
from tracker.gui.shell.starts import StartListener, address_of, first_file, handed_over

# Says which file the window has, each time one was painted and whatever is to be heard is heard.
FIRST = """
import sys
from pathlib import Path
from tracker.gui.shell import session, starts
sys.argv = ["impact-tracker", *sys.argv[1:]]
begin = starts.StartListener.begin
def tell(self):
    begin(self)
    print("listens", flush=True)
starts.StartListener.begin = tell
painted = session.Session._when_painted
def name(self):
    painted(self)
    print(self.bridge.tracker.path.name, flush=True)
session.Session._when_painted = name
from tracker.__main__ import main
raise SystemExit(main())
"""

# Says that the file is held: no window stands yet, and nothing listens.
HOLD = """
from tracker.store import lock
taken = lock.WriterLock.take
def take(self):
    taken(self)
    print("held", flush=True)
lock.WriterLock.take = take
"""


@pytest.fixture
def home(tmp_path, monkeypatch):
    """Give the person settings, data and sockets of their own.

    Sockets lie in a folder with a short name, whatever pytest calls its own: a socket's name has
    room for about a hundred bytes.
    """
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name[4:8]))
    for name in ("one.db", "two.db"):
        Tracker(tmp_path / name).close()
    with tempfile.TemporaryDirectory(prefix="it-") as runtime:
        monkeypatch.setenv("XDG_RUNTIME_DIR", runtime)
        yield tmp_path


@pytest.fixture
def settings(home):
    return Settings(home / "settings.json")


@pytest.fixture
def session(settings, theme, qtbot):
    session = Session(theme, settings, ExceptionHandler(), lambda: datetime(2026, 11, 20, 14, 2))
    yield session
    session.close()


def recent(session: Session, qtbot) -> RecentFiles:
    qtbot.waitUntil(lambda: session.window.findChild(RecentFiles) is not None)  # after the paint
    return session.window.findChild(RecentFiles)


def names(menu: QMenu) -> list[str]:
    return [action.text().partition(" in ")[0] for action in menu.actions()]


def answer(caller: socket.socket) -> bytes:
    try:
        return caller.recv(64)
    except BlockingIOError:
        return b""


@pytest.mark.parametrize("word", ["a.db", "a.impact", "./diary", "/tmp/diary"])
def test_a_file_opens_the_window_on_it(word):
    assert window_options([word])["file"] == Path(word)


@pytest.mark.parametrize("words", [["status"], ["a.db", "b.db"], ["import", "a.db"], ["-x.db"]])
def test_everything_else_is_for_the_command_line(words):
    assert window_options(words) is None


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="others have one of their own")
def test_where_no_screen_is_reached_it_is_said_in_a_sentence(monkeypatch, capsys):
    for name in SCREENS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.argv", ["impact-tracker"])
    assert main() == 1
    told = capsys.readouterr().err
    assert told.startswith("Error: No screen can be reached from here")
    assert "impact-tracker --help" in told


def test_the_file_that_was_named_comes_first_then_the_last_one_then_the_own(home, settings):
    assert first_file(None, settings) == (data_file(), False)
    settings.change(last_file=str(home / "one.db"))
    assert first_file(None, settings) == (home / "one.db", True)
    assert first_file(home / "two.db", settings) == (home / "two.db", True)
    settings.change(last_file=str(data_file()))  # made the first time only: its drive may be away
    assert first_file(None, settings) == (data_file(), True)


def test_a_folder_whose_drive_is_away_gets_no_new_diary(home, settings, session):
    own = data_file(make=True)
    settings.change(last_file=str(own))
    path, there = first_file(None, settings)
    with pytest.raises(FileTrouble, match="is not there") as told:
        session.begin(path, there=there)
    assert "its drive is away" in told.value.hint
    assert list(own.parent.iterdir()) == []


def test_what_was_opened_is_remembered_and_can_be_opened_again(home, settings, session, qtbot):
    session.start(home / "one.db")
    recent(session, qtbot)
    session.choose(str(home / "two.db"))
    menu = recent(session, qtbot).menu
    kept = Settings(home / "settings.json").now
    assert kept.last_file == str(home / "two.db")
    assert list(kept.recent_files) == [str(home / "two.db"), str(home / "one.db")]
    assert names(menu) == ["&1 one.db"]
    menu.actions()[0].trigger()
    assert session.bridge.tracker.path == home / "one.db"


def test_a_recent_file_that_is_gone_is_said_and_nothing_is_made(home, session, qtbot):
    session.start(home / "one.db")
    recent(session, qtbot)
    session.choose(str(home / "two.db"))
    (home / "one.db").unlink()
    menu = recent(session, qtbot).menu
    with qtbot.captureExceptions() as raised:
        menu.actions()[0].trigger()
    assert [str(error.title) for _, error, _ in raised] == ["one.db is not there"]
    assert session.bridge.tracker.path == home / "two.db"
    assert not (home / "one.db").exists()


def test_the_last_file_that_is_gone_is_said_and_nothing_is_made(home, settings, session):
    with pytest.raises(FileTrouble, match=r"gone\.db is not there"):
        session.begin(home / "gone.db", there=True)
    assert not (home / "gone.db").exists()


def test_sample_data_is_not_remembered(home, settings, session, qtbot):
    session.start(session.demo_file())
    qtbot.waitUntil(lambda: session._care is not None)
    assert settings.now.last_file == ""


def test_settings_with_a_strange_list_of_files_are_taken_without_it(home):
    (home / "s.json").write_text(json.dumps({"theme": "dark", "recent_files": ["a", 3]}))
    now = Settings(home / "s.json").now
    assert (now.theme, list(now.recent_files)) == ("dark", [])


@pytest.mark.skipif(os.name != "posix", reason="the socket is a file")
def test_a_socket_that_nobody_listens_to_is_no_obstacle(home, session, qtbot):
    address = address_of(home / "settings.json")
    with socket.socket(socket.AF_UNIX) as left_over:
        left_over.bind(address)
    assert Path(address).exists()
    assert not handed_over(address, None)
    session.start(home / "one.db")
    listener = StartListener(address, session)
    listener.begin()
    assert Path(address).stat().st_mode & 0o077 == 0  # for this person alone
    with socket.socket(socket.AF_UNIX) as caller:
        caller.connect(address)
        caller.setblocking(False)
        caller.sendall(json.dumps({"open": str(home / "two.db")}).encode() + b"\n")
        qtbot.waitUntil(lambda: session.bridge.tracker.path == home / "two.db")
        qtbot.waitUntil(lambda: answer(caller) == b"heard\n")
        caller.sendall(b"no words that mean anything\n")
        qtbot.waitUntil(lambda: answer(caller) == b"heard\n")
    assert session.bridge.tracker.path == home / "two.db"
    listener.stop()


def test_a_folder_of_somebody_else_is_no_place_for_a_socket(home, monkeypatch):
    kept = home / "settings.json"
    theirs = Path(os.environ["XDG_RUNTIME_DIR"])
    assert Path(address_of(kept)).parent == theirs
    monkeypatch.setattr(os, "access", lambda path, mode: not str(path).startswith(str(theirs)))
    assert Path(address_of(kept)).parent == home
    monkeypatch.undo()
    kept.write_text("{}", encoding="utf-8")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(kept))
    assert Path(address_of(kept)).parent == home


def test_a_name_too_long_for_a_socket_is_done_without(home, monkeypatch):
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    assert address_of(home / ("x" * 120) / "settings.json") == ""
    assert not handed_over("", None)


@pytest.mark.skipif(sys.platform == "win32", reason="ended by a signal")
def test_a_second_start_raises_the_first_window_with_its_file(home):
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(
        [sys.executable, "-c", FIRST, str(home / "one.db")],
        stdout=subprocess.PIPE,
        env=environment,
        text=True,
    ) as first:
        try:
            heard = {first.stdout.readline().strip() for _ in range(2)}
            assert heard == {"one.db", "listens"}
            second = subprocess.run(
                [sys.executable, "-m", "tracker", "two.db"],
                cwd=home,
                env=environment,
                timeout=60,
                check=False,
            )
            assert second.returncode == 0
            assert first.stdout.readline().strip() == "two.db"
        finally:
            first.terminate()
    kept = json.loads(next(home.rglob("settings.json")).read_text(encoding="utf-8"))
    assert kept["last_file"] == str(home / "two.db")
    assert not list(Path(os.environ["XDG_RUNTIME_DIR"]).iterdir())


def test_a_start_in_the_same_instant_waits_for_the_window_that_was_faster(monkeypatch):
    asked = []

    def hears_the_third_time(address, path):
        asked.append((address, path))
        return len(asked) == 3

    monkeypatch.setattr(starts, "handed_over", hears_the_third_time)
    monkeypatch.setattr(starts, "sleep", lambda _seconds: None)
    assert starts.handed_over_soon("an address", Path("one.db"))
    assert asked == [("an address", Path("one.db"))] * 3


def test_a_start_waits_no_longer_where_no_window_comes_up_or_none_can_be_reached(monkeypatch):
    passed = iter(range(100))
    monkeypatch.setattr(starts, "handed_over", lambda _address, _path: False)
    monkeypatch.setattr(starts, "sleep", lambda _seconds: None)
    monkeypatch.setattr(starts, "monotonic", lambda: float(next(passed)))
    assert not starts.handed_over_soon("an address", None)
    assert next(passed) <= starts.COMES_UP_IN + 3
    assert not starts.handed_over_soon("", None)


@pytest.mark.skipif(sys.platform == "win32", reason="ended by a signal")
def test_a_file_that_a_faster_start_holds_opens_no_second_window(home):
    """The faster one hears nothing yet when the second finds the file held."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(
        [sys.executable, "-c", f"{HOLD}{FIRST}", str(home / "one.db")],
        stdout=subprocess.PIPE,
        env=environment,
        text=True,
    ) as first:
        try:
            assert first.stdout.readline().strip() == "held"
            second = subprocess.run(
                [sys.executable, "-m", "tracker", str(home / "one.db")],
                env=environment,
                timeout=60,
                check=False,
                capture_output=True,
            )
            assert (second.returncode, second.stderr) == (0, b"")
        finally:
            first.terminate()


def test_why_no_file_is_open_comes_forward_too(home, session):
    session.start_with_error(FileTrouble("one.db is damaged", "Choose another."))
    assert isinstance(session.front, ErrorDialog)
    session._close_trouble()
