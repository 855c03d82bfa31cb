"""Text as people typed it, made ready for a page: its lines, its paragraphs, a name cut short."""

from __future__ import annotations

import re
from typing import Final

from tracker.report.svg_text import CUT, clean

LONGEST_NAME: Final = 300
"""Characters of a name or a title; beyond this it would be a page, not a name."""
_BREAKS: Final = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")


def lines(text: str) -> tuple[str, ...]:
    """Return the clean lines of a text, without the empty ones."""
    cleaned = map(clean, _BREAKS.split(text))
    return tuple(line for line in cleaned if line)


def paragraphs(text: str) -> tuple[tuple[str, ...], ...]:
    """Return the lines of each paragraph; an empty line stands between two of them."""
    found: list[list[str]] = [[]]
    for line in map(clean, _BREAKS.split(text)):
        if line:
            found[-1].append(line)
        elif found[-1]:
            found.append([])
    return tuple(tuple(one) for one in found if one)


def name(text: str, most: int = LONGEST_NAME) -> str:
    """Return a clean name on one line, ended with … where it is longer than `most`."""
    cleaned = clean(text[: 4 * most])
    return cleaned if len(cleaned) <= most else cleaned[: most - 1].rstrip() + CUT


def joined(*parts: str, between: str = " · ") -> str:
    """Return the parts that say something as one line."""
    return between.join(part for part in map(name, parts) if part)
