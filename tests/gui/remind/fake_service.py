"""A notification service as small as can be, for a bus of a test: run as a program on that bus.

Writes a line of JSON for each notification; presses the action that it is told to. It may be slow,
or refuse.
"""

from __future__ import annotations

import json
import sys

from jeepney import HeaderFields, MessageType, new_error, new_method_return, new_signal
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection
from jeepney.wrappers import DBusAddress

NAME, PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"


def say(line: str) -> None:
    """Write a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def serve(pressed: str, able: list[str], manner: str = "") -> None:
    """Answer until the bus is gone."""
    bus = open_dbus_connection(bus="SESSION")
    bus.send_and_get_reply(message_bus.RequestName(NAME))
    say("ready")
    emitter = DBusAddress(PATH, interface=NAME)
    while True:
        message = bus.receive()
        if message.header.message_type is not MessageType.method_call:
            continue
        match message.header.fields.get(HeaderFields.member):
            case "GetCapabilities":
                bus.send(new_method_return(message, "as", (able,)))
            case "Notify":
                say(json.dumps(message.body[:6]))
                if manner == "refuses":
                    bus.send(new_error(message, f"{NAME}.Error", "s", ("no",)))
                    continue
                if manner == "slow":
                    sys.stdin.readline()  # till it is told that nobody waits any more
                bus.send(new_method_return(message, "u", (7,)))
                if pressed:
                    bus.send(new_signal(emitter, "ActionInvoked", "us", (7, pressed)))


if __name__ == "__main__":
    serve(sys.argv[1], sys.argv[2].split(","), *sys.argv[3:])
