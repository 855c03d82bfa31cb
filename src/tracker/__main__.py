"""Choose a face: a command goes to the command line, no command opens the window."""

from __future__ import annotations

import gc
import sys
from pathlib import Path


def main() -> int:
    """Run as the console script and `python -m tracker` do; return the exit status."""
    wishes = sys.argv[1:]
    # A start with none of the command line's machinery: the window shall be there at once.
    if not wishes:
        return open_window(None, demo=False, smoke=False)
    if wishes == ["--demo"]:
        return open_window(None, demo=True, smoke=False)
    return command(wishes)


def command(wishes: list[str]) -> int:
    """Hand over to the command line.

    A command lives for a blink. Looking for garbage among what it loads, again and again and once
    more at the end, would be a sixth of its time.
    """
    gc.disable()
    from tracker.cli.root import run

    try:
        return run(wishes, open_window)
    finally:
        gc.freeze()


def open_window(data: Path | None, *, demo: bool, smoke: bool) -> int:
    """Open the window on a file (None: the default one) and return its exit status."""
    gc.enable()
    from tracker.gui.main import run

    return run(data, demo=demo, smoke=smoke)


if __name__ == "__main__":
    sys.exit(main())
