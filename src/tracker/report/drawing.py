"""Any picture as SVG: large with everything on it, or small beside a figure."""

from __future__ import annotations

from collections.abc import Mapping

from tracker.report.pictures import Picture, TrendPicture
from tracker.report.svg import trend_svg
from tracker.report.svg_parts import LIGHT

WIDE, HIGH = 900, 420
CARD_WIDE, CARD_HIGH = 330, 120


def full_svg(
    picture: Picture, width: int = WIDE, height: int = HIGH, colours: Mapping[str, str] = LIGHT
) -> str:
    """Draw a picture with its title, axes and legend."""
    if isinstance(picture, TrendPicture):
        return trend_svg(picture, width, height, colours)
    raise TypeError(f"no painter for {type(picture).__name__}")


def card_svg(
    picture: TrendPicture,
    width: int = CARD_WIDE,
    height: int = CARD_HIGH,
    colours: Mapping[str, str] = LIGHT,
) -> str:
    """Draw a trend as it stands beside a promise: calm, without axes, no title of its own."""
    return trend_svg(picture, width, height, colours)
