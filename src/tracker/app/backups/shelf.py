"""Where backups lie, when the next is due, which are kept, and when a backup is deleted.

A backup is a whole data file; its name says when it was made and why: `impact 2026-11-27
09.10.05.db`, `impact 2026-11-27 09.12.40 before import.db`. Nothing else is remembered anywhere, so
backups may be copied, moved and deleted by hand.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from hashlib import sha256
from pathlib import Path
from typing import Final

from tracker.app.settings import Settings
from tracker.domain.errors import FileTrouble
from tracker.store.backup import copy_file, write_backup, written_by_upgrade
from tracker.store.database import File
from tracker.store.errors import translated_disk_errors

AN_HOUR: Final = timedelta(hours=1)
A_DAY: Final = timedelta(days=1)
HOURS, DAYS, MONTHS = 24, 14, 12
OURS_ALONE: Final = 0o700
_FORM: Final = "%Y-%m-%d %H.%M.%S"
_STAMP: Final = r"(\d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d)"


class BackupReason(Enum):
    """Why a backup was made: the words in its name."""

    HOURLY = ""
    ASKED = "by hand"
    IMPORT = "before import"
    RESTORE = "before restore"
    UPGRADE = "before upgrade"


_REASONS = "|".join(one.value for one in BackupReason if one.value)
LONGEST_STEM: Final = 60  # bytes
_NAME: Final = re.compile(rf".+ {_STAMP}(?: ({_REASONS}))?\.db", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup; `made_at` is the local time of the computer that made it."""

    path: Path
    made_at: datetime
    reason: BackupReason
    size: int


@dataclass(frozen=True, slots=True)
class MadeBackup:
    """A backup just made; `trouble` says why it does not lie in the folder that was chosen."""

    backup: Backup
    trouble: FileTrouble | None = None


class BackupShelf:
    """The backups of one data file: beside it, and in the folder that the person chose, if any."""

    def __init__(self, data: Path, chosen: Path | None = None) -> None:
        self.data = data.absolute()
        self.chosen = chosen
        usual = self.data.with_name(f"{self.data.stem} backups")
        self.folders: tuple[Path, ...] = (usual,)
        if self.data.suffix != ".db":  # else `impact.old` would let backups of `impact.db` go
            self.folders = (self.data.with_name(f"{self.data.name} backups"), usual)
        if chosen is not None:
            self.folders = (_within(chosen, self.data), *self.folders)

    @property
    def folder(self) -> Path:
        """Where the next backup is to lie."""
        return self.folders[0]

    def all(self, now: datetime | None = None) -> list[Backup]:
        """Return every backup there is, the newest first; a folder that is away has none.

        Seen from `now`, as for a person, those of days to come stand last, as `newest_first` says.
        """
        found = [one for folder in self.folders for one in backups_in(folder)]
        found += written_before_upgrades(self.data)
        return newest_first(found, now or datetime.max)

    def is_due(self, now: datetime, *, leaving: bool = False) -> bool:
        """Say whether the file was written after its newest backup, an hour ago or longer.

        Who is `leaving` does not wait for the hour to pass.
        """
        try:
            written = datetime.fromtimestamp(self.data.stat().st_mtime)
        except OSError:
            return False
        # What a clock that was ahead made says nothing of today: backups would wait for its day.
        newest = next((one for one in self.all() if one.made_at <= now), None)
        if newest is None:
            return True
        return written > newest.made_at and (leaving or now - newest.made_at >= AN_HOUR)

    def make(
        self,
        now: datetime,
        reason: BackupReason = BackupReason.HOURLY,
        file: File | None = None,
    ) -> MadeBackup:
        """Make a backup that was read through, then let go of those that are no longer kept.

        It is made of the file, or of what `file` has open. Where the chosen folder fails, it is
        made beside the data, and the trouble is told. Raises `FileTrouble` if it cannot be made
        anywhere.
        """
        trouble: FileTrouble | None = None
        for folder in self.folders:
            try:
                made = self._make_in(folder, now, reason, file)
            except FileTrouble as error:
                trouble = trouble or error
            else:
                return MadeBackup(made, trouble)
        assert trouble is not None  # noqa: S101 - there is always a folder to try
        raise trouble

    def _make_in(
        self, folder: Path, now: datetime, reason: BackupReason, file: File | None
    ) -> Backup:
        at = now.replace(microsecond=0)
        with translated_disk_errors(folder):
            fresh = not folder.exists()
            if fresh:
                folder.mkdir(OURS_ALONE)  # no parents: a drive that is away must not be imagined
            while (target := self._named(folder, at, reason)).exists():
                at += timedelta(seconds=1)  # no backup takes the place of another
        try:
            if file is None:
                copy_file(self.data, target)
            else:
                write_backup(file.conn, target)
        except FileTrouble:
            if fresh:
                with suppress(OSError):  # something else lies in it by now
                    folder.rmdir()
            raise
        with translated_disk_errors(folder):
            made = backups_in(folder)
            for one in set(made) - kept(made):
                if one.path != target:  # where the clock went back, it is not the newest by name
                    one.path.unlink(missing_ok=True)
            return Backup(target, at, reason, target.stat().st_size)

    def _named(self, folder: Path, at: datetime, reason: BackupReason) -> Path:
        words = " ".join(part for part in (f"{at:{_FORM}}", reason.value) if part)
        # SQLite opens no path of more than 512 bytes, and the folder has the whole name already.
        stem = self.data.stem
        while len(os.fsencode(stem)) > LONGEST_STEM:
            stem = stem[:-1]
        return folder / f"{stem.rstrip()} {words}.db"


def chosen_shelf(data: Path, settings: Settings) -> BackupShelf:
    """Return the shelf of a data file, in the folder that this person prefers."""
    folder = settings.now.backup_folder
    return BackupShelf(data, Path(folder) if folder else None)


def backups_in(folder: Path) -> list[Backup]:
    """Return what lies in a folder and is named as a backup, in no order."""
    try:
        paths = list(folder.iterdir())
    except OSError:  # away, or not ours to read
        return []
    return [backup for path in paths if (backup := _backup_at(path)) is not None]


def _backup_at(path: Path) -> Backup | None:
    said = _NAME.fullmatch(path.name)
    try:
        if said is None or not path.is_file():
            return None
        made_at = datetime.strptime(said[1], _FORM)
        return Backup(path, made_at, BackupReason(said[2] or ""), path.stat().st_size)
    except (OSError, ValueError):  # gone meanwhile; a day that there is not
        return None


def newest_first(backups: Iterable[Backup], now: datetime) -> list[Backup]:
    """Order backups; what a clock made that was ahead by more than a day is newer than nothing."""
    days_to_come = now if now > datetime.max - A_DAY else now + A_DAY
    return sorted(
        backups,
        key=lambda one: (one.made_at <= days_to_come, one.made_at, one.path.name),
        reverse=True,
    )


def data_files_in(folder: Path) -> list[Backup]:
    """Return the data files in a folder: what is named as a backup, and whatever ends in .db."""
    found = {one.path: one for one in backups_in(folder)}
    try:
        for path in folder.glob("*.db"):
            if path not in found and path.is_file():
                stat = path.stat()
                at = datetime.fromtimestamp(stat.st_mtime).replace(microsecond=0)
                found[path] = Backup(path, at, BackupReason.HOURLY, stat.st_size)
        for inner in (one for one in folder.iterdir() if one.is_dir()):
            found.update({one.path: one for one in backups_in(inner)})
    except OSError:  # not ours to read
        return list(found.values())
    return list(found.values())


def written_before_upgrades(data: Path) -> list[Backup]:
    """Return the copies that older versions left beside a file when they brought it up to date."""
    return [
        Backup(
            path,
            datetime.fromtimestamp(path.stat().st_mtime).replace(microsecond=0),
            BackupReason.UPGRADE,
            path.stat().st_size,
        )
        for path in written_by_upgrade(data)
    ]


def kept(backups: Iterable[Backup]) -> set[Backup]:
    """Return which backups stay: the newest of 24 hours, of 14 days and of 12 months.

    Those that hold a backup count, not those of the calendar: neither a long absence nor a clock
    that was wrong for a day lets the old ones go. Of an hour the oldest stays, too, and what was
    made for a reason stays as long as anything of its day.
    """
    found = sorted(backups, key=lambda one: one.made_at, reverse=True)
    hours = _grouped(found, lambda at: at.replace(minute=0, second=0), HOURS)
    days = _grouped(found, lambda at: at.replace(hour=0, minute=0, second=0), DAYS)
    months = _grouped(found, lambda at: at.replace(day=1, hour=0, minute=0, second=0), MONTHS)
    stay = {one for group in hours for one in (group[0], group[-1])}
    stay |= {group[0] for group in (*days, *months)}
    return stay | {one for day in days for one in day if one.reason is not BackupReason.HOURLY}


def same_disk(one: Path, other: Path) -> bool:
    """Say whether two places lie on one disk: if it breaks, both are gone."""
    try:
        return _existing(one).stat().st_dev == _existing(other).stat().st_dev
    except OSError:
        return False


def _within(chosen: Path, data: Path) -> Path:
    """Return the folder of one data file in a folder where several may have theirs."""
    mark = sha256(os.fsencode(data)).hexdigest()[:4]
    return chosen / f"{data.stem} backups {mark}"


def _existing(path: Path) -> Path:
    return next(one for one in (path, *path.parents) if one.exists())


def _grouped(
    found: Sequence[Backup], begin: Callable[[datetime], datetime], most: int
) -> list[list[Backup]]:
    """Put backups together that share a beginning; of the newest so many groups."""
    groups: dict[datetime, list[Backup]] = {}
    for one in found:
        groups.setdefault(begin(one.made_at), []).append(one)
    return list(groups.values())[:most]
