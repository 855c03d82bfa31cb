"""The empty Word file a document begins as: A4, our styles, a page number, nothing else."""

from __future__ import annotations

from io import BytesIO
from typing import Final

from tracker.report.document import Document
from tracker.report.docx_styles import FOOTER, NAMESPACES, fonts_xml, numbering_xml, styles_xml
from tracker.report.office import language_of, package, relations
from tracker.report.plain import name
from tracker.report.svg_text import escape

A4: Final = (595.3, 841.9)
MARGIN_SIDE, MARGIN_TOP, MARGIN_FOOT = 56.7, 56.7, 62.4
ROOM: Final = A4[0] - 2 * MARGIN_SIDE
"""How wide a line may run, in points."""
HEIGHT: Final = A4[1] - MARGIN_TOP - MARGIN_FOOT
MAIN: Final = "word/document.xml"
_WORD: Final = "officedocument.wordprocessingml."


def twips(points: float) -> int:
    """Return points in twentieths."""
    return round(points * 20)


def empty_docx(document: Document) -> BytesIO:
    """Return a Word file with everything but the text."""
    parts = {
        MAIN: (f"{_WORD}document.main+xml", document_xml("", cover=document.cover)),
        "word/styles.xml": (f"{_WORD}styles+xml", styles_xml(language_of(document))),
        "word/numbering.xml": (f"{_WORD}numbering+xml", numbering_xml()),
        "word/settings.xml": (f"{_WORD}settings+xml", _settings_xml()),
        "word/fontTable.xml": (f"{_WORD}fontTable+xml", fonts_xml()),
        "word/footer1.xml": (f"{_WORD}footer+xml", _footer_xml(document.title)),
    }
    related = relations(
        ("styles", "styles.xml"),
        ("numbering", "numbering.xml"),
        ("settings", "settings.xml"),
        ("fontTable", "fontTable.xml"),
        ("footer", "footer1.xml"),
    )
    return package(document, MAIN, parts, {"word/_rels/document.xml.rels": related})


def document_xml(body: str, *, cover: bool) -> str:
    """Write the part that holds the text; a title page has no footer."""
    return (
        f"<w:document {NAMESPACES}><w:body>{body}<w:sectPr>"
        '<w:footerReference w:type="default" r:id="rId5"/>'
        f'<w:pgSz w:w="{twips(A4[0])}" w:h="{twips(A4[1])}"/>'
        f'<w:pgMar w:top="{twips(MARGIN_TOP)}" w:right="{twips(MARGIN_SIDE)}"'
        f' w:bottom="{twips(MARGIN_FOOT)}" w:left="{twips(MARGIN_SIDE)}"'
        ' w:header="567" w:footer="567" w:gutter="0"/>'
        f"{'<w:titlePg/>' if cover else ''}</w:sectPr></w:body></w:document>"
    )


def _settings_xml() -> str:
    """Ask for today's Word, so that it opens without "compatibility mode"."""
    setting = '<w:compatSetting w:uri="http://schemas.microsoft.com/office/word"'
    return (
        f'<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="567"/>'
        f'<w:compat>{setting} w:name="compatibilityMode" w:val="15"/></w:compat></w:settings>'
    )


def _footer_xml(title: str) -> str:
    return (
        f'<w:ftr {NAMESPACES}><w:p><w:pPr><w:pStyle w:val="{FOOTER}"/></w:pPr>'
        f'<w:r><w:t xml:space="preserve">{escape(name(title, 90))}</w:t></w:r><w:r><w:tab/></w:r>'
        f'{_field("PAGE")}<w:r><w:t xml:space="preserve"> / </w:t></w:r>{_field("NUMPAGES")}'
        "</w:p></w:ftr>"
    )


def _field(code: str) -> str:
    return f'<w:fldSimple w:instr=" {code} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
