"""A file that is a whole tracker needs no table: it is taken in at once, or refused."""

from __future__ import annotations

from pathlib import Path

from tracker.app.incoming import content_of
from tracker.app.transfer.whole import is_whole, read_whole, take_whole
from tracker.gui.bridge import Bridge
from tracker.report.wording import number_of

TABLES = "Tables (*.csv *.tsv *.txt *.xlsx *.xlsm *.json *.jsonl);;All files (*)"
START = 400  # bytes: by then such a file has said what it is


def take_whole_file(bridge: Bridge, path: Path) -> bool:
    """Take the file into the open tracker if it is a whole one; return whether it was one.

    Raises `TrackerError` where it cannot be read, or something was entered already.
    """
    if path.suffix.lower() != ".json":
        return False
    data = content_of(path)
    if not is_whole(data[:START]):
        return False
    whole = read_whole(data)
    take_whole(bridge.tracker, whole, f"import {path.name}")
    bridge.show_message(f"{number_of(whole.rows, 'row')} imported. Ctrl+Z undoes it.")
    return True
