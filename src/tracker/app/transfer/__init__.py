"""In and out of the diary: see what a file would change, take it in, write one.

May import what stands below trends, its sister; `intake` reads the file.

```
reading = read_file(data, choices, known_measures(tracker))   bytes to rows, and what is to be asked
plan = plan_import(tracker, reading.table)   a preview: new, changed, the same, bad; nothing written
apply_import(tracker, plan)                  one undo step
export_csv(tracker, path)                    the same evaluations, byte for byte after a round trip;
                                             private notes only if the person asks for them
```
A name is loaded when it is first asked for: whoever reads a table needs no diary.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.app.intake.reading import Reading, read_file
    from tracker.app.transfer.applying import apply_import
    from tracker.app.transfer.bringing_in import (
        by_measure,
        known_measures,
        read_rows,
        refuse_open,
    )
    from tracker.app.transfer.cells import BadRow, Plan
    from tracker.app.transfer.exporting import csv_export, export_csv
    from tracker.app.transfer.planning import plan_import
    from tracker.app.transfer.telling import as_document, as_text, file_told

__all__ = [
    "BadRow",
    "Plan",
    "Reading",
    "apply_import",
    "as_document",
    "as_text",
    "by_measure",
    "csv_export",
    "export_csv",
    "file_told",
    "known_measures",
    "plan_import",
    "read_file",
    "read_rows",
    "refuse_open",
]
_HOMES = {
    "BadRow": "transfer.cells",
    "Plan": "transfer.cells",
    "Reading": "intake.reading",
    "read_file": "intake.reading",
    "apply_import": "transfer.applying",
    "known_measures": "transfer.bringing_in",
    "by_measure": "transfer.bringing_in",
    "read_rows": "transfer.bringing_in",
    "refuse_open": "transfer.bringing_in",
    "csv_export": "transfer.exporting",
    "export_csv": "transfer.exporting",
    "plan_import": "transfer.planning",
    "as_document": "transfer.telling",
    "as_text": "transfer.telling",
    "file_told": "transfer.telling",
}


def __getattr__(name: str) -> object:
    """Load a name from its module."""
    if name not in _HOMES:
        raise AttributeError(f"tracker.app.transfer has no {name}")
    return getattr(import_module(f"tracker.app.{_HOMES[name]}"), name)
