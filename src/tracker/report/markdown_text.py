r"""Any text as Markdown that a reader gives back exactly as it was: no markup, no links, no HTML.

CommonMark lets every ASCII punctuation mark be escaped by a backslash. Escaped is what means
something somewhere: in CommonMark, in GitHub's tables and links, in the usual extensions
(mathematics, emoji, highlights, templates). Ordinary prose and figures stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from tracker.report.plain import lines
from tracker.report.svg_text import clean

BREAK: Final = "\\\n"
"""Ends a line within a paragraph."""

_MARKS: Final = re.compile(
    r"[\\`*_\[\]<>~|$^{}#@]|&(?=[#\w])"
    r"|(?<=\S)\.(?=[^\W\d_])"  # www.example: a domain to some readers
    r"|:(?=[^\s\d])"  # https://, javascript:, :emoji:
    r"|[-+=%](?=[-+=%])|(?<=[-+=%])[-+=%]"  # --, ++, ==, %%
)
_START: Final = re.compile(r"[-+=:]|\d{1,9}(?=[.)](\s|$))")


def inline(text: str) -> str:
    """Escape a text on one line that other words stand before."""
    return _MARKS.sub(_escaped, clean(text))


def line(text: str) -> str:
    """Escape a text that a line begins with: it is no heading, list, rule, table or formula."""
    cleaned = clean(text)
    escaped = _MARKS.sub(_escaped, cleaned)
    begins = _START.match(cleaned)
    if begins is None or escaped.startswith("\\"):
        return escaped
    # A list's number keeps its digits, the mark behind them is escaped; else the first mark is.
    return (
        f"{escaped[: begins.end()]}\\{escaped[begins.end() :]}"
        if _numbered(begins)
        else (f"\\{escaped}")
    )


def paragraph(said: Iterable[str], *, indent: str = "") -> str:
    """Write lines below each other within one paragraph; what follows the first is indented."""
    return f"{BREAK}{indent}".join(map(line, said))


def bold(text: str) -> str:
    """Write a text in bold that stands at the beginning of a line; nothing if it is empty."""
    escaped = line(text)
    return f"**{escaped}**" if escaped else ""


def point(text: str, bullet: str = "-") -> str:
    """Write one item of a list; nothing if it says nothing."""
    said = lines(text)
    return f"{bullet} {paragraph(said, indent='  ')}" if said else ""


def quote(*parts: str) -> str:
    """Set paragraphs off as somebody's words."""
    whole = "\n\n".join(part for part in parts if part)
    return "\n".join(f"> {one}".rstrip() for one in whole.split("\n"))


def row(cells: Iterable[str]) -> str:
    """Write a row of a table from ready cells."""
    return f"| {' | '.join(cells)} |"


def _numbered(begins: re.Match[str]) -> bool:
    return begins.group()[0].isdigit()


def _escaped(mark: re.Match[str]) -> str:
    return f"\\{mark.group()}"
