"""What is said of backups: what one holds, how large they are, and what a restore has done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from tracker.domain.backup import FileContents
from tracker.domain.number import show_number
from tracker.domain.period import Period
from tracker.report.dates import medium_day, moment_name, moment_within, period_name
from tracker.report.wording import by_number, listed, number_of

SAME_DISK = (
    "They lie on the same disk as your data: if it breaks, both are gone. Choose a folder on "
    "another one."
)
INSIDE_TITLE = "Restore a backup"
INSIDE_LINE = (
    "Your file as it is now is kept as a backup first, so that this can be undone. Nothing is "
    "changed until you choose."
)
_PROMISES = {
    "damaged": "Can be undone; the damaged file is kept.",
    "missing": "Can be undone; nothing lies in its place.",
    "whole": "Can be undone; the file as it is now becomes a backup.",
}
_PARTS = ((18, "evening"), (12, "afternoon"), (5, "morning"), (0, "night"))


def reach(newest: Period | None, entries: int) -> str:
    """Write how far a file goes: `to week 48 · 442 entries`."""
    if newest is None:
        return "no entries yet"
    return f"to {period_name(newest)} · {number_of(entries, 'entry')}"


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


def customer_back(name: str, backup: str, rows: int) -> str:
    """Say that one customer is as in a backup, which is named, and how much that was."""
    return by_number(
        rows,
        f"{name} is as in {backup} again: 1 thing was brought back.",
        f"{name} is as in {backup} again: {show_number(rows)} things were brought back.",
    )


def one_customer_line(name: str, lost: int) -> str:
    """Name a customer, and how much was deleted or changed of them since a backup."""
    return by_number(
        lost,
        f"{name}: 1 thing was deleted or changed since",
        f"{name}: {show_number(lost)} things were deleted or changed since",
    )


def brought_back(made_at: datetime, now: datetime, kept: Path | None) -> str:
    """Say in the window what a restore has done, and where the file as it was is now."""
    done = f"The backup of {moment_within(made_at, now)} is back."
    if kept is None:
        return f"{done} There was no file before."
    return f"{done} The file as it was is kept as “{kept.name}”."


def trouble_title(
    missing: bool, newest: datetime | None, now: datetime, looking: bool, any_at_all: bool
) -> str:
    """Say what happened to the data file, and the good news: which backup is whole."""
    happened = "Your data file is not there." if missing else "Your data file did not open."
    if newest is not None:
        return f"{happened} A backup {_of_when(newest, now)} is whole."
    if looking:
        return happened
    return (
        f"{happened} {'No backup of it is whole.' if any_at_all else 'There is no backup of it.'}"
    )


def kept_as(data: Path, now: datetime) -> str:
    """Say what becomes of a damaged file."""
    name = f"{data.stem} damaged {medium_day(now.date())}{data.suffix}"
    return f"It was looked at and not changed; whatever you choose, it is kept as “{name}”."


def newest_entry(contents: FileContents) -> str:
    """Say what the newest entry of a file is, and how much there is of everything."""
    counts = (
        (len(contents.customers), "customer"),
        (contents.measures, "measure"),
        (contents.entries, "entry"),
        (contents.notes, "note"),
    )
    held = ", ".join(number_of(number, noun) for number, noun in counts)
    if contents.newest is None:
        return f"{held}."
    measure, period = contents.newest
    return f"Newest entry: {measure}, {period_name(period)}. {held}."


def lost_line(lost: int, whole: bool, readable: bool) -> str:
    """Say how much was entered after a backup."""
    if not readable:
        return "What was entered after it cannot be read"
    where = "in the file as it is now" if whole else "in the damaged file"
    if not lost:
        return f"Nothing more can be read {where}"
    return by_number(
        lost,
        f"1 thing was entered or changed after it, and can be read {where}",
        f"{lost} things were entered or changed after it, and can be read {where}",
    )


def bring_words(lost: int) -> str:
    """Name the switch that brings along what was entered after a backup."""
    return by_number(lost, "Bring this along", f"Bring these {lost} along")


def restore_promise(state: str) -> str:
    """Say what becomes of the data file, by its state: `damaged`, `missing` or `whole`."""
    return _PROMISES[state]


def salvaged_line(rows: int, missing: Sequence[str], complete: bool) -> str:
    """Say what could be read of a damaged file, and which entries are known to be missing."""
    read = f"{number_of(rows, 'row')} could be read of the damaged file."
    if missing:
        shown = listed([*missing[:5], f"{len(missing) - 5} more"] if len(missing) > 5 else missing)
        return f"{read} Missing: {shown}."
    if complete:
        return f"{read} Nothing is known to be missing."
    return f"{read} A part of it cannot be read, so something may be missing."


def brought_line(restored: str, brought: int, wanted: int) -> str:
    """Say what a restore has done, with what was brought along."""
    if not wanted:
        return restored
    if brought == wanted:
        return f"{restored} What was entered after it was brought along: {wanted} in all."
    return (
        f"{restored} Of {wanted} things entered after it {brought} were brought along; the others "
        "belong to something that is lost."
    )


def not_brought_line(restored: str, why: str) -> str:
    """Say what a restore has done, and why nothing was brought along; `why` is whole sentences."""
    return f"{restored} What was entered after it was not brought along. {why}"


def whole_disk(size: int, same: bool) -> str:
    """Write where backups lie and what room they take: `on this disk, 21 MB`."""
    return f"{'on this disk' if same else 'on another disk'}, {file_size(size)}"


def _of_when(at: datetime, now: datetime) -> str:
    """Write `of this morning`, `of yesterday evening`, `of Wed 25 Nov 18:05`."""
    part = next(word for hour, word in _PARTS if at.hour >= hour)
    if at.date() == now.date():
        return "of tonight" if part == "night" else f"of this {part}"
    if at.date() == now.date() - timedelta(days=1):
        return f"of yesterday {part}"
    return f"of {moment_name(at, now)}"
