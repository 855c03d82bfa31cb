"""Words on a drawing: made harmless for XML, measured by estimate, and cut where room ends.

Nothing here asks a font: the widths of Inter stand below, and other scripts are taken as wide as
they usually are. So a drawing has the same bytes on every machine, fonts or not.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

CUT: Final = "…"
BOLD: Final = 1.05
"""How much wider Inter SemiBold runs than Regular."""
MOST_MARKS: Final = 3
"""Accents above each other beyond this are a prank: they would climb out of the drawing."""
MOST_WORDS: Final = 300
"""Characters of a title or description that only a screen reader meets."""

# Inter Regular, advance widths in thousandths of the font size, U+0020 to U+007E.
# fmt: off
_ASCII: Final = (
    281, 288, 466, 633, 642, 982, 644, 300, 365, 365, 501, 662, 288, 460, 288, 360, 631, 407, 610,
    618, 646, 593, 620, 566, 619, 620, 288, 302, 662, 662, 662, 511, 966, 690, 654, 730, 722, 601,
    590, 746, 743, 269, 571, 672, 565, 903, 753, 765, 639, 765, 644, 642, 646, 744, 690, 985, 682,
    679, 629, 365, 360, 365, 471, 456, 323, 562, 612, 571, 612, 583, 370, 613, 591, 242, 242, 549,
    242, 876, 591, 600, 612, 612, 376, 528, 327, 591, 562, 818, 546, 562, 552, 426, 333, 426, 662,
)
# fmt: on
_OTHERS: Final = {
    "…": 910,
    "·": 288,
    "–": 500,
    "’": 261,
    "≤": 662,
    "≥": 662,
    "−": 662,
    "\u202f": 182,
}
_MONSTERS: Final = {"\ufdfa": 4000, "\ufdfb": 4000, "\ufdfd": 12000}
_LETTERS: Final = re.compile("[ͰͲ-ϿЀ-ԯ]")

_SPACES: Final = re.compile(r"[ \t\r\n\v\f\x1c-\x1f\x85\u2028\u2029]+")
# Not allowed in XML, or turning the reading direction of what follows.
_UNWANTED: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]"
    "|["
    + "".join(f"{chr(p * 0x10000 + 0xFFFE)}{chr(p * 0x10000 + 0xFFFF)}" for p in range(1, 17))
    + "]"
)


def clean(words: str) -> str:
    """Return the words on one line, without what XML forbids or what plays with direction."""
    if is_plain(words):
        return words.strip()
    # Spaces twice: what is taken out may have stood between two of them.
    words = _SPACES.sub(" ", _UNWANTED.sub("", _SPACES.sub(" ", words))).strip()
    if words.isascii():
        return words
    kept: list[str] = []
    marks = 0
    for letter in words:
        marks = marks + 1 if unicodedata.combining(letter) else 0
        if marks <= MOST_MARKS:
            kept.append(letter)
    return "".join(kept)


def is_plain(words: str) -> bool:
    """Say whether words are clean but for a space at either end."""
    return words.isascii() and words.isprintable() and "  " not in words


def escape(words: str) -> str:
    """Return clean words as XML text, safe between tags and within quotes."""
    words = clean(words).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return words.replace('"', "&quot;").replace("'", "&#39;")


def text_width(words: str, size: float, *, bold: bool = False) -> float:
    """Estimate how wide words run, in the unit of `size`; rather too wide than too narrow."""
    return sum(map(_advance, words)) * size / 1000 * (BOLD if bold else 1.0)


def cut(words: str, size: float, room: float, *, bold: bool = False) -> str:
    """Return clean words, ended with … where they would run beyond `room`; nothing if none fits."""
    words = clean(words)
    # No letter is narrower than a tenth of its size; this keeps a book for a name from costing.
    words = words[: max(0, int(room / size * 10)) + 1]
    if text_width(words, size, bold=bold) <= room:
        return words
    left = room - text_width(CUT, size, bold=bold)
    scale = size / 1000 * (BOLD if bold else 1.0)
    kept = 0
    for kept, letter in enumerate(words):  # noqa: B007 (how far it came is the answer)
        left -= _advance(letter) * scale
        if left < 0:
            break
    whole = words[:kept].rstrip()
    return whole + CUT if whole else ""


def wrapped(words: str, size: float, room: float, most: int, *, bold: bool = False) -> list[str]:
    """Break clean words into at most `most` lines; the last one is cut where room ends."""
    left = clean(words)[: int(room / size * 10) * most + 1].split(" ")
    lines: list[str] = []
    while left and len(lines) < most - 1:
        taken = 1
        while taken < len(left) and (
            text_width(" ".join(left[: taken + 1]), size, bold=bold) <= room
        ):
            taken += 1
        lines.append(cut(" ".join(left[:taken]), size, room, bold=bold))
        left = left[taken:]
    if left:
        lines.append(cut(" ".join(left), size, room, bold=bold))
    return [line for line in lines if line]


def _advance(letter: str) -> int:
    """Return the advance width of a letter in thousandths of the size."""
    if " " <= letter <= "~":
        return _ASCII[ord(letter) - 32]
    if known := _OTHERS.get(letter) or _MONSTERS.get(letter):
        return known
    if unicodedata.combining(letter) or unicodedata.category(letter) in {"Mn", "Cf"}:
        return 0
    base = unicodedata.normalize("NFD", letter)[0]
    if " " <= base <= "~":
        return _ASCII[ord(base) - 32]
    if unicodedata.east_asian_width(letter) in "WF":
        return 1300 if ord(letter) > 0xFFFF or 0x2300 <= ord(letter) < 0x3000 else 1000
    if _LETTERS.match(base):
        return 800
    return 720 if letter.isalpha() and ord(letter) < 0x0900 else 1100
