"""Choose a face: a command goes to the command line, no command opens the window."""

from __future__ import annotations

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
    from tracker.cli.root import run

    return run(wishes, open_window)


def open_window(data: Path | None, *, demo: bool, smoke: bool) -> int:
    """Open the window on a file (None: the default one) and return its exit status."""
    from tracker.gui.main import run

    return run(data, demo=demo, smoke=smoke)


if __name__ == "__main__":
    sys.exit(main())
