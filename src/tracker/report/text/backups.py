"""What is said of backups: what one holds, how large they are, and what a restore has done."""

from __future__ import annotations

from pathlib import Path

from tracker.domain.number import show_number
from tracker.domain.period import Period
from tracker.report.dates import period_name
from tracker.report.wording import number_of

SAME_DISK = (
    "They lie on the same disk as your data: if it breaks, both are gone. Choose a folder on "
    "another one."
)


def reach(newest: Period | None, entries: int) -> str:
    """Write how far a file goes: `to week 48 · 442 entries`."""
    if newest is None:
        return "no entries yet"
    return f"to {period_name(newest)} · {counted(entries, 'entry')}"


def counted(number: int, noun: str) -> str:
    """Write `1 entry`, `442 entries`, `5 customers`."""
    if noun.endswith("y"):
        return f"{number} {noun if number == 1 else f'{noun[:-1]}ies'}"
    return number_of(number, noun)


def file_size(size: int) -> str:
    """Write how much room something takes: `640 kB`, `21 MB`."""
    if size < 1_000_000:
        return f"{max(size // 1000, 1)} kB"
    return f"{show_number(size / 1_000_000, 0 if size >= 10_000_000 else 1)} MB"


def restored_line(backup: Path, kept: Path | None) -> str:
    """Say what a restore has done, and where the file as it was is now."""
    done = f"Restored from {backup.name}."
    if kept is None:
        return f"{done} There was no file before."
    return f"{done} The file as it was is kept as {kept.name}."
