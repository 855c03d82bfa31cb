"""Writes a drawing where a person wants it: the end of the name says as what."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Final

from tracker.domain.errors import InvalidInput
from tracker.paper.files import NAMING, check_target, write_whole

SCALES: Final = (1, 2, 3)
SUFFIXES: Final = (".svg", ".png", ".pdf")
_TITLE: Final = re.compile(r"<title>([^<]*)</title>")


def write_picture(svg: str, target: Path, *, scale: int = 1) -> None:
    """Write a drawing as SVG, PNG (`scale` 1 to 3 times as fine) or PDF, whole or not at all.

    Needs no window: Qt is started without a screen where it is not running, and not for an SVG.
    Raises `InvalidInput` for a name that cannot be, `FileTrouble` where writing fails.
    """
    if target.suffix.lower() not in SUFFIXES:
        raise InvalidInput("file", f"“{target.name}” is no picture this program writes", NAMING)
    if scale not in SCALES:
        raise InvalidInput("scale", f"A picture cannot be {scale} times as fine", "Choose 1, 2, 3.")
    check_target(target)
    write_whole(target, _content(svg, target.suffix.lower(), scale))


def _content(svg: str, suffix: str, scale: int) -> bytes:
    if suffix == ".png":
        from tracker.paper.png import png_bytes

        return png_bytes(svg, scale)
    if suffix == ".pdf":
        from tracker.paper.pdf import pdf_bytes

        found = _TITLE.search(svg)
        return pdf_bytes(svg, unescape(found[1]) if found else "")
    return svg.encode()
