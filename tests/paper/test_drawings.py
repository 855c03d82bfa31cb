"""Every kind of picture on paper: sizes, text, and the same look in Chromium as by Qt."""

from __future__ import annotations

import base64
import shutil
import subprocess
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from tests.browser import MISSING, WHY, chromium
from tests.report.sample_pictures import DRAWINGS, HEAT, TREND, WHOLE
from tests.report.svg_checks import drawn, texts

from tracker.paper.output import pdf_bytes, png_bytes
from tracker.report.charts.draw import card_svg, full_svg
from tracker.report.charts.svg import LIGHT
from tracker.shipped import resource_path

WEIGHTS = {"Regular": 400, "Medium": 500, "SemiBold": 600}


@pytest.mark.parametrize("scale", [1, 2, 3])
@pytest.mark.parametrize("name", DRAWINGS)
def test_a_png_has_so_many_pixels_for_each_of_the_drawing(name, scale) -> None:
    svg = DRAWINGS[name]()
    root = drawn(svg)
    image = QImage.fromData(png_bytes(svg, scale))
    assert image.width() == int(root.get("width")) * scale
    assert abs(image.height() - float(root.get("height")) * scale) <= 1
    assert image.pixelColor(image.width() - 1, image.height() - 1) == QColor("white")


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs poppler-utils")
@pytest.mark.parametrize("name", WHOLE)
def test_text_stays_text_in_a_pdf(name, tmp_path) -> None:
    svg = full_svg(WHOLE[name])
    path = tmp_path / "chart.pdf"
    path.write_bytes(pdf_bytes(svg, WHOLE[name].title))
    said = " ".join(run("pdftotext", "-raw", "-enc", "UTF-8", path, "-").split())
    for words in texts(svg):
        assert " ".join(words.split()) in said
    assert run("pdfimages", "-list", path).splitlines()[2:] == []
    assert pdf_bytes(svg, WHOLE[name].title) == path.read_bytes()


@pytest.mark.skipif(not shutil.which("pdfinfo"), reason="needs poppler-utils")
def test_what_is_higher_than_wide_stands_on_an_upright_page(tmp_path) -> None:
    path = tmp_path / "chart.pdf"
    for lines, size in ((1, "842 x 595"), (20, "595 x 842")):
        path.write_bytes(pdf_bytes(full_svg(replace(HEAT, lines=HEAT.lines * lines))))
        assert f"{size} pts (A4)" in run("pdfinfo", path)


@pytest.fixture(scope="module")
def browser():
    with chromium("--force-device-scale-factor=1") as one:
        yield one


@pytest.mark.skipif(MISSING, reason=WHY)
def test_chromium_draws_what_qt_draws(browser, tmp_path) -> None:
    page = tmp_path / "page.html"
    page.write_text(f"<!doctype html><style>{faces()}</style>{together()}", encoding="utf-8")
    browser.open(page)
    loaded = browser.run("return [...document.fonts].filter(f => f.status == 'loaded').length")
    assert loaded == len(WEIGHTS)
    assert browser.run("return document.querySelectorAll('parsererror').length") == 0
    for at, (name, draw) in enumerate(DRAWINGS.items()):
        theirs = shot(browser, at)
        ours = QImage.fromData(png_bytes(draw(), 1))
        far, mean = apart(theirs, ours)
        assert mean < 1.5, name
        assert far < 0.012, f"{name}: {far:.2%} of what is seen lies elsewhere"


@pytest.mark.skipif(MISSING, reason=WHY)
def test_a_drawing_takes_the_colours_of_its_page(browser, tmp_path) -> None:
    named = {role: f"var(--{role})" for role in LIGHT}
    given = "".join(f"--{role}: {colour};" for role, colour in LIGHT.items())
    page = tmp_path / "page.html"
    page.write_text(
        f"<!doctype html><style>:root {{ {given} --worse: #f2954e; --panel: #1c2028 }}</style>"
        f"{full_svg(TREND, colours=named)}{card_svg(TREND, colours=named)}",
        encoding="utf-8",
    )
    browser.open(page)
    script = "return getComputedStyle(document.querySelector(arguments[0])).fill"
    assert browser.run(script, "svg > rect") == "rgb(28, 32, 40)"
    assert browser.run(script, "svg + svg > rect[fill='var(--worse)']") == "rgb(242, 149, 78)"


def run(*command: object) -> str:
    said = subprocess.run([str(part) for part in command], capture_output=True, check=True)
    return said.stdout.decode()


def faces() -> str:
    """The shipped fonts, as a page finds them."""
    found = (
        f"@font-face {{ font-family: Inter; font-weight: {weight}; "
        f"src: url({next(resource_path('fonts').glob(f'*-{style}.ttf')).as_uri()}) }}"
        for style, weight in WEIGHTS.items()
    )
    return "".join(found) + "body { margin: 0; background: #fff } svg { display: block }"


def together() -> str:
    return "".join(draw() for draw in DRAWINGS.values())


def shot(browser, at: int) -> QImage:
    box = browser.run(
        "const r = document.querySelectorAll('body > svg')[arguments[0]].getBoundingClientRect();"
        "return {x: r.x, y: r.y, width: r.width, height: r.height}",
        at,
    )
    clip = {**box, "scale": 1}
    told = browser.devtools(
        "Page.captureScreenshot", format="png", clip=clip, captureBeyondViewport=True
    )
    return QImage.fromData(base64.b64decode(told["data"]))


def apart(one: QImage, other: QImage) -> tuple[float, float]:
    """Return which share of the dots is far apart once letters are blurred, and the mean."""
    sizes = one.width() // 4, one.height() // 4
    grey = QImage.Format.Format_Grayscale8
    smooth, stretch = (
        Qt.TransformationMode.SmoothTransformation,
        Qt.AspectRatioMode.IgnoreAspectRatio,
    )
    first, second = (
        image.convertToFormat(QImage.Format.Format_RGB32)
        .scaled(*sizes, stretch, smooth)
        .convertToFormat(grey)
        for image in (one, other)
    )
    gaps = [
        abs(first.pixelColor(x, y).red() - second.pixelColor(x, y).red())
        for x in range(sizes[0])
        for y in range(sizes[1])
    ]
    return sum(gap > 40 for gap in gaps) / len(gaps), sum(gaps) / len(gaps)
