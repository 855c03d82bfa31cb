"""The pieces of a slide as XML: words in a placeholder, a picture, a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from tracker.report.document import Cell, Role
from tracker.report.office import COLOURS, TONES, Drawn
from tracker.report.pptx_layouts import NUMBER_FIELD, Holder, place, placeholder
from tracker.report.slide_boxes import Box
from tracker.report.slide_tables import PAD_SIDE, PAD_TOP, Row, TablePart
from tracker.report.svg_text import escape
from tracker.report.text_fit import Passage

_EMU: Final = 12700
_LATIN: Final = '<a:latin typeface="+mn-lt"/>'
_SECOND: Final = '<a:solidFill><a:schemeClr val="tx2"/></a:solidFill>'


def filled(
    holder: Holder, at: int, paragraphs: Sequence[str], box: Box | None = None, wash: str = ""
) -> str:
    """Write a placeholder of a slide with its words; `box` and `wash` where it has its own."""
    inner = place(box) if box else ""
    if wash:
        shape = (
            '<a:prstGeom prst="roundRect"><a:avLst><a:gd name="adj" fmla="val 16000"/></a:avLst>'
        )
        inner += f'{shape}</a:prstGeom><a:solidFill><a:srgbClr val="{wash}"/></a:solidFill>'
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{at}" name="{holder.name}"/><p:cNvSpPr>'
        f'<a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>{placeholder(holder)}</p:nvPr></p:nvSpPr>'
        f"<p:spPr>{inner}</p:spPr><p:txBody><a:bodyPr/><a:lstStyle/>"
        f"{''.join(paragraphs) or '<a:p/>'}</p:txBody></p:sp>"
    )


def words(text: str, *, letters: str = "", size: float | None = None, how: str = "") -> str:
    """Write a paragraph; `letters` and `size` where they differ from the layout's."""
    sized = f' sz="{round(size * 100)}"' if size else ""
    run = f"<a:rPr{sized}>{letters}</a:rPr>"
    lines = (f"<a:r>{run}<a:t>{escape(line)}</a:t></a:r>" for line in text.split("\n"))
    return f"<a:p>{how}{f'<a:br>{run}</a:br>'.join(lines)}</a:p>"


def number_paragraph() -> str:
    """Write the slide's own number, kept right by whoever shows it."""
    return f"<a:p>{NUMBER_FIELD}</a:p>"


def passage(one: Passage, size: float, *, first: bool) -> str:
    """Write a passage in a placeholder whose letters have this size."""
    above = 0 if first else round(one.before * 100)
    spaced = f'<a:spcBef><a:spcPts val="{above}"/></a:spcBef>'
    level = ' lvl="1"' if one.kind == "point" else ""
    letters = _SECOND if one.kind in {"source", Role.SMALL} else ""
    own = one.size if one.size != size else None
    return words(one.text, letters=letters, size=own, how=f"<a:pPr{level}>{spaced}</a:pPr>")


def tinted(text: str, role: str) -> str:
    """Write words in the colour of a role."""
    return words(text, letters=_fill(COLOURS[role]))


def picture_shape(drawn: Drawn, related: str, at: int, box: Box) -> str:
    """Write a picture with its description."""
    return (
        f'<p:pic><p:nvPicPr><p:cNvPr id="{at}" name="Picture {at}" descr="{escape(drawn.told)}"/>'
        '<p:cNvPicPr><a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr/></p:nvPicPr>'
        f'<p:blipFill><a:blip r:embed="{related}"/><a:stretch><a:fillRect/></a:stretch>'
        f'</p:blipFill><p:spPr>{place(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        "</p:spPr></p:pic>"
    )


def table_shape(table: TablePart, at: int, box: Box, title: str) -> str:
    """Write a table; its first row is marked as the head."""
    columns = "".join(f'<a:gridCol w="{round(width * _EMU)}"/>' for width in table.widths)
    numbers = [column.number for column in table.columns]
    rows = _row(table.head, numbers, table.size, head=True)
    rows += "".join(_row(row, numbers, table.size) for row in table.rows)
    return (
        f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="{at}" name="Table {at}"'
        f' descr="{escape(title)}"/><p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/>'
        f"</p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>{place(box, 'p')}<a:graphic>"
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table">'
        f'<a:tbl><a:tblPr firstRow="1"/><a:tblGrid>{columns}</a:tblGrid>{rows}</a:tbl>'
        "</a:graphicData></a:graphic></p:graphicFrame>"
    )


def _row(row: Row, numbers: Iterable[bool], size: float, *, head: bool = False) -> str:
    cells = "".join(
        _cell(cell, size, right=right, head=head)
        for cell, right in zip(row.cells, numbers, strict=True)
    )
    return f'<a:tr h="{round(row.high * _EMU)}">{cells}</a:tr>'


def _cell(cell: Cell, size: float, *, right: bool, head: bool) -> str:
    colour = COLOURS["second" if head else TONES[cell.tone] if cell.tone else "text"]
    bold = int(head or cell.tone is not None)
    run = f'sz="{round(size * 100)}" b="{bold}"'
    align = "r" if right else "l"
    line = '<a:lnSpc><a:spcPct val="105000"/></a:lnSpc>'
    said = escape(cell.text)
    text = (
        f"<a:r><a:rPr {run}>{_fill(colour)}{_LATIN}</a:rPr><a:t>{said}</a:t></a:r>" if said else ""
    )
    side, top = round(PAD_SIDE * _EMU), round(PAD_TOP * _EMU)
    edges = f'marL="{side}" marR="{side}" marT="{top}" marB="{top}" anchor="{"b" if head else "t"}"'
    return (
        f'<a:tc><a:txBody><a:bodyPr/><a:lstStyle/><a:p><a:pPr algn="{align}">{line}</a:pPr>{text}'
        f"<a:endParaRPr {run}/></a:p></a:txBody>"
        f"<a:tcPr {edges}>{_borders(head=head)}<a:noFill/></a:tcPr></a:tc>"
    )


def _borders(*, head: bool) -> str:
    """Draw a hairline below a row, a stronger one below the head, nothing else."""
    none = "".join(f"<a:{side}><a:noFill/></a:{side}>" for side in ("lnL", "lnR", "lnT"))
    width, colour = (12700, COLOURS["text"]) if head else (6350, COLOURS["line"])
    return f'{none}<a:lnB w="{width}">{_fill(colour)}</a:lnB>'


def _fill(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'
