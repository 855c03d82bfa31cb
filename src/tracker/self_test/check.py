"""The self-test: sample data in a temporary folder, every file, every window, every command."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from datetime import datetime
from io import StringIO
from pathlib import Path

from tracker.self_test.findings import NOW, TODAY, Findings

_NO_SCREEN = "This plugin does not support "  # what a window without a screen always says


def self_test() -> int:
    """Try everything, print one JSON object, and return 0 if nothing failed, else 1."""
    from tracker.cli.console import answered
    from tracker.store.temporary import temporary_folder

    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    findings = Findings()
    handled, sys.excepthook = sys.excepthook, findings.hear
    with temporary_folder() as folder:
        try:
            with findings.step([], "the sample data"):
                _try_everything(Path(folder), findings)
        finally:
            sys.excepthook = handled
    return answered(findings.as_json()) or (1 if findings.failed else 0)


def _try_everything(folder: Path, findings: Findings) -> None:
    from tracker.app.demo import fill_demo
    from tracker.app.settings import Settings
    from tracker.app.tracker import Tracker
    from tracker.gui.bridge import Bridge
    from tracker.gui.theme import Theme, make_application
    from tracker.paper.fonts import load_fonts
    from tracker.self_test.files import FileTest
    from tracker.self_test.windows import WindowTest

    warned = _Warnings(findings)
    _hear_qt(warned.take)
    app = make_application("impact-tracker")
    load_fonts()
    data = folder / "sample.db"
    with Tracker(data) as tracker:
        fill_demo(tracker, TODAY)
        FileTest(tracker, folder, findings).run()
        bridge = Bridge(tracker, Theme(app, "light"), Settings(None), _now)
        with findings.step([], "the window"):
            WindowTest(bridge, folder, findings).run()
        bridge.jobs.stop_all()
    with findings.step(findings.opened, "a second start"):
        _start_again(folder / "left")
    _run_commands(data, findings)
    _hear_qt(None)


def _start_again(address: Path) -> None:
    """Knock where a window was: nothing else loads what a start needs of the network."""
    from tracker.gui.shell.starts import handed_over

    address.touch()
    if handed_over(str(address), None):
        raise ValueError("a window that is gone took the file")


def _hear_qt(take: Callable[[object, object, str], None] | None) -> None:
    from PySide6.QtCore import qInstallMessageHandler

    qInstallMessageHandler(take)


def _now() -> datetime:
    return NOW


class _Warnings:
    """Keeps what Qt complains of: a plugin that is not there, a picture that cannot be read."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings

    def take(self, _kind: object, _context: object, said: str) -> None:
        """Keep one complaint."""
        if said not in self._findings.warnings and not said.startswith(_NO_SCREEN):
            self._findings.warnings.append(said)


def _run_commands(data: Path, findings: Findings) -> None:
    """Load every command by asking for its help, and let a few read the file."""
    from tracker.cli.root import COMMANDS, run

    command_lines = [[name, "--help"] for name in COMMANDS]
    command_lines += [
        ["--data", str(data), name] for name in ("status", "signals", "check", "moments")
    ]
    for command_line in command_lines:
        said = StringIO()
        shown = " ".join(command_line).replace(f"--data {data} ", "")
        with findings.step(findings.commands, shown), redirect_stdout(said), redirect_stderr(said):
            if run(command_line, _no_window, TODAY) or not said.getvalue().strip():
                raise ValueError(said.getvalue().strip() or "it said nothing")


def _no_window(data: Path | None, *, demo: bool, smoke: bool, remind: bool) -> int:
    raise ValueError(f"a command opened the window: {data}, {demo}, {smoke}, {remind}")
