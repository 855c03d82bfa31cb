from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QGuiApplication, QImage
from PySide6.QtSvg import QSvgRenderer

from tracker.domain.errors import FileTrouble, InvalidInput
from tracker.paper.fonts import load_fonts
from tracker.paper.output import ensure_application
from tracker.paper.writer import picture_bytes
from tracker.report.charts.draw import trend_svg
from tracker.report.charts.picture import Flag, Stretch
from tracker.report.charts.svg import LIGHT
from tracker.store.outgoing import check_target, write_whole

SVG = "{http://www.w3.org/2000/svg}"


def write_picture(svg: str, target: Path, *, scale: int = 1) -> None:
    """Write a drawing as every caller does."""
    check_target(target)
    write_whole(target, picture_bytes(svg, target.suffix, scale, target.name))


def run(*command: object) -> str:
    if not shutil.which(str(command[0])):
        pytest.skip(f"needs {command[0]}")
    said = subprocess.run([str(part) for part in command], capture_output=True, check=True)
    return said.stdout.decode()


def test_an_svg_is_written_as_it_is_and_qt_can_read_it(svg, tmp_path) -> None:
    write_picture(svg, tmp_path / "chart.svg")
    assert (tmp_path / "chart.svg").read_text(encoding="utf-8") == svg
    assert QSvgRenderer(str(tmp_path / "chart.svg")).isValid()


@pytest.mark.parametrize("scale", [1, 2, 3])
def test_a_png_has_its_size_and_its_points_in_colour(svg, tmp_path, scale) -> None:
    target = tmp_path / "chart.PNG"
    write_picture(svg, target, scale=scale)
    image = QImage(str(target))
    assert (image.width(), image.height()) == (900 * scale, 420 * scale)
    assert round(image.dotsPerMeterX() * 0.0254) == 96 * scale
    root = ElementTree.fromstring(svg.encode())
    circles = [one for one in root.iter(f"{SVG}circle") if one.find(f"{SVG}title") is not None]
    assert len(circles) == 9
    for circle in circles:
        x, y = (round(float(circle.get(name)) * scale) for name in ("cx", "cy"))
        assert image.pixelColor(x, y) == QColor(LIGHT["steady"])
    assert image.pixelColor(1, 1) == QColor("white")


def test_a_pdf_holds_text_vectors_and_inter(svg, tmp_path) -> None:
    target = tmp_path / "chart.pdf"
    write_picture(svg, target)
    text = run("pdftotext", "-layout", "-enc", "UTF-8", target, "-")
    for words in ("Month-end close answers – Zoë", "<café>", "promise ≤ 2 days", "1.5", "Apr"):
        assert words in text
    fonts = run("pdffonts", target).splitlines()[2:]
    assert {line.split()[0] for line in fonts} == {"Inter-Regular", "Inter-SemiBold"}
    assert all(line.split()[-5:-2] == ["yes", "no", "yes"] for line in fonts), "embedded"
    assert run("pdfimages", "-list", target).splitlines()[2:] == []
    about = run("pdfinfo", "-enc", "UTF-8", target)
    assert re.search(r"Title: +Month-end close answers – Zoë’s <café>", about)
    assert re.search(r"Creator: +Impact Tracker", about)
    assert re.search(r"Pages: +1\n", about)
    assert re.search(r"Page size: +842 x 595 pts \(A4\)", about)


def test_on_a_pdf_figures_stand_at_their_lines(svg, tmp_path) -> None:
    """At another resolution than the screen's, Qt moves text against lines without a word."""
    write_picture(svg, tmp_path / "chart.pdf")
    boxes = run("pdftotext", "-bbox", tmp_path / "chart.pdf", "-")
    found = {
        words: (float(top) + float(bottom)) / 2
        for top, bottom, words in re.findall(r'yMin="([\d.]+)".*?yMax="([\d.]+)">(.*?)<', boxes)
    }
    lines = {
        one.text: float(one.get("y")) for one in ElementTree.fromstring(svg).iter(f"{SVG}text")
    }
    on_paper = (found["1.5"] - found["2.5"]) / (lines["1.5"] - lines["2.5"])
    run("pdftoppm", "-r", "72", "-png", tmp_path / "chart.pdf", tmp_path / "page")
    page = QImage(str(tmp_path / "page-1.png"))
    root = ElementTree.fromstring(svg)
    promise = next(p for p in root.iter(f"{SVG}path") if p.get("stroke-dasharray"))
    height = float(re.search(r",([\d.]+)", promise.get("d"))[1])
    expected = found["1.5"] + (height - lines["1.5"] + 4.5) * on_paper
    darkest = min(
        range(round(expected) - 12, round(expected) + 12),
        key=lambda y: sum(page.pixelColor(x, y).lightness() for x in range(120, 700)),
    )
    assert darkest == pytest.approx(expected, abs=1.5)


def test_a_pdf_page_shows_the_drawing(svg, tmp_path) -> None:
    write_picture(svg, tmp_path / "chart.pdf")
    run("pdftoppm", "-r", "96", "-png", tmp_path / "chart.pdf", tmp_path / "page")
    page = QImage(str(tmp_path / "page-1.png"))
    colours = {
        page.pixelColor(x, y).name() for x in range(page.width()) for y in range(page.height() // 2)
    }
    assert {LIGHT["worse"], LIGHT["usual_wash"], LIGHT["steady"]} <= colours


@pytest.mark.parametrize("suffix", ["svg", "png", "pdf"])
def test_the_same_drawing_gives_the_same_bytes(svg, tmp_path, suffix) -> None:
    write_picture(svg, tmp_path / f"one.{suffix}")
    code = (
        "import sys, pathlib\n"
        "from tracker.paper.writer import picture_bytes\n"
        "svg = pathlib.Path(sys.argv[1]).read_text(encoding='utf-8')\n"
        "target = pathlib.Path(sys.argv[2])\n"
        "target.write_bytes(picture_bytes(svg, target.suffix))\n"
    )
    source = tmp_path / "source.svg"
    source.write_text(svg, encoding="utf-8")
    target = tmp_path / f"two.{suffix}"
    surroundings = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    for zone in ("Pacific/Auckland", "UTC"):
        surroundings |= {"TZ": zone, "PYTHONHASHSEED": "5"}
        subprocess.run(
            [sys.executable, "-c", code, str(source), str(target)], check=True, env=surroundings
        )
        assert (tmp_path / f"one.{suffix}").read_bytes() == target.read_bytes()


def test_a_pdf_keeps_no_time_and_its_table_of_places_is_right(svg, tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    time.tzset()
    write_picture(svg, tmp_path / "chart.pdf")
    monkeypatch.undo()
    time.tzset()
    content = (tmp_path / "chart.pdf").read_bytes()
    assert re.findall(rb"\(D:[^)]*\)", content) == [b"(D:20000101000000Z)"] * 2
    assert set(re.findall(rb'Date="([^"]*)"', content)) == {b"2000-01-01T00:00:00+00:00"}
    table = int(re.search(rb"startxref\n(\d+)", content)[1])
    assert content[table:].startswith(b"xref\n")
    for number, place in enumerate(re.findall(rb"\n(\d{10}) 00000 n ", content[table:]), 1):
        assert content[int(place) :].startswith(b"%d 0 obj" % number)


def test_an_svg_needs_no_qt(svg, tmp_path) -> None:
    code = (
        "import sys, pathlib\n"
        "from tracker.paper.writer import picture_bytes\n"
        f"pathlib.Path({str(tmp_path / 'a.svg')!r}).write_bytes(picture_bytes('<svg/>', '.svg'))\n"
        "assert 'PySide6' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_running_application_is_left_alone(qapp) -> None:
    ensure_application()
    assert QGuiApplication.instance() is qapp


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("chart.gif", "“chart.gif” is no picture this program writes"),
        ("chart", "“chart” is no picture this program writes"),
        ("missing/chart.png", "There is no folder"),
        ("folder.png", "“folder.png” is a folder"),
        ("file.txt/chart.svg", "There is no folder"),
    ],
)
def test_a_place_that_cannot_be_is_refused_in_a_sentence(svg, tmp_path, name, title) -> None:
    (tmp_path / "folder.png").mkdir()
    (tmp_path / "file.txt").touch()
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(InvalidInput, match=re.escape(title)) as refused:
        write_picture(svg, tmp_path / name)
    assert refused.value.field == "file"
    assert refused.value.hint.endswith("in a folder that exists.")
    assert sorted(tmp_path.rglob("*")) == before


def test_only_whole_sizes_up_to_three_times(svg, tmp_path) -> None:
    with pytest.raises(InvalidInput, match="4 times as fine"):
        write_picture(svg, tmp_path / "chart.png", scale=4)


def test_a_protected_file_stays_as_it_was(svg, tmp_path, monkeypatch) -> None:
    target = tmp_path / "chart.svg"
    target.write_text("mine")
    target.chmod(0o444)
    monkeypatch.setattr(os, "access", lambda path, mode: False)  # root may write anything
    with pytest.raises(FileTrouble, match="write-protected"):
        write_picture(svg, target)
    assert target.read_text() == "mine"


def test_a_full_disk_leaves_nothing_behind_and_the_old_file_whole(
    svg, tmp_path, monkeypatch
) -> None:
    target = tmp_path / "chart.svg"
    target.write_text("old")

    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.replace", full)
    with pytest.raises(FileTrouble, match="No space left on device"):
        write_picture(svg, target)
    assert [one.name for one in tmp_path.iterdir()] == ["chart.svg"]
    assert target.read_text() == "old"


def test_a_written_file_replaces_the_old_and_keeps_its_permissions(svg, tmp_path) -> None:
    target = tmp_path / "chart.svg"
    target.write_text("old")
    target.chmod(0o640)
    write_picture(svg, target)
    assert target.read_text(encoding="utf-8") == svg
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_what_is_no_drawing_is_a_mistake_of_ours(tmp_path) -> None:
    with pytest.raises(ValueError, match="not an SVG"):
        write_picture("nothing", tmp_path / "chart.png")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["Wholesale WWW ", "Größe – ÄÖÜ ", "Отчёт Жизни ", "lil' ill "])
def test_real_letters_stay_inside_and_off_each_other(picture, name) -> None:
    long = name * 15
    crowded = replace(
        picture,
        title=long,
        subtitle=long,
        unit=long,
        promises=(Stretch(picture.first, picture.last, high=2.0, label=long),),
        flags=(Flag(picture.points[1].day, long), Flag(picture.points[-1].day, long)),
    )
    for one in ElementTree.fromstring(trend_svg(crowded).encode()).iter(f"{SVG}text"):
        font = QFont(load_fonts())
        font.setPixelSize(100)
        font.setWeight(QFont.Weight(int(one.get("font-weight", 400))))
        width = QFontMetricsF(font).horizontalAdvance(one.text) * float(one.get("font-size")) / 100
        shift = {"end": 1.0, "middle": 0.5}.get(one.get("text-anchor"), 0.0)
        left = float(one.get("x")) - shift * width
        assert left >= 0
        assert left + width <= 900
