"""Which file a start opens, and that a second start gets the window of the first.

A person has one window: a second start hands its file over to it by a local socket, which only
this person can reach and no network. Before the first paint a start asks no more than whether a
socket is there.
"""

from __future__ import annotations

import json
import logging
import os
import zlib
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from tracker.app.settings import Settings, data_file
from tracker.domain.errors import missing

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket
    from PySide6.QtWidgets import QWidget

    from tracker.gui.shell.session import Session

ANSWERS_IN = 5_000  # ms: a window that is busy for longer is not waited for
COMES_UP_IN, A_MOMENT = 6.0, 0.2  # s: a window is painted by then
LONGEST_ADDRESS = 100  # bytes: the system takes no longer name for a socket
_HEARD = b"heard\n"
log = logging.getLogger(__name__)


def first_file(named: Path | None, settings: Settings) -> tuple[Path, bool]:
    """Return which file a start opens, and whether it must be there already.

    The one that was named, else the one that was open last, else the person's own, which is made:
    the first time. Later a folder without it is that of a drive which is away, and no new diary.
    """
    if named is not None:
        return named.absolute(), True
    own, last = data_file(make=True), settings.now.last_file
    return (Path(last), True) if last else (own, False)


def bring_forward(window: QWidget) -> None:
    """Show a window in front of others, also one that was minimised."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()


def address_of(settings_path: Path) -> str:
    """Return where this person's window is reached; "" where the system has no room for a name."""
    name = f"impact-tracker-{zlib.crc32(os.fsencode(settings_path)):08x}"
    if os.name != "posix":
        return name
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")  # through `su`, that of somebody else
    ours = bool(runtime) and os.access(f"{runtime}/", os.W_OK | os.X_OK)
    folder = Path(runtime) if ours else settings_path.parent
    address = str(folder / name)
    return address if len(os.fsencode(address)) <= LONGEST_ADDRESS else ""


def handed_over(address: str, path: Path | None) -> bool:
    """Let the window that is open take the file (None: only come forward); False if none does."""
    if not address or (os.name == "posix" and not Path(address).exists()):
        return False
    from PySide6.QtNetwork import QLocalSocket

    socket = QLocalSocket()
    socket.connectToServer(address)
    if not socket.waitForConnected(ANSWERS_IN):
        return False  # what is left of one that was killed
    socket.write(json.dumps({"open": str(path.absolute()) if path else ""}).encode() + b"\n")
    heard = b""
    while not heard.endswith(b"\n") and socket.waitForReadyRead(ANSWERS_IN):
        heard += bytes(socket.readAll().data())
    return heard == _HEARD


def handed_over_soon(address: str, path: Path | None) -> bool:
    """Let a window take the file that began at the same moment and hears nothing yet.

    So it is where an icon is clicked twice; False where none came up in time.
    """
    until = monotonic() + COMES_UP_IN
    while address and monotonic() < until:
        if handed_over(address, path):
            return True
        sleep(A_MOMENT)
    return False


class StartListener(QObject):
    """Hears of every later start of this person's, from the first paint on."""

    def __init__(self, address: str, session: Session) -> None:
        super().__init__()
        self._address, self._session = address, session
        self._server: QLocalServer | None = None

    def begin(self) -> None:
        """Listen; where nothing listens any more the place is taken over."""
        from PySide6.QtNetwork import QLocalServer

        if self._server is not None or not self._address:
            return
        server = self._server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.newConnection.connect(self._on_connected)
        if not server.listen(self._address):
            QLocalServer.removeServer(self._address)
            if not server.listen(self._address):
                log.warning("A second start will not find this window: %s", server.errorString())

    def stop(self) -> None:
        """Hear no more."""
        if self._server is not None:
            self._server.close()
            self._server = None

    def _on_connected(self) -> None:
        while self._server is not None and self._server.hasPendingConnections():
            caller = self._server.nextPendingConnection()
            caller.readyRead.connect(self._on_said)
            caller.disconnected.connect(caller.deleteLater)
            self._hear(caller)

    def _on_said(self) -> None:
        from PySide6.QtNetwork import QLocalSocket

        caller = self.sender()
        if isinstance(caller, QLocalSocket):
            self._hear(caller)

    def _hear(self, caller: QLocalSocket) -> None:
        if not caller.canReadLine():
            return
        said = bytes(caller.readLine().data())
        caller.write(_HEARD)
        caller.flush()
        if front := self._session.front:
            bring_forward(front)
        if name := _file_in(said):
            if not Path(name).exists():
                raise missing(Path(name))
            self._session.choose(name)


def _file_in(said: bytes) -> str:
    try:
        name = json.loads(said)["open"]
    except (ValueError, TypeError, KeyError):
        return ""
    return name if isinstance(name, str) else ""
