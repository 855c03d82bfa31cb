"""What a tip says over a row: the rating's own words, and whatever had no room."""

from __future__ import annotations

from html import escape

from tracker.detection.scale import Scale
from tracker.domain.measure import show_value
from tracker.gui.widgets.week_cells import OPTIONS, Part
from tracker.gui.widgets.week_rows import Entry


def tip_of(entry: Entry, part: Part | None) -> str:
    """Return a tip as rich text, which wraps; nothing of it is taken as a tag."""
    said = _of_part(entry, part) if part else _of_row(entry)
    return f"<qt>{escape(said).replace(chr(10), '<br>')}</qt>" if said else ""


def _of_part(entry: Entry, part: Part) -> str:
    match part.kind:
        case "option":
            return _of_option(entry, part.option)
        case "field":
            return "Type a number; = takes the last one, Enter goes on"
        case "skipped":
            return "A click takes the skip back (Delete)"
        case "note":
            return _of_note(entry)
        case "skip":
            if entry.reason:
                return f"Skipped: {entry.reason}\n{entry.note}".strip()
            return "Leave it out, with a reason (S)"
    return f"{_of_row(entry)}\nT or a click opens the trend"


def _of_option(entry: Entry, option: int) -> str:
    if entry.scale is Scale.YESNO:
        return f"{OPTIONS[entry.scale][option]} ({'YN'[option]})"
    return f"{option + 1} · {entry.words[option]}"


def _of_note(entry: Entry) -> str:
    found = entry.line.evaluation if entry.line else None
    if found is None or not (found.note or entry.private):
        key = "Shift+N" if entry.scale is Scale.YESNO else "N"
        return f"Write a note, a private note, a cause or a link ({key})"
    parts = [found.note, f"Private: {found.private_note}" if found.private_note else "", found.link]
    return "\n".join(part for part in parts if part) or "A cause is noted"


def _of_row(entry: Entry) -> str:
    """Say everything that a narrow row may have cut off."""
    if entry.line is None:
        return entry.name
    version, scale = entry.line.version, entry.scale
    parts = [f"{entry.name} · {entry.line.customer.name}", entry.subtitle, version.definition]
    if entry.line.last_shown:
        parts.append(f"Last: {entry.line.last_shown}")
    if entry.line.promise:
        parts.append(f"Promise: {entry.line.promise}")
    for word, value in (("Excellent", version.excellent), ("Floor", version.floor)):
        if value is not None:
            parts.append(f"{word}: {show_value(value, scale, version.unit)}")
    return "\n".join(part for part in parts if part)
