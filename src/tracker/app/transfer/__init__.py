"""In and out of the diary as CSV: read a table, see what it would change, take it in, write one.

May import what stands below trends, its sister.

```
table = read_rows(data)              bytes to rows: encoding, delimiter, columns; nothing judged
plan = plan_import(tracker, table)   a preview: new, changed, the same, bad; nothing written
apply_import(tracker, plan)          one undo step
export_csv(tracker, path)            the same evaluations, byte for byte after a round trip;
                                     private notes only if the person asks for them
```
A name is loaded when it is first asked for: whoever reads a table needs no diary.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.app.transfer.applying import apply_import
    from tracker.app.transfer.cells import BadRow, Plan
    from tracker.app.transfer.exporting import csv_export, export_csv
    from tracker.app.transfer.planning import plan_import
    from tracker.app.transfer.reading import CsvTable, read_rows

__all__ = [
    "BadRow",
    "CsvTable",
    "Plan",
    "apply_import",
    "csv_export",
    "export_csv",
    "plan_import",
    "read_rows",
]
_HOMES = {
    "BadRow": "cells",
    "Plan": "cells",
    "CsvTable": "reading",
    "apply_import": "applying",
    "csv_export": "exporting",
    "export_csv": "exporting",
    "plan_import": "planning",
    "read_rows": "reading",
}


def __getattr__(name: str) -> object:
    """Load a name from its module."""
    if name not in _HOMES:
        raise AttributeError(f"tracker.app.transfer has no {name}")
    return getattr(import_module(f"tracker.app.transfer.{_HOMES[name]}"), name)
