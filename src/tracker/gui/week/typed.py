"""What a text that was typed on a row means; loaded when the first one is typed."""

from __future__ import annotations

from tracker.domain.errors import InvalidInput
from tracker.domain.measure import read_value, show_value
from tracker.domain.number import show_number
from tracker.domain.typed_number import AmbiguousNumber, far_off
from tracker.gui.week.rows import RejectedInput, WeekEntry
from tracker.report.text.phrases import far_words
from tracker.report.wording import capitalised


def understood(entry: WeekEntry, text: str, *, asks: bool = True) -> float | RejectedInput:
    """Return the value that a text gives a row, or why it gives none, or what it asks first.

    The same text a second time answers what was asked.
    """
    kept = entry.unfinished
    if asks and kept and kept.offer is not None and kept.text == text:
        return kept.offer
    try:
        line = entry.line
        level, unit = (line.level, line.version.unit) if line else (None, "")
        value = read_value(text, entry.scale, level=level, unit=unit)
    except AmbiguousNumber as error:
        taken = f"Enter takes {show_number(error.grouped)}."
        return RejectedInput(text, f"{error.title} {taken} {error.hint}", error.grouped)
    except InvalidInput as error:
        return RejectedInput(text, error.sentence)
    question = _question(entry, value) if asks else ""
    return RejectedInput(text, question, value) if question else value


def _question(entry: WeekEntry, value: float) -> str:
    """Return what is asked before a value is kept: it replaces a skip, or is far off."""
    shown = show_value(value, entry.scale)
    if entry.reason:
        key = "the same key again" if entry.chosen_by_key else "Enter"
        return f"Skipped: {entry.reason}. {key} logs {shown} instead."
    line = entry.line
    if line and (far := far_off(value, line.before, line.usual)):
        return f"{capitalised(far_words(far))}. Enter logs it all the same."
    return ""
