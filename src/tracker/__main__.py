"""Choose a face: a command goes to the command line, no command opens the window."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import Any

_ON_PAPER = frozenset({"scorecard", "agreement", "publish", "review", "chart", "decision", "need"})
SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET", "QT_QPA_PLATFORM")
OWNERS = 0o700  # the rights that are left to the owner, whatever the shell says
NO_SCREEN = (
    "No screen can be reached from here, so no window opens."
    " What works without one: impact-tracker --help"
)
COMPLETE = "_IMPACT_TRACKER_COMPLETE"  # where a shell says that it asks what could be typed


def main() -> int:
    """Run as the console script and `python -m tracker` do; return the exit status."""
    arguments = sys.argv[1:]
    os.umask(os.umask(0) & ~OWNERS)  # else nobody could read again what is made
    if arguments == ["--self-test"]:
        from tracker.self_test.check import self_test

        return self_test()
    window = None if COMPLETE in os.environ else window_options(arguments)
    return command(arguments) if window is None else open_window(**window)


def window_options(arguments: list[str]) -> dict[str, Any] | None:
    """Return what `open_window` is asked for; None if it is something for the command line.

    A start with none of the command line's machinery: the window shall be there at once.
    """
    asked: dict[str, Any] = {"data": None, "demo": False, "smoke": False, "remind": False}
    rest = list(arguments)
    while rest:
        argument = rest.pop(0)
        if argument == "--data" and rest and not rest[0].startswith("-"):
            asked["data"] = Path(rest.pop(0))
        elif argument in {"--demo", "--smoke", "--remind"}:
            asked[argument[2:]] = True
        elif arguments == [argument] and _names_file(argument):
            asked["file"] = Path(argument)
        else:
            return None
    return asked


def _names_file(argument: str) -> bool:
    """Say whether a word is a file and no command: by its folder, or its ending."""
    if argument.startswith("-"):
        return False
    return argument.endswith((".db", ".impact")) or "/" in argument or os.sep in argument


def command(arguments: list[str]) -> int:
    """Hand over to the command line.

    A command lives for a blink. Looking for garbage among what it loads, again and again and once
    more at the end, would be a sixth of its time.
    """
    gc.disable()
    if _ON_PAPER.intersection(arguments):
        _choose_paper()
    from tracker.cli.root import run

    try:
        return run(arguments, open_window)
    finally:
        gc.freeze()


def _choose_paper() -> None:
    """Lay out on the sheet that Settings name, else on that of the place that the shell names."""
    from tracker.app.settings import Settings, settings_file
    from tracker.report.documents.sheet import place_of, sheet_for, use_sheet

    use_sheet(sheet_for(Settings(settings_file()).now.paper, place_of(os.environ)))


def open_window(
    data: Path | None, *, demo: bool, smoke: bool, remind: bool, file: Path | None = None
) -> int:
    """Open the window on a file (None: the one that was open last) and return its exit status.

    With `remind` no window is opened: the program waits until it is time to remind.
    """
    if sys.platform.startswith("linux") and not any(map(os.environ.get, SCREENS)):
        from tracker.cli.console import refuse

        return refuse(NO_SCREEN, 1)  # Qt would end it here, and advise to install it again
    if remind:
        from tracker.gui.main import wait

        return wait(data)
    gc.disable()  # until the first paint: `gui.shell.session`
    from tracker.gui.main import run

    return run(data, demo=demo, smoke=smoke, file=file, answer=_answer)


def _answer(line: str) -> int:
    from tracker.cli.console import answered

    return answered(line)


if __name__ == "__main__":
    sys.exit(main())
