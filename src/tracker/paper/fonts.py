"""The shipped Inter for screen and paper, so that both look the same on every machine.

Its files carry a family name of their own: where the system has an Inter too, Qt takes some styles
from there and some from here, and one drawing would differ between two machines. (The system's may
also put other glyphs for dashes beside figures, which a PDF then cannot be searched for.)
"""

from __future__ import annotations

import re
from functools import cache

from tracker.shipped import resource_path

SHIPPED, FAMILY = "Inter", "Inter Tracker"

LATIN = 0x24F  # the shipped fonts have every letter up to here
MOST_NAMED = 5
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Mn", "Zs", "Zl", "Zp"})
_TAG = re.compile(r"<(style|script)\b.*?</\1>|<[^>]*>", re.DOTALL)


@cache
def load_fonts() -> str:
    """Give Qt the shipped fonts, once, and return their family; a QGuiApplication must be there.

    Who asks for plain "Inter" gets them too where the system has none of that name.
    """
    from PySide6.QtGui import QFont, QFontDatabase

    if not QFontDatabase.hasFamily(FAMILY):
        for path in sorted(resource_path("fonts").glob("*.ttf")):
            QFontDatabase.addApplicationFont(str(path))
        QFont.insertSubstitution(SHIPPED, FAMILY)
    return FAMILY


def undrawn(text: str) -> str:
    """Return the letters of a text that no font of this machine can draw, each once."""
    return "".join(sorted({sign for sign in text if ord(sign) > LATIN and not _is_drawn(sign)}))


def undrawn_sentence(markup: str, where: str = "PDF and PNG") -> str:
    """Name the letters of a page or picture that would be left as boxes; empty where none would.

    `where` says of what kind of file that holds.
    """
    from html import unescape

    letters = undrawn(unescape(_TAG.sub(" ", markup)))
    if not letters:
        return ""
    named = " ".join(f"{sign} (U+{ord(sign):04X})" for sign in letters[:MOST_NAMED])
    return f"No font of this computer can draw {named}: {where} would show boxes there."


def _is_drawn(sign: str) -> bool:
    from unicodedata import category

    from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout

    if category(sign) in UNSEEN:
        return True
    font = QFont(load_fonts())
    if not QFontMetricsF(font).inFontUcs4(ord(sign)):  # such as a script whose rules no font has:
        return False  # Qt then draws boxes from what looks like a font of its own
    layout = QTextLayout(sign, font)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return all(glyph for run in layout.glyphRuns() for glyph in run.glyphIndexes())
