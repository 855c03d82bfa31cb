"""The JSON Schema of a whole tracker, made from the tables themselves.

`python -m tests.app.transfer.data_schema` writes it to docs/data.schema.json.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from tracker.app.tracker import Tracker
from tracker.app.transfer.whole import FORMAT, VERSION, TableColumn, told_columns

SCHEMA_FILE = Path(__file__).parents[3] / "docs" / "data.schema.json"
JSON_TYPES = {"TEXT": "string", "INTEGER": "integer", "REAL": "number", "BLOB": "object"}


def document_schema(tracker: Tracker) -> dict[str, object]:
    """Return the document's shape as JSON Schema (2020-12), made from the tables themselves."""
    tables = {table: _table_schema(columns) for table, columns in told_columns(tracker).items()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A whole Impact Tracker",
        "type": "object",
        "required": ["format", "version", "private", "tables"],
        "additionalProperties": False,
        "properties": {
            "format": {"const": FORMAT},
            "version": {"const": VERSION},
            "private": {"type": "boolean"},
            "tables": {
                "type": "object",
                "properties": tables,
                "required": list(tables),
                "additionalProperties": False,
            },
        },
    }


def _table_schema(columns: Sequence[TableColumn]) -> dict[str, object]:
    return {
        "type": "array",
        "items": {
            "type": "object",
            "properties": {column.name: _column_schema(column) for column in columns},
            "required": [column.name for column in columns],
            "additionalProperties": False,
        },
    }


def _column_schema(column: TableColumn) -> dict[str, object]:
    kind = "string" if column.target else JSON_TYPES[column.type]
    return {"type": kind if column.needed else [kind, "null"]}


if __name__ == "__main__":
    made = json.dumps(document_schema(Tracker()), indent=1)
    SCHEMA_FILE.write_text(f"{made}\n", encoding="utf-8")
