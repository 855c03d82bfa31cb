"""Schema 12: a measure may have a name in its customer's words, for what goes to them."""

from __future__ import annotations

from tracker.store.migrations.ddl import text

STATEMENTS = (f"ALTER TABLE measure ADD COLUMN {text('their_name', 200)}",)
