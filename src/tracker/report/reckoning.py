"""How a count was made, as one frozen value: the sentence, the rule, and what was counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reckoning:
    """A sentence, the rule behind it, and the rows that were counted under their headings."""

    said: str
    rule: str
    heads: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
