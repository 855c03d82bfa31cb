"""Schema 6: which generation of the rules found a signal; until now it was the first."""

from __future__ import annotations

STATEMENTS = ("ALTER TABLE signal ADD COLUMN rule INTEGER NOT NULL DEFAULT 1",)
