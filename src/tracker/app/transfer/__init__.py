"""In and out of the diary as CSV: read a table, see what it would change, take it in, write one.

```
table = read_rows(data)              bytes to rows: encoding, delimiter, columns; nothing judged
plan = plan_import(tracker, table)   a preview: new, changed, the same, bad; nothing written
apply_import(tracker, plan)          one undo step
export_csv(tracker, path)            the same evaluations, byte for byte after a round trip
```
"""

from tracker.app.transfer.applying import apply_import
from tracker.app.transfer.planning import plan_import
from tracker.app.transfer.preview import BadRow, Plan
from tracker.app.transfer.reading import Table, read_rows
from tracker.app.transfer.writing import csv_text, export_csv

__all__ = [
    "BadRow",
    "Plan",
    "Table",
    "apply_import",
    "csv_text",
    "export_csv",
    "plan_import",
    "read_rows",
]
