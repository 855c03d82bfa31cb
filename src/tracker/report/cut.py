"""A text that is too long for its place, cut by the number of its letters.

It stands below the other parts of report, beside dates, because a document cuts names as a sentence
does. Where the place is measured, charts/svg cuts by how wide the letters run.
"""

from __future__ import annotations

from typing import Final

CUT: Final = "…"


def cut(text: str, longest: int) -> str:
    """Return a text on one line, cut after a whole word where it is too long."""
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    kept = line[: longest - 1]
    word = line[:longest].rpartition(" ")[0]
    return (word if len(word) > longest // 2 else kept).rstrip(" ,;:.–-") + CUT
