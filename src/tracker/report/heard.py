"""What customers said of what they were shown, as one sentence for a list."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.domain.number import show_number
from tracker.domain.rating import Rating

MOST_SHOWN = 4


def heard(ratings: Sequence[Rating]) -> str:
    """Return what one reply, or several, said: `Rated 4, 5 and 3 of 5. “Thank you.”`; or nothing.

    Only ratings of 1 to 5 are put side by side: a figure on a measure's own scale stands nowhere
    beside them.
    """
    values = [one.value for one in ratings if one.value is not None and one.five]
    said = [_rated(values)] if values else []
    said += [f"“{' '.join(one.words.split())}”" for one in ratings if one.words]
    return " ".join(said)


def _rated(values: Sequence[float]) -> str:
    shown = [show_number(value) for value in values]
    if len(shown) > MOST_SHOWN:
        low, high = show_number(min(values)), show_number(max(values))
        between = f"all {low}" if low == high else f"{low} to {high}"
        return f"Rated {len(shown)} promises, {between} of 5."
    listed = shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"
    return f"Rated {listed} of 5."
