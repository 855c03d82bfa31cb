"""What a picture is called as a file, so that Linux, macOS and Windows all take it."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from tracker.report.pictures import HeatPicture, Picture

LONGEST: Final = 80
_FORBIDDEN: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
_DEVICES: Final = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


def picture_name(picture: Picture) -> str:
    """Return the name of a picture's file, without its ending."""
    if isinstance(picture, HeatPicture):
        day = f" {picture.day.isoformat()}" if picture.day else ""
        return f"{_harmless(picture.title)}{day}"
    return file_name(picture.title, picture.first, picture.last)


def file_name(title: str, first: date, last: date) -> str:
    """Return a name with two days, without its ending."""
    return f"{_harmless(title)} {first.isoformat()} to {last.isoformat()}"


def _harmless(title: str) -> str:
    cleaned = " ".join(_FORBIDDEN.sub(" ", title).split())[:LONGEST].strip(". ")
    while len(cleaned.encode()) > 2 * LONGEST:
        cleaned = cleaned[:-1].strip(". ")
    if not cleaned or _DEVICES.match(cleaned):
        cleaned = f"Trend {cleaned}".strip()
    return cleaned
