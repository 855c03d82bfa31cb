"""Notifications on a session bus of their own, with a service of ours, by real processes."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from PySide6.QtWidgets import QSystemTrayIcon

from tracker.app.reminding import ReminderText
from tracker.gui.remind import desktop
from tracker.gui.remind.desktop import DesktopNotifier, ShownBy

BUS = shutil.which("dbus-run-session")
SERVICE = Path(__file__).with_name("fake_service.py")

# On the bus: the service, then the program, which shows one notification and says what came of it.
SESSION = """
    import subprocess, sys
    service = None
    if sys.argv[1] == "with":
        service = subprocess.Popen(
            [sys.executable, *sys.argv[2:]],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )
        assert service.stdout.readline() == "ready\\n"
    from PySide6.QtTest import QSignalSpy
    from tracker.app.reminding import ReminderText
    from tracker.gui.remind import desktop
    from tracker.gui.remind.desktop import DesktopNotifier
    from tracker.gui.theme import make_application
    if sys.argv[-1] == "slow":
        desktop.PATIENCE = 300  # ms: it answers only when nobody waits any more
    app = make_application("tracker")
    app.setApplicationName("Impact Tracker")
    notifier = DesktopNotifier()
    opened, postponed = QSignalSpy(notifier.opened), QSignalSpy(notifier.postponed)
    found, shown = QSignalSpy(notifier.way_learned), QSignalSpy(notifier.shown)
    notifier.way
    found.count() or found.wait(30000)
    print("way:", notifier.way.value)
    notifier.show(ReminderText("2 of 4 <measures>", ("One & <two>.",)))
    print("at once:", shown.count())
    shown.count() or shown.wait(30000)
    print("shown:", shown.at(0)[0])
    if sys.argv[-1] == "slow":
        service.stdin.write("answer now\\n")
        service.stdin.flush()
    if service:
        print("got:", service.stdout.readline().strip())
    if sys.argv[1] == "with" and sys.argv[3]:
        pressed = opened if sys.argv[3] == "default" else postponed
        pressed.count() or pressed.wait(20000)
        print("heard:", "opened " * opened.count() + "postponed " * postponed.count())
    notifier.close()
    if service:
        service.kill()
        service.wait()
"""


def on_a_bus(*arguments: str, program: str = SESSION) -> list[str]:
    """Return what a program says on a bus of its own, where no other service has a screen."""
    screens = {"DISPLAY", "WAYLAND_DISPLAY"}
    environment = {name: value for name, value in os.environ.items() if name not in screens}
    done = subprocess.run(
        [BUS, "--", sys.executable, "-c", textwrap.dedent(program), *arguments],
        capture_output=True,
        text=True,
        env={**environment, "QT_QPA_PLATFORM": "offscreen"},
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def told(*arguments: str) -> dict[str, str]:
    return dict(line.partition(": ")[::2] for line in on_a_bus(*arguments))


needs_bus = pytest.mark.skipif(BUS is None, reason="dbus-run-session is not installed")


@needs_bus
@pytest.mark.parametrize(("pressed", "heard"), [("default", "opened"), ("later", "postponed")])
def test_the_service_gets_words_and_actions_and_is_heard(pressed, heard):
    said = told("with", str(SERVICE), pressed, "body,actions")
    assert (said["way"], said["shown"]) == ("service", "True")
    name, _, _, title, body, actions = json.loads(said["got"])
    assert (name, title) == ("Impact Tracker", "2 of 4 <measures>")
    assert body == "One &amp; &lt;two>."
    assert actions == ["default", "Open", "later", "In an hour"]
    assert said["heard"].split() == [heard]


@needs_bus
def test_a_service_without_actions_is_asked_for_none():
    said = told("with", str(SERVICE), "", "body")
    assert json.loads(said["got"])[5] == []


@needs_bus
def test_a_slow_service_keeps_nobody_waiting_is_asked_once_and_heard_when_it_answers():
    said = told("with", str(SERVICE), "later", "body,actions", "slow")
    assert said["at once"] == "0"
    assert said["shown"] == "True"
    assert said["heard"].split() == ["postponed"]


@needs_bus
def test_a_service_that_refuses_has_shown_nothing():
    said = told("with", str(SERVICE), "", "body", "refuses")
    assert (said["way"], said["shown"]) == ("service", "False")


@needs_bus
def test_a_bus_on_which_nobody_notifies_is_no_way():
    said = told("without")
    assert (said["way"], said["shown"]) == ("none", "False")


# A desktop that is still coming up: the service comes after us, goes, and comes again.
LATER = """
    import subprocess, sys
    from PySide6.QtTest import QSignalSpy
    from tracker.app.reminding import ReminderText
    from tracker.gui.remind.desktop import DesktopNotifier
    from tracker.gui.theme import make_application
    app = make_application("tracker")
    notifier, told = DesktopNotifier(), ReminderText("2 of 4", ())
    shown = QSignalSpy(notifier.shown)
    def show():
        before = shown.count()
        notifier.show(told)
        shown.count() > before or shown.wait(30000)
        return shown.at(before)[0]
    print("before", show(), notifier.way.value)
    for turn in ("first", "second"):
        service = subprocess.Popen(
            [sys.executable, sys.argv[1], "", "body"], stdout=subprocess.PIPE, text=True
        )
        assert service.stdout.readline() == "ready\\n"
        print(turn, show())
        service.kill()
        service.wait()
        print(f"after {turn}:", show())
    notifier.close()
"""


@needs_bus
def test_a_service_that_comes_after_us_is_found():
    assert on_a_bus(str(SERVICE), program=LATER) == [
        "before False none",
        "first True",
        "after first: False",
        "second True",
        "after second: False",
    ]


@pytest.fixture
def bare(monkeypatch):
    """No bus at all, as on a server."""
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)


def test_no_bus_and_no_tray_is_no_way_and_no_error(qapp, bare):
    notifier = DesktopNotifier()
    answers = []
    notifier.shown.connect(answers.append)
    assert notifier.way is ShownBy.NONE
    notifier.show(ReminderText("Nobody sees this", ()))
    assert answers == [False]


def test_a_bus_that_is_garbled_or_elsewhere_is_no_way(qapp, monkeypatch):
    elsewhere = "tcp:host=localhost,port=4"
    for address in ("unix:path=/nowhere/at/all", "nonsense", "unix:abstract=", elsewhere):
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        assert DesktopNotifier().way is ShownBy.NONE


def test_a_bus_that_never_answers_keeps_nobody_waiting(qapp, qtbot, monkeypatch, tmp_path):
    monkeypatch.setattr(desktop, "PATIENCE", 50)
    path = tmp_path / "bus"
    with socket.socket(socket.AF_UNIX) as deaf:
        deaf.bind(str(path))
        deaf.listen()
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={path}")
        notifier = DesktopNotifier()
        with qtbot.waitSignal(notifier.way_learned):
            assert notifier.way is ShownBy.ASKED
        assert notifier.way is ShownBy.NONE
        notifier.close()


@pytest.mark.qt_log_ignore("systemTrayWindowChanged", "No Icon set")
def test_without_a_service_the_tray_shows_it(qapp, bare, monkeypatch):
    shown = []
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", staticmethod(lambda: True))
    monkeypatch.setattr(QSystemTrayIcon, "supportsMessages", staticmethod(lambda: True))
    monkeypatch.setattr(QSystemTrayIcon, "showMessage", lambda _, *words: shown.append(words[:2]))
    notifier = DesktopNotifier()
    assert notifier.way is ShownBy.TRAY
    answers = []
    notifier.shown.connect(answers.append)
    notifier.show(ReminderText("2 of 4", ("One.", "Two.")))
    assert answers == [True]
    assert shown == [("2 of 4", "One.\nTwo.")]
    notifier.tray_icon().messageClicked.connect(lambda: shown.append("pressed"))
    notifier.tray_icon().messageClicked.emit()
    assert shown[-1] == "pressed"
    notifier.close()
