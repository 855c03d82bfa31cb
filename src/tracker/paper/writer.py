"""Writes a document where a person wants it: the end of the name says as what."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from tracker.domain.errors import InvalidInput, quoted
from tracker.paper.files import check_target, write_whole
from tracker.report.document import Document

Progress = Callable[[int, int], None]
"""Told how much of how much is done; it may raise to give up, and nothing is left behind."""

PICTURE_SCALE: Final = 2


def _html(document: Document, _progress: Progress) -> bytes:
    from tracker.report.html import html_bytes

    return html_bytes(document)


def _markdown(document: Document, _progress: Progress) -> bytes:
    from tracker.report.markdown import markdown_bytes

    return markdown_bytes(document)


def _pdf(document: Document, progress: Progress) -> bytes:
    from tracker.paper.pages import document_pdf

    return document_pdf(document, progress)


def _png(document: Document, progress: Progress) -> bytes:
    from tracker.paper.pages import document_png

    return document_png(document, PICTURE_SCALE, progress)


def _docx(document: Document, progress: Progress) -> bytes:
    from tracker.report.docx import docx_bytes

    return docx_bytes(document, _drawn, progress)


def _pptx(document: Document, progress: Progress) -> bytes:
    from tracker.report.pptx import pptx_bytes

    return pptx_bytes(document, _drawn, progress)


def _drawn(svg: str) -> bytes:
    from tracker.paper.png import png_bytes

    return png_bytes(svg, PICTURE_SCALE)


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
    write_whole(target, write(document, progress or _quiet))


def _writer(suffix: str, named: str) -> Callable[[Document, Progress], bytes]:
    found = KINDS.get(suffix.lower())
    if found is None:
        raise InvalidInput("file", f"{quoted(named)} is no document this program writes", NAMING)
    return found


def _quiet(_done: int, _of: int) -> None:
    """Tell nobody."""
