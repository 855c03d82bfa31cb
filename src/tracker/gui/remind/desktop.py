"""A notification on the desktop, by whatever it has: the notification service, else the tray.

QtDBus in PySide cannot build the call of the service (`a{sv}`), so jeepney does. A desktop has one
or the other or, as a bare window manager, neither: `way` says which, and Settings says it on.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Signal
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from tracker.app.reminding import ReminderText

if TYPE_CHECKING:
    from jeepney import DBusAddress
    from jeepney.io.blocking import DBusConnection

SERVICE = "org.freedesktop.Notifications"
PATH = "/org/freedesktop/Notifications"
OPEN, LATER = "default", "later"
_WAIT = 2.0  # s: a service that does not answer in time is none
_STAYS = 0  # ms: until it is read, as far as the desktop follows


class ShownBy(StrEnum):
    """How this desktop shows a notification."""

    SERVICE = "service"
    TRAY = "tray"
    NONE = "none"


class DesktopNotifier(QObject):
    """Shows one notification at a time, and hears what is done with it."""

    opened = Signal()
    postponed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bus: NotificationService | None = None
        self._asked = False
        self._tray: QSystemTrayIcon | None = None

    @property
    def way(self) -> ShownBy:
        """How it would be shown now."""
        if self._service() is not None:
            return ShownBy.SERVICE
        return ShownBy.TRAY if _has_tray() else ShownBy.NONE

    def show(self, told: ReminderText) -> bool:
        """Show it; False where this desktop has nothing to show it with, or refuses."""
        for _ in range(2):  # who was there before may be gone, and another one come
            service = self._service(anew=True)
            if service is not None and service.show(told):
                return True
            if service is None or service.works:
                break
        if not _has_tray():
            return False
        self.tray_icon().showMessage(told.title, told.text, QSystemTrayIcon.MessageIcon.NoIcon)
        return True

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
        if self._bus is not None:
            self._bus.close()
            self._bus = None
        if self._tray is not None:
            self._tray.hide()

    def _service(self, *, anew: bool = False) -> NotificationService | None:
        """Return it; `anew` looks again where there was none: at login it may come after us."""
        if self._bus is not None and not self._bus.works:
            self._bus.close()
            self._bus = None
        if not self._asked or (anew and self._bus is None):
            self._asked = True
            self._bus = NotificationService.find(self)
            if self._bus is not None:
                self._bus.opened.connect(self.opened)
                self._bus.postponed.connect(self.postponed)
        return self._bus


class NotificationService(QObject):
    """The desktop's own service on the session bus; whatever fails there is no notification."""

    opened = Signal()
    postponed = Signal()

    def __init__(self, bus: DBusConnection, actions: Iterable[str], parent: QObject) -> None:
        super().__init__(parent)
        self._connection = bus
        self._actions = list(actions)
        self._shown = 0
        self.works = True  # False once the bus itself is gone
        self._notifier = QSocketNotifier(bus.sock.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._read)

    @classmethod
    def find(cls, parent: QObject) -> NotificationService | None:
        """Connect to it; None where there is no session bus, or nobody on it who notifies."""
        if not sys.platform.startswith("linux"):
            return None
        from jeepney import MatchRule, new_method_call
        from jeepney.bus_messages import message_bus
        from jeepney.io.blocking import open_dbus_connection

        try:
            bus = open_dbus_connection(bus="SESSION")
        except (OSError, KeyError, ValueError):
            return None
        try:
            able = bus.send_and_get_reply(
                new_method_call(_address(), "GetCapabilities"), timeout=_WAIT
            )
            if able.header.message_type.name != "method_return":
                bus.close()
                return None
            rule = MatchRule(type="signal", interface=SERVICE, path=PATH)
            bus.send_and_get_reply(message_bus.AddMatch(rule), timeout=_WAIT)
        except (OSError, ValueError, TimeoutError):
            bus.close()
            return None
        actions = [OPEN, "Open", LATER, "In an hour"] if "actions" in able.body[0] else []
        return cls(bus, actions, parent)

    def show(self, told: ReminderText) -> bool:
        """Show it in the place of the one before."""
        from jeepney import new_method_call

        hints = {"desktop-entry": ("s", QApplication.desktopFileName())}
        body = (
            QApplication.applicationName(),
            self._shown,
            "",
            told.title,
            told.text.replace("&", "&amp;").replace("<", "&lt;"),
            self._actions,
            hints,
            _STAYS,
        )
        call = new_method_call(_address(), "Notify", "susssasa{sv}i", body)
        try:
            reply = self._connection.send_and_get_reply(call, timeout=_WAIT)
        except TimeoutError:
            return True  # it has the words, and is slow: asked again it would show them twice
        except OSError:
            self.works = False
            return False
        if reply.header.message_type.name != "method_return":
            return False
        (self._shown,) = reply.body
        # What came between the call and its answer is kept by jeepney, and wakes no socket.
        QTimer.singleShot(0, self, self._read)
        return True

    def close(self) -> None:
        """Hear nothing more."""
        self._notifier.setEnabled(False)
        self._connection.close()

    def _read(self) -> None:
        try:
            while True:
                message = self._connection.receive(timeout=0)
                self._hear(message.header.fields, message.body)
        except TimeoutError:
            return
        except OSError:  # the whole bus is gone: the window goes on without
            self.works = False
            self._notifier.setEnabled(False)

    def _hear(self, fields: dict[object, object], body: tuple[object, ...]) -> None:
        from jeepney import HeaderFields

        late = HeaderFields.reply_serial in fields and fields.get(HeaderFields.signature) == "u"
        if late and isinstance(body[0], int):
            self._shown = body[0]  # the answer of a slow service: what it showed
        if fields.get(HeaderFields.member) != "ActionInvoked" or body[:1] != (self._shown,):
            return
        if body[1:] == (OPEN,):
            self.opened.emit()
        elif body[1:] == (LATER,):
            self.postponed.emit()


def _address() -> DBusAddress:
    from jeepney import DBusAddress

    return DBusAddress(PATH, bus_name=SERVICE, interface=SERVICE)


def _has_tray() -> bool:
    return QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages()
