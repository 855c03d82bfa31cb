"""The sheet of paper that everything is laid out on: A4, or US Letter where that is usual.

A document carries its sheet, so that every writer and the preview take the same. Which one that is
where nobody says so is decided once, when the program starts or Settings change.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Final

LETTER_PLACES: Final = frozenset(
    {"US", "CA", "MX", "PH", "CL", "CO", "CR", "GT", "NI", "PA", "PR", "SV", "VE"}
)
"""Where offices print on Letter; everywhere else it is A4."""
_VARIABLES: Final = ("LC_ALL", "LC_PAPER", "LANG")
"""What says where one is, the strongest first."""


class PaperSheet(Enum):
    """A size of paper; its sides are in whole points, as Qt writes them."""

    A4 = "a4"
    LETTER = "letter"

    @property
    def width(self) -> float:
        """The shorter side."""
        return 595.0 if self is PaperSheet.A4 else 612.0

    @property
    def height(self) -> float:
        """The longer side."""
        return 842.0 if self is PaperSheet.A4 else 792.0

    @property
    def title(self) -> str:
        """What it is called on screen."""
        return "A4" if self is PaperSheet.A4 else "US Letter"


class _Drawer:
    """Holds the sheet that is in use where nobody names another."""

    sheet = PaperSheet.A4


def sheet_for(chosen: str, place: str) -> PaperSheet:
    """Return what was chosen in Settings, else what is usual at a place such as `en_US`."""
    if chosen in {one.value for one in PaperSheet}:
        return PaperSheet(chosen)
    _, _, country = place.replace("-", "_").partition(".")[0].partition("_")
    return PaperSheet.LETTER if country.upper()[:2] in LETTER_PLACES else PaperSheet.A4


def place_of(environment: Mapping[str, str]) -> str:
    """Return where one is by the variables of a shell; empty where they do not say."""
    return next((environment[name] for name in _VARIABLES if environment.get(name)), "")


def use_sheet(sheet: PaperSheet) -> None:
    """Lay out on this sheet from now on."""
    _Drawer.sheet = sheet


def sheet_in_use() -> PaperSheet:
    """Return the sheet that is laid out on."""
    return _Drawer.sheet
