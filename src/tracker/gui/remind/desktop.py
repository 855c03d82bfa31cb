"""A notification on the desktop, by whatever it has: the notification service, else the tray.

QtDBus in PySide cannot build the call of the service (`a{sv}`), so jeepney does; a socket of Qt
carries it, so that no window waits for a bus or a service that is slow. A desktop has one or the
other or, as a bare window manager, neither: `way` says which, and Settings says it on.
"""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from tracker.app.reminding import ReminderText

if TYPE_CHECKING:
    from jeepney import DBusAddress, Message

SERVICE = "org.freedesktop.Notifications"
PATH = "/org/freedesktop/Notifications"
OPEN, LATER = "default", "later"
PATIENCE = 10_000  # ms: a service that may have to be started first; nobody waits meanwhile
_STAYS = 0  # ms: until it is read, as far as the desktop follows


class ShownBy(StrEnum):
    """How this desktop shows a notification; `ASKED` as long as nobody has answered yet."""

    ASKED = "asked"
    SERVICE = "service"
    TRAY = "tray"
    NONE = "none"


class DesktopNotifier(QObject):
    """Shows one notification at a time, and hears what is done with it."""

    opened = Signal()
    postponed = Signal()
    shown = Signal(object)  # bool: whether this desktop had something to show it with
    way_learned = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._service: NotificationService | None = None
        self._tray: QSystemTrayIcon | None = None
        self._told: ReminderText | None = None
        self._retried = False

    @property
    def way(self) -> ShownBy:
        """How it would be shown now; `way_learned` comes once a desktop that is asked answers."""
        if self._service is None:
            self._look_for_service()
        able = self._service.able if self._service else False
        if able is not False:
            return ShownBy.ASKED if able is None else ShownBy.SERVICE
        return ShownBy.TRAY if _has_tray() else ShownBy.NONE

    def show(self, told: ReminderText) -> None:
        """Show it, and say by `shown` whether anything could."""
        self._told, self._retried = told, False
        self._go_on()

    def tray_icon(self) -> QSystemTrayIcon:
        """Return the icon in the tray, shown from the first time on."""
        if self._tray is None:
            self._tray = QSystemTrayIcon(QApplication.windowIcon(), self)
            self._tray.setToolTip(QApplication.applicationName())
            self._tray.messageClicked.connect(self.opened)
            self._tray.show()
        return self._tray

    def close(self) -> None:
        """Let go of the service and of the tray."""
        self._told = None
        if self._service is not None:
            self._service.close()
        if self._tray is not None:
            self._tray.hide()

    def _go_on(self) -> None:
        """Show what waits, by a service that is there; one that was not is looked for again.

        At login it may come after us, and who was there before may be gone and another one come.
        """
        if self._service is None or self._service.able is False:
            self._look_for_service()
        elif self._service.able and self._told:
            self._service.show(self._told)

    def _look_for_service(self) -> None:
        if self._service is not None:
            self._service.close()
            self._service.deleteLater()
        self._service = service = NotificationService(self)
        service.opened.connect(self.opened)
        service.postponed.connect(self.postponed)
        service.answered.connect(self._on_answered)
        service.shown.connect(self._on_shown)
        service.begin()

    def _on_answered(self) -> None:
        if self._told and self._service and self._service.able:
            self._service.show(self._told)
        elif self._told:
            self._show_in_tray(self._told)
        self.way_learned.emit()

    def _on_shown(self, shown: bool) -> None:
        if self._told is None:
            return
        gone = self._service is None or self._service.able is False
        if shown:
            self._say_shown(shown=True)
        elif gone and not self._retried:
            self._retried = True
            self._go_on()
        else:
            self._show_in_tray(self._told)

    def _show_in_tray(self, told: ReminderText) -> None:
        there = _has_tray()
        if there:
            self.tray_icon().showMessage(told.title, told.text, QSystemTrayIcon.MessageIcon.NoIcon)
        self._say_shown(shown=there)

    def _say_shown(self, *, shown: bool) -> None:
        self._told = None
        self.shown.emit(shown)


class NotificationService(QObject):
    """The desktop's own service on the session bus; whatever fails there is no notification.

    Nothing here waits: `answered` comes once it is known whether somebody notifies, `shown` once
    the service took the words, refused them or is gone.
    """

    opened = Signal()
    postponed = Signal()
    answered = Signal()
    shown = Signal(object)  # bool

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        from PySide6.QtNetwork import QLocalSocket

        self.able: bool | None = None  # None while nobody has answered; False once it is gone
        self._actions: list[str] = []
        self._number = 0  # of the notification: the next one stands in its place
        self._asked: dict[int, str] = {}
        self._socket = QLocalSocket(self)
        self._socket.connected.connect(self._on_connected)
        self._socket.readyRead.connect(self._on_ready)
        self._socket.errorOccurred.connect(self._on_gone)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE)
        self._patience.timeout.connect(self._on_late)

    def begin(self) -> None:
        """Look for it: on the session bus, if there is one and somebody on it who notifies."""
        if not sys.platform.startswith("linux"):
            self._on_gone()
            return
        from jeepney.auth import Authenticator
        from jeepney.bus import find_session_bus
        from jeepney.low_level import Parser
        from PySide6.QtNetwork import QLocalSocket

        self._entry, self._parser = Authenticator(), Parser()
        try:
            address = find_session_bus()
        except (KeyError, ValueError, RuntimeError):  # none, garbled, or on another machine
            self._on_gone()
            return
        self._patience.start()
        if address.startswith("\0"):
            address = address[1:]
            self._socket.setSocketOptions(QLocalSocket.SocketOption.AbstractNamespaceOption)
        self._socket.connectToServer(address)

    def show(self, told: ReminderText) -> None:
        """Show it in the place of the one before."""
        from jeepney import new_method_call

        hints = {"desktop-entry": ("s", QApplication.desktopFileName())}
        body = (
            QApplication.applicationName(),
            self._number,
            "",
            told.title,
            told.text.replace("&", "&amp;").replace("<", "&lt;"),
            self._actions,
            hints,
            _STAYS,
        )
        self._ask(new_method_call(_address(), "Notify", "susssasa{sv}i", body))
        self._patience.start()

    def close(self) -> None:
        """Hear nothing more."""
        self._patience.stop()
        self.blockSignals(True)  # noqa: FBT003 - so Qt has it
        self._socket.abort()

    def _on_connected(self) -> None:
        self._socket.write(self._entry.data_to_send() or b"")

    def _on_ready(self) -> None:
        data = bytes(self._socket.readAll().data())
        if not self._entry.authenticated:
            self._enter(data)
            return
        self._parser.add_data(data)
        while (message := self._parser.get_next_message()) is not None:
            self._hear(message)

    def _enter(self, data: bytes) -> None:
        """Say who we are, then ask for what is needed: whether somebody notifies, and to hear."""
        from jeepney import MatchRule, new_method_call
        from jeepney.auth import BEGIN
        from jeepney.bus_messages import message_bus

        try:
            self._entry.feed(data)
        except ValueError:
            self._on_gone()
            return
        if self._entry.authenticated:
            self._socket.write(BEGIN)
            self._ask(message_bus.Hello())
            self._ask(message_bus.AddMatch(MatchRule(type="signal", interface=SERVICE, path=PATH)))
            self._ask(new_method_call(_address(), "GetCapabilities"))

    def _ask(self, call: Message) -> None:
        from jeepney import HeaderFields

        serial = len(self._asked) + 1
        self._asked[serial] = str(call.header.fields[HeaderFields.member])
        self._socket.write(call.serialise(serial))

    def _hear(self, message: Message) -> None:
        from jeepney import HeaderFields

        fields, body = message.header.fields, message.body
        kept = message.header.message_type.name == "method_return"
        match self._asked.get(fields.get(HeaderFields.reply_serial, 0)):
            case "GetCapabilities":
                if kept and "actions" in body[0]:
                    self._actions = [OPEN, "Open", LATER, "In an hour"]
                self._know(able=kept)
            case "Notify":
                self._number = body[0] if kept else 0
                self._answer(shown=kept)
        if fields.get(HeaderFields.member) != "ActionInvoked" or body[:1] != (self._number,):
            return
        if body[1:] == (OPEN,):
            self.opened.emit()
        elif body[1:] == (LATER,):
            self.postponed.emit()

    def _on_late(self) -> None:
        if self.able:  # it has the words, and is slow: asked again it would show them twice
            self._answer(shown=True)
        else:
            self._know(able=False)

    def _on_gone(self) -> None:
        """Know that nobody is there, or not any more: the window goes on without."""
        if self.able:
            self.able = False
            self._answer(shown=False)
        elif self.able is None:
            self._know(able=False)

    def _answer(self, *, shown: bool) -> None:
        self._patience.stop()
        self.shown.emit(shown)

    def _know(self, *, able: bool) -> None:
        self._patience.stop()
        self.able = able
        self.answered.emit()


def _address() -> DBusAddress:
    from jeepney import DBusAddress

    return DBusAddress(PATH, bus_name=SERVICE, interface=SERVICE)


def _has_tray() -> bool:
    return QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages()
