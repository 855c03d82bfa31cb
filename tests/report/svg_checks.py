"""What every drawing is checked for: well formed, harmless, and everything inside."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from hypothesis import strategies as st

from tracker.report.charts.svg import text_width

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = st.sampled_from(
    [
        "",
        "<script>alert(1)</script>",
        "=cmd()",
        "javascript:alert(1)",
        "a\x00\ud800\u202eb",
        "\u2066x\u2069",
        "W" * 200,
        "long " * 2000,
        "日" * 100,
        "]]>&",
        '" onload="x',
    ]
) | st.text(st.characters(codec=None), max_size=200)
UNCLEAN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]"
)


def drawn(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg.encode())


def texts(svg: str) -> list[str]:
    return [one.text for one in drawn(svg).iter(f"{SVG}text")]


def check_inside(svg: str) -> None:
    """Every coordinate is finite and inside; so is every line of text, as wide as it is taken."""
    assert not UNCLEAN.search(svg)
    root = drawn(svg)
    assert [one.tag for one in root][:2] == [f"{SVG}title", f"{SVG}desc"]
    width, height = float(root.get("width")), float(root.get("height"))
    for one in root.iter():
        assert one.tag.removeprefix(SVG) in {
            "svg", "title", "desc", "rect", "line", "path", "text", "circle",
        }  # fmt: skip
        across = [float(one.get(name)) for name in ("x", "x1", "x2", "cx") if one.get(name)]
        down = [float(one.get(name)) for name in ("y", "y1", "y2", "cy") if one.get(name)]
        if one.tag == f"{SVG}rect":
            across.append(across[0] + float(one.get("width")))
            down.append(down[0] + float(one.get("height")))
        if one.tag == f"{SVG}path":
            corners = one.get("d")
            across += map(float, re.findall(r"(?:[ML]|H)(-?[\d.]+)", corners))
            down += map(float, re.findall(r"(?:,|V)(-?[\d.]+)", corners))
            assert not re.search(r"nan|inf", corners)
        if one.tag == f"{SVG}text":
            length = text_width(
                one.text, float(one.get("font-size")), bold=one.get("font-weight") is not None
            )
            shift = {"end": 1.0, "middle": 0.5}.get(one.get("text-anchor"), 0.0)
            across += [across[0] - shift * length, across[0] + (1 - shift) * length]
        assert all(0 <= place <= width for place in across), ElementTree.tostring(one)
        assert all(0 <= place <= height for place in down), ElementTree.tostring(one)
