"""Units of measures as signs, for places that have no room for words."""

from __future__ import annotations

SIGNS = {
    "second": "s",
    "minute": "min",
    "hour": "h",
    "day": "d",
    "working day": "d",
    "week": "wk",
    "month": "mo",
    "quarter": "qtr",
    "year": "y",
    "percent": "%",
}


def unit_sign(unit: str, longest: int) -> str:
    """Return the sign of a unit in any number and letter case, as in `d` for `Days`.

    A unit without a sign stays as it is, or is left out if it has more than `longest` letters.
    """
    word = unit.casefold()
    sign = SIGNS.get(word) or SIGNS.get(word.removesuffix("s")) or unit
    return sign if len(sign) <= longest else ""
