"""Any picture as SVG: large with everything on it, or small beside a figure.

Colours are written as they come and never read: `var(--worse)` is one. What is not given is light.
"""

from __future__ import annotations

from collections.abc import Mapping

from tracker.report.pictures import EffectPicture, GapPicture, HeatPicture, Picture
from tracker.report.svg import trend_svg
from tracker.report.svg_card import trend_card
from tracker.report.svg_effect import effect_svg
from tracker.report.svg_gap import gap_svg
from tracker.report.svg_heat import heat_svg
from tracker.report.svg_parts import LIGHT

__all__ = ["CARD_HIGH", "CARD_WIDE", "HIGH", "LIGHT", "WIDE", "card_svg", "full_svg"]

WIDE, HIGH = 900, 420
CARD_WIDE, CARD_HIGH = 330, 120


def full_svg(
    picture: Picture, width: int = WIDE, height: int = HIGH, colours: Mapping[str, str] = LIGHT
) -> str:
    """Draw a picture with its title, axes and legend.

    It grows beyond what is asked where its words need it; a heat map is as high as its lines.
    """
    match picture:
        case HeatPicture():
            return heat_svg(picture, width, colours)
        case GapPicture():
            return gap_svg(picture, width, height, colours)
        case EffectPicture():
            return effect_svg(picture, width, height, colours)
        case _:
            return trend_svg(picture, width, height, colours)


def card_svg(
    picture: Picture,
    width: int = CARD_WIDE,
    height: int = CARD_HIGH,
    colours: Mapping[str, str] = LIGHT,
    tone: str = "steady",
) -> str:
    """Draw a trend as it stands beside a promise: calm, without axes, no title of its own.

    `tone` is that of the word beside it ("better", "worse", "steady"; a `document.Tone` is one):
    the line is blue for "better", else grey. Another picture has no small form and is drawn whole.
    """
    if isinstance(picture, HeatPicture | GapPicture | EffectPicture):
        return full_svg(picture, width, height, colours)
    return trend_card(picture, width, height, colours, tone)
