"""A document as a Word file: real headings, lists, tables and styles, so that it can be edited."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Final

from tracker.report.document import (
    Block,
    Columns,
    Document,
    Figure,
    Heading,
    PageBreak,
    Points,
    Promise,
    Quote,
    Reply,
    Signatures,
    Table,
    Text,
)
from tracker.report.docx_package import HEIGHT, MAIN, ROOM, document_xml, empty_docx, twips
from tracker.report.docx_parts import (
    broken,
    data_table,
    layout,
    paragraph,
    picture_run,
    ratings,
    run,
    tag_run,
    text_lines,
)
from tracker.report.docx_styles import (
    BYLINE,
    CAPTION,
    FIGURE,
    HEADINGS,
    KICKER,
    PICTURE,
    PICTURE_ALONE,
    POINTS,
    PROMISE,
    QUOTE,
    ROLES,
    RULED,
    SIGNED,
    SIGNED_BELOW,
    SOURCE,
    SPACER,
    TABLE_TITLE,
    TITLE,
)
from tracker.report.drawing import card_svg, full_svg
from tracker.report.office import Draw, Drawn, Progress, drawn, logo_of, sealed
from tracker.report.pictures import HeatPicture
from tracker.report.plain import joined, lines, name, paragraphs
from tracker.report.svg_frame import MARGIN
from tracker.report.svg_text import clean

if TYPE_CHECKING:
    from docx.document import Document as Word

CARD_WIDE: Final = 215.0
"""How wide the picture beside a promise stands, in points."""
_CARD: Final = (287, 104)
_FULL: Final = (680, 320)
_HEAT: Final = (820, 320)
"""Sizes of drawings in their own pixels: so large that their words are read on paper."""
_TALLEST: Final = HEIGHT - 90
_LOGO: Final = (150.0, 40.0)


def docx_bytes(document: Document, draw: Draw, progress: Progress | None = None) -> bytes:
    """Write a document as a Word file; `draw` turns drawings into PNG."""
    import docx

    word = docx.Document(empty_docx(document))
    writer = _Writer(document, draw, word)
    written = writer.head()
    for at, block in enumerate(document.blocks):
        written.append(writer.block(block))
        if progress is not None:
            progress(at + 1, len(document.blocks))
    written.append(writer.foot())
    result = BytesIO()
    word.save(result)
    # Put in as text: lxml takes seconds to move a year's tables from one tree to another.
    return sealed(result, {MAIN: document_xml("".join(written), cover=document.cover)})


class _Writer:
    """Writes block after block as XML; pictures go into the file as they come."""

    def __init__(self, document: Document, draw: Draw, word: Word) -> None:
        self._document = document
        self._draw = draw
        self._word = word
        self._pictures = 0
        self._level = 1
        self._break = False

    def head(self) -> list[str]:
        """Write what stands above the first block, or the title page."""
        document = self._document
        logo = logo_of(document)
        by = joined(document.name, document.role)
        said = [
            self._picture(logo, *logo.fitted(*_LOGO)) if logo else "",
            self._paragraph(KICKER, run(name(document.kicker))) if clean(document.kicker) else "",
            self._paragraph(TITLE, run(name(document.title) or "Untitled")),
            self._paragraph(BYLINE, run(by)),
        ]
        if not document.cover:
            return said
        self._break = True
        return [f'<w:p><w:pPr><w:spacing w:before="{twips(HEIGHT / 4)}"/></w:pPr></w:p>', *said]

    def foot(self) -> str:
        """Write the last small print."""
        return self._texts(ROLES[Text("").role.SMALL], self._document.footer)

    def block(self, block: Block) -> str:
        """Write one block."""
        match block:
            case Heading():
                return self._heading(block.text, block.level)
            case Text():
                return self._texts(ROLES[block.role], block.text)
            case Points():
                return "".join(self._lines(POINTS, item) for item in block.items)
            case Promise():
                return self._promise(block)
            case Figure():
                return self._figure(block)
            case Quote():
                return self._quote(block)
            case Table():
                return self._table(block)
            case _:
                return self._rare(block)

    def _rare(self, block: Block) -> str:
        match block:
            case Columns():
                return self._columns(block)
            case Reply():
                return self._reply(block)
            case Signatures():
                return self._signatures(block.lines)
            case PageBreak():
                self._break = True
        return ""

    def _heading(self, text: str, level: int) -> str:
        self._level = min(max(level, 1), 3)
        return self._lines(HEADINGS[self._level - 1], name(text))

    def _texts(self, style: str, text: str) -> str:
        return "".join(self._paragraph(style, broken(said)) for said in paragraphs(text))

    def _lines(self, style: str, text: str) -> str:
        said = lines(text)
        return self._paragraph(style, broken(said)) if said else ""

    def _paragraph(self, style: str, *runs: str, more: str = "") -> str:
        broken_off = "<w:pageBreakBefore/>" if self._break else ""
        self._break = False
        return paragraph(style, *runs, more=broken_off + more)

    def _spacer(self) -> str:
        """Part two tables, which Word would join, and give a page break something to stand on."""
        return self._paragraph(SPACER)

    def _promise(self, block: Promise) -> str:
        below = HEADINGS[min(self._level, 2)]
        said = text_lines(PROMISE, name(block.promise))
        figure = run(name(block.figure)) + tag_run(block.tag)
        told = said + (paragraph(FIGURE, figure) if figure else "")
        told += "".join(text_lines("Normal", note) for note in block.notes)
        head = self._paragraph(below, run(name(block.name) or "–"), more=RULED)
        if block.picture is None:
            return head + told
        svg = card_svg(block.picture, *_CARD, tone=block.tag.tone)
        picture = drawn(block.picture, svg, self._draw)
        beside = self._picture(picture, *picture.fitted(CARD_WIDE, CARD_WIDE))
        beside += text_lines(CAPTION, name(block.caption))
        widths = (ROOM - CARD_WIDE - 20, 20.0, CARD_WIDE)
        cells = (told or paragraph("Normal"), paragraph(SPACER), beside)
        tall = sum(map(len, block.notes)) > 2000
        return head + layout(cells, widths, split=tall) + self._spacer()

    def _figure(self, block: Figure) -> str:
        wide, high = _HEAT if isinstance(block.picture, HeatPicture) else _FULL
        picture = drawn(block.picture, full_svg(block.picture, wide, high), self._draw)
        # The drawing keeps a margin of its own: its words stand flush with those of the page.
        margin = ROOM * MARGIN / (wide - 2 * MARGIN)
        size = picture.fitted(ROOM + 2 * margin, _TALLEST)
        flush = f'<w:ind w:left="{-twips(margin)}" w:right="{-twips(margin)}"/>'
        caption = name(block.caption)
        style = PICTURE if caption else PICTURE_ALONE
        return self._picture(picture, *size, style, flush) + self._lines(CAPTION, caption)

    def _picture(
        self, picture: Drawn, width: float, height: float, style: str = PICTURE, more: str = ""
    ) -> str:
        self._pictures += 1
        related, _ = self._word.part.get_or_add_image(BytesIO(picture.content))
        shown = picture_run(picture, related, self._pictures, width, height)
        return self._paragraph(style, shown, more=more)

    def _quote(self, block: Quote) -> str:
        by = joined(block.who, block.day)
        said = self._lines(QUOTE, block.text)
        return said + (self._paragraph(SOURCE, run(by)) if by else "")

    def _table(self, block: Table) -> str:
        title = self._lines(TABLE_TITLE, name(block.title)) or self._spacer()
        return title + (data_table(block) + self._spacer() if block.columns else "")

    def _columns(self, block: Columns) -> str:
        above = self._level
        written = ""
        for section in block.sections:
            written += self._heading(section.title, above + 1)
            written += "".join(map(self.block, section.blocks))
        self._level = above
        return written

    def _reply(self, block: Reply) -> str:
        asked = "Rate each promise from 1 to 5"
        asked += f" and send it to {name(block.mail)}." if clean(block.mail) else "."
        table = ratings(block.promises) + self._spacer() if block.promises else ""
        return self._paragraph("Normal", run(asked)) + table

    def _signatures(self, signed: Sequence[tuple[str, str]]) -> str:
        return "".join(
            self._paragraph(SIGNED, run(name(who)) or run("\u00a0"))
            + paragraph(SIGNED_BELOW, run(name(below)))
            for who, below in signed
        )
