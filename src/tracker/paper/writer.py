"""Documents and drawings as files, where a person wants them: the end of the name says as what.

What a picture is called, Linux, macOS and Windows all take. How a file gets to its place, and which
place is refused, `store.outgoing` decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from html import unescape
from pathlib import Path
from types import MappingProxyType
from typing import Final

from tracker.domain.errors import InvalidInput, quoted
from tracker.report.charts.picture import HeatPicture, Picture
from tracker.report.documents.document import Document
from tracker.store.outgoing import check_target, write_whole

PICTURE_NAMING: Final = "Name a file that ends in .svg, .png or .pdf, in a folder that exists."
PICTURE_SCALE, OFFICE_SCALE = 2, 3
DRAWN: Final = MappingProxyType({".pdf": "the PDF", ".png": "the picture"})
"""Kinds that are drawn with the fonts of this computer; in the others the reader's draw them."""
WITH_PICTURES: Final = MappingProxyType({".docx": "its charts", ".pptx": "its charts"})
"""Kinds of which only the charts are drawn here."""
SCALES: Final = (1, 2, 3)
SUFFIXES: Final = (".svg", ".png", ".pdf")
_SVG: Final = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
_TITLE: Final = re.compile(r"<title>([^<]*)</title>")
LONGEST: Final = 80
_FORBIDDEN: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
_DEVICES: Final = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


Progress = Callable[[int, int], None]
"""Told how much of how much is done; it may raise to give up, and nothing is left behind."""


def _html(document: Document, _progress: Progress) -> bytes:
    from tracker.report.documents.html import html_bytes

    return html_bytes(document)


def _markdown(document: Document, _progress: Progress) -> bytes:
    from tracker.report.documents.markdown import markdown_bytes

    return markdown_bytes(document)


def _pdf(document: Document, progress: Progress) -> bytes:
    from tracker.paper.pages import document_pdf

    return document_pdf(document, progress)


def _png(document: Document, progress: Progress) -> bytes:
    from tracker.paper.pages import document_png

    return document_png(document, PICTURE_SCALE, progress)


def _docx(document: Document, progress: Progress) -> bytes:
    from tracker.report.documents.docx_writer import docx_bytes

    return docx_bytes(document, _drawn, progress)


def _pptx(document: Document, progress: Progress) -> bytes:
    from tracker.report.documents.pptx_writer import pptx_bytes

    return pptx_bytes(document, _drawn, progress)


def _drawn(svg: str) -> bytes:
    from tracker.paper.output import png_bytes

    return png_bytes(svg, OFFICE_SCALE)


KINDS: Final[Mapping[str, Callable[[Document, Progress], bytes]]] = MappingProxyType(
    {
        ".html": _html,
        ".pdf": _pdf,
        ".png": _png,
        ".docx": _docx,
        ".pptx": _pptx,
        ".md": _markdown,
    }
)
_ENDS: Final = " or ".join(", ".join(KINDS).rsplit(", ", 1))
NAMING: Final = f"Name a file that ends in {_ENDS}, in a folder that exists."


def document_bytes(document: Document, suffix: str, progress: Progress | None = None) -> bytes:
    """Return the document as the kind of file that `suffix` names, as in ".pdf".

    Qt is loaded for PDF, PNG, Word and slides only. Raises `InvalidInput` for another kind.
    """
    return _writer(suffix, suffix)(document, progress or _quiet)


def write_document(document: Document, target: Path, progress: Progress | None = None) -> None:
    """Write a document whole or not at all, as the kind that the end of its name says.

    Raises `InvalidInput` for a name that cannot be, `FileTrouble` where writing fails.
    """
    write = _writer(target.suffix, target.name)
    check_target(target, NAMING)
    write_whole(target, write(document, progress or _quiet), naming=NAMING)


def undrawn_in(document: Document, suffix: str) -> str:
    """Name the letters that a file of this kind would show as boxes; empty where it shows none."""
    kind = suffix.lower()
    where = DRAWN.get(kind) or WITH_PICTURES.get(kind)
    if where is None:
        return ""
    page = _html(document, _quiet).decode()
    return _undrawn(page if kind in DRAWN else "".join(_SVG.findall(page)), where)


def undrawn_in_picture(svg: str, suffix: str) -> str:
    """Name the letters that a drawing of this kind would show as boxes."""
    where = DRAWN.get(suffix.lower())
    return _undrawn(svg, where) if where else ""


def _undrawn(markup: str, where: str) -> str:
    from tracker.paper.fonts import undrawn_sentence
    from tracker.paper.output import ensure_application

    ensure_application()
    return undrawn_sentence(markup, where)


def _writer(suffix: str, named: str) -> Callable[[Document, Progress], bytes]:
    found = KINDS.get(suffix.lower())
    if found is None:
        raise InvalidInput("file", f"{quoted(named)} is no document this program writes", NAMING)
    return found


def _quiet(_done: int, _of: int) -> None:
    """Tell nobody."""


def picture_bytes(svg: str, suffix: str, scale: int = 1, named: str = "") -> bytes:
    """Return a drawing as SVG, PNG (`scale` 1 to 3 times as fine) or PDF, as `suffix` says.

    Needs no window: Qt is started without a screen where it is not running, and not for an SVG.
    Raises `InvalidInput` for another kind; `named` is what the person called it.
    """
    if suffix.lower() not in SUFFIXES:
        title = f"{quoted(named or suffix)} is no picture this program writes"
        raise InvalidInput("file", title, PICTURE_NAMING)
    if scale not in SCALES:
        raise InvalidInput(
            "scale", f"A picture cannot be {scale} times as fine", "Choose 1, 2 or 3."
        )
    return _content(svg, suffix.lower(), scale)


def _content(svg: str, suffix: str, scale: int) -> bytes:
    if suffix == ".png":
        from tracker.paper.output import png_bytes

        return png_bytes(svg, scale)
    if suffix == ".pdf":
        from tracker.paper.output import pdf_bytes

        found = _TITLE.search(svg)
        return pdf_bytes(svg, unescape(found[1]) if found else "")
    return svg.encode()


def picture_name(picture: Picture) -> str:
    """Return the name of a picture's file, without its ending."""
    if isinstance(picture, HeatPicture):
        day = f" {picture.day.isoformat()}" if picture.day else ""
        return f"{_harmless(picture.title)}{day}"
    return file_name(picture.title, picture.first, picture.last)


def file_name(title: str, first: date, last: date) -> str:
    """Return a name with two days, without its ending."""
    return f"{_harmless(title)} {first.isoformat()} to {last.isoformat()}"


def _harmless(title: str) -> str:
    cleaned = " ".join(_FORBIDDEN.sub(" ", title).split())[:LONGEST].strip(". ")
    while len(cleaned.encode()) > 2 * LONGEST:
        cleaned = cleaned[:-1].strip(". ")
    if not cleaned or _DEVICES.match(cleaned):
        cleaned = f"Trend {cleaned}".strip()
    return cleaned
