"""Texts cut to the letters there is room for, with the … that stands for the rest.

It stands in domain because an error quotes what was typed, and every layer above cuts names. Here
a text is cut by the number of its letters; where the place is measured, `report/charts/svg`,
`paper/typesetter` and `gui/widgets/text` cut by how wide the letters run.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

CUT: Final = "…"
_JOINER: Final = "\N{ZERO WIDTH JOINER}"
_FLAGS: Final = "".join(map(chr, range(0x1F1E6, 0x1F200)))
_STOPS: Final = " \n,;:.–-"  # nothing of these stands before the …


def cut(text: str, longest: int) -> str:
    """Return a text on one line, cut after a whole word where it is too long."""
    return cut_lines(" ".join(text.split()), longest)


def cut_lines(text: str, longest: int) -> str:
    """Return a text in its own lines, cut after a whole word where it is too long."""
    if len(text) <= longest:
        return text
    word = max(text.rfind(" ", 0, longest), text.rfind("\n", 0, longest))
    kept = text[:word] if word > longest // 2 else _beginning(text, longest - 1)
    return kept.rstrip(_STOPS) + CUT


def first_of(names: Sequence[object], most: int) -> str:
    """Write the first of some names: `A, B`, and `A, B…` where there are more than `most`."""
    shown = ", ".join(map(str, names[:most]))
    return shown + CUT if len(names) > most else shown


def _beginning(text: str, longest: int) -> str:
    """Return the first letters of a text, none without its marks, no picture in parts."""
    end = longest
    while end and _joined(text, end):
        end -= 1
    return text[: end or longest]


def _joined(text: str, at: int) -> bool:
    """Tell whether the sign at a place belongs to the one before it."""
    from unicodedata import category  # only once something has to be cut

    sign = text[at]
    if sign in _FLAGS:  # two letters make a flag
        before = text[:at]
        return (at - len(before.rstrip(_FLAGS))) % 2 == 1
    return (
        text[at - 1] == _JOINER
        or sign == _JOINER
        or "\U0001f3fb" <= sign <= "\U0001f3ff"  # the colour of a skin
        or "\U000e0020" <= sign <= "\U000e007f"  # the flag of a region, spelled out
        or category(sign).startswith("M")
    )
