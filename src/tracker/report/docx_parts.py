"""The pieces of a Word document as XML: paragraphs, tables, pictures.

A table is written as one text and parsed once: cell by cell, python-docx would need minutes for a
year's figures.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from tracker.report.columns import column_widths
from tracker.report.document import Column, Table, Tag
from tracker.report.docx_package import ROOM, twips
from tracker.report.docx_styles import (
    CELL,
    CELL_PAD,
    HEAD,
    HEAD_NUMBER,
    LAYOUT,
    NUMBER,
    TABLE,
    TABLE_SIZE,
    TAGS,
    WORDS,
)
from tracker.report.office import Drawn
from tracker.report.plain import lines, name
from tracker.report.svg_text import clean, escape

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


def paragraph(style: str, *runs: str, more: str = "") -> str:
    """Write a paragraph of a style; `more` are properties of its own."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{"".join(runs)}</w:p>'


def run(text: str, style: str = "") -> str:
    """Write clean text on one line, in a character style or that of the paragraph."""
    said = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    words = escape(text)
    return f'<w:r>{said}<w:t xml:space="preserve">{words}</w:t></w:r>' if words else ""


def broken(said: Sequence[str]) -> str:
    """Write lines below each other within one paragraph."""
    return "<w:r><w:br/></w:r>".join(run(line) for line in said)


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


def picture_run(drawn: Drawn, related: str, at: int, width: float, height: float) -> str:
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
    widths = column_widths(table, TABLE_SIZE, ROOM, 2 * CELL_PAD)
    numbers = [column.number for column in table.columns]
    rows = [_row(map(_head, table.columns), widths, "<w:cantSplit/><w:tblHeader/>")]
    for at, cells in enumerate(table.rows):
        # The first rows stay with the head: alone at the foot of a page it would say nothing.
        more = "<w:keepNext/>" if at < _WITH_HEAD else ""
        written = (
            paragraph(
                NUMBER if number else CELL,
                run(name(cell.text, MOST_IN_CELL), WORDS[cell.tone] if cell.tone else ""),
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
