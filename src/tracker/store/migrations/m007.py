"""Schema 7: which entries came with an import; until now nobody kept it, so none did."""

from __future__ import annotations

STATEMENTS = (
    "ALTER TABLE evaluation ADD COLUMN imported INTEGER NOT NULL DEFAULT 0"
    " CHECK (imported IN (0, 1))",
)
