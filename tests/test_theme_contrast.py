"""Every theme can be read: WCAG contrast of every pair of roles that meet on the screen.

A page that puts a colour on a new ground adds its pair here first.
"""

from __future__ import annotations

import json
import math
import re
from pathlib import Path

import pytest

from tracker.shipped import theme_colours as theme

THEMES = Path(__file__).parents[1] / "resources" / "themes"
ICONS = THEMES.parent / "icons"
HEX = re.compile(r"#[0-9a-f]{6}")

TEXT, ENHANCED = 4.5, 7.0
SHAPE = 3.0
NAMES = ("light", "dark", "light_contrast", "dark_contrast")

TEXT_ON_GROUNDS = {
    "text": "page panel hover pressed current_row accent_wash worse_wash better_wash usual_wash "
    "quiet_wash",
    "second": "page panel hover pressed current_row accent_wash worse_wash better_wash usual_wash "
    "quiet_wash",
    "third": "page panel hover current_row",
    "accent": "page panel hover current_row accent_wash",
    "worse": "page panel hover current_row worse_wash accent_wash",
    "better": "page panel hover current_row better_wash accent_wash",
    "steady": "panel",
    "on_accent": "accent accent_hover accent_pressed worse better",
    "on_selection": "selection",
    "on_chosen": "chosen",
}
SHAPES_ON_GROUNDS = {
    "accent": "line",
    "worse": "usual_wash",
    "better": "usual_wash",
    "steady": "page panel quiet_wash hover current_row accent_wash usual_wash",
    "segment_line": "page panel current_row",
    "chart_line": "panel usual_wash",
    "usual_line": "panel usual_wash",
    "disabled": "panel",
}
PAIRS = [
    pytest.param(front, ground, least, id=f"{front} on {ground}")
    for table, least in ((TEXT_ON_GROUNDS, TEXT), (SHAPES_ON_GROUNDS, SHAPE))
    for front, grounds in table.items()
    for ground in grounds.split()
]

Vector = tuple[float, ...]
Matrix = tuple[Vector, ...]

# Linear sRGB to XYZ, each row divided by its white (D65).
XYZ: Matrix = (
    (0.433953, 0.376219, 0.189828),
    (0.212673, 0.715152, 0.072175),
    (0.017758, 0.109477, 0.872765),
)
# Machado, Oliveira and Fernandes 2009, severity 1.0, on linear light.
SEEN_BY: dict[str, Matrix] = {
    "all cones": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two `#rrggbb` colours, 1 to 21 (WCAG 2.2, section 1.4.3)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """Relative luminance of a `#rrggbb` colour, 0 to 1 (WCAG 2.2)."""
    return dot((0.2126, 0.7152, 0.0722), linear(colour))


def linear(colour: str) -> Vector:
    """Light of a `#rrggbb` colour's three primaries, 0 to 1 each (sRGB)."""
    shares = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return tuple(s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)


def seen(colour: str, eyes: Matrix) -> Vector:
    """Linear light of a colour as these eyes see it."""
    return tuple(min(max(dot(row, linear(colour)), 0.0), 1.0) for row in eyes)


def lab(light: Vector) -> Vector:
    """CIE L*a*b* (D65) of linear sRGB light; a distance of about 2 is just visible."""
    x, y, z = (dot(row, light) for row in XYZ)
    roots = [v ** (1 / 3) if v > 216 / 24389 else (24389 / 27 * v + 16) / 116 for v in (x, y, z)]
    return 116 * roots[1] - 16, 500 * (roots[0] - roots[1]), 200 * (roots[1] - roots[2])


def dot(row: Vector, light: Vector) -> float:
    return sum(a * b for a, b in zip(row, light, strict=True))


def test_the_measure_itself_is_right() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("front", "ground", "least"), PAIRS)
def test_what_stands_on_a_ground_can_be_seen(
    name: str, front: str, ground: str, least: float
) -> None:
    roles = theme(name)
    found = contrast(roles[front], roles[ground])
    if name.endswith("contrast") and least == TEXT:
        least = ENHANCED
    assert found >= least, f"{roles[front]} on {roles[ground]}: {found:.2f}"


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("mark", "grounds"),
    [("box-check", "accent_wash"), ("box-arrow", "panel hover"), ("box-up", "panel hover")],
)
def test_a_mark_that_a_style_sheet_cannot_tint_stands_out(
    name: str, mark: str, grounds: str
) -> None:
    roles = theme(name)
    ground = name.partition("_")[0]
    drawn = (ICONS / f"{mark}-on-{ground}.svg").read_text(encoding="utf-8")
    (colour,) = HEX.findall(drawn)
    for role in grounds.split():
        assert contrast(colour, roles[role]) >= ENHANCED


@pytest.mark.parametrize("name", NAMES)
def test_a_theme_is_groups_of_colours_and_names_each_role_once(name: str) -> None:
    groups = json.loads((THEMES / f"{name}.json").read_text(encoding="utf-8"))
    roles = theme(name)
    assert [role for role, colour in roles.items() if not HEX.fullmatch(colour)] == []
    assert sum(len(group) for group in groups.values()) == len(roles)


def test_all_themes_have_the_same_roles() -> None:
    assert [list(theme(name)) for name in NAMES] == [list(theme("light"))] * len(NAMES)


def test_every_role_is_measured_or_is_plain_decoration() -> None:
    """A hairline and the grid carry nothing that is not also said by space or by a label.

    The edge of a chosen row is there in high contrast only: it is measured below.
    """
    measured = {role for pair in PAIRS for role in pair.values[:2]}
    assert set(theme("light")) - measured == {"chart_grid", "chosen_line"}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("eyes", SEEN_BY)
@pytest.mark.parametrize("other", ["better", "steady"])
def test_worse_stands_out_for_all_common_eyes(name: str, eyes: str, other: str) -> None:
    roles = theme(name)
    one, two = (lab(seen(roles[role], SEEN_BY[eyes])) for role in ("worse", other))
    assert math.dist(one, two) >= 20


@pytest.mark.parametrize("name", [name for name in NAMES if name.endswith("contrast")])
def test_in_high_contrast_what_is_chosen_stands_out_by_light(name: str) -> None:
    roles = theme(name)
    for ground in ("page", "panel", "hover"):
        assert contrast(roles["chosen"], roles[ground]) >= SHAPE
        assert contrast(roles["chosen_line"], roles[ground]) >= SHAPE
