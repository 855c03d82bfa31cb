"""A document as a Word file: real headings, lists, tables and styles, so that it can be edited.

Its XML is written as one text: built cell by cell by a library, a year's figures take minutes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import singledispatchmethod
from typing import Final

from tracker.report.charts.draw import card_svg, full_svg
from tracker.report.charts.frame import MARGIN
from tracker.report.charts.picture import HeatPicture, TrendPicture
from tracker.report.charts.svg import clean, escape
from tracker.report.documents.document import (
    Block,
    BulletList,
    Column,
    Columns,
    Document,
    Figure,
    FigureForm,
    Heading,
    Matrix,
    PageBreak,
    Promise,
    Quote,
    Reply,
    Signatures,
    Table,
    Tag,
    Text,
    joined,
    lines,
    name,
    paragraphs,
)
from tracker.report.documents.docx_package import (
    BYLINE,
    CAPTION,
    CELL,
    CELL_PAD,
    FIGURE,
    HEAD,
    HEAD_NUMBER,
    HEADINGS,
    HEIGHT,
    KICKER,
    LAYOUT,
    NUMBER,
    PICTURE,
    PICTURE_ALONE,
    POINTS,
    PROMISE,
    QUOTE,
    ROLES,
    ROOM,
    RULED,
    SIGNED,
    SIGNED_BELOW,
    SOURCE,
    SPACER,
    TABLE,
    TABLE_SIZE,
    TABLE_TITLE,
    TAGS,
    TITLE,
    WORDS,
    Pictures,
    docx_package,
    twips,
)
from tracker.report.documents.office import Draw, Progress, RasterPicture, logo_of, rasterized
from tracker.report.documents.text_fit import SLACK, column_widths

_EMU: Final = 12700
MOST_IN_CELL: Final = 1000
"""Letters in a cell of a table; a longer text has no place in a column."""
_WITH_HEAD: Final = 2
_TALL: Final = 600
"""Letters in a cell beyond which its row may be split over two pages."""
_DRAWING: Final = (
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
_PICTURE: Final = "http://schemas.openxmlformats.org/drawingml/2006/picture"
CARD_WIDE: Final = 215.0
"""How wide the picture beside a promise stands, in points."""
_CARD: Final = (287, 104)
_FULL: Final = (680, 320)
_HEAT: Final = (820, 320)
_LOW: Final = 260
"""Sizes of drawings in their own pixels: so large that their words are read on paper."""
_TALLEST: Final = HEIGHT - 90
_LOGO: Final = (150.0, 40.0)


def paragraph(style: str, *runs: str, more: str = "") -> str:
    """Write a paragraph of a style; `more` are properties of its own."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{"".join(runs)}</w:p>'


def run(text: str, style: str = "") -> str:
    """Write clean text on one line, in a character style or that of the paragraph."""
    said = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    words = escape(text)
    return f'<w:r>{said}<w:t xml:space="preserve">{words}</w:t></w:r>' if words else ""


def broken(said: Sequence[str], style: str = "") -> str:
    """Write lines below each other within one paragraph."""
    return "<w:r><w:br/></w:r>".join(run(line, style) for line in said)


def tag_run(tag: Tag) -> str:
    """Write a tag: words on a wash, with a little room at both ends."""
    words = escape(name(tag.text, 60))
    if not words:
        return ""
    style = f'<w:rPr><w:rStyle w:val="{TAGS[tag.tone]}"/></w:rPr>'
    return (
        '<w:r><w:t xml:space="preserve">  </w:t></w:r>'
        f'<w:r>{style}<w:t xml:space="preserve">\u00a0{words}\u00a0</w:t></w:r>'
    )


def picture_run(drawn: RasterPicture, related: str, at: int, width: float, height: float) -> str:
    """Write a picture within a line, `at` being its number, with its description."""
    size = f'cx="{round(width * _EMU)}" cy="{round(height * _EMU)}"'
    named = f'id="{at}" name="Picture {at}" descr="{escape(drawn.told)}"'
    return (
        f'<w:r><w:drawing><wp:inline {_DRAWING} distT="0" distB="0" distL="0" distR="0">'
        f"<wp:extent {size}/><wp:docPr {named}/>"
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic><a:graphicData uri="{_PICTURE}"><pic:pic xmlns:pic="{_PICTURE}">'
        f"<pic:nvPicPr><pic:cNvPr {named}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>"
        f'<a:blip r:embed="{related}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def data_table(table: Table) -> str:
    """Write a table whose head stands on every page and whose rows stay whole."""
    widths = column_widths(table, TABLE_SIZE, ROOM, 2 * CELL_PAD, SLACK)
    numbers = [column.number for column in table.columns]
    rows = [_row(map(_head, table.columns), widths, "<w:cantSplit/><w:tblHeader/>")]
    for at, cells in enumerate(table.rows):
        # The first rows stay with the head: alone at the foot of a page it would say nothing.
        more = "<w:keepNext/>" if at < _WITH_HEAD else ""
        written = (
            paragraph(
                NUMBER if number else CELL,
                broken(lines(cell.text[:MOST_IN_CELL]), WORDS[cell.tone] if cell.tone else ""),
                more=more,
            )
            for cell, number in zip(cells, numbers, strict=True)
        )
        tall = any(len(cell.text) > _TALL for cell in cells)
        rows.append(_row(written, widths, "" if tall else "<w:cantSplit/>"))
    return _table(TABLE, widths, rows, told=clean(table.title))


def layout(cells: Sequence[str], widths: Sequence[float], *, split: bool = False) -> str:
    """Stand cells beside each other without lines; each holds at least one paragraph."""
    return _table(LAYOUT, widths, [_row(cells, widths, "" if split else "<w:cantSplit/>")])


def ratings(promises: Iterable[str]) -> str:
    """Write a row of boxes from 1 to 5 for each promise, to be ticked by hand."""
    widths = (ROOM - 160, *(32.0,) * 5)
    boxes = [paragraph(CELL, run(f"☐ {rate}")) for rate in range(1, 6)]
    rows = [
        _row((paragraph(CELL, run(name(promise))), *boxes), widths, "<w:cantSplit/>")
        for promise in promises
    ]
    return _table(TABLE, widths, rows, head=False)


def text_lines(style: str, text: str) -> str:
    """Write a text of one or more lines as one paragraph; nothing if it says nothing."""
    said = lines(text)
    return paragraph(style, broken(said)) if said else ""


def _head(column: Column) -> str:
    return paragraph(HEAD_NUMBER if column.number else HEAD, run(name(column.title)))


def _table(
    style: str, widths: Sequence[float], rows: Sequence[str], *, told: str = "", head: bool = True
) -> str:
    grid_columns = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
    caption = f'<w:tblCaption w:val="{escape(name(told))}"/>' if told else ""
    first = int(head and style == TABLE)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/>'
        f'<w:tblW w:w="{twips(sum(widths))}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="{"0620" if first else "0600"}" w:firstRow="{first}" w:lastRow="0"'
        f' w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>{caption}</w:tblPr>'
        f"<w:tblGrid>{grid_columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _row(cells: Iterable[str], widths: Sequence[float], how: str) -> str:
    written = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
        for cell, width in zip(cells, widths, strict=True)
    )
    return f"<w:tr><w:trPr>{how}</w:trPr>{written}</w:tr>" if how else f"<w:tr>{written}</w:tr>"


def docx_bytes(document: Document, draw: Draw, progress: Progress | None = None) -> bytes:
    """Write a document as a Word file; `draw` turns drawings into PNG."""
    pictures = Pictures()
    writer = _DocxWriter(document, draw, pictures)
    written = writer.head()
    for at, block in enumerate(document.blocks):
        written.append(writer.block(block))
        if progress is not None:
            progress(at + 1, len(document.blocks))
    written.append(writer.foot())
    return docx_package(document, "".join(written), pictures)


class _DocxWriter:
    """Writes block after block as XML; pictures go into the file as they come."""

    def __init__(self, document: Document, draw: Draw, pictures: Pictures) -> None:
        self._document = document
        self._draw = draw
        self._pictures = pictures
        self._shown = 0
        self._level = 1
        self._break = False

    def head(self) -> list[str]:
        """Write what stands above the first block."""
        document = self._document
        logo = logo_of(document)
        by = joined(document.name, document.role, document.aside)
        return [
            self._picture(logo, *logo.fitted(*_LOGO)) if logo else "",
            self._paragraph(KICKER, run(name(document.kicker))) if clean(document.kicker) else "",
            self._paragraph(TITLE, run(name(document.title) or "Untitled")),
            self._paragraph(BYLINE, run(by)),
        ]

    def foot(self) -> str:
        """Write the last small print."""
        return self._texts(ROLES[Text("").role.SMALL], self._document.footer)

    @singledispatchmethod
    def block(self, block: Block) -> str:
        """Write one block; each kind has a method of its own."""
        raise TypeError(block)

    @block.register
    def _heading(self, block: Heading) -> str:
        return self._headed(block.text, block.level)

    @block.register
    def _text(self, block: Text) -> str:
        return self._texts(ROLES[block.role], block.text)

    @block.register
    def _points(self, block: BulletList) -> str:
        return "".join(self._lines(POINTS, item) for item in block.items)

    @block.register
    def _page_break(self, _block: PageBreak) -> str:
        self._break = True
        return ""

    def _headed(self, text: str, level: int) -> str:
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

    @block.register
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
        picture = rasterized(block.picture, svg, self._draw)
        beside = self._picture(picture, *picture.fitted(CARD_WIDE, CARD_WIDE))
        beside += text_lines(CAPTION, name(block.caption))
        widths = (ROOM - CARD_WIDE - 20, 20.0, CARD_WIDE)
        cells = (told or paragraph("Normal"), paragraph(SPACER), beside)
        tall = sum(map(len, block.notes)) > 2000
        return head + layout(cells, widths, split=tall) + self._spacer()

    @block.register
    def _figure(self, block: Figure) -> str:
        if block.form is FigureForm.SMALL and isinstance(block.picture, TrendPicture):
            small = rasterized(block.picture, card_svg(block.picture, *_CARD), self._draw)
            return self._picture(small, *small.fitted(CARD_WIDE, CARD_WIDE), PICTURE_ALONE)
        wide, high = _HEAT if isinstance(block.picture, HeatPicture) else _FULL
        titled = block.form is not FigureForm.UNTITLED
        svg = full_svg(block.picture, wide, high if titled else _LOW, titled=titled)
        picture = rasterized(block.picture, svg, self._draw)
        # The drawing keeps a margin of its own: its words stand flush with those of the page.
        margin = ROOM * MARGIN / (wide - 2 * MARGIN)
        size = picture.fitted(ROOM + 2 * margin, _TALLEST)
        flush = f'<w:ind w:left="{-twips(margin)}" w:right="{-twips(margin)}"/>'
        caption = name(block.caption)
        style = PICTURE if caption else PICTURE_ALONE
        return self._picture(picture, *size, style, flush) + self._lines(CAPTION, caption)

    def _picture(
        self,
        picture: RasterPicture,
        width: float,
        height: float,
        style: str = PICTURE,
        more: str = "",
    ) -> str:
        self._shown += 1
        related = self._pictures.related(picture.content)
        shown = picture_run(picture, related, self._shown, width, height)
        return self._paragraph(style, shown, more=more)

    @block.register
    def _quote(self, block: Quote) -> str:
        by = joined(block.who, block.day)
        said = self._lines(QUOTE, block.text)
        return said + (self._paragraph(SOURCE, run(by)) if by else "")

    @block.register
    def _table(self, block: Table) -> str:
        title = self._lines(TABLE_TITLE, name(block.title)) or self._spacer()
        return title + (data_table(block) + self._spacer() if block.columns else "")

    @block.register
    def _matrix(self, block: Matrix) -> str:
        return self._table(block.table()) + self._lines(CAPTION, block.legend)

    @block.register
    def _columns(self, block: Columns) -> str:
        above = self._level
        written = ""
        for section in block.sections:
            written += self._headed(section.title, above + 1)
            written += "".join(map(self.block, section.blocks))
        self._level = above
        return written

    @block.register
    def _reply(self, block: Reply) -> str:
        sent = f"Rate each promise from 1 to 5 and send it to {name(block.mail)}."
        asked = sent if clean(block.mail) else "Rate each promise from 1 to 5."
        table = ratings(block.promises) + self._spacer() if block.promises else ""
        return self._paragraph("Normal", run(asked)) + table

    @block.register
    def _signatures(self, block: Signatures) -> str:
        return "".join(
            self._paragraph(SIGNED, run(name(who)) or run("\u00a0"))
            + paragraph(SIGNED_BELOW, run(name(below)))
            for who, below in block.lines
        )
