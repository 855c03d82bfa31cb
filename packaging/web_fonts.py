"""Make the fonts that stand within a page: the shipped Inter, cut to what work is written in.

    python -m pip install fonttools==4.68.0 brotli && python packaging/web_fonts.py

Run by hand after a change of `resources/fonts/*.ttf`; what it writes is part of the repository. The
same files give the same bytes. Letters beyond these ranges come from the reader's own system.
"""

from __future__ import annotations

from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

FONTS = Path(__file__).parents[1] / "resources" / "fonts"
STYLES = ("Regular", "SemiBold", "Bold")
RANGES = ",".join(
    (
        "20-7E,A0-FF",  # Latin-1
        "100-17F,218-21B,1E9E",  # Latin Extended-A, Romanian, capital sharp s
        "386-3CE,400-45F,490-491",  # Greek and Cyrillic as they are written today
        "2010-2015,2018-201E,2020-2022,2026,202F,2030,2032,2033,2039,203A",  # punctuation
        "20AC,2122,2190-2193,2212,2248,2260,2264,2265",  # € ™ ← ↑ → ↓ − ≈ ≠ ≤ ≥
        "25A0,25A1,25B2,25B3,25BC,25C6,25C7,25CB,25CF,2713,2714",  # shapes and ticks
    )
)
FEATURES = ["kern", "tnum", "ccmp", "locl", "mark"]


def web_font(style: str) -> TTFont:
    """Return one style cut down, without hints: screens of today smooth it anyway."""
    font = TTFont(FONTS / f"Inter-{style}.ttf", recalcTimestamp=False)
    options = subset.Options(
        layout_features=FEATURES, name_IDs=[0, 1, 2, 14], hinting=False, notdef_outline=True
    )
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=subset.parse_unicodes(RANGES))
    cutter.subset(font)
    font.flavor = "woff2"
    return font


def main() -> None:
    """Write every style beside the fonts it is cut from."""
    folder = FONTS / "web"
    folder.mkdir(exist_ok=True)
    for style in STYLES:
        target = folder / f"Inter-{style}.woff2"
        web_font(style).save(target)
        print(f"{target.name}: {target.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
