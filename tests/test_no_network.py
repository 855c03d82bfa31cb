"""Nothing is ever sent: the whole program runs where a socket to any network ends the process.

On Linux the kernel sees to it (seccomp), so that Qt's own sockets count, too; elsewhere a guard in
Python.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from pathlib import Path

import pytest

GUARD = """
import ctypes, socket, struct, sys
def deny():
    libc = ctypes.CDLL(None, use_errno=True)
    # Load the call's number; if it is socket(), load the family; AF_INET or AF_INET6: kill.
    steps = [(0x20, 0, 0, 0), (0x15, 0, 4, CALL), (0x20, 0, 0, 16), (0x15, 1, 0, 2),
             (0x15, 0, 1, 10), (0x06, 0, 0, 0x80000000), (0x06, 0, 0, 0x7FFF0000)]
    code = b"".join(struct.pack("HBBI", *step) for step in steps)
    held = ctypes.create_string_buffer(code)
    class Program(ctypes.Structure):
        _fields_ = [("length", ctypes.c_ushort), ("filter", ctypes.c_void_p)]
    program = Program(len(steps), ctypes.cast(held, ctypes.c_void_p))
    assert libc.prctl(38, 1, 0, 0, 0) == 0
    assert libc.prctl(22, 2, ctypes.byref(program), 0, 0) == 0, ctypes.get_errno()
def guard():
    made = socket.socket.__init__
    def refuse(self, family=socket.AF_INET, *rest, **named):
        if family in (socket.AF_INET, socket.AF_INET6):
            import os
            os._exit(99)
        made(self, family, *rest, **named)
    socket.socket.__init__ = refuse
if CALL:
    deny()
else:
    guard()
"""
CALLS = {"x86_64": 41, "aarch64": 198}
CALL = CALLS.get(platform.machine(), 0) if sys.platform == "linux" else 0

WINDOW = """
import sys
from datetime import datetime
from pathlib import Path
from PySide6.QtWidgets import QApplication
from tracker.app import commands
from tracker.app.settings import Settings
from tracker.gui.menus import PAGE_ENTRIES
from tracker.gui.shell.errors import ExceptionHandler
from tracker.gui.shell.session import Session
from tracker.gui.theme import Theme
from tracker.paper.fonts import load_fonts
app = QApplication([])
load_fonts()
desk = ExceptionHandler()
session = Session(Theme(app), Settings(None), desk)
session.start(Path(sys.argv[1]))
from tracker.gui.shell.starts import StartListener
StartListener(sys.argv[1] + ".socket", session).begin()
for seat in PAGE_ENTRIES:
    session.window.show_page(seat.key)
    for _ in range(30):
        app.processEvents()
for _ in range(200):
    app.processEvents()
if session._keeper:
    session._keeper.look()
try:
    raise RuntimeError("as if something broke")
except RuntimeError as error:
    desk.show_crash(error)
    desk.crash.copy.click()
session.bring_back()
for _ in range(50):
    app.processEvents()
session.close()
session._rescue.close()
print("done")
"""

COMMANDS = (
    ("demo",),
    ("status",),
    ("log", "No surprises", "4"),
    ("signals", "--all"),
    ("export", "all.csv"),
    ("import", "all.csv"),
    ("scorecard", "finance leads", "page.html"),
    ("scorecard", "finance leads", "page.pdf"),
    ("chart", "No surprises", "chart.png"),
    ("review", "pack.docx", "--from", "2026-01-01", "--to", "2026-12-31"),
    ("search", "answers"),
    ("backup", "copy.db"),
    ("check", "--salvage", "read.db"),
    ("restore", "copy.db"),
)


def guarded(code: str, *arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder),
        "XDG_DATA_HOME": str(folder),
    }
    whole = f"CALL = {CALL}\n{GUARD}\n{code}"
    return subprocess.run(
        [sys.executable, "-c", whole, *arguments],
        cwd=folder, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.mark.parametrize("family", ["AF_INET", "AF_INET6"])
def test_the_guard_ends_what_opens_a_socket_to_a_network(tmp_path, family):
    opening = f"import socket; socket.socket(socket.{family}, socket.SOCK_STREAM); print('open')"
    done = guarded(opening, folder=tmp_path)
    assert done.returncode != 0
    assert "open" not in done.stdout


def test_the_command_line_opens_no_socket_to_a_network(tmp_path):
    verbs = (
        "import sys\nfrom tracker.cli.root import run\n"
        f"for words in {COMMANDS!r}:\n"
        "    assert run(['--data', 'work.db', *words], None) == 0, words\n"
        "print('done')\n"
    )
    done = guarded(verbs, folder=tmp_path)
    assert done.stdout.endswith("done\n"), done.stderr[-2000:]
    assert done.returncode == 0


def test_the_window_opens_no_socket_to_a_network(tmp_path):
    filling = (
        "from tracker.cli.root import run\nassert run(['--data', 'work.db', 'demo'], None) == 0"
    )
    assert guarded(filling, folder=tmp_path).returncode == 0
    done = guarded(WINDOW, str(tmp_path / "work.db"), folder=tmp_path)
    assert done.stdout.endswith("done\n"), done.stderr[-2000:]
    assert done.returncode == 0
