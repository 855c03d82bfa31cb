"""The shipped typeface, so that screens and exports look the same everywhere."""

from __future__ import annotations

from tracker.paper.resources import resource_path


def load_fonts() -> None:
    """Give Qt every shipped font file; call it once, after the application object is made."""
    from PySide6.QtGui import QFontDatabase

    for file in sorted(resource_path("fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(file))
