"""What stands in a file that was written, read with nothing but what the program ships."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import Final
from xml.etree import ElementTree as Xml
from zipfile import ZipFile

_STREAM: Final = re.compile(rb"(\d+) 0 obj((?:(?!endobj).)*?)stream\r?\n(.*?)endstream", re.DOTALL)
_FONT: Final = re.compile(rb"(\d+) 0 obj\s*<<[^>]*/ToUnicode (\d+) 0 R", re.DOTALL)
_RANGE: Final = re.compile(rb"<(\w+)>\s*<(\w+)>\s*(?:<(\w+)>|\[(.*?)\])", re.DOTALL)
_SHOWN: Final = re.compile(rb"/F(\d+) [\d.]+ Tf|<([0-9A-Fa-f]+)> Tj")
_RUN: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
_WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"
FEWEST_COLOURS: Final = 8


def read_text(path: Path) -> str:
    """Return all words that stand in a file; raises where it is not what its ending says.

    A PNG has none: it is looked at whether there is a picture on it.
    """
    return READERS[path.suffix](path.read_bytes())


def squeezed(text: str) -> str:
    """Return a text without its spaces: they do not survive every way onto paper."""
    return "".join(text.split())


def _plain(content: bytes) -> str:
    return content.decode("utf-8-sig")


def _json(content: bytes) -> str:
    return json.dumps(json.loads(content), ensure_ascii=False)


def _lines(content: bytes) -> str:
    return "\n".join(_json(line) for line in content.splitlines())


class _Words(HTMLParser):
    """Collects what a reader of a page sees, and its pictures' words."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        """Take a piece of text."""
        self.found.append(data)


def _html(content: bytes) -> str:
    words = _Words()
    words.feed(content.decode("utf-8"))
    words.close()
    return " ".join(words.found)


def _svg(content: bytes) -> str:
    return " ".join(Xml.fromstring(content).itertext())  # noqa: S314 - written a moment ago


def _docx(content: bytes) -> str:
    with ZipFile(BytesIO(content)) as parts:
        document = Xml.fromstring(parts.read("word/document.xml"))  # noqa: S314 - the same
    return " ".join(one.text or "" for one in document.iter(_WORD))


def _pptx(content: bytes) -> str:
    from pptx import Presentation

    slides = Presentation(BytesIO(content)).slides
    return " ".join(one.text for slide in slides for one in slide.element.iter(_RUN))


def _xlsx(content: bytes) -> str:
    from openpyxl import load_workbook

    book = load_workbook(BytesIO(content), read_only=True)
    rows = [row for sheet in book.worksheets for row in sheet.iter_rows(values_only=True)]
    return "\n".join(str(cell) for row in rows for cell in row if cell is not None)


def _ics(content: bytes) -> str:
    from icalendar import Calendar

    return "\n".join(str(one["SUMMARY"]) for one in Calendar.from_ical(content).walk("VEVENT"))


def _png(content: bytes) -> str:
    from PySide6.QtGui import QImage

    colours = colours_of(QImage.fromData(content))
    if colours < FEWEST_COLOURS:
        raise ValueError(f"the picture has only {colours} colours")
    return ""


def colours_of(image: object) -> int:
    """Count the colours of a picture, of every third pixel; 0 where it cannot be read."""
    from PySide6.QtGui import QImage

    assert isinstance(image, QImage)  # noqa: S101 - Qt is loaded with the first picture
    if image.isNull():
        return 0
    plain = image.convertToFormat(QImage.Format.Format_ARGB32)
    pixels, line = memoryview(plain.constBits()).cast("I"), plain.bytesPerLine() // 4
    found: set[int] = set()
    for begin in range(0, plain.height() * line, 3 * line):
        found.update(pixels[begin : begin + plain.width() : 3])
    return len(found)


def _pdf(content: bytes) -> str:
    """Return the letters of a PDF as Qt writes them: each font brings its map to Unicode."""
    streams = {int(one[1]): _unpacked(one[3]) for one in _STREAM.finditer(content)}
    fonts = {int(one[1]): _letters(streams[int(one[2])]) for one in _FONT.finditer(content)}
    if not fonts:
        raise ValueError("no font of the PDF says which letters it draws")
    return "".join(letter for one in streams.values() for letter in _shown(one, fonts))


def _unpacked(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:  # metadata, which is not packed
        return stream


def _letters(cmap: bytes) -> dict[int, str]:
    found: dict[int, str] = {}
    for low, high, only, several in _RANGE.findall(cmap):
        first, last = int(low, 16), int(high, 16)
        if several:
            codes = [int(one, 16) for one in re.findall(rb"<(\w+)>", several)]
        else:
            codes = [int(only, 16) + at for at in range(last - first + 1)]
        found |= {first + at: chr(code) for at, code in enumerate(codes) if code < 0xFFFF}
    return found


def _shown(stream: bytes, fonts: Mapping[int, Mapping[int, str]]) -> Iterator[str]:
    font: Mapping[int, str] = {}
    for name, glyphs in _SHOWN.findall(stream):
        if name:
            font = fonts.get(int(name), {})
        else:
            text = glyphs.decode("ascii")
            yield from (font.get(int(text[at : at + 4], 16), "") for at in range(0, len(text), 4))


READERS: Final[Mapping[str, Callable[[bytes], str]]] = MappingProxyType(
    {
        ".csv": _plain,
        ".md": _plain,
        ".json": _json,
        ".jsonl": _lines,
        ".html": _html,
        ".svg": _svg,
        ".docx": _docx,
        ".pptx": _pptx,
        ".xlsx": _xlsx,
        ".ics": _ics,
        ".png": _png,
        ".pdf": _pdf,
    }
)
