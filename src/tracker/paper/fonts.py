"""The shipped Inter for screen and paper, so that both look the same on every machine.

Its files carry a family name of their own: where the system has an Inter too, Qt takes some styles
from there and some from here, and one drawing would differ between two machines. (The system's may
also put other glyphs for dashes beside figures, which a PDF then cannot be searched for.)
"""

from __future__ import annotations

from functools import cache

from tracker.shipped import resource_path

SHIPPED, FAMILY = "Inter", "Inter Tracker"


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
