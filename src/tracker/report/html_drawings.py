"""Pictures as they stand within a page: in its own colours, and flush with its text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from tracker.report.drawing import LIGHT, card_svg, full_svg
from tracker.report.pictures import Picture
from tracker.report.svg_frame import MARGIN
from tracker.report.svg_parts import number

COLOURS: Final[Mapping[str, str]] = MappingProxyType(
    {role: f"var(--{role.replace('_', '-')},{colour})" for role, colour in LIGHT.items()}
)
"""The page's own colours, so that a chart turns dark with it; light where no sheet says more."""
WIDE, HIGH = 788, 400
_LEFT, _RIGHT, _ABOVE, _BELOW = MARGIN, MARGIN / 2, 20.0, 10.0
"""Air around a drawing that stands alone: within a page there is enough of it."""
_SIDES: Final = re.compile(r'width="([0-9.]+)" height="([0-9.]+)" viewBox="[0-9. ]+"')


def chart(picture: Picture) -> str:
    """Return a picture over the whole width."""
    svg = full_svg(picture, WIDE + round(_LEFT + _RIGHT), HIGH, COLOURS)
    return _SIDES.sub(_without_air, svg.strip(), count=1)


def card(picture: Picture, tone: str) -> str:
    """Return a picture as it stands beside a promise."""
    return card_svg(picture, colours=COLOURS, tone=tone).strip()


def _without_air(sides: re.Match[str]) -> str:
    width, height = float(sides[1]) - _LEFT - _RIGHT, float(sides[2]) - _ABOVE - _BELOW
    view = f"{number(_LEFT)} {number(_ABOVE)} {number(width)} {number(height)}"
    return f'width="{number(width)}" height="{number(height)}" viewBox="{view}"'
