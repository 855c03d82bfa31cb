"""Listens as a screen reader does: starts the program on its sample data, types one value, and
ends with 0 once it was said and undone aloud. Run by accessibility.sh, with the system's Python.
"""

from __future__ import annotations

import subprocess
import sys
import threading
import time

import pyatspi

SECONDS = 60
HEARD: list[str] = []
FOCUSED: list[tuple[str, str]] = []
DONE: list[str] = []


def on_said(event: object) -> None:
    HEARD.append(str(event.any_data))


def on_focus(event: object) -> None:
    if not event.detail1:
        return
    try:
        FOCUSED.append((event.source.getRoleName(), event.source.name))
    except RuntimeError as error:  # it went before it was asked
        print(f"focus: {error}")


def wait_for(found: object, what: str) -> None:
    """Wait until something is so; names what was missed."""
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        if found():
            return
        time.sleep(0.1)
    raise TimeoutError(f"{what}; heard {HEARD}, focus on {FOCUSED[-5:]}")


def press(*keys: str) -> None:
    """Press keys one after another, in a window that has them: a slow start may lose them again."""
    for key in keys:
        focus_window()
        subprocess.run(["xdotool", "key", key], check=True)
        time.sleep(0.3)


def focus_window() -> bool:
    """Give the window the keys: there is no window manager here that would."""
    look = ["xdotool", "search", "--onlyvisible", "--name", "Sample data"]
    found = subprocess.run(look, capture_output=True, text=True, check=False).stdout.split()
    if found:
        subprocess.run(["xdotool", "windowfocus", found[-1]], check=True)
    return bool(found)


def drive(program: subprocess.Popen[bytes]) -> None:
    """Do what a person does, and hear what comes of it."""
    try:
        wait_for(focus_window, "no window came")
        wait_for(lambda: any("list" in role for role, _ in FOCUSED), "no row had the focus")
        press("Home", "Down", "2", "Return")
        wait_for(lambda: any("logged" in one for one in HEARD), "the value was not said")
        press("ctrl+z")
        wait_for(lambda: any(one.startswith("Undone") for one in HEARD), "undo was not said")
        press("ctrl+2")
        time.sleep(1)
        press("ctrl+q")
        wait_for(lambda: program.poll() is not None, "it did not close")
        if program.returncode:
            raise RuntimeError(f"it ended with {program.returncode}")
    except (TimeoutError, RuntimeError, subprocess.SubprocessError) as error:
        DONE.append(str(error))
    finally:
        pyatspi.Registry.stop()


def main() -> int:
    """Start, listen, report."""
    pyatspi.Registry.registerEventListener(on_said, "object:announcement")
    pyatspi.Registry.registerEventListener(on_focus, "object:state-changed:focused")
    program = subprocess.Popen([sys.argv[1], "-m", "tracker", "--demo"])
    threading.Thread(target=drive, args=(program,), daemon=True).start()
    pyatspi.Registry.start()
    if program.poll() is None:
        program.terminate()
    for role, name in FOCUSED:
        print(f"focus: {role}: {name}")
    for one in HEARD:
        print(f"said: {one}")
    if DONE:
        print(f"accessibility: {DONE[0]}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
