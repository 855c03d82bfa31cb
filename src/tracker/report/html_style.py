"""The style sheet of a page: colours by role from the themes, the fonts within, then the rules."""

from __future__ import annotations

import base64
import tomllib
from functools import cache
from typing import Final

from tracker.shipped import resource_path

FONT_WEIGHTS: Final = (("Regular", 400), ("SemiBold", 600), ("Bold", 700))


@cache
def style_sheet() -> str:
    """Return the whole style sheet: light on paper and where the reader has it light, else dark."""
    rules = resource_path("templates/page.css").read_text(encoding="utf-8")
    light, dark = _colours("light"), _colours("dark")
    return (
        f"{_fonts()}\n:root{{{light}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}\n{rules}"
    )


def _colours(theme: str) -> str:
    roles = tomllib.loads(resource_path(f"themes/{theme}.toml").read_text(encoding="utf-8"))
    return "".join(
        f"--{role.replace('_', '-')}:{colour};"
        for role, colour in roles.items()
        if isinstance(colour, str) and colour.startswith("#")
    )


def _fonts() -> str:
    return "\n".join(
        f"@font-face{{font-family:Inter;font-weight:{weight};font-display:swap;"
        f"src:url(data:font/woff2;base64,{_font(style)})format('woff2')}}"
        for style, weight in FONT_WEIGHTS
    )


def _font(style: str) -> str:
    content = resource_path(f"fonts/web/Inter-{style}.woff2").read_bytes()
    return base64.b64encode(content).decode()
