"""Where the platform wants a person's files: the diary here, the settings apart from it."""

from __future__ import annotations

from pathlib import Path

APP = "Impact Tracker"


def data_file(*, make: bool = False) -> Path:
    """Return the default diary; `make` makes its folder (this one only) where it is missing."""
    from platformdirs import user_data_dir

    folder = Path(user_data_dir(APP, appauthor=False))
    return _file(folder, "impact.db", make=make)


def settings_file(*, make: bool = False) -> Path:
    """Return the settings file; `make` makes its folder where it is missing."""
    from platformdirs import user_config_dir

    return _file(Path(user_config_dir(APP, appauthor=False)), "settings.json", make=make)


def _file(folder: Path, name: str, *, make: bool) -> Path:
    if make:
        folder.mkdir(parents=True, exist_ok=True)
    return folder / name
