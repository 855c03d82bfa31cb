"""What the person prefers, apart from the data, and where the platform wants both files to lie.

The settings are a small JSON file that may be deleted any time.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import TypedDict, Unpack

from tracker.domain.errors import FileTrouble, TrackerError, missing, shortened

OURS_ALONE = 0o600  # what a person keeps here is for nobody else to read
THEMES = ("system", "light", "dark", "contrast")
TEXT_SIZES = (80, 90, 100, 110, 125, 150, 175, 200)  # per cent of the usual
PAPERS = ("", "a4", "letter")
# What is none of these is no choice that a page could show.
CHOICES: Mapping[str, Sequence[object]] = {
    "theme": THEMES,
    "text_size": TEXT_SIZES,
    "paper": PAPERS,
}
APP = "Impact Tracker"


@dataclass(frozen=True, slots=True)
class Preferences:
    """Every preference with its usual value."""

    theme: str = "system"
    text_size: int = 100  # per cent of the usual
    pulse_more: bool = False
    pack_upkeep: bool = False  # how the measuring was kept up, in the appendix of a review
    paper: str = ""  # as is usual where the system says it is; else a4 or letter
    every_slide: bool = False  # a review as slides of everything, not as a short deck
    last_file: str = ""  # what the window opened last, and a start opens again
    recent_files: Sequence[str] = field(default_factory=list)  # newest first
    geometry: str = ""
    page: str = "week"
    backup_folder: str = ""
    save_folder: str = ""  # where something was saved last, and the next question begins
    export_form: str = "csv"
    reminder_day: str = ""  # none; else Monday to Sunday
    reminder_at: str = "16:00"
    reminder_told: str = ""
    reminder_again: str = ""
    used: Mapping[str, int] = field(default_factory=dict)  # by what was gone to; the last, highest
    import_choices: Mapping[str, str] = field(default_factory=dict)  # by the shape of a file


class _PreferenceChanges(TypedDict, total=False):
    """Some of the preferences, by name."""

    theme: str
    text_size: int
    pulse_more: bool
    pack_upkeep: bool
    every_slide: bool
    paper: str
    last_file: str
    recent_files: Sequence[str]
    geometry: str
    page: str
    backup_folder: str
    save_folder: str
    export_form: str
    reminder_day: str
    reminder_at: str
    reminder_told: str
    reminder_again: str
    used: Mapping[str, int]
    import_choices: Mapping[str, str]


class Settings:
    """Preferences kept in a file; `path` None keeps them for this run only."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self.now = _read(path) if path else Preferences()

    def read_again(self) -> None:
        """Take what another program of ours wrote into the file meanwhile."""
        if self._path and self._path.exists():
            self.now = _read(self._path)

    def change(self, **changes: Unpack[_PreferenceChanges]) -> None:
        """Set some preferences and write the file.

        Where it cannot be written, they hold for this run, and a `TrackerError` says so.
        """
        new = replace(self.now, **changes)
        if new == self.now:
            return
        self.now = new
        if self._path:
            try:
                _write(self._path, new)
            except OSError as error:
                reason = error.strerror or "the disk refused it"
                raise TrackerError(
                    f"The settings count for now, but cannot be saved: {reason}",
                    f"Check the folder {self._path.parent}.",
                ) from error


def _write(path: Path, preferences: Preferences) -> None:
    import json

    path.parent.mkdir(parents=True, exist_ok=True, mode=OURS_ALONE | 0o100)
    part = path.with_name(path.name + ".part")
    part.unlink(missing_ok=True)
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OURS_ALONE)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(asdict(preferences), file, indent=1)
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise


def _read(path: Path) -> Preferences:
    """Take what makes sense; a broken or foreign file gives the usual values."""
    import json

    try:
        if not path.is_file():  # to read from a pipe would wait for ever
            return Preferences()
        said = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return Preferences()
    usual = Preferences()
    if not isinstance(said, dict):
        return usual
    known = {
        field.name: said[field.name]
        for field in fields(Preferences)
        if type(said.get(field.name)) is type(getattr(usual, field.name))
        and not _names_nothing(said[field.name])
    }
    if not all(isinstance(one, str) for one in known.get("recent_files", ())):
        del known["recent_files"]
    known = {name: value for name, value in known.items() if value in CHOICES.get(name, (value,))}
    return Preferences(**known)


def _names_nothing(value: object) -> bool:
    """Say whether a setting has in it what no path has: a NUL, half a letter."""
    parts = value if isinstance(value, list) else [value]
    try:
        return b"\0" in os.fsencode("".join(map(str, parts)))
    except UnicodeEncodeError:
        return True


def data_file(*, make: bool = False) -> Path:
    """Return the default diary; `make` makes its folder (this one only) where it is missing."""
    from platformdirs import user_data_dir

    folder = Path(user_data_dir(APP, appauthor=False))
    return _file(folder, "impact.db", make=make)


def check_own(path: Path, *, create: bool = False) -> None:
    """Refuse the default diary where it is not: nobody has named it, or can correct it.

    It is made the first time only. Where a window had it open before, it is missing.
    """
    if path.exists():
        return
    if Settings(settings_file()).now.last_file == str(path):
        raise missing(path)
    if not create:
        raise FileTrouble(
            "You have no data file yet", "Open the window to begin, or name one with --data."
        )


def settings_file(*, make: bool = False) -> Path:
    """Return the settings file; `make` makes its folder where it is missing."""
    from platformdirs import user_config_dir

    return _file(Path(user_config_dir(APP, appauthor=False)), "settings.json", make=make)


def log_file() -> Path:
    """Return where faults are kept, without names and texts; its folder may be missing."""
    from platformdirs import user_log_dir

    return Path(user_log_dir(APP, appauthor=False)) / "impact-tracker.log"


def _file(folder: Path, name: str, *, make: bool) -> Path:
    """Return a file in a folder of ours, which nobody else may look into."""
    if make:
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=OURS_ALONE | 0o100)
            folder.chmod(OURS_ALONE | 0o100)
        except OSError as error:
            reason = error.strerror or "the system refused"
            raise FileTrouble(
                f"The folder {shortened(str(folder))} cannot be made: {reason}",
                "Name a file elsewhere with --data, or make room for the folder.",
            ) from error
    return folder / name
