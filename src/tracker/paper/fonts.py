"""The shipped Inter for screen and paper, so that both look the same on every machine.

It is given to Qt under a name of its own: where the system has an Inter too, Qt takes some styles
from there and some from here, and one drawing would differ between two machines. (The system's may
also put other glyphs for dashes beside figures, which a PDF then cannot be searched for.)
"""

from __future__ import annotations

import struct

from tracker.paper.resources import resource_path

SHIPPED, FAMILY = "Inter", "Inter Tracker"
_FAMILY_NAMES = frozenset({1, 16})
_WINDOWS = 3


def load_fonts() -> str:
    """Give Qt the shipped fonts, once, and return their family; a QGuiApplication must be there.

    Who asks for plain "Inter" gets them too where the system has none of that name.
    """
    from PySide6.QtCore import QByteArray
    from PySide6.QtGui import QFont, QFontDatabase

    if not QFontDatabase.hasFamily(FAMILY):
        for path in sorted(resource_path("fonts").glob("*.ttf")):
            QFontDatabase.addApplicationFontFromData(QByteArray(renamed(path.read_bytes())))
        QFont.insertSubstitution(SHIPPED, FAMILY)
    return FAMILY


def renamed(font: bytes) -> bytes:
    """Return a TrueType font whose family is called `FAMILY`.

    The names table is written again at the end of the file, with the new names behind the old ones.
    """
    entry = next(
        at for at in range(12, 12 + 16 * _short(font, 4), 16) if font[at : at + 4] == b"name"
    )
    start, length = struct.unpack_from(">II", font, entry + 8)
    names = bytearray(font[start : start + length])
    strings = _short(names, 4)
    for at in range(6, 6 + 12 * _short(names, 2), 12):
        platform, _, _, kind, size, place = struct.unpack_from(">6H", names, at)
        if kind in _FAMILY_NAMES and platform == _WINDOWS:
            old = names[strings + place : strings + place + size].decode("utf-16-be")
            new = old.replace(SHIPPED, FAMILY, 1).encode("utf-16-be")
            struct.pack_into(">HH", names, at + 8, len(new), len(names) - strings)
            names += new
    out = bytearray(font + b"\0" * (-len(font) % 4))
    struct.pack_into(">II", out, entry + 8, len(out), len(names))
    return bytes(out + names)


def _short(data: bytes | bytearray, at: int) -> int:
    return int.from_bytes(data[at : at + 2], "big")
