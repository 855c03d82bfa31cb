"""To start at login, in the way of each system: a small file or entry that anybody may take away.

Only the reminder is started, without a window (`--remind`). Linux has a desktop file in the folder
of XDG autostart, Windows a value under `Run`, macOS an agent of launchd.
"""

from __future__ import annotations

import os
import plistlib
import sys
from pathlib import Path
from typing import Final

from tracker import APP_ID
from tracker.domain.errors import TrackerError

NAME: Final = "impact-tracker-reminder"
_AGENT: Final = "local.impact-tracker.reminder"
_RUN: Final = r"Software\Microsoft\Windows\CurrentVersion\Run"


def starts_at_login() -> bool:
    """Say whether the reminder is started at login."""
    if sys.platform == "win32":
        return _registered()
    return _file().exists()


def start_at_login(*, wanted: bool) -> None:
    """Have the reminder started at login, or no more. Raises `TrackerError` where that fails."""
    try:
        if sys.platform == "win32":
            _register(wanted=wanted)
        elif wanted:
            path = _file()
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(_content())
        else:
            _file().unlink(missing_ok=True)
    except OSError as error:
        reason = error.strerror or "the system refused it"
        raise TrackerError(
            f"Start at login could not be changed: {reason}",
            "Change it in the settings of your system.",
        ) from error


def command() -> list[str]:
    """Return what is started: the program as it runs now, without a window."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--remind"]
    return [sys.executable, "-m", "tracker", "--remind"]


def _file() -> Path:
    if sys.platform == "darwin":
        return Path.home() / "Library" / "LaunchAgents" / f"{_AGENT}.plist"
    config = os.environ.get("XDG_CONFIG_HOME", "")
    folder = Path(config) if config.startswith("/") else Path.home() / ".config"
    return folder / "autostart" / f"{NAME}.desktop"


def _content() -> bytes:
    if sys.platform == "darwin":
        agent = {"Label": _AGENT, "ProgramArguments": command(), "RunAtLoad": True}
        return plistlib.dumps(agent)
    lines = (
        "[Desktop Entry]",
        "Type=Application",
        "Name=Impact Tracker reminder",
        "Comment=Reminds you once a week; switch it off in Settings",
        f"Exec={' '.join(map(_quoted, command()))}",
        f"Icon={APP_ID}",
        "NoDisplay=true",
        "X-GNOME-Autostart-enabled=true",
    )
    return ("\n".join(lines) + "\n").encode()


def _quoted(argument: str) -> str:
    """Quote an argument as the desktop entry specification asks for it."""
    escaped = argument.replace("\\", "\\\\\\\\")
    for sign in ('"', "`", "$"):
        escaped = escaped.replace(sign, f"\\\\{sign}")
    return f'"{escaped.replace("%", "%%")}"'


if sys.platform == "win32":
    import winreg
    from subprocess import list2cmdline

    def _registered() -> bool:
        try:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, _RUN) as key:
                winreg.QueryValueEx(key, NAME)
        except FileNotFoundError:
            return False
        return True

    def _register(*, wanted: bool) -> None:
        with winreg.OpenKey(winreg.HKEY_CURRENT_USER, _RUN, 0, winreg.KEY_SET_VALUE) as key:
            if wanted:
                winreg.SetValueEx(key, NAME, 0, winreg.REG_SZ, list2cmdline(command()))
            else:
                try:
                    winreg.DeleteValue(key, NAME)
                except FileNotFoundError:
                    return
