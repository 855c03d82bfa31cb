"""The diary as it is at one moment, for work in another thread.

The file itself is not held: the person's next entry waits for no more than the copy, which takes
some thousandths of a second, and what is read from it cannot change meanwhile.
"""

from __future__ import annotations

from typing import NewType

from tracker.app.tracker import Tracker

Snapshot = NewType("Snapshot", bytes)


def snapshot(tracker: Tracker) -> Snapshot:
    """Copy everything that is kept; to be called on the thread of the tracker."""
    return Snapshot(tracker.file.copy())


def opened(content: Snapshot) -> Tracker:
    """Open a snapshot to be read; to be called on the thread that reads it, and closed there."""
    return Tracker(read_only=True, copy=content)
